using System.Text.Json.Nodes;

namespace ImageForge.Testing.Models;

/// <summary>A model folder made of links to another's files, so that single files of it can be changed.</summary>
public sealed class ModelCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-model-");

    public ModelCopy(string model)
    {
        Link(model);
        var shared = Path.Combine(model, "shared.json");
        if (File.Exists(shared))
        {
            foreach (var (name, other) in JsonNode.Parse(File.ReadAllText(shared))!.AsObject())
            {
                LinkFolder(Path.GetFullPath(Path.Combine(model, (string)other!)), name);
            }
        }
    }

    /// <summary>The folder.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Puts a text in the place of a file.</summary>
    public void Replace(string relative, string text)
    {
        Delete(relative);
        File.WriteAllText(Path.Combine(Folder, relative), text);
    }

    /// <summary>Puts another file in the place of one.</summary>
    public void ReplaceBy(string relative, string file)
    {
        Delete(relative);
        File.CreateSymbolicLink(Path.Combine(Folder, relative), file);
    }

    /// <summary>Takes a file away.</summary>
    public void Delete(string relative) => File.Delete(Path.Combine(Folder, relative));

    public void Dispose() => _folder.Delete(recursive: true);

    private void Link(string model)
    {
        foreach (var file in Directory.EnumerateFiles(model))
        {
            File.CreateSymbolicLink(Path.Combine(Folder, Path.GetFileName(file)), file);
        }

        foreach (var child in Directory.EnumerateDirectories(model))
        {
            LinkFolder(child, Path.GetFileName(child));
        }
    }

    private void LinkFolder(string from, string name)
    {
        var into = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.CreateSymbolicLink(Path.Combine(into, Path.GetFileName(file)), file);
        }
    }
}
