using ImageForge.Api.Core;

namespace ImageForge.Api.Common;

/// <summary>A page of a list response.</summary>
/// <typeparam name="T">The kind.</typeparam>
public interface IKubeList<out T>
    where T : IKubeObject
{
    /// <summary>Group and version.</summary>
    string ApiVersion { get; }

    /// <summary>The kind of the list.</summary>
    string Kind { get; }

    /// <summary>Version of the list and the token of the next page.</summary>
    ListMeta Metadata { get; }

    /// <summary>The objects of this page.</summary>
    IReadOnlyList<T> Items { get; }
}
