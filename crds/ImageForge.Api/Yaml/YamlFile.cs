namespace ImageForge.Api.Yaml;

/// <summary>Reads the text of a file that a user named.</summary>
public static class YamlFile
{
    /// <summary>The text, as UTF-8; also of a pipe.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">Its largest size in bytes: a device such as /dev/zero has no end.</param>
    /// <exception cref="IOException">It is a directory, larger than the limit, or cannot be read; the message has the path.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied; the message has the path.</exception>
    public static string ReadText(string path, int limit)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a directory.");
        }

        using var file = File.OpenRead(path);
        using var text = new MemoryStream();
        var buffer = new byte[16 << 10];
        while (file.Read(buffer) is > 0 and var count)
        {
            text.Write(buffer, 0, count);
            if (text.Length > limit)
            {
                throw new IOException($"{path} is larger than {limit >> 20} MiB.");
            }
        }

        text.Position = 0;
        using var reader = new StreamReader(text);
        return reader.ReadToEnd();
    }
}
