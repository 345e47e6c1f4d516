using ImageForge.Cli.Manifests;
using Xunit;

namespace ImageForge.Cli.Tests.Manifests;

public sealed class ManifestReaderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("imageforge-cli-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_folder_gives_its_manifests_by_name_without_the_kustomization()
    {
        Write("b.yaml", "apiVersion: v1\nkind: B\nmetadata: {name: two}\n---\napiVersion: v1\nkind: C\n");
        Write("a.json", """{"apiVersion": "v1", "kind": "A"}""");
        Write("kustomization.yaml", "kind: Kustomization");
        Write("notes.txt", "no manifest");

        var found = ManifestReader.Read([folder.FullName], TextReader.Null);

        Assert.Equal(["A", "B", "C"], found.Select(d => d.Kind));
        Assert.Equal("two", found[1].Name);
    }

    [Fact]
    public void Standard_input_is_read_for_a_dash()
    {
        var found = ManifestReader.Read(["-"], new StringReader("apiVersion: v1\nkind: A\nspec: {x: 1}"));
        Assert.Equal("<stdin>:3:8", found.Single().Place("spec.x"));
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: [A\n", ":3:1: ")]
    [InlineData("apiVersion: v1\n", ":1:1: apiVersion or kind is missing")]
    [InlineData("- 1\n", ":1:1: a manifest is a mapping")]
    [InlineData("apiVersion: v1\nkind: A\nkind: B\n", ":3:1: the key \"kind\" stands twice")]
    public void A_broken_file_is_named_with_line_and_column(string text, string expected)
    {
        var file = Write("broken.yaml", text);
        var error = Assert.Throws<ManifestException>(() => ManifestReader.Read([file], TextReader.Null));
        Assert.Contains(file + expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<ManifestException>(() => ManifestReader.Read(["nope.yaml"], TextReader.Null));
        Assert.StartsWith("nope.yaml: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Relative_addresses_of_files_are_below_the_manifests_folder()
    {
        var file = Write(
            "job.yaml",
            """
            apiVersion: v1
            kind: A
            spec:
              model: {uri: "file://./models/tiny-sd"}
              images: [{uri: "file://../a b.png"}, {uri: file:///abs/b.png}, {uri: "s3://b/c"}, {text: "file://./x"}]
            """
        );

        var spec = ManifestReader.Read([file], TextReader.Null).Single().Object["spec"]!;

        Assert.Equal($"file://{folder.FullName}/models/tiny-sd", (string)spec["model"]!["uri"]!);
        Assert.Equal(
            [$"file://{folder.Parent!.FullName.TrimEnd('/')}/a%20b.png", "file:///abs/b.png", "s3://b/c"],
            spec["images"]!.AsArray().Take(3).Select(i => (string)i!["uri"]!)
        );
        Assert.Equal("file://./x", (string)spec["images"]![3]!["text"]!);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
