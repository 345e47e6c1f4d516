using ImageForge.Contracts.Results;

namespace ImageForge.Planning.Pods;

/// <summary>What a runner's pod tells about its run. The hierarchy is closed.</summary>
internal abstract record PodReading
{
    private PodReading() { }

    /// <summary>Waits for a node, an image or its start; nothing is wrong.</summary>
    public sealed record Starting : PodReading;

    /// <summary>Waits for something that somebody has to provide; it goes on by itself once that is there.</summary>
    public sealed record Blocked(string Reason, string Message) : PodReading;

    /// <summary>The runner works.</summary>
    public sealed record Working : PodReading;

    /// <summary>The runner ended with exit code 0; its message is null when it left none that can be read.</summary>
    public sealed record Succeeded(TerminationMessage? Message) : PodReading;

    /// <summary>The runner ended otherwise, or the pod was taken from it.</summary>
    public sealed record Ended(string Reason, string Explanation, TerminationMessage? Message) : PodReading
    {
        /// <summary>Whether no other attempt follows.</summary>
        public bool IsFinal { get; init; }
    }
}
