namespace ImageForge.Api;

/// <summary>Reasons of conditions and events, as one word for programs.</summary>
public static class Reasons
{
    /// <summary>All is well; nothing more to say.</summary>
    public const string AsExpected = "AsExpected";

    /// <summary>The specification is valid and planned.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The specification contradicts itself or names something that cannot be.</summary>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>This version does not carry out something that the specification asks for.</summary>
    public const string NotSupported = "NotSupported";

    /// <summary>The AtmosphereProfile does not exist yet.</summary>
    public const string ProfileNotFound = "ProfileNotFound";

    /// <summary>The AtmosphereProfile cannot be used.</summary>
    public const string ProfileInvalid = "ProfileInvalid";

    /// <summary>A job whose image is needed does not exist or has not completed yet.</summary>
    public const string WaitingForArtifact = "WaitingForArtifact";

    /// <summary>Jobs wait for each other's images, or one for its own.</summary>
    public const string ArtifactCycle = "ArtifactCycle";

    /// <summary>The estimate is above the budget.</summary>
    public const string BudgetExceeded = "BudgetExceeded";

    /// <summary>No store is given, neither by the job nor by the operator.</summary>
    public const string StoreMissing = "StoreMissing";

    /// <summary>The store cannot be reached.</summary>
    public const string StoreUnreachable = "StoreUnreachable";

    /// <summary>The store refuses the request, for its credentials, its permissions or its bucket; it is not tried again.</summary>
    public const string StoreRefused = "StoreRefused";

    /// <summary>A Secret or one of its keys is missing.</summary>
    public const string SecretNotFound = "SecretNotFound";

    /// <summary>An object that was expected in the store is missing.</summary>
    public const string KeyNotFound = "KeyNotFound";

    /// <summary>Waits for the queue's quota.</summary>
    public const string WaitingForQuota = "WaitingForQuota";

    /// <summary>The queue has admitted the Job.</summary>
    public const string Admitted = "Admitted";

    /// <summary>The queue does not exist or is stopped.</summary>
    public const string QueueInactive = "QueueInactive";

    /// <summary>The queue has taken the Job's quota back.</summary>
    public const string Preempted = "Preempted";

    /// <summary>Waits for a node that fits the pod.</summary>
    public const string Unschedulable = "Unschedulable";

    /// <summary>The pod cannot start, because of its image, say.</summary>
    public const string PodNotStarting = "PodNotStarting";

    /// <summary>Kubernetes refuses to create the pod.</summary>
    public const string PodRefused = "PodRefused";

    /// <summary>Waits for its pod.</summary>
    public const string Queued = "Queued";

    /// <summary>Runs.</summary>
    public const string Running = "Running";

    /// <summary>A run failed and is about to be tried again.</summary>
    public const string Retrying = "Retrying";

    /// <summary>Held by spec.suspend.</summary>
    public const string Suspended = "Suspended";

    /// <summary>All is done.</summary>
    public const string Completed = "Completed";

    /// <summary>Ended by spec.cancel.</summary>
    public const string Cancelled = "Cancelled";

    /// <summary>A run failed for a reason that has no name of its own.</summary>
    public const string Failed = "Failed";

    /// <summary>The runner found its input unusable; it is not tried again.</summary>
    public const string BadInput = "BadInput";

    /// <summary>Moderation or a policy of the back end refused it.</summary>
    public const string RefusedByPolicy = "RefusedByPolicy";

    /// <summary>The deadline has passed.</summary>
    public const string DeadlineExceeded = "DeadlineExceeded";

    /// <summary>All tries have failed.</summary>
    public const string RetriesExhausted = "RetriesExhausted";

    /// <summary>The runner ended well and left no result that can be read.</summary>
    public const string ResultMissing = "ResultMissing";

    /// <summary>The pod was evicted, preempted or deleted, or its node was lost.</summary>
    public const string PodLost = "PodLost";

    /// <summary>The kubelet evicted the runner because it used more local storage than its limits allow; it is not tried again unchanged.</summary>
    public const string Evicted = "Evicted";

    /// <summary>A model needed more memory than its device has.</summary>
    public const string OutOfMemory = "OutOfMemory";

    /// <summary>The kernel killed the runner because it used more memory than its limit; it is not tried again unchanged.</summary>
    public const string OOMKilled = "OOMKilled";

    /// <summary>What is stored differs from what the runner reported.</summary>
    public const string ResultMismatch = "ResultMismatch";

    /// <summary>An overlay cannot be read.</summary>
    public const string OverlayUnreadable = "OverlayUnreadable";

    /// <summary>An asset or another image cannot be read.</summary>
    public const string AssetUnreadable = "AssetUnreadable";

    /// <summary>An image that the specification names does not exist.</summary>
    public const string InputMissing = "InputMissing";

    /// <summary>An image that the specification names may not be read, cannot be decoded or has another digest.</summary>
    public const string InputUnreadable = "InputUnreadable";

    /// <summary>The source of an image that the specification names did not answer; retries have been used up.</summary>
    public const string InputUnavailable = "InputUnavailable";

    /// <summary>The back end could not render.</summary>
    public const string PolishFailed = "PolishFailed";

    /// <summary>A GPU was asked for and none works; where runner.onGpuMissing says so, the CPU was used.</summary>
    public const string GpuMissing = "GpuMissing";

    /// <summary>A model cannot be had, or is not one that the runner understands.</summary>
    public const string ModelUnusable = "ModelUnusable";

    /// <summary>The picture is rendered, and something about it differs from what was asked for.</summary>
    public const string RenderedWithWarnings = "RenderedWithWarnings";

    /// <summary>The composed layout was delivered in place of a rendered picture.</summary>
    public const string DeliveredComposed = "DeliveredComposed";

    /// <summary>An earlier result was found and used.</summary>
    public const string Hit = "Hit";

    /// <summary>No earlier result was found.</summary>
    public const string Miss = "Miss";

    /// <summary>An object of the same name belongs to somebody else.</summary>
    public const string NameConflict = "NameConflict";

    /// <summary>The API server refused or failed a request; it is tried again.</summary>
    public const string ReconcileError = "ReconcileError";

    /// <summary>The operator itself failed on this object, a defect of ImageForge.</summary>
    public const string InternalError = "InternalError";

    /// <summary>Frames are being made.</summary>
    public const string FramesRunning = "FramesRunning";

    /// <summary>At least one frame has failed for good.</summary>
    public const string FrameFailed = "FrameFailed";

    /// <summary>The API server refuses the GenerationJob of a frame.</summary>
    public const string FrameRefused = "FrameRefused";

    /// <summary>The frames are being put together.</summary>
    public const string Assembling = "Assembling";
}
