using ImageForge.Api.CrdWriter;

if (args is not [var folder])
{
    await Console.Error.WriteLineAsync("usage: ImageForge.Api.CrdWriter FOLDER");
    return 2;
}

foreach (var file in CrdFile.All())
{
    var path = Path.Combine(folder, file.Name);
    await File.WriteAllTextAsync(path, file.Yaml);
    Console.WriteLine(path);
}

return 0;
