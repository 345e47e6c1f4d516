using System.Reflection;
using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;

namespace ImageForge.Api;

/// <summary>The CustomResourceDefinitions of the three kinds, as they are committed.</summary>
public static class CustomResourceDefinitions
{
    private const string Extension = ".yaml";

    /// <summary>A fresh copy of each definition, by file name.</summary>
    public static IReadOnlyList<JsonObject> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .SelectMany(name => YamlReader.Read(Text(assembly, name)))
                .Select(document => document.Value!.AsObject()),
        ];
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
