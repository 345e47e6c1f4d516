using ImageForge.Api.CrdWriter;

if (args is not [var definitions, var documents])
{
    await Console.Error.WriteLineAsync("usage: ImageForge.Api.CrdWriter CRDS DOCS");
    return 2;
}

foreach (var file in CrdFile.All())
{
    await WriteAsync(Path.Combine(definitions, file.Name), file.Yaml);
}

await WriteAsync(Path.Combine(documents, CrdReference.FileName), CrdFile.Reference());
return 0;

static async Task WriteAsync(string path, string content)
{
    await File.WriteAllTextAsync(path, content);
    Console.WriteLine(path);
}
