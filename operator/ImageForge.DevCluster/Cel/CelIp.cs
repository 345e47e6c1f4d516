using System.Net;

namespace ImageForge.DevCluster.Cel;

internal sealed record CelIp(IPAddress Value) : CelValue
{
    public override CelType Type => CelType.Ip;
}
