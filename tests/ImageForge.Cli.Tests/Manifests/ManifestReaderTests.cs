using ImageForge.Cli.Manifests;
using ImageForge.Contracts.Plans;
using ImageForge.Testing.Files;
using Xunit;

namespace ImageForge.Cli.Tests.Manifests;

public sealed class ManifestReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_folder_gives_its_manifests_by_name_without_the_kustomization()
    {
        Write("b.yaml", "apiVersion: v1\nkind: B\nmetadata: {name: two}\n---\napiVersion: v1\nkind: C\n");
        Write("a.json", """{"apiVersion": "v1", "kind": "A"}""");
        Write("kustomization.yaml", "kind: Kustomization");
        Write("notes.txt", "no manifest");

        var found = ManifestReader.Read([_folder.FullName], TextReader.Null);

        Assert.Equal(["A", "B", "C"], found.Select(d => d.Kind));
        Assert.Equal("two", found[1].Name);
    }

    [Fact]
    public void Standard_input_is_read_for_a_dash()
    {
        var found = ManifestReader.Read(["-"], new StringReader("apiVersion: v1\nkind: A\nspec: {x: 1}"));
        Assert.Equal("<stdin>:3:8", found.Single().Place("spec.x"));
    }

    [Fact]
    public void A_list_gives_its_items_each_with_its_own_place()
    {
        const string Text = """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: x/v1
              kind: A
              metadata: {name: one}
              spec: {x: 1}
            - apiVersion: x/v1
              kind: BList
              items:
              - metadata: {name: two}
                spec: {y: 2}
            """;

        var found = ManifestReader.Read(["-"], new StringReader(Text));

        Assert.Equal(["A one", "B two"], found.Select(d => $"{d.Kind} {d.Name}"));
        Assert.Equal("<stdin>:7:10", found[0].Place("spec.x"));
        Assert.Equal("<stdin>:12:12", found[1].Place("spec.y"));
        Assert.Equal("<stdin>:11:5", found[1].Place(""));
    }

    [Fact]
    public void A_list_item_that_is_no_object_is_named_by_its_place()
    {
        var error = Assert.Throws<ManifestException>(() =>
            ManifestReader.Read(["-"], new StringReader("apiVersion: v1\nkind: List\nitems:\n- 1\n"))
        );
        Assert.StartsWith("<stdin>:4:3: expected a mapping", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: [A\n", ":3:1: ")]
    [InlineData("apiVersion: v1\n", ":1:1: apiVersion and kind are required")]
    [InlineData("- 1\n", ":1:1: expected a mapping")]
    [InlineData("apiVersion: v1\nkind: A\nkind: B\n", ":3:1: duplicate key \"kind\"")]
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

        Assert.Equal($"file://{_folder.FullName}/models/tiny-sd", (string)spec["model"]!["uri"]!);
        Assert.Equal(
            [$"file://{_folder.Parent!.FullName.TrimEnd('/')}/a%20b.png", "file:///abs/b.png", "s3://b/c"],
            spec["images"]!.AsArray().Take(3).Select(i => (string)i!["uri"]!)
        );
        Assert.Equal("file://./x", (string)spec["images"]![3]!["text"]!);
    }

    [Theory]
    [InlineData("a%20b.png", "a b.png")]
    [InlineData("a%2Bb.png", "a+b.png")]
    [InlineData("a+b.png", "a+b.png")]
    [InlineData("a%23b.png", "a#b.png")]
    [InlineData("a%3Fb.png", "a?b.png")]
    [InlineData("a%26b.png", "a&b.png")]
    [InlineData("a%27b.png", "a'b.png")]
    [InlineData("a%3Bb.png", "a;b.png")]
    [InlineData("a%5Bb%5D.png", "a[b].png")]
    [InlineData("a%25b.png", "a%b.png")]
    [InlineData("a%2520b.png", "a%20b.png")]
    [InlineData("%C3%BC.png", "ü.png")]
    public void Percent_encoding_of_a_relative_address_is_removed_once(string name, string file)
    {
        var manifest = Write("job.yaml", $"apiVersion: v1\nkind: A\nspec: {{image: {{uri: 'file://./{name}'}}}}");
        var image = ManifestReader.Read([manifest], TextReader.Null).Single().Object["spec"]!["image"]!;
        Assert.Equal(Path.Combine(_folder.FullName, file), FileUri.PathOf((string)image["uri"]!));
    }

    [Fact]
    public void A_pipe_in_a_folder_of_manifests_is_refused_and_not_waited_for()
    {
        Write("a.yaml", "apiVersion: v1\nkind: A");
        SpecialFiles.Pipe(Path.Combine(_folder.FullName, "b.yaml"));
        var error = Assert.Throws<ManifestException>(() => ManifestReader.Read([_folder.FullName], TextReader.Null));
        Assert.EndsWith("b.yaml: is a pipe, not a regular file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_without_end_is_refused()
    {
        var error = Assert.Throws<ManifestException>(() => ManifestReader.Read(["/dev/zero"], TextReader.Null));
        Assert.StartsWith("/dev/zero: exceeds the maximum size of ", error.Message, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
