using ImageForge.Fuzz.Subjects;

namespace ImageForge.Fuzz;

/// <summary>All that is fuzzed.</summary>
internal static class FuzzSubjects
{
    public static IReadOnlyList<IFuzzSubject> All { get; } =
    [
        new PngSubject(),
        new ExrSubject(),
        new HeaderSubject(),
        new LayersSubject(),
        new PromptSubject(),
        new ModelFilesSubject(),
        new FontSubject(),
        new ProcessSubject("jpeg", ImageFormat.Jpeg),
        new ProcessSubject("webp", ImageFormat.WebP),
        new ProcessSubject("avif", ImageFormat.Avif),
        new ProcessSubject("tiff", ImageFormat.Tiff),
    ];
}
