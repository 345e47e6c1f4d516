using System.CommandLine;
using ImageForge.Cli.Dev;
using ImageForge.Contracts.Plans;

namespace ImageForge.Cli.Commands;

/// <summary>Options of commands that start a development cluster.</summary>
internal sealed class DevArguments
{
    private readonly Option<string> _data = new("--data")
    {
        Description = "Directory of the kubeconfig, pod files and images.",
        DefaultValueFactory = _ => ".imageforge",
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "Port of the API server on 127.0.0.1; 0 for a free one.",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<string?> _store = new("--store")
    {
        Description =
            "Store of jobs without one, such as s3://bucket/prefix. Defaults to the directory artifacts in --data.",
    };

    private readonly Option<bool> _noOperator = new("--no-operator") { Description = "Do not start the operator." };

    private readonly Option<string> _backoff = new("--job-backoff")
    {
        Description = "Back-off of a Job after its first failed pod; doubles with each further one.",
        DefaultValueFactory = _ => "10s",
    };

    private readonly Option<string> _runner = new("--runner")
    {
        Description = "Executable to run in place of the runner image.",
        DefaultValueFactory = _ => Programs.Runner,
    };

    private readonly Option<string?> _audit = new("--audit")
    {
        Description = "Audit log file: one JSON line per request, in the format of the Kubernetes audit log.",
    };

    private readonly Option<string[]> _nodeResources = new("--node-resource")
    {
        Description =
            "Extended resource of the node, such as nvidia.com/gpu=1; can be repeated. Pods that request more stay pending.",
    };

    public void AddTo(Command command)
    {
        foreach (
            var option in new Option[] { _data, _port, _store, _noOperator, _backoff, _runner, _audit, _nodeResources }
        )
        {
            command.Add(option);
        }
    }

    public DevOptions Read(ParseResult parsed)
    {
        var folder = Path.GetFullPath(parsed.GetValue(_data)!);
        return new DevOptions
        {
            Data = folder,
            Port = parsed.GetValue(_port),
            Operator = !parsed.GetValue(_noOperator),
            JobBackoff = Durations.Parse(parsed.GetValue(_backoff)!),
            Runner = parsed.GetValue(_runner)!,
            OperatorProgram = Programs.Operator,
            NodeResources = NodeResources.Parse(parsed.GetValue(_nodeResources) ?? []),
            AuditFile = parsed.GetValue(_audit),
            StoreUri = parsed.GetValue(_store) ?? FileUri.Of(Path.Combine(folder, "artifacts")),
        };
    }
}
