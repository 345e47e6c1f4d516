using System.CommandLine;
using System.CommandLine.Completions;
using ImageForge.Cli.Plugin;
using ImageForge.Kube;
using ImageForge.Kube.Config;

namespace ImageForge.Cli.Commands;

/// <summary>Completion of names that a cluster or a kubeconfig has.</summary>
internal static class ClusterNames
{
    // A shell waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly ResourceType<Unstructured> NamespaceType = CoreResources.Plain(
        "",
        "v1",
        "Namespace",
        "namespaces",
        namespaced: false
    );

    /// <summary>An argument that names objects.</summary>
    /// <param name="description">Description of the argument.</param>
    public static Argument<string[]> Objects(string description)
    {
        var argument = new Argument<string[]>("NAME")
        {
            // Help would list the completions instead.
            HelpName = "NAME",
            Description = description,
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => [],
        };
        // The library takes unknown options for arguments.
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            {
                result.AddError($"unknown flag: {token.Value}");
            }
        });
        return argument;
    }

    /// <summary>Completes an argument with the names of jobs, and of storyboards as <c>storyboard/NAME</c>.</summary>
    public static void CompleteNames(this ClusterArguments cluster, Argument argument) =>
        argument.CompletionSources.Add(context =>
            Items(
                cluster,
                context,
                async (session, cancellation) =>
                {
                    var lists = await Task.WhenAll(
                        Targets.AllKinds.Select(kind => session.ListAsync(kind, cancellation))
                    );
                    return lists
                        .SelectMany(list => list)
                        .Select(o => o.IsStoryboard() ? $"storyboard/{o.Metadata.Name}" : o.Metadata.Name);
                }
            )
        );

    /// <summary>The namespaces of the cluster.</summary>
    public static IEnumerable<CompletionItem> Namespaces(ClusterArguments cluster, CompletionContext context) =>
        Items(
            cluster,
            context,
            async (session, cancellation) =>
                (await session.Client.ListAsync(NamespaceType, null, cancellation)).Items.Select(o => o.Metadata.Name)
        );

    /// <summary>The contexts of the kubeconfig.</summary>
    public static IEnumerable<CompletionItem> Contexts(ClusterArguments cluster, CompletionContext context)
    {
        try
        {
            return NoFiles(context, KubeConfig.ContextNames(cluster.Kubeconfig(context.ParseResult)));
        }
        catch (KubeConfigException)
        {
            // There is nothing to complete, and a shell has no place for messages.
            return NoFiles(context, []);
        }
    }

    /// <summary>Offers nothing, not even files.</summary>
    public static void CompletesNothing(this Option option) =>
        option.CompletionSources.Add(context => NoFiles(context, []));

    private static IEnumerable<CompletionItem> Items(
        ClusterArguments cluster,
        CompletionContext context,
        Func<ClusterSession, CancellationToken, Task<IEnumerable<string>>> list
    )
    {
        using var timeout = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            using var session = cluster.Connect(context.ParseResult, Patience);
            // Completion sources are synchronous.
            return NoFiles(context, list(session, timeout.Token).GetAwaiter().GetResult());
        }
        catch (Exception exception)
            when (ServerErrors.Knows(exception)
                || (exception is OperationCanceledException && timeout.IsCancellationRequested)
            )
        {
            // As above.
            return NoFiles(context, []);
        }
    }

    // Items of this kind tell the shell not to offer files. Their text is the word, or else they would be filtered out.
    private static IEnumerable<CompletionItem> NoFiles(CompletionContext context, IEnumerable<string> names) =>
        names
            .Select(name => new CompletionItem(name))
            .Append(new CompletionItem(context.WordToComplete, CompletionOutput.NoFiles));
}
