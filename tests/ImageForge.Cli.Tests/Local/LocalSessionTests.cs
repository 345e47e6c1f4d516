using ImageForge.Api.Common;
using ImageForge.Cli.Display;
using ImageForge.Cli.Local;
using ImageForge.Cli.Manifests;
using ImageForge.Planning;
using ImageForge.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Cli.Tests.Local;

public sealed class LocalSessionTests : IDisposable
{
    private readonly ManifestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_object_that_uses_what_a_later_one_makes_waits_for_it_and_completes()
    {
        var text = string.Join(
            "---\n",
            Uses("a", "board-f01"),
            Uses("b", "c"),
            Uses("c", "d"),
            ManifestFolder.Board("board"),
            ManifestFolder.Job("d", "compose: {timeOfDay: noon}")
        );

        var results = await RunAsync(text);

        Assert.All(results, r => Assert.Equal(JobState.Completed, r.State));
        Assert.Equal(["a", "b", "board", "c", "d"], results.Select(r => r.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_order_of_the_manifests_changes_no_picture()
    {
        string[] jobs =
        [
            Uses("a", "b"),
            ManifestFolder.Job("b", "compose: {timeOfDay: noon}"),
            ManifestFolder.Board("c"),
        ];

        var forward = await PicturesAsync(await RunAsync(string.Join("---\n", jobs), "forward"));
        var backward = await PicturesAsync(await RunAsync(string.Join("---\n", jobs.Reverse()), "backward"));

        Assert.Equal(forward, backward);
    }

    [Fact]
    public async Task An_object_that_waits_for_what_no_manifest_has_is_told_last_with_the_reason()
    {
        var results = await RunAsync(
            Uses("waits", "missing") + "---\n" + ManifestFolder.Job("made", "compose: {timeOfDay: noon}")
        );

        Assert.Equal(["made", "waits"], results.Select(r => r.Name));
        Assert.Contains("'missing' does not exist", results[1].Problems.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_that_wait_for_each_other_are_refused_by_the_way_round()
    {
        var results = await RunAsync(string.Join("---\n", Uses("a", "b"), Uses("b", "a"), Uses("self", "self")));

        Assert.All(results, r => Assert.Equal(JobState.Rejected, r.State));
        Assert.Equal(["a", "b", "self"], results.Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.Contains(results, r => r.Problems.Single().Contains("self → self", StringComparison.Ordinal));
        Assert.Contains(results, r => r.Problems.Single().Contains("a → b → a", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_date_in_a_key_is_that_of_the_run()
    {
        var results = await RunAsync(
            ManifestFolder.Job(
                "dated",
                "compose: {timeOfDay: noon}\n  output: {keyTemplate: '{date}/{job}-{seed}.{ext}'}"
            )
                + "---\n"
                + ManifestFolder
                    .Board("board")
                    .Replace(
                        "seed: 3\n",
                        "seed: 3\n    output: {keyTemplate: '{date}/{job}-{seed}.{ext}'}\n",
                        StringComparison.Ordinal
                    )
        );

        Assert.All(results, r => Assert.Equal(JobState.Completed, r.State));
        Assert.Contains($"{_folder.Path}/out/2026-03-04/dated-3.png", results[0].Places);
        Assert.Contains($"{_folder.Path}/out/2026-03-04/board-f01-3.png", results[1].Places);
    }

    private static string Uses(string name, string source) =>
        ManifestFolder.Job(
            name,
            $"compose: {{layers: [{{name: x, image: {{artifact: {{jobName: {source}}}}}, width: 0.5}}]}}"
        );

    private async Task<IReadOnlyList<LocalResult>> RunAsync(string manifests, string store = "out")
    {
        var time = new FakeTimeProvider(new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
        var objects = LocalObjects.Admit(ManifestReader.Read(["-"], new StringReader(manifests)), time);
        var uri = new Uri(Path.Combine(_folder.Path, store)).AbsoluteUri;
        var runner = new LocalRunner(new LineView(TextWriter.Null), NullLogger.Instance);
        var session = new LocalSession(
            objects,
            new OperatorDefaults { StoreUri = uri, AllowFileUris = true },
            uri,
            runner,
            time
        );
        return await session.RunAsync(TestContext.Current.CancellationToken).ToListAsync();
    }

    private static async Task<IReadOnlyList<string>> PicturesAsync(IReadOnlyList<LocalResult> results)
    {
        var found = new List<string>();
        foreach (var path in results.SelectMany(r => r.Places))
        {
            var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
            found.Add(
                $"{Path.GetFileName(path)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes))}"
            );
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }
}
