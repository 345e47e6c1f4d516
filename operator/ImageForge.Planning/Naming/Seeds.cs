using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Naming;

/// <summary>Default seeds.</summary>
internal static class Seeds
{
    /// <summary>
    /// The seed of a job that gives none: derived from its prompt and signals. A later version must derive the same, and a
    /// change of anything else keeps the image recognizable, so neither the run plan nor other fields are part of it.
    /// </summary>
    public static long Default(GenerationJobSpec spec) =>
        FromText(
            string.Join(
                '\n',
                (spec.Compose?.Signals ?? [])
                    .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Category}/{s.Tag} {s.Score}"))
                    .Prepend(spec.Prompt?.Text ?? spec.Prompt?.Structured?.ShortDescription ?? "")
            )
        );

    /// <summary>A seed from 0 to 2³¹ − 1 that is always the same for the same text.</summary>
    public static long FromText(string text) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) >> 1;
}
