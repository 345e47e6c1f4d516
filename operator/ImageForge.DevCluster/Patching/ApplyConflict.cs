using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Patching;

/// <summary>The refusal of an apply that would take fields from other owners.</summary>
internal static class ApplyConflict
{
    public static ApiError Of(IReadOnlyList<(ManagerKey Key, FieldSet Paths)> conflicts)
    {
        var all = conflicts.SelectMany(c => c.Paths.Paths().Select(p => (c.Key, Path: TypedValue.Show(p)))).ToList();
        var message =
            all.Count == 1
                ? $"Apply failed with 1 conflict: conflict with {all[0].Key.Show()}: {all[0].Path}"
                : $"Apply failed with {all.Count} conflicts: "
                    + string.Join(
                        "\n",
                        all.GroupBy(c => c.Key)
                            .SelectMany(g =>
                                (string[])[$"conflicts with {g.Key.Show()}:", .. g.Select(c => $"- {c.Path}")]
                            )
                    );
        var causes = all.Select(c => new JsonObject
        {
            ["reason"] = "FieldManagerConflict",
            ["message"] = $"conflict with {c.Key.Show()}",
            ["field"] = c.Path,
        });
        return ApiError.Make(409, "Conflict", message, new JsonObject { ["causes"] = new JsonArray([.. causes]) });
    }
}
