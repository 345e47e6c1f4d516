using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>IP addresses and networks.</summary>
internal static class CelAddresses
{
    public static IEnumerable<CelOverload> All()
    {
        yield return new("ip", false, [CelType.String], CelType.Ip, a => ParseIp(Text(a[0])));
        yield return new("isIP", false, [CelType.String], CelType.Bool, a => CelBool.Of(ParseIp(Text(a[0])) is CelIp));
        yield return new(
            "ip.isCanonical",
            false,
            [CelType.String],
            CelType.Bool,
            a => ParseIp(Text(a[0])) is CelIp ip ? CelBool.Of(ip.Value.ToString() == Text(a[0])) : ParseIp(Text(a[0]))
        );
        yield return new(
            "family",
            true,
            [CelType.Ip],
            CelType.Int,
            a => new CelInt(Ip(a[0]).AddressFamily == AddressFamily.InterNetwork ? 4 : 6)
        );
        yield return new(
            "isLoopback",
            true,
            [CelType.Ip],
            CelType.Bool,
            a => CelBool.Of(IPAddress.IsLoopback(Ip(a[0])))
        );
        yield return new(
            "isUnspecified",
            true,
            [CelType.Ip],
            CelType.Bool,
            a => CelBool.Of(Ip(a[0]).Equals(IPAddress.Any) || Ip(a[0]).Equals(IPAddress.IPv6Any))
        );
        yield return new("cidr", false, [CelType.String], CelType.Cidr, a => ParseCidr(Text(a[0])));
        yield return new(
            "isCIDR",
            false,
            [CelType.String],
            CelType.Bool,
            a => CelBool.Of(ParseCidr(Text(a[0])) is CelCidr)
        );
        yield return new(
            "prefixLength",
            true,
            [CelType.Cidr],
            CelType.Int,
            a => new CelInt(((CelCidr)a[0]).PrefixLength)
        );
        yield return new("ip", true, [CelType.Cidr], CelType.Ip, a => new CelIp(((CelCidr)a[0]).Address));
        yield return new("masked", true, [CelType.Cidr], CelType.Cidr, a => Masked((CelCidr)a[0]));
        yield return new(
            "containsIP",
            true,
            [CelType.Cidr, CelType.String],
            CelType.Bool,
            a => ParseIp(Text(a[1])) is CelIp ip ? Contains(a[0], ip) : ParseIp(Text(a[1]))
        );
        yield return new(
            "containsIP",
            true,
            [CelType.Cidr, CelType.Ip],
            CelType.Bool,
            a => Contains(a[0], (CelIp)a[1])
        );
    }

    private static string Text(CelValue value) => ((CelString)value).Value;

    private static IPAddress Ip(CelValue value) => ((CelIp)value).Value;

    private static CelValue ParseIp(string text) =>
        IPAddress.TryParse(text, out var address)
        && !text.Contains('%', StringComparison.Ordinal)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text)
            ? new CelIp(address)
            : new CelError($"IP Address {GoText.Quote(text)} parse error during conversion from string");

    private static CelValue ParseCidr(string text)
    {
        var parts = text.Split('/');
        return
            parts.Length == 2
            && ParseIp(parts[0]) is CelIp ip
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length <= (ip.Value.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
            ? new CelCidr(ip.Value, length)
            : new CelError($"network address parse error during conversion from string: {GoText.Quote(text)}");
    }

    private static CelCidr Masked(CelCidr cidr) => new(Network(cidr).BaseAddress, cidr.PrefixLength);

    private static CelBool Contains(CelValue cidr, CelIp ip) =>
        CelBool.Of(
            ((CelCidr)cidr).Address.AddressFamily == ip.Value.AddressFamily && Network((CelCidr)cidr).Contains(ip.Value)
        );

    private static IPNetwork Network(CelCidr cidr)
    {
        var bytes = cidr.Address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(cidr.PrefixLength - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - kept));
        }
        return new IPNetwork(new IPAddress(bytes), cidr.PrefixLength);
    }
}
