using System.Text;
using ImageForge.Benchmarks.Measuring;
using ImageForge.Inference.Tokenizing;
using ImageForge.Testing.Data;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>The tokenizer on a megabyte of prompts, of mixed scripts, and of one word.</summary>
internal static class Tokenizer
{
    private const int Megabyte = 1_000_000;
    private const int Runs = 9;

    private static readonly string[] Prompts =
    [
        "a highly detailed painting of a castle on a hill at sunset, dramatic clouds, (masterpiece:1.2), 8k, f1.8 ",
        "night market in the rain; neon reflections, it's crowded, don't blur the lanterns!! ",
    ];

    private static readonly string[] Mixed =
    [
        "Красная площадь ночью, ",
        "猫の写真、カメラで撮影。",
        "cafe\u0301 🐱 ",
        "고양이 사진 ",
    ];

    public static Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        ClipTokenizer tokenizer = ClipTokenizer.Load(RecordedData.Path("tiny-sd", "tokenizer"));
        return Task.FromResult<IReadOnlyList<Measurement>>([
            Measure("prompts", Repeat(Prompts)),
            Measure("mixed scripts", Repeat(Mixed)),
            Measure("one word of it", Repeat(["incomprehensibilities"])),
        ]);

        // A megabyte a second is the least that is asked.
        Measurement Measure(string name, string text) =>
            new(
                $"tokenizer, 1 MB of {name}",
                Unit.Milliseconds,
                Stopclock.Time(Runs, () => tokenizer.Encode(text, new PromptOptions(Long: true, Weights: true))),
                1000
            );
    }

    private static string Repeat(string[] parts)
    {
        var text = new StringBuilder();
        for (int bytes = 0, i = 0; bytes < Megabyte; i++)
        {
            string part = parts[i % parts.Length];
            bytes += Encoding.UTF8.GetByteCount(part);
            text.Append(part);
        }

        return text.ToString();
    }
}
