using ImageForge.Cli.Dev;
using ImageForge.Kube;

namespace ImageForge.Cli.Plugin;

/// <summary>A connection to a cluster, the namespace that a command is about, and where it writes.</summary>
internal sealed class ClusterSession(KubeClient client, SafeOutput output, TimeProvider time) : IDisposable
{
    public KubeClient Client => client;

    public SafeOutput Output => output;

    public TimeProvider Time => time;

    /// <summary>The namespace of named objects.</summary>
    public required string Namespace { get; init; }

    /// <summary>Whether lists are of all namespaces.</summary>
    public bool AllNamespaces { get; init; }

    /// <summary>Label selector of lists.</summary>
    public string? Selector { get; init; }

    /// <summary>The namespace of lists; null for all.</summary>
    public string? ListNamespace => AllNamespaces ? null : Namespace;

    /// <summary>What kubectl says about an empty list.</summary>
    public string NothingFound =>
        AllNamespaces ? "No resources found" : $"No resources found in {Namespace} namespace.";

    /// <summary>Gets the named objects, or lists all of the kinds.</summary>
    /// <exception cref="KubeException">A named object does not exist, among others.</exception>
    /// <exception cref="PluginException">Names are combined with a selector or all namespaces.</exception>
    public async Task<IReadOnlyList<Unstructured>> FindAsync(Targets targets, CancellationToken cancellation)
    {
        Check(targets);
        if (targets.Names.Count > 0)
        {
            return await Task.WhenAll(targets.Names.Select(target => FindAsync(target, cancellation)));
        }

        var lists = await Task.WhenAll(targets.Kinds.Select(kind => ListAsync(kind, cancellation)));
        return [.. lists.SelectMany(list => list)];
    }

    /// <summary>Gets an object. A name without a kind is a GenerationJob's or, if there is none, a Storyboard's.</summary>
    /// <exception cref="KubeException">It does not exist, among others.</exception>
    public async Task<Unstructured> FindAsync(Target target, CancellationToken cancellation)
    {
        var key = new ObjectKey(Namespace, target.Name);
        try
        {
            return await client.GetAsync(target.Type ?? KnownKinds.GenerationJobs, key, cancellation);
        }
        catch (KubeException missing)
            when (target.Type is null && missing.IsNotFound && !ServerErrors.IsMissingKind(missing))
        {
            try
            {
                return await client.GetAsync(KnownKinds.Storyboards, key, cancellation);
            }
            catch (KubeException other) when (other.IsNotFound || other.IsForbidden)
            {
                throw missing;
            }
        }
    }

    /// <summary>Lists the objects of a kind that the selector matches.</summary>
    public async Task<IReadOnlyList<Unstructured>> ListAsync(
        ResourceType<Unstructured> kind,
        CancellationToken cancellation
    )
    {
        var options = new ListOptions { LabelSelector = Selector };
        return (await client.ListAsync(kind, ListNamespace, cancellation, options)).Items;
    }

    /// <summary>Refuses combinations that kubectl refuses.</summary>
    /// <exception cref="PluginException">Names are combined with a selector or all namespaces.</exception>
    public void Check(Targets targets)
    {
        if (targets.Names.Count > 0 && Selector is not null)
        {
            throw new PluginException("name cannot be provided when a selector is specified", isUsage: true);
        }

        if (targets.Names.Count > 0 && AllNamespaces)
        {
            throw new PluginException("a resource cannot be retrieved by name across all namespaces", isUsage: true);
        }
    }

    public void Dispose() => client.Dispose();
}
