using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Selectors;

/// <summary>Conditions on labels, all of which must hold.</summary>
internal sealed record LabelSelector(IReadOnlyList<LabelRequirement> Requirements)
{
    public static LabelSelector Everything { get; } = new([]);

    public bool IsEmpty => Requirements.Count == 0;

    /// <exception cref="ApiError">BadRequest.</exception>
    public static LabelSelector Parse(string? text) =>
        string.IsNullOrEmpty(text) ? Everything : new LabelSelector(new LabelSelectorParser(text).Parse());

    public bool Matches(JsonObject o)
    {
        if (IsEmpty)
        {
            return true;
        }
        var labels = o["metadata"]?["labels"] as JsonObject;
        return Requirements.All(r => r.Matches((string?)labels?[r.Key]));
    }
}
