using System.Net;

namespace ImageForge.DevCluster.Cel;

/// <summary>An address with the length of its network's prefix; the address need not be the first of the network.</summary>
internal sealed record CelCidr(IPAddress Address, int PrefixLength) : CelValue
{
    public override CelType Type => CelType.Cidr;
}
