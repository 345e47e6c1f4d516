using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning;

/// <summary>A change of an owned object. Closed hierarchy.</summary>
public abstract record ChildAction
{
    private ChildAction() { }

    /// <summary>Create it unless it exists.</summary>
    public sealed record Create(IKubeObject Object) : ChildAction;

    /// <summary>Server-side apply the given fields; creates the object if it does not exist.</summary>
    public sealed record Apply(GenerationJob Job) : ChildAction;

    /// <summary>Delete this incarnation (uid) and its dependents.</summary>
    public sealed record Delete(IKubeObject Object) : ChildAction;
}
