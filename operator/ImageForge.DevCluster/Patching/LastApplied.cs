using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Http;
using ImageForge.DevCluster.Http.Verbs;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Patching;

/// <summary>
/// The annotation in which kubectl's client-side apply keeps what it was given last. A server-side apply by kubectl may
/// take over what stands in it, and keeps it true for as long as it is there.
/// </summary>
internal static class LastApplied
{
    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";
    private const string Kubectl = "kubectl";

    /// <summary>The fields that a manager may take from others without being told to.</summary>
    public static FieldSet Yielding(ServedResource resource, JsonObject? live, string manager)
    {
        if (manager != Kubectl || live is null || Text(live) is not { } text)
        {
            return new FieldSet();
        }
        try
        {
            if (
                JsonText.Parse(Encoding.UTF8.GetBytes(text)).Value is not JsonObject last
                || last.ApiVersion() != resource.GroupVersion
            )
            {
                return new FieldSet();
            }
            // Fields that differ from the applied configuration were changed by another manager since.
            var since = Comparison.Of(last, live, resource.Type);
            return FieldSets.Of(last, resource.Type).Except(since.Modified).Except(since.Added).Except(since.Removed);
        }
        catch (FormatException)
        {
            // A malformed annotation counts as absent.
            return new FieldSet();
        }
    }

    /// <summary>Writes what was applied into the annotation of a merged object that has one.</summary>
    public static void Sync(JsonObject merged, JsonObject applied, string manager)
    {
        if (manager != Kubectl || Text(merged) is null)
        {
            return;
        }
        var bare = ObjectPipeline.Sorted(applied);
        if (bare["metadata"]?["annotations"] is JsonObject annotations)
        {
            annotations.Remove(Annotation);
        }
        merged.Metadata()["annotations"]![Annotation] = Escaped(JsonOutput.Text(bare)) + "\n";
    }

    // As Go writes JSON. These stand only within texts, where the escape means the same.
    private static string Escaped(string json) =>
        json.Replace("<", "\\u003c", StringComparison.Ordinal)
            .Replace(">", "\\u003e", StringComparison.Ordinal)
            .Replace("&", "\\u0026", StringComparison.Ordinal);

    private static string? Text(JsonObject o) =>
        o["metadata"]?["annotations"]?[Annotation] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : null;
}
