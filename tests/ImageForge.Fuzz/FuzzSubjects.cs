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
        new ProcessSubject("jpeg", Imaging.Files.ImageFormat.Jpeg),
        new ProcessSubject("webp", Imaging.Files.ImageFormat.WebP),
        new ProcessSubject("avif", Imaging.Files.ImageFormat.Avif),
        new ProcessSubject("tiff", Imaging.Files.ImageFormat.Tiff),
    ];
}
