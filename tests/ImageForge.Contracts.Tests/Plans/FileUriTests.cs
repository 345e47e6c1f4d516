using ImageForge.Contracts.Plans;
using Xunit;

namespace ImageForge.Contracts.Tests.Plans;

public sealed class FileUriTests
{
    [Theory]
    [InlineData("/a b.png", "file:///a%20b.png")]
    [InlineData("/a+b.png", "file:///a%2Bb.png")]
    [InlineData("/a#b?c&d'e;f[g]", "file:///a%23b%3Fc%26d%27e%3Bf%5Bg%5D")]
    [InlineData("/ü/100%/a%20b", "file:///%C3%BC/100%25/a%2520b")]
    [InlineData("/C:/x\\y", "file:///C%3A/x%5Cy")]
    [InlineData("//x", "file:////x")]
    public void A_path_comes_back_as_it_went(string path, string uri)
    {
        Assert.Equal(uri, FileUri.Of(path));
        Assert.Equal(path, FileUri.PathOf(uri));
    }

    [Theory]
    [InlineData("file:///a+b&c';[d].png", "/a+b&c';[d].png")]
    [InlineData("file:///a%2bb", "/a+b")]
    [InlineData("file:///100%.png", "/100%.png")]
    [InlineData("file:///C:/x", "/C:/x")]
    [InlineData("file:///a%2F..%2Fb", "/a/../b")]
    public void What_needs_no_encoding_may_have_it_or_not(string uri, string path) =>
        Assert.Equal(path, FileUri.PathOf(uri));

    [Theory]
    [InlineData("file://./a.png")]
    [InlineData("file://host/a.png")]
    [InlineData("file:///a#b.png")]
    [InlineData("file:///a.png?x")]
    [InlineData("https://host/a.png")]
    [InlineData("/a.png")]
    public void Other_forms_name_no_path(string uri) => Assert.Null(FileUri.PathOf(uri));

    [Theory]
    [InlineData("pvc://photos/sea%20%26%20sky/a%2Bb.png", "sea & sky/a+b.png")]
    [InlineData("pvc://photos", "")]
    [InlineData("configmap://brand/logo.png", "logo.png")]
    [InlineData("file:///a.png", null)]
    public void The_path_in_a_claim_is_decoded_once(string uri, string? path) =>
        Assert.Equal(path, InputMounts.PathOf(uri));
}
