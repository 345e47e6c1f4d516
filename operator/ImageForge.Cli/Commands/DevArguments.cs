using System.CommandLine;
using ImageForge.Cli.Dev;
using ImageForge.Contracts.Plans;

namespace ImageForge.Cli.Commands;

/// <summary>The options of everything that starts a development cluster.</summary>
internal sealed class DevArguments
{
    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of the kubeconfig, of the pods' files and of the pictures.",
        DefaultValueFactory = _ => ".imageforge",
    };

    private readonly Option<int> port = new("--port")
    {
        Description = "Port of the API on 127.0.0.1; 0 takes a free one.",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<string?> store = new("--store")
    {
        Description =
            "Store of jobs that name none, such as s3://bucket/prefix. Without it, the folder artifacts in --data.",
    };

    private readonly Option<bool> noOperator = new("--no-operator") { Description = "Serve the API only." };

    private readonly Option<string> backoff = new("--job-backoff")
    {
        Description = "How long a Job waits after its first failed pod; it doubles with each further one.",
        DefaultValueFactory = _ => "10s",
    };

    private readonly Option<string> runner = new("--runner")
    {
        Description = "Program that stands for the runner's image.",
        DefaultValueFactory = _ => Programs.Runner,
    };

    private readonly Option<string?> audit = new("--audit")
    {
        Description = "File that every request is appended to as a JSON line, in the form of Kubernetes' audit log.",
    };

    private readonly Option<string[]> nodeResources = new("--node-resource")
    {
        Description =
            "What the node offers, such as nvidia.com/gpu=1; may be given several times. Pods that ask for more wait, as on any cluster.",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { data, port, store, noOperator, backoff, runner, audit, nodeResources })
        {
            command.Add(option);
        }
    }

    public DevOptions Read(ParseResult parsed)
    {
        var folder = Path.GetFullPath(parsed.GetValue(data)!);
        return new DevOptions
        {
            Data = folder,
            Port = parsed.GetValue(port),
            Operator = !parsed.GetValue(noOperator),
            JobBackoff = Durations.Parse(parsed.GetValue(backoff)!),
            Runner = parsed.GetValue(runner)!,
            NodeResources = NodeResources.Parse(parsed.GetValue(nodeResources) ?? []),
            AuditFile = parsed.GetValue(audit),
            StoreUri = parsed.GetValue(store) ?? FileUri.Of(Path.Combine(folder, "artifacts")),
        };
    }
}
