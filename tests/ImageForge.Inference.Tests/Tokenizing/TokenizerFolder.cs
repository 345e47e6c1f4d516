namespace ImageForge.Inference.Tests.Tokenizing;

/// <summary>A copy of a tokenizer's folder to be changed.</summary>
internal sealed class TokenizerFolder : IDisposable
{
    public TokenizerFolder(string? original = null)
    {
        Path = Directory.CreateTempSubdirectory("tokenizer").FullName;
        foreach (string file in original is null ? [] : Directory.GetFiles(original))
        {
            File.Copy(file, At(System.IO.Path.GetFileName(file)));
        }
    }

    public string Path { get; }

    public void Write(string name, string text) => File.WriteAllText(At(name), text);

    public void Delete(string name) => File.Delete(At(name));

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
