using System.Net;
using System.Net.Sockets;

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
    /// Link-local addresses and others of cloud metadata services, which return credentials; multicast and unspecified addresses.
    /// No images are there.
    /// </summary>
    Forbidden,
}

/// <summary>Tells addresses apart by IANA's registries of special-purpose addresses and the metadata addresses of clouds.</summary>
public static class AddressKinds
{
    /// <summary>The variable that tells a runner which networks HTTP inputs may come from besides the public internet.</summary>
    public const string AllowVariable = "IMAGEFORGE_ALLOW_INPUT_CIDR";

    private static readonly IPNetwork[] Forbidden = Networks(
        "0.0.0.0/8", // unspecified: connects to the machine itself
        "169.254.0.0/16", // link-local; metadata of nearly all clouds, credentials of ECS and EKS
        "100.100.100.200/32", // metadata of Alibaba Cloud
        "168.63.129.16/32", // Azure's host: certificates and settings of the machine
        "192.0.0.192/32", // metadata of Oracle Cloud
        "224.0.0.0/4", // multicast
        "255.255.255.255/32", // broadcast
        "::/128", // unspecified
        "fe80::/10", // link-local
        "fec0::/10", // site-local, deprecated
        "fd00:ec2::/32", // metadata of AWS (::254, ::23)
        "fd20:ce::/32", // metadata of Google Cloud
        "fd00:c1::/32", // metadata of Oracle Cloud
        "ff00::/8" // multicast
    );

    private static readonly IPNetwork[] Private = Networks(
        "10.0.0.0/8",
        "100.64.0.0/10", // shared by the customers of a provider
        "127.0.0.0/8",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24", // documentation
        "192.88.99.0/24", // relays of 6to4
        "192.168.0.0/16",
        "198.18.0.0/15", // benchmarks
        "198.51.100.0/24", // documentation
        "203.0.113.0/24", // documentation
        "240.0.0.0/4", // reserved
        "2001::/23", // protocols, Teredo among them
        "2001:db8::/32", // documentation
        "3fff::/20", // documentation
        "5f00::/16" // segment routing
    );

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // What stands before an IPv4 address: mapped, translated, compatible, and NAT64, public and local.
    private static readonly IPNetwork[] BeforeIPv4 = Networks(
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "::/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48"
    );
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork Mapped = IPNetwork.Parse("::ffff:0:0/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    /// <summary>Networks that an operator allows, as <c>10.0.0.0/8,fd12:3456::/48,192.0.2.7</c>.</summary>
    /// <exception cref="FormatException">One is no network, or has nothing but forbidden addresses.</exception>
    public static IReadOnlyList<IPNetwork> ParseNetworks(string text) =>
        [
            .. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(part =>
                    !TryParse(part, out var network)
                        ? throw new FormatException($"'{part}' is not a CIDR such as 10.0.0.0/8")
                    : Array.Exists(
                        Forbidden,
                        f => f.PrefixLength <= network.PrefixLength && f.Contains(network.BaseAddress)
                    )
                        ? throw new FormatException(
                            $"'{part}' has only link-local, cloud metadata, multicast or unspecified addresses, which are never allowed"
                        )
                    : network
                ),
        ];

    /// <summary>The kind of an address. An IPv6 address that leads to an IPv4 address is of the less public kind of both.</summary>
    public static AddressKind Of(IPAddress address)
    {
        var kind = OfPlain(address);
        foreach (var inner in Embedded(address))
        {
            kind = (AddressKind)Math.Max((int)kind, (int)OfPlain(inner));
        }

        return kind;
    }

    /// <summary>Whether an address is in one of these networks, itself or as the IPv4 address that it leads to.</summary>
    public static bool IsIn(IPAddress address, IReadOnlyList<IPNetwork> networks) =>
        networks.Any(n => n.Contains(address) || Embedded(address).Any(n.Contains));

    private static AddressKind OfPlain(IPAddress address) =>
        Array.Exists(Forbidden, n => n.Contains(address)) ? AddressKind.Forbidden
        : Array.Exists(Private, n => n.Contains(address)) ? AddressKind.Private
        : address.AddressFamily == AddressFamily.InterNetwork ? AddressKind.Public
        // What stands for an IPv4 address is judged by that address.
        : GlobalUnicast.Contains(address) || Nat64.Contains(address) || Mapped.Contains(address) ? AddressKind.Public
        : AddressKind.Private;

    private static List<IPAddress> Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return [];
        }

        var bytes = address.GetAddressBytes();
        List<IPAddress> inner = [];
        // ISATAP ends in 0000:5efe or 0200:5efe and the address, behind any prefix.
        if (Array.Exists(BeforeIPv4, n => n.Contains(address)) || bytes[8..12] is [0 or 2, 0, 0x5E, 0xFE])
        {
            inner.Add(new(bytes[12..]));
        }

        if (SixToFour.Contains(address))
        {
            inner.Add(new(bytes[2..6]));
        }

        if (Teredo.Contains(address))
        {
            inner.Add(new(bytes[4..8]));
            inner.Add(new([.. bytes[12..].Select(b => (byte)~b)]));
        }

        // ::1 and :: are themselves, not 0.0.0.1.
        inner.RemoveAll(_ => IPAddress.IPv6Loopback.Equals(address) || IPAddress.IPv6Any.Equals(address));
        return inner;
    }

    private static bool TryParse(string text, out IPNetwork network) =>
        IPNetwork.TryParse(text.Contains('/') ? text : $"{text}/{(text.Contains(':') ? 128 : 32)}", out network);

    private static IPNetwork[] Networks(params string[] networks) =>
        Array.ConvertAll(networks, n => IPNetwork.Parse(n));
}
