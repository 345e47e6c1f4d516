using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Tables;

/// <summary>The columns of the built-in kinds.</summary>
internal static class BuiltinColumns
{
    public static TableColumns For(string group, string kind) =>
        new(
            [ColumnTexts.Name, ColumnTexts.Age],
            (o, now) => [o.Name(), Ages.Since(o["metadata"]?["creationTimestamp"], now)]
        );
}
