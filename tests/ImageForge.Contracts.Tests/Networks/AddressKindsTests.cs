using System.Net;
using ImageForge.Contracts.Networks;
using Xunit;

namespace ImageForge.Contracts.Tests.Networks;

public sealed class AddressKindsTests
{
    [Theory]
    [InlineData("8.8.8.8", AddressKind.Public)]
    [InlineData("100.63.255.255", AddressKind.Public)]
    [InlineData("100.128.0.1", AddressKind.Public)]
    [InlineData("172.32.0.1", AddressKind.Public)]
    [InlineData("168.63.129.15", AddressKind.Public)]
    [InlineData("223.255.255.255", AddressKind.Public)]
    [InlineData("2606:4700:4700::1111", AddressKind.Public)]
    [InlineData("2a00:1450:4001:80b::200e", AddressKind.Public)]
    [InlineData("::ffff:8.8.8.8", AddressKind.Public)]
    [InlineData("64:ff9b::8.8.8.8", AddressKind.Public)]
    [InlineData("2002:808:808::1", AddressKind.Public)]
    // Private: an operator may allow them.
    [InlineData("10.0.0.1", AddressKind.Private)]
    [InlineData("10.96.0.1", AddressKind.Private)]
    [InlineData("172.16.0.1", AddressKind.Private)]
    [InlineData("172.31.255.255", AddressKind.Private)]
    [InlineData("192.168.1.1", AddressKind.Private)]
    [InlineData("100.64.0.1", AddressKind.Private)]
    [InlineData("100.127.255.255", AddressKind.Private)]
    [InlineData("127.0.0.1", AddressKind.Private)]
    [InlineData("127.8.8.8", AddressKind.Private)]
    [InlineData("192.0.0.8", AddressKind.Private)]
    [InlineData("192.0.2.1", AddressKind.Private)]
    [InlineData("198.18.0.1", AddressKind.Private)]
    [InlineData("198.51.100.1", AddressKind.Private)]
    [InlineData("203.0.113.1", AddressKind.Private)]
    [InlineData("240.0.0.1", AddressKind.Private)]
    [InlineData("::1", AddressKind.Private)]
    [InlineData("fc00::1", AddressKind.Private)]
    [InlineData("fd12:3456:789a::1", AddressKind.Private)]
    [InlineData("2001:db8::1", AddressKind.Private)]
    [InlineData("2001:2::1", AddressKind.Private)]
    [InlineData("100::1", AddressKind.Private)]
    [InlineData("4000::1", AddressKind.Private)]
    [InlineData("::8.8.8.8", AddressKind.Private)]
    [InlineData("::ffff:10.0.0.1", AddressKind.Private)]
    [InlineData("::ffff:127.0.0.1", AddressKind.Private)]
    [InlineData("64:ff9b::10.0.0.1", AddressKind.Private)]
    [InlineData("64:ff9b:1::8.8.8.8", AddressKind.Private)]
    [InlineData("2002:a00:1::1", AddressKind.Private)]
    // Never.
    [InlineData("0.0.0.0", AddressKind.Forbidden)]
    [InlineData("0.1.2.3", AddressKind.Forbidden)]
    [InlineData("169.254.169.254", AddressKind.Forbidden)]
    [InlineData("169.254.170.2", AddressKind.Forbidden)]
    [InlineData("169.254.170.23", AddressKind.Forbidden)]
    [InlineData("100.100.100.200", AddressKind.Forbidden)]
    [InlineData("168.63.129.16", AddressKind.Forbidden)]
    [InlineData("192.0.0.192", AddressKind.Forbidden)]
    [InlineData("224.0.0.1", AddressKind.Forbidden)]
    [InlineData("239.255.255.255", AddressKind.Forbidden)]
    [InlineData("255.255.255.255", AddressKind.Forbidden)]
    [InlineData("::", AddressKind.Forbidden)]
    [InlineData("fe80::1", AddressKind.Forbidden)]
    [InlineData("fe80::a9fe:a9fe", AddressKind.Forbidden)]
    [InlineData("fec0::1", AddressKind.Forbidden)]
    [InlineData("ff02::1", AddressKind.Forbidden)]
    [InlineData("fd00:ec2::254", AddressKind.Forbidden)]
    [InlineData("fd00:ec2::23", AddressKind.Forbidden)]
    [InlineData("fd20:ce::254", AddressKind.Forbidden)]
    [InlineData("fd00:c1::a9fe:a9fe", AddressKind.Forbidden)]
    [InlineData("::ffff:169.254.169.254", AddressKind.Forbidden)]
    [InlineData("::169.254.169.254", AddressKind.Forbidden)]
    [InlineData("::ffff:0:169.254.169.254", AddressKind.Forbidden)]
    [InlineData("64:ff9b::169.254.169.254", AddressKind.Forbidden)]
    [InlineData("64:ff9b::100.100.100.200", AddressKind.Forbidden)]
    [InlineData("64:ff9b:1::169.254.169.254", AddressKind.Forbidden)]
    [InlineData("2002:a9fe:a9fe::1", AddressKind.Forbidden)]
    [InlineData("2001:0:a9fe:a9fe::1", AddressKind.Forbidden)]
    [InlineData("2001:0:808:808::5601:5601", AddressKind.Forbidden)]
    [InlineData("2a00::5efe:a9fe:a9fe", AddressKind.Forbidden)]
    [InlineData("::ffff:168.63.129.16", AddressKind.Forbidden)]
    [InlineData("::ffff:0.0.0.0", AddressKind.Forbidden)]
    public void Addresses_are_told_apart(string address, AddressKind kind) =>
        Assert.Equal(kind, AddressKinds.Of(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("64:ff9b::10.1.2.3", true)]
    [InlineData("192.0.2.7", true)]
    [InlineData("192.0.2.8", false)]
    [InlineData("fd12:3456::1", true)]
    [InlineData("fd12:3457::1", false)]
    public void Networks_that_are_allowed_hold_their_addresses_in_every_form(string address, bool isIn) =>
        Assert.Equal(
            isIn,
            AddressKinds.IsIn(
                IPAddress.Parse(address),
                AddressKinds.ParseNetworks("10.0.0.0/8, 192.0.2.7,fd12:3456::/32")
            )
        );

    [Theory]
    [InlineData("10.0.0.0/33", "'10.0.0.0/33' is not a CIDR")]
    [InlineData("example.com", "'example.com' is not a CIDR")]
    [InlineData("10.0.0.0/8,nonsense", "'nonsense' is not a CIDR")]
    [InlineData("169.254.169.254", "never allowed")]
    [InlineData("169.254.0.0/16", "never allowed")]
    [InlineData("fd00:ec2::254/128", "never allowed")]
    public void Networks_that_cannot_be_allowed_are_named(string text, string problem) =>
        Assert.Contains(
            problem,
            Assert.Throws<FormatException>(() => AddressKinds.ParseNetworks(text)).Message,
            StringComparison.Ordinal
        );
}
