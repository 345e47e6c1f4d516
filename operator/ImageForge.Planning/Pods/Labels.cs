namespace ImageForge.Planning.Pods;

/// <summary>Labels and annotations of owned objects, and the selector by which the operator finds them again.</summary>
public static class Labels
{
    /// <summary>Name of the owning object, of whatever kind.</summary>
    public const string Job = "imageforge.dev/job";

    /// <summary>Name of the Storyboard that a GenerationJob belongs to.</summary>
    public const string Storyboard = "imageforge.dev/storyboard";

    /// <summary>Index of a frame, from 0.</summary>
    public const string Frame = "imageforge.dev/frame";

    /// <summary>Annotation: the hash of the plan that an owned object carries out.</summary>
    public const string PlanHash = "imageforge.dev/plan-hash";

    /// <summary>The LocalQueue that Kueue admits a Job through.</summary>
    public const string KueueQueue = "kueue.x-k8s.io/queue-name";

    /// <summary>Selects every object that the operator creates, and nothing else of a shared cluster.</summary>
    public const string Selector = ManagedBy + "=" + Manager;

    private const string ManagedBy = "app.kubernetes.io/managed-by";
    private const string Manager = "imageforge";

    internal static Dictionary<string, string> ForRun(string ownerKind, string owner) =>
        new()
        {
            ["app.kubernetes.io/name"] = "imageforge-runner",
            ["app.kubernetes.io/instance"] = owner,
            ["app.kubernetes.io/component"] = ownerKind == "Storyboard" ? "assembly" : "runner",
            ["app.kubernetes.io/part-of"] = "imageforge",
            [ManagedBy] = Manager,
            [Job] = owner,
        };

    internal static Dictionary<string, string> ForFrame(string storyboard, int index) =>
        new()
        {
            ["app.kubernetes.io/part-of"] = "imageforge",
            [ManagedBy] = Manager,
            [Storyboard] = storyboard,
            [Frame] = index.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
}
