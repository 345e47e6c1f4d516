using ImageForge.Artifacts.Models.Caching;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

public sealed class TagDigestTests
{
    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", true, null)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF", false, null)]
    [InlineData("0123456789abcdef0123456789abcdef-2", false, 2)]
    [InlineData("0123456789abcdef0123456789abcdef-0", false, null)]
    [InlineData("0123456789abcdef0123456789abcdef--2", false, null)]
    [InlineData("0123456789abcdef0123456789abcdef-", false, null)]
    [InlineData("123-2", false, null)]
    [InlineData("", false, null)]
    public void A_tag_shows_what_it_is(string tag, bool isPlain, int? parts)
    {
        Assert.Equal(isPlain, TagDigest.IsPlain(tag));
        Assert.Equal(parts, TagDigest.PartsOf(tag));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(1000, 64)]
    [InlineData(64, 1000)]
    public void The_pieces_that_bytes_come_in_do_not_matter(int partBytes, int piece)
    {
        var content = ModelBench.Bytes(4, 1000);
        using var parted = new TagDigest(partBytes);
        using var plain = new TagDigest(null);
        for (var run = 0; run < 2; run++)
        {
            foreach (var some in content.Chunk(piece))
            {
                parted.Append(some);
                plain.Append(some);
            }

            var parts = content.Chunk(partBytes).Select(c => Convert.FromHexString(ModelServer.Md5(c))).ToList();
            Assert.Equal($"{ModelServer.Md5([.. parts.SelectMany(p => p)])}-{parts.Count}", parted.Finish());
            Assert.Equal(ModelServer.Md5(content), plain.Finish());
        }
    }
}
