using ImageForge.Artifacts.Errors;
using ImageForge.Contracts;
using ImageForge.Contracts.Networks;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using ImageForge.Runner.Tests.Faults;
using ImageForge.Runner.Tests.Runs;
using ImageForge.Testing.Files;
using ImageForge.Testing.Http;
using Xunit;

namespace ImageForge.Runner.Tests.Inputs;

/// <summary>What a run does without an image that the user named, by source and by what is wrong with it.</summary>
public sealed class InputSourceTests : IDisposable
{
    private const string Field = "spec.compose.layers[layer-0].image";

    private readonly Workbench _bench = new();

    public InputSourceTests()
    {
        Folder("empty");
        SpecialFiles.ConfigMap(Folder("missing"));
        SpecialFiles.ConfigMap(Folder("brand"), ("logo.png", Picture), ("notes", "text"u8.ToArray()));
        var photos = Folder("photos");
        File.WriteAllBytes(Path.Combine(photos, "sea.png"), Picture);
        File.WriteAllBytes(Path.Combine(photos, "short.png"), Picture[..^40]);
        File.WriteAllBytes(Path.Combine(photos, "a b+.png"), Picture);
        File.WriteAllBytes(Path.Combine(photos, "../outside.png"), Picture);
        SpecialFiles.Pipe(Path.Combine(photos, "pipe.png"));
        SpecialFiles.Socket(Path.Combine(photos, "socket.png"));
        SpecialFiles.Link(Path.Combine(photos, "zero.png"), "/dev/zero");
        SpecialFiles.Link(Path.Combine(photos, "out.png"), "../outside.png");
        SpecialFiles.Link(Path.Combine(photos, "in.png"), "sea.png");
        _bench.Put("sea.png", Picture);
        string[] places = ["configmap://empty", "configmap://missing", "configmap://brand", "pvc://photos"];
        for (var i = 0; i < places.Length; i++)
        {
            _bench.Environment[$"IMAGEFORGE_MOUNT_{i}"] = $"{places[i]}={Folder(places[i].Split("//")[1])}";
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    // A ConfigMap may be applied after the job; a key that it lacks is missing for good.
    [InlineData("configmap://empty/logo.png", 1, "InputMissing", "does not exist: the ConfigMap is missing or empty")]
    [InlineData("configmap://missing/logo.png", 1, "InputMissing", "does not exist: the ConfigMap is missing or empty")]
    [InlineData("configmap://brand/other.png", 2, "InputMissing", "does not exist")]
    [InlineData("configmap://brand/notes", 2, "InputUnreadable", "cannot be decoded")]
    [InlineData("configmap://brand/..data", 2, "InputUnreadable", "is a folder, not a regular file")]
    [InlineData("configmap://elsewhere/logo.png", 2, "InputMissing", "is not mounted")]
    [InlineData("pvc://photos/other.png", 2, "InputMissing", "does not exist")]
    [InlineData("pvc://photos/sea.png/more.png", 2, "InputMissing", "does not exist")]
    [InlineData("pvc://photos/short.png", 2, "InputUnreadable", "cannot be decoded")]
    [InlineData("pvc://photos/pipe.png", 2, "InputUnreadable", "is a pipe, not a regular file")]
    [InlineData("pvc://photos/socket.png", 2, "InputUnreadable", "is a socket, not a regular file")]
    [InlineData("pvc://photos/zero.png", 2, "InputUnreadable", "is a device, not a regular file")]
    [InlineData("pvc://photos/out.png", 2, "InputUnreadable", "a link leads out")]
    [InlineData("pvc://photos/../outside.png", 2, "InputUnreadable", "is not a file in 'pvc://photos'")]
    [InlineData("file:///nowhere/a.png", 2, "InputMissing", "does not exist")]
    [InlineData("file:///dev/zero", 2, "InputUnreadable", "is a device, not a regular file")]
    [InlineData("file:///dev", 2, "InputUnreadable", "is a folder, not a regular file")]
    [InlineData("file:///etc/passwd%00.png", 2, "InputUnreadable", "has a NUL character in its name")]
    [InlineData("store:other.png", 2, "InputMissing", "is not in the store")]
    [InlineData("store:../sea.png", 2, "InputUnreadable", "has '..' for a folder")]
    public async Task Without_an_image_that_it_names_a_run_fails(string uri, int code, string reason, string message)
    {
        var error = await FailsAsync(uri, (ExitCode)code, reason);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(_bench.Root)!, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("configmap://brand/logo.png")]
    [InlineData("pvc://photos/sea.png")]
    [InlineData("pvc://photos/in.png")]
    [InlineData("pvc://photos/a%20b%2B.png")]
    [InlineData("store:sea.png")]
    public async Task With_it_a_run_is_done(string uri)
    {
        var outcome = await RunAsync(uri);
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.Null(outcome.Message.Warnings);
    }

    [Theory]
    [InlineData(404, 2, "InputMissing")]
    [InlineData(403, 2, "InputUnreadable")]
    [InlineData(503, 1, "InputUnavailable")]
    public async Task A_server_s_answer_decides(int status, int code, string reason)
    {
        await using var server = new ScriptedServer(e => e.AnswerAsync(status, ""));
        _bench.Environment[AddressKinds.AllowVariable] = "127.0.0.0/8";
        await FailsAsync($"{server.Address}a.png", (ExitCode)code, reason);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_tried_again_and_one_that_refuses_is_not()
    {
        Assert.Equal(
            (ExitCode.Retryable, RunErrorReason.StoreUnreachable),
            await RunAsync(() => throw new StoreUnreachableException("no answer"))
        );
        Assert.Equal(
            (ExitCode.BadInput, RunErrorReason.InputUnreadable),
            await RunAsync(() => throw new StoreDeniedException("no access"))
        );

        async Task<(ExitCode, RunErrorReason)> RunAsync(Action fault)
        {
            // The second call reads the image; the first proves that the store can be written.
            var outcome = await _bench.RunAsync(
                Plan("store:sea.png"),
                new(),
                store => new FaultyStore(store, at: 1, after: false, fault),
                Token
            );
            return (outcome.ExitCode, outcome.Message.Error!.Reason);
        }
    }

    [Fact]
    public async Task All_that_is_missing_is_named_and_what_no_retry_mends_decides()
    {
        var plan = Plan(
            new() { Uri = "configmap://missing/logo.png" },
            new() { Uri = "pvc://photos/other.png" },
            new() { Uri = "pvc://photos/other.png" }
        );
        var outcome = await _bench.RunAsync(plan, new(), Token);
        Assert.Equal(ExitCode.BadInput, outcome.ExitCode);
        Assert.Equal(
            "spec.compose.layers[layer-1].image: 'pvc://photos/other.png' does not exist; "
                + "spec.compose.layers[layer-2].image: 'pvc://photos/other.png' does not exist; "
                + "spec.compose.layers[layer-0].image: 'configmap://missing/logo.png' does not exist: the ConfigMap is missing or empty",
            outcome.Message.Error!.Message
        );
        Assert.Equal([], _bench.Files().Keys.Where(k => k.StartsWith("studio/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("configmap://missing/logo.png")]
    [InlineData("pvc://photos/short.png")]
    [InlineData("store:other.png")]
    public async Task With_Skip_the_layer_is_left_out_and_named(string uri)
    {
        var plan = Plan(uri);
        var outcome = await _bench.RunAsync(
            _bench.Plan((GenerateWork)plan.Work with { OnMissingInput = MissingInputPolicy.Skip }),
            new(),
            Token
        );
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        var warning = Assert.Single(outcome.Message.Warnings!);
        Assert.Equal(Field, warning.Subject);
        Assert.StartsWith($"'{uri}' ", warning.Message, StringComparison.Ordinal);
        Assert.EndsWith("; the layer is left out", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_starts_from_has_no_substitute_whatever_the_policy()
    {
        var work = new GenerateWork
        {
            Width = 64,
            Height = 64,
            Seed = 1,
            Variants = 1,
            Output = new() { Format = ImageFormat.Png },
            OnMissingInput = MissingInputPolicy.Skip,
            Polish = new()
            {
                Backend = PolishBackend.Onnx,
                Model = new() { Uri = "file:///nowhere" },
                Init = new() { Uri = "pvc://photos/other.png" },
            },
        };
        var outcome = await _bench.RunAsync(_bench.Plan(work), new(), Token);
        Assert.Equal(
            (ExitCode.BadInput, RunErrorReason.InputMissing),
            (outcome.ExitCode, outcome.Message.Error!.Reason)
        );
        Assert.StartsWith(
            "spec.polish.guidanceImages[0].image: ",
            outcome.Message.Error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_policy_that_no_version_has_is_no_plan()
    {
        var work = (GenerateWork)Plan("store:sea.png").Work with { OnMissingInput = (MissingInputPolicy)9 };
        var outcome = await _bench.RunAsync(_bench.Plan(work), new(), Token);
        Assert.Equal(RunErrorReason.PlanInvalid, outcome.Message.Error!.Reason);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<string> FailsAsync(string uri, ExitCode code, string reason)
    {
        var outcome = await RunAsync(uri);
        var error = outcome.Message.Error!;
        Assert.Equal((code, reason), (outcome.ExitCode, error.Reason.ToString()));
        Assert.StartsWith($"{Field}: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, (await RunAsync(uri)).Message.Error!.Message);
        return error.Message;
    }

    private Task<RunOutcome> RunAsync(string uri) => _bench.RunAsync(Plan(uri), new(), Token);

    private RunPlan Plan(string uri) => Plan(new ImageSource { Uri = uri });

    private RunPlan Plan(params ImageSource[] images) =>
        _bench.Plan(
            Workbench.Work with
            {
                Variants = 1,
                Compose = Workbench.Scene with
                {
                    Layers = [.. images.Select((image, i) => new LayerSpec { Name = $"layer-{i}", Image = image })],
                },
            }
        );

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_bench.Root, "..", name)).FullName;

    private static byte[] Picture { get; } = Encode();

    private static byte[] Encode()
    {
        using var pixels = PixelBuffer.Allocate(12, 8);
        for (var y = 0; y < pixels.Height; y++)
        {
            pixels.Row(y).Fill(0.5f);
        }

        return PngEncoder.Encode(pixels);
    }
}
