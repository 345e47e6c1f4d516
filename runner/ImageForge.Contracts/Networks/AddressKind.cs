namespace ImageForge.Contracts.Networks;

/// <summary>Who may be asked for something at an address that a user named.</summary>
public enum AddressKind
{
    /// <summary>On the public internet.</summary>
    Public,

    /// <summary>
    /// In a network that is not everybody's: loopback, private, shared (CGNAT) and reserved ranges. Services of a cluster are there.
    /// </summary>
    Private,

    /// <summary>
    /// Link-local addresses and others at which clouds hand out credentials to whoever asks; multicast and unspecified addresses.
    /// Nobody's pictures are there.
    /// </summary>
    Forbidden,
}
