using ImageForge.ChartWriter;

if (args is not [var root])
{
    await Console.Error.WriteLineAsync("usage: ImageForge.ChartWriter REPOSITORY");
    return 2;
}

foreach (var (path, content) in GeneratedFiles.Of(root))
{
    await File.WriteAllTextAsync(Path.Combine(root, path), content);
    Console.WriteLine(path);
}

return 0;
