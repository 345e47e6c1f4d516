using System.Globalization;
using k8s;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>Labels and annotations of owned objects, and their selector.</summary>
public static class Labels
{
    /// <summary>Name of the owning object, of whatever kind.</summary>
    public const string Job = "imageforge.dev/job";

    /// <summary>Uid of the owning object, for users; the operator uses owner references.</summary>
    public const string OwnerUid = "imageforge.dev/owner-uid";

    /// <summary>Name of the Storyboard that a GenerationJob belongs to.</summary>
    public const string Storyboard = "imageforge.dev/storyboard";

    /// <summary>Index of a frame, from 0.</summary>
    public const string Frame = "imageforge.dev/frame";

    /// <summary>Annotation: plan hash of an owned object.</summary>
    public const string PlanHash = "imageforge.dev/plan-hash";

    /// <summary>Annotation of a recreated Job: number of its first attempt. Absent: 1.</summary>
    public const string FirstAttempt = "imageforge.dev/first-attempt";

    /// <summary>Annotation of a frame that was suspended by its storyboard and not by a user.</summary>
    public const string SuspendedByStoryboard = "imageforge.dev/suspended-by-storyboard";

    /// <summary>
    /// Annotation: W3C trace context. On a GenerationJob or Storyboard a user's, whose trace its run joins; on a Job and
    /// its pod that of the reconcile that created them. It never reaches the run plan.
    /// </summary>
    public const string TraceParent = "imageforge.dev/traceparent";

    /// <summary>The LocalQueue that Kueue admits a Job through.</summary>
    public const string KueueQueue = "kueue.x-k8s.io/queue-name";

    /// <summary>The WorkloadPriorityClass of a Job in Kueue.</summary>
    public const string KueuePriority = "kueue.x-k8s.io/priority-class";

    /// <summary>Selects all objects created by the operator.</summary>
    public const string Selector = ManagedBy + "=" + Manager;

    private const string Component = "app.kubernetes.io/component";
    private const string ManagedBy = "app.kubernetes.io/managed-by";
    private const string Manager = "imageforge";

    internal static Dictionary<string, string> ForRun(V1OwnerReference owner) =>
        new()
        {
            ["app.kubernetes.io/name"] = "imageforge-runner",
            ["app.kubernetes.io/instance"] = owner.Name,
            [Component] = owner.Kind == Api.Storyboards.Storyboard.KindName ? "assembly" : "runner",
            ["app.kubernetes.io/part-of"] = "imageforge",
            [ManagedBy] = Manager,
            [Job] = owner.Name,
            [OwnerUid] = owner.Uid,
        };

    /// <summary>The number of a Job's first attempt.</summary>
    internal static int FirstAttemptOf(V1Job job) =>
        job.GetAnnotation(FirstAttempt) is { } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            // Bounded, since anybody can edit the annotation.
            ? Math.Clamp(first, 1, 1_000_000)
            : 1;

    /// <summary>The value of a label, or null.</summary>
    public static string? Value(IKubernetesObject<V1ObjectMeta> value, string label) => value.GetLabel(label);

    internal static Dictionary<string, string> ForFrame(string storyboard, int index) =>
        new()
        {
            ["app.kubernetes.io/part-of"] = "imageforge",
            [ManagedBy] = Manager,
            [Storyboard] = storyboard,
            [Frame] = index.ToString(CultureInfo.InvariantCulture),
        };
}
