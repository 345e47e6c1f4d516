namespace ImageForge.Kube.Config;

/// <summary>A program that prints credentials (<c>client.authentication.k8s.io ExecCredential</c>).</summary>
public sealed record ExecPlugin
{
    /// <summary>Version of the exchange, <c>client.authentication.k8s.io/v1</c> or <c>/v1beta1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The program: a path, or a name looked up in PATH.</summary>
    public required string Command { get; init; }

    /// <summary>Its arguments, each passed on as it is.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Variables added to its environment.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>Hint shown if the program is not installed.</summary>
    public string? InstallHint { get; init; }

    /// <summary>Whether to pass cluster information to the program.</summary>
    public bool ProvideClusterInfo { get; init; }

    /// <summary>The cluster's own settings for the program, as JSON; given to it with the cluster's other data.</summary>
    public System.Text.Json.Nodes.JsonNode? ClusterExtension { get; init; }
}
