using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;
using Xunit;

namespace ImageForge.Artifacts.Tests.S3;

public sealed class S3CredentialsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-secret-");

    [Fact]
    public void Variables_are_read()
    {
        var found = S3Credentials.Find(v =>
            v.StartsWith("AWS_", StringComparison.Ordinal) ? v.ToUpperInvariant()[4..] : null
        );
        Assert.Equal(("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN"), Keys(found));
    }

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")]
    [InlineData("accessKey", "secretKey", "sessionToken")]
    public void A_mounted_secret_is_read_and_goes_before_variables(string access, string secret, string token)
    {
        Write(access, "a");
        Write(secret, "s\n");
        Write(token, "t");
        var found = S3Credentials.Find(v => v == S3Credentials.FolderVariable ? _folder.FullName : "variable");
        Assert.Equal(("a", "s", "t"), Keys(found));
    }

    [Fact]
    public void Nothing_is_printed_of_them()
    {
        Write("accessKey", "alpha");
        Write("secretKey", "beta");
        var found = S3Credentials.Find(InFolder);
        Assert.DoesNotContain("alpha", $"{found}", StringComparison.Ordinal);
        Assert.DoesNotContain("beta", $"{found}", StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_them_is_denied_without_showing_it()
    {
        Write("accessKey", "alpha");
        var e = Assert.Throws<StoreDeniedException>(() => S3Credentials.Find(InFolder));
        Assert.Contains("secretKey", e.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.FullName, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("alpha", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void None_at_all_is_denied_and_says_what_to_set()
    {
        var e = Assert.Throws<StoreDeniedException>(() => S3Credentials.Find(_ => null));
        Assert.Contains("AWS_ACCESS_KEY_ID", e.Message, StringComparison.Ordinal);
        Assert.Contains("storage.secretRef", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string? InFolder(string variable) => variable == S3Credentials.FolderVariable ? _folder.FullName : null;

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private static (string, string, string?) Keys(S3Credentials c) => (c.AccessKey, c.SecretKey, c.SessionToken);
}
