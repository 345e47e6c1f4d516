using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;

namespace ImageForge.Api.CrdWriter;

/// <summary>A generated file.</summary>
/// <param name="Name">Its name within the folder.</param>
/// <param name="Yaml">Its content.</param>
internal sealed record CrdFile(string Name, string Yaml)
{
    private static readonly Type[] Kinds = [typeof(GenerationJob), typeof(Storyboard), typeof(AtmosphereProfile)];

    private const string Header = "# Generated from the records in crds/ImageForge.Api by `make crds`. Do not edit.\n";

    /// <summary>The files of all kinds.</summary>
    public static IReadOnlyList<CrdFile> All() => [.. Kinds.Select(Of)];

    /// <summary>The reference of all kinds in Markdown.</summary>
    public static string Reference() => CrdReference.Write(Kinds);

    private static CrdFile Of(Type kind)
    {
        var crd = CrdBuilder.Build(kind);
        var plural = crd["spec"]!["names"]!["plural"]!.GetValue<string>();
        return new CrdFile($"{ApiGroup.Name}_{plural}.yaml", Header + YamlText.Write(crd));
    }
}
