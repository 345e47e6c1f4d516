using ImageForge.Artifacts.Errors;
using Xunit;

namespace ImageForge.Artifacts.Tests;

public sealed class ObjectKeyTests
{
    [Fact]
    public void The_limit_is_1024_bytes()
    {
        var key = string.Join('/', Enumerable.Repeat(new string('é', 102), 5));
        Assert.Equal(1024, System.Text.Encoding.UTF8.GetByteCount(key));
        ObjectKey.Validate(key);
        Assert.Throws<InvalidKeyException>(() => ObjectKey.Validate(key + "x"));
    }

    [Fact]
    public void A_part_may_have_255_bytes()
    {
        ObjectKey.Validate(new('x', 255));
        Assert.Throws<InvalidKeyException>(() => ObjectKey.Validate(new('x', 256)));
    }

    [Theory]
    [InlineData('\ud800')]
    [InlineData('\udc00')]
    public void Half_a_character_is_refused(char half)
    {
        Assert.Throws<InvalidKeyException>(() => ObjectKey.Validate($"a{half}"));
        Assert.Throws<InvalidKeyException>(() => ObjectKey.Validate($"{half}a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a/")]
    [InlineData("a/b")]
    public void A_prefix_may_be_empty_or_end_in_a_slash(string prefix) => ObjectKey.ValidatePrefix(prefix);

    [Theory]
    [InlineData("/")]
    [InlineData("../")]
    [InlineData("a//")]
    public void A_prefix_may_not_leave_the_store(string prefix) =>
        Assert.Throws<InvalidKeyException>(() => ObjectKey.ValidatePrefix(prefix));
}
