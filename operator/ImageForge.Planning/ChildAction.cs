using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning;

/// <summary>Something to do with an owned object. The hierarchy is closed.</summary>
public abstract record ChildAction
{
    private ChildAction() { }

    /// <summary>Create it unless it exists; what exists is left as it is.</summary>
    public sealed record Create(IKubeObject Object) : ChildAction;

    /// <summary>Make the fields that are given be so, creating it where it is absent.</summary>
    public sealed record Apply(GenerationJob Job) : ChildAction;

    /// <summary>Delete this incarnation of it, and what it owns.</summary>
    public sealed record Delete(IKubeObject Object) : ChildAction;
}
