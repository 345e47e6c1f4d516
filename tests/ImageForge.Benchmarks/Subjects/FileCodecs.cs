using ImageForge.Benchmarks.Measuring;
using ImageForge.Benchmarks.Processes;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using ImageForge.Scenes;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>
/// Writing and reading files of a composed scene, on two threads. Ours begin and end with linear float pixels, the others' with
/// 8-bit samples.
/// </summary>
internal static class FileCodecs
{
    private const int Runs = 9;
    private const double Free = double.PositiveInfinity;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync() =>
        [.. await MeasureAsync(1024, 768), .. await MeasureAsync(3840, 2160)];

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(int width, int height)
    {
        using var scene = new Compositor(2).Render(Scene(width, height) with { KeepsLight = true });
        using var shown = new Compositor(2).Render(Scene(width, height));
        var theirs = await ReferenceAsync(shown.Image);
        List<Measurement> rows = [.. Png(shown.Image, theirs)];
        foreach (var format in (ImageFormat[])[ImageFormat.Jpeg, ImageFormat.WebP])
        {
            var name = $"write {format.Name()}";
            var ours = Write(shown.Image, name, new() { Format = format, Threads = 2 }, Free);
            rows.Add(ours);
            rows.AddRange(Compare(ours, name, theirs, width == 3840 && format == ImageFormat.Jpeg ? 1.5 : Free));
        }

        var exr = new EncodeOptions { Format = ImageFormat.Exr, Threads = 2 };
        rows.Add(Write(scene.Image, "write EXR half ZIP", exr, width == 3840 ? 400 : Free));
        rows.Add(Write(scene.Image, "write EXR half uncompressed", exr with { Compression = 0 }, Free));
        rows.Add(Write(scene.Image, "write EXR float ZIP", exr with { BitDepth = 32 }, Free));
        rows.Add(await ReadAsync(scene.Image, "read EXR half ZIP", exr));
        foreach (var format in (ImageFormat[])[ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP])
        {
            var name = $"read {format.Name()}";
            var options = new EncodeOptions { Format = format };
            if (!format.NeedsVips())
            {
                var managed = await ReadAsync(shown.Image, name, options);
                rows.Add(managed);
                rows.AddRange(Compare(managed, name, theirs, Free));
                continue;
            }

            var first = await ReadAsync(shown.Image, $"{name}, the first", options);
            rows.Add(first);
            rows.AddRange(More(first, name, theirs));
            var next = await ReadNextAsync(shown.Image, $"{name}, further ones", options);
            rows.Add(next);
            rows.AddRange(Compare(next, name, theirs, width == 3840 && format == ImageFormat.Jpeg ? 2 : Free));
        }

        return rows;
    }

    /// <summary>At the first level whose file is not more than 5 % larger than libvips's of level 1.</summary>
    private static IEnumerable<Measurement> Png(PixelBuffer image, IReadOnlyList<CodecReference> theirs)
    {
        var target = theirs.FirstOrDefault(t => t is { Program: "libvips", Operation: "write PNG" });
        var sizes = Enumerable.Range(1, 6).ToDictionary(l => l, l => PngEncoder.Encode(image, Options(l)).LongLength);
        var level = target is null ? 2 : sizes.First(s => s.Value <= target.Bytes * 1.05).Key;
        var ours = new Measurement(
            $"{Size(image)} write PNG, level {level}",
            Unit.Milliseconds,
            Stopclock.Time(Runs, () => PngEncoder.Encode(image, Options(level))),
            Free
        );
        yield return ours;
        if (target is not null)
        {
            yield return new(
                $"{Size(image)} PNG bytes / libvips level 1",
                Unit.Ratio,
                [sizes[level] / (double)target.Bytes],
                1.05
            );
        }

        foreach (var row in Compare(ours, "write PNG", theirs, 1))
        {
            yield return row;
        }
    }

    private static PngOptions Options(int level) => new() { CompressionLevel = level, Threads = 2 };

    private static Measurement Write(PixelBuffer image, string name, EncodeOptions options, double bound) =>
        new(
            $"{Size(image)} {name}",
            Unit.Milliseconds,
            Stopclock.Time(Runs, () => ImageEncoder.Encode(image, options)),
            bound
        );

    /// <summary>A file that nobody knew of before: its process, where it needs one, is started for it.</summary>
    private static async Task<Measurement> ReadAsync(PixelBuffer image, string name, EncodeOptions options)
    {
        var file = ImageEncoder.Encode(image, options);
        var decoder = new ImageDecoder(program: Programs.Find("runner"));
        (await decoder.DecodeAsync(file)).Dispose();
        return new(
            $"{Size(image)} {name}",
            Unit.Milliseconds,
            Stopclock.Time(Runs, () => decoder.DecodeAsync(file).GetAwaiter().GetResult().Dispose()),
            Free
        );
    }

    /// <summary>A file that was expected: its process waits for it.</summary>
    private static async Task<Measurement> ReadNextAsync(PixelBuffer image, string name, EncodeOptions options)
    {
        var file = ImageEncoder.Encode(image, options);
        var decoder = new ImageDecoder(program: Programs.Find("runner"));
        using var expectation = decoder.Expect(int.MaxValue);
        List<double> samples = [];
        for (var i = 0; i < Runs + 3; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300));
            samples.AddRange(Stopclock.Once(() => decoder.DecodeAsync(file).GetAwaiter().GetResult().Dispose()));
        }

        return new($"{Size(image)} {name}", Unit.Milliseconds, samples[3..], Free);
    }

    /// <summary>What the first file of a run takes more than libvips, which has no process to start.</summary>
    private static IEnumerable<Measurement> More(
        Measurement ours,
        string operation,
        IReadOnlyList<CodecReference> theirs
    ) =>
        theirs
            .Where(t => t.Operation == operation && t.Program == "libvips")
            .Select(t => new Measurement(
                $"{ours.Name} - libvips",
                Unit.Milliseconds,
                [ours.Median - new Measurement("", Unit.Milliseconds, t.Samples, Free).Median],
                60
            ));

    private static IEnumerable<Measurement> Compare(
        Measurement ours,
        string operation,
        IReadOnlyList<CodecReference> theirs,
        double bound
    ) =>
        theirs
            .Where(t => t.Operation == operation)
            .SelectMany(t =>
            {
                var time = new Measurement($"{ours.Name}: {t.Program}", Unit.Milliseconds, t.Samples, Free);
                var limit = t.Program == "libvips" ? bound : Free;
                return (Measurement[])
                    [time, new($"{ours.Name} / {t.Program}", Unit.Ratio, [ours.Median / time.Median], limit)];
            });

    private static async Task<IReadOnlyList<CodecReference>> ReferenceAsync(PixelBuffer image)
    {
        var raw = Path.GetTempFileName();
        try
        {
            var rgba = image.ToSrgb();
            var rgb = new byte[rgba.Length / 4 * 3];
            for (int i = 0, to = 0; i < rgba.Length; i += 4, to += 3)
            {
                rgba.AsSpan(i, 3).CopyTo(rgb.AsSpan(to));
            }

            await File.WriteAllBytesAsync(raw, rgb);
            return await CodecReference.TimeAsync(raw, image.Width, image.Height, Runs);
        }
        finally
        {
            File.Delete(raw);
        }
    }

    private static string Size(PixelBuffer image) => $"{image.Width}x{image.Height}";

    private static Scene Scene(int width, int height) =>
        new()
        {
            Width = width,
            Height = height,
            Seed = 7,
            Signals =
            [
                new()
                {
                    Category = "weather",
                    Tag = "storm",
                    Score = -0.8,
                },
                new()
                {
                    Category = "festivals",
                    Tag = "lanterns",
                    Score = 0.6,
                },
            ],
            Overlays =
            [
                new()
                {
                    Category = "weather",
                    Tag = "rain",
                    Intensity = 0.7,
                },
            ],
        };
}
