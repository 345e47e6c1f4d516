namespace ImageForge.Imaging.Exr;

/// <summary>Sizes that the format fixes.</summary>
internal static class ExrLayout
{
    public static int LinesPerBlock(ExrCompression compression) => compression == ExrCompression.Zip ? 16 : 1;

    public static int Bytes(ExrPixelType type) => type == ExrPixelType.Half ? 2 : 4;
}
