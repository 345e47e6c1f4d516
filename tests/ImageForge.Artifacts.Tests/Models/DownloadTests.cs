using System.Net;
using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.Models;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

/// <summary>What comes out of a bucket, and how it gets there when the line is bad.</summary>
public sealed class DownloadTests : IDisposable
{
    private readonly ModelServer _server = new();
    private readonly ModelBench _bench = new();

    public DownloadTests() => ModelBench.Put(_server, ModelBench.Model());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static long Size => ModelBench.Model().Sum(f => (long)f.Value.Length);

    [Fact]
    public async Task A_model_is_downloaded_once_and_found_again()
    {
        using (var first = await _bench.OpenAsync(ModelBench.Plan(_server)))
        {
            ModelBench.AssertHas(ModelBench.Model(), first);
            Assert.Equal(Size, first.Moved);
        }

        using var second = await _bench.OpenAsync(ModelBench.Plan(_server, "sd/"));
        Assert.Equal(0, second.Moved);
        Assert.Equal(Size, _server.Sent);
        ModelBench.AssertHas(ModelBench.Model(), second);
    }

    [Fact]
    public async Task What_the_runner_does_not_read_is_not_downloaded()
    {
        foreach (
            var name in new[]
            {
                "sd_turbo.safetensors",
                "unet/diffusion_pytorch_model.bin",
                "README.md",
                ".git/config.json",
            }
        )
        {
            _server.Put($"sd/{name}", ModelBench.Bytes(9, 1000));
        }

        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), model);
    }

    [Fact]
    public async Task One_network_is_one_file_with_the_digest_of_its_bytes()
    {
        var network = ModelBench.Bytes(3, 70_000);
        _server.Put("styles/candy.onnx", network);
        _server.Put("styles/candy.onnx.bak", [1]);
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server, "styles/candy.onnx"));
        Assert.Equal("candy.onnx", Path.GetFileName(model.Path));
        Assert.Equal(network, await File.ReadAllBytesAsync(model.Path, Token));
        Assert.Equal(ModelBench.Sha256(network), model.Digest);
    }

    [Fact]
    public async Task A_line_that_breaks_again_and_again_costs_no_byte_twice()
    {
        _server.CutAfter = (_, _) => 50_000;
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), model);
        Assert.Equal(Size, _server.Sent);
        Assert.Contains(_server.Gets, get => get.From > 0);
    }

    [Fact]
    public async Task A_server_that_is_down_is_named_and_what_came_is_kept()
    {
        _server.CutAfter = (key, from) =>
            !key.EndsWith("onnx_data", StringComparison.Ordinal) ? null
            : from == 0 ? 100_000
            : 0;
        _bench.Time = new HastyClock();
        var e = await Assert.ThrowsAsync<ModelUnavailableException>(() => _bench.OpenAsync(ModelBench.Plan(_server)));
        Assert.Contains("s3://models/sd", e.Message, StringComparison.Ordinal);
        Assert.Contains(_server.Address.TrimEnd('/'), e.Message, StringComparison.Ordinal);
        Assert.True(_server.Gets.Count < 20);
        Assert.Empty(_bench.Entries());

        var before = _server.Sent;
        _server.CutAfter = (_, _) => null;
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), model);
        Assert.Equal(Size, _server.Sent);
        Assert.Equal(Size - before, model.Moved);
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_is_read_from_the_start()
    {
        _server.IgnoresRanges = true;
        _server.CutAfter = (key, _) => _server.Gets.Count(g => g.Key == key) == 1 ? 4000 : null;
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), model);
        Assert.True(_bench.Reports.All(r => r.Done <= r.Total && r.Done >= 0));
    }

    [Fact]
    public async Task A_stopped_download_ends_at_once_and_the_next_attempt_goes_on_after_it()
    {
        using var stop = new CancellationTokenSource();
        _server.Midway = async key =>
        {
            if (key.EndsWith("onnx_data", StringComparison.Ordinal))
            {
                // All the small files are there, and half of the large one.
                await WaitAsync(() => _bench.PartialBytes() >= Size - 150_000);
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, Token);
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _bench.OpenAsync(ModelBench.Plan(_server), stop.Token)
        );
        Assert.Equal(Size - 150_000, _bench.PartialBytes());
        Assert.Empty(_bench.Entries());

        _server.Midway = _ => Task.CompletedTask;
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), model);
        Assert.Equal(150_000, model.Moved);
        Assert.Equal(Size, _server.Sent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_changes_while_it_comes_is_begun_anew(bool ignoresConditions)
    {
        _server.IgnoresConditions = ignoresConditions;
        var changed = ModelBench.Model(bytes: 300_000);
        changed["unet/model.onnx_data"] = ModelBench.Bytes(77, 300_000);
        _server.CutAfter = (key, from) =>
        {
            if (key.EndsWith("onnx_data", StringComparison.Ordinal) && from == 0)
            {
                ModelBench.Put(_server, changed);
                return 100_000;
            }

            return null;
        };
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(changed, model);
        Assert.Equal(0, _bench.PartialBytes());
    }

    [Fact]
    public async Task A_file_that_is_deleted_while_it_comes_is_no_part_of_the_model()
    {
        _server.CutAfter = (key, _) =>
        {
            if (key.EndsWith("onnx_data", StringComparison.Ordinal))
            {
                _server.Delete(key);
                return 100_000;
            }

            return null;
        };
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        var left = ModelBench.Model();
        left.Remove("unet/model.onnx_data");
        ModelBench.AssertHas(left, model);
    }

    [Fact]
    public async Task A_model_that_never_holds_still_is_given_up()
    {
        var seed = 100;
        _server.CutAfter = (key, _) =>
        {
            _server.Put("sd/unet/model.onnx", ModelBench.Bytes(Interlocked.Increment(ref seed), 5000));
            return 1000;
        };
        var e = await Assert.ThrowsAsync<ModelUnavailableException>(() => _bench.OpenAsync(ModelBench.Plan(_server)));
        Assert.Contains("changes while it is read", e.Message, StringComparison.Ordinal);
        Assert.Contains("s3://models/sd", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_model_is_another_entry_and_the_old_one_stays_while_it_is_used()
    {
        using var old = await _bench.OpenAsync(ModelBench.Plan(_server));
        var changed = ModelBench.Model(seed: 50);
        ModelBench.Put(_server, changed);
        using var now = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), old);
        ModelBench.AssertHas(changed, now);
        Assert.Equal(2, _bench.Entries().Length);
    }

    [Fact]
    public async Task What_comes_damaged_twice_is_refused()
    {
        _server.Put("sd/unet/model.onnx", ModelBench.Bytes(5, 100), ModelServer.Md5([1]));
        var e = await Assert.ThrowsAsync<ModelUnavailableException>(() => _bench.OpenAsync(ModelBench.Plan(_server)));
        Assert.Contains("sd/unet/model.onnx", e.Message, StringComparison.Ordinal);
        Assert.Contains("is corrupt", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, _server.Gets.Count(g => g.Key == "sd/unet/model.onnx"));
        Assert.Empty(_bench.Entries());
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(131_072, true)]
    [InlineData(300_000, true)]
    [InlineData(300_001, true)]
    [InlineData(100_000, false)]
    public async Task What_was_uploaded_in_parts_is_checked_part_by_part(int partBytes, bool isWhole)
    {
        const string Large = "sd/unet/model.onnx_data";
        var content = ModelBench.Model()["unet/model.onnx_data"];
        _server.PutParts(Large, content, partBytes);
        _server.CutAfter = (_, from) => from == 0 ? 123_456 : null;
        if (!isWhole)
        {
            var other = (byte[])content.Clone();
            other[200_001] ^= 1;
            _server.PutParts(Large, content, partBytes, sent: other);
            var e = await Assert.ThrowsAsync<ModelUnavailableException>(() =>
                _bench.OpenAsync(ModelBench.Plan(_server))
            );
            Assert.Contains("is corrupt", e.Message, StringComparison.Ordinal);
            return;
        }

        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), model);
        Assert.Equal(Size, _server.Sent);
    }

    [Fact]
    public async Task A_tag_that_is_no_MD5_says_nothing_about_damage()
    {
        _server.Header = ("x-amz-server-side-encryption", "aws:kms");
        _server.Put("sd/unet/model.onnx", ModelBench.Model()["unet/model.onnx"], ModelServer.Md5([1]));
        _server.Put("sd/model_index.json", ModelBench.Model()["model_index.json"], "abc-12");
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), model);
    }

    [Fact]
    public async Task What_another_boot_of_the_machine_left_counts_only_where_it_can_be_checked()
    {
        var content = ModelBench.Model()["unet/model.onnx_data"];
        _server.Put("sd/unet/model.onnx_data", content, "abc-2");
        _server.CutAfter = (_, _) => 2000;
        _server.Refusal = key => _server.Gets.Count(g => g.Key == key) > 1 ? HttpStatusCode.Forbidden : null;
        await Assert.ThrowsAsync<ModelUnusableException>(() => _bench.OpenAsync(ModelBench.Plan(_server)));
        var partial = Directory.EnumerateFiles(_bench.Partials, "partial.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(
            partial,
            System.Text.RegularExpressions.Regex.Replace(
                await File.ReadAllTextAsync(partial, Token),
                "\"boot\":\"[^\"]*\"",
                "\"boot\":\"another\""
            ),
            Token
        );
        var left = Directory.EnumerateFiles(_bench.Partials, "model.onnx_data", SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(left, new byte[2000], Token);

        (_server.CutAfter, _server.Refusal) = ((_, _) => null, _ => null);
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), model);
    }

    [Fact]
    public async Task A_file_of_the_right_size_with_other_bytes_is_found_out()
    {
        using var stop = new CancellationTokenSource();
        _server.Midway = async key =>
        {
            if (key.EndsWith("onnx_data", StringComparison.Ordinal))
            {
                await WaitAsync(() => _bench.PartialBytes() >= Size - 150_000);
                await stop.CancelAsync();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _bench.OpenAsync(ModelBench.Plan(_server), stop.Token)
        );
        var left = Directory.EnumerateFiles(_bench.Partials, "model.onnx_data", SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(left, new byte[150_000], Token);
        _server.Midway = _ => Task.CompletedTask;
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), model);
    }

    [Fact]
    public async Task A_damaged_entry_is_replaced()
    {
        using (var model = await _bench.OpenAsync(ModelBench.Plan(_server)))
        {
            await File.WriteAllBytesAsync(Path.Combine(model.Path, "unet/model.onnx"), [1], Token);
        }

        using var again = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), again);
        Assert.Single(_bench.Entries());
    }

    [Fact]
    public async Task The_digest_that_the_plan_names_must_be_the_models()
    {
        var right = ModelBench.Digest(ModelBench.Model());
        using (var model = await _bench.OpenAsync(ModelBench.Plan(_server) with { Sha256 = right.ToUpperInvariant() }))
        {
            Assert.Equal(right, model.Digest);
        }

        var wrong = new string('a', 64);
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _bench.OpenAsync(ModelBench.Plan(_server) with { Sha256 = wrong })
        );
        Assert.Contains(right, e.Message, StringComparison.Ordinal);
        Assert.Contains(wrong, e.Message, StringComparison.Ordinal);
        Assert.Contains("s3://models/sd", e.Message, StringComparison.Ordinal);
        Assert.Equal(Size, _server.Sent);
    }

    [Fact]
    public async Task Progress_tells_how_much_is_there()
    {
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        Assert.Equal("Listing model", _bench.Reports.First().Message);
        var last = _bench.Reports.Last();
        Assert.Equal((ModelStep.Downloading, Size, Size, 1.0), (last.Step, last.Done, last.Total, last.Share));
        Assert.StartsWith("Downloading model 345.0 of 345.0 kB (", last.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _server.Dispose();
        _bench.Dispose();
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(5, Token);
        }
    }

    /// <summary>Pauses last a hundredth.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime < TimeSpan.FromSeconds(20) ? dueTime / 100 : dueTime, period);
    }
}
