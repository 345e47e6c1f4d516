namespace ImageForge.Artifacts.S3;

/// <summary>Media types, so that a browser shows an artifact instead of saving it.</summary>
internal static class ContentTypes
{
    /// <summary>The media type of a key by its extension.</summary>
    public static string Of(string key) =>
        Path.GetExtension(key).ToLowerInvariant() switch
        {
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".webp" => "image/webp",
            ".avif" => "image/avif",
            ".tif" or ".tiff" => "image/tiff",
            ".exr" => "image/x-exr",
            ".json" => "application/json",
            _ => "application/octet-stream",
        };
}
