namespace ImageForge.Api;

/// <summary>Reasons of conditions and events, in CamelCase.</summary>
public static class Reasons
{
    /// <summary>No problem.</summary>
    public const string AsExpected = "AsExpected";

    /// <summary>The spec is valid and the run is planned.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The spec is invalid.</summary>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>The spec uses a feature that is not supported in this version.</summary>
    public const string NotSupported = "NotSupported";

    /// <summary>The AtmosphereProfile does not exist yet.</summary>
    public const string ProfileNotFound = "ProfileNotFound";

    /// <summary>The AtmosphereProfile is not usable.</summary>
    public const string ProfileInvalid = "ProfileInvalid";

    /// <summary>A referenced job does not exist or has not completed.</summary>
    public const string WaitingForArtifact = "WaitingForArtifact";

    /// <summary>Circular artifact reference.</summary>
    public const string ArtifactCycle = "ArtifactCycle";

    /// <summary>The estimated cost exceeds the budget.</summary>
    public const string BudgetExceeded = "BudgetExceeded";

    /// <summary>Neither the job nor the operator has a store.</summary>
    public const string StoreMissing = "StoreMissing";

    /// <summary>The store is unreachable.</summary>
    public const string StoreUnreachable = "StoreUnreachable";

    /// <summary>The store rejected the request because of credentials, permissions or bucket; not retried.</summary>
    public const string StoreRefused = "StoreRefused";

    /// <summary>A Secret or one of its keys is missing.</summary>
    public const string SecretNotFound = "SecretNotFound";

    /// <summary>An object was not found in the store.</summary>
    public const string KeyNotFound = "KeyNotFound";

    /// <summary>No pod started within the pending timeout.</summary>
    public const string PendingTimeout = "PendingTimeout";

    /// <summary>Waiting for quota of the queue.</summary>
    public const string WaitingForQuota = "WaitingForQuota";

    /// <summary>The queue has admitted the Job.</summary>
    public const string Admitted = "Admitted";

    /// <summary>The queue does not exist or is stopped.</summary>
    public const string QueueInactive = "QueueInactive";

    /// <summary>The queue has withdrawn its admission, such as for a Job of higher priority.</summary>
    public const string Preempted = "Preempted";

    /// <summary>The queue can never admit the Job as it is: it asks for more than the queue has, or for what it lacks.</summary>
    public const string Inadmissible = "Inadmissible";

    /// <summary>The queue sent the Job to another cluster, where its plan is not.</summary>
    public const string JobDispatched = "JobDispatched";

    /// <summary>No node fits the pod.</summary>
    public const string Unschedulable = "Unschedulable";

    /// <summary>The pod cannot start, such as because of its image.</summary>
    public const string PodNotStarting = "PodNotStarting";

    /// <summary>Pod creation was rejected.</summary>
    public const string PodRefused = "PodRefused";

    /// <summary>The operator's limit of active jobs is reached.</summary>
    public const string WaitingForSlot = "WaitingForSlot";

    /// <summary>Waiting for the pod.</summary>
    public const string Queued = "Queued";

    /// <summary>Running.</summary>
    public const string Running = "Running";

    /// <summary>A run failed and will be retried.</summary>
    public const string Retrying = "Retrying";

    /// <summary>Suspended by spec.suspend.</summary>
    public const string Suspended = "Suspended";

    /// <summary>Complete.</summary>
    public const string Completed = "Completed";

    /// <summary>Cancelled by spec.cancel.</summary>
    public const string Cancelled = "Cancelled";

    /// <summary>A run failed for another reason.</summary>
    public const string Failed = "Failed";

    /// <summary>The input of the runner is invalid; not retried.</summary>
    public const string BadInput = "BadInput";

    /// <summary>Rejected by moderation or a policy of the back end.</summary>
    public const string RefusedByPolicy = "RefusedByPolicy";

    /// <summary>The deadline was exceeded.</summary>
    public const string DeadlineExceeded = "DeadlineExceeded";

    /// <summary>All retries failed.</summary>
    public const string RetriesExhausted = "RetriesExhausted";

    /// <summary>The runner succeeded without a readable result.</summary>
    public const string ResultMissing = "ResultMissing";

    /// <summary>The pod was evicted, preempted or deleted, or its node was lost.</summary>
    public const string PodLost = "PodLost";

    /// <summary>The runner was evicted because it exceeded a local storage limit; not retried.</summary>
    public const string Evicted = "Evicted";

    /// <summary>The device ran out of memory.</summary>
    public const string OutOfMemory = "OutOfMemory";

    /// <summary>The runner exceeded its memory limit; not retried.</summary>
    public const string OOMKilled = "OOMKilled";

    /// <summary>The result of the runner does not match the plan.</summary>
    public const string ResultMismatch = "ResultMismatch";

    /// <summary>An overlay cannot be read.</summary>
    public const string OverlayUnreadable = "OverlayUnreadable";

    /// <summary>An asset or another image cannot be read.</summary>
    public const string AssetUnreadable = "AssetUnreadable";

    /// <summary>An image referenced by the spec does not exist.</summary>
    public const string InputMissing = "InputMissing";

    /// <summary>An image referenced by the spec cannot be read or decoded, or its digest does not match.</summary>
    public const string InputUnreadable = "InputUnreadable";

    /// <summary>The source of an image referenced by the spec is unavailable; retries exhausted.</summary>
    public const string InputUnavailable = "InputUnavailable";

    /// <summary>Rendering failed.</summary>
    public const string PolishFailed = "PolishFailed";

    /// <summary>A GPU was requested and none is usable; with runner.onGpuMissing UseCpu, the CPU was used.</summary>
    public const string GpuMissing = "GpuMissing";

    /// <summary>A model cannot be loaded or is not supported.</summary>
    public const string ModelUnusable = "ModelUnusable";

    /// <summary>The image was rendered with warnings.</summary>
    public const string RenderedWithWarnings = "RenderedWithWarnings";

    /// <summary>The composed layout was delivered instead of a rendered image.</summary>
    public const string DeliveredComposed = "DeliveredComposed";

    /// <summary>An earlier result was found and used.</summary>
    public const string Hit = "Hit";

    /// <summary>No earlier result was found.</summary>
    public const string Miss = "Miss";

    /// <summary>An object of the same name has another owner.</summary>
    public const string NameConflict = "NameConflict";

    /// <summary>The API server rejected or failed a request; retried.</summary>
    public const string ReconcileError = "ReconcileError";

    /// <summary>Reconciling the object failed because of a bug in the operator.</summary>
    public const string InternalError = "InternalError";

    /// <summary>Frames are in progress.</summary>
    public const string FramesRunning = "FramesRunning";

    /// <summary>At least one frame failed.</summary>
    public const string FrameFailed = "FrameFailed";

    /// <summary>The API server rejected the GenerationJob of a frame.</summary>
    public const string FrameRefused = "FrameRefused";

    /// <summary>The contact sheet is in progress.</summary>
    public const string Assembling = "Assembling";
}
