namespace ImageForge.Runner.Hosting;

/// <summary>The command line.</summary>
internal abstract record RunnerArguments
{
    private RunnerArguments() { }

    /// <summary>What the runner is and how it is called.</summary>
    public const string Usage = """
        Runs one ImageForge plan: composes, evaluates and publishes its pictures.

        usage: runner --plan FILE [--log json|text]
               runner --version | --help

          --plan FILE   the plan, as the operator writes it
          --log FORMAT  json (default): one object a line; text: lines for people

        environment:
          POD_NAME, POD_UID, POD_IP      who runs it, and where progress is served
          IMAGEFORGE_PROGRESS_PORT       port of /progress and /healthz (8080)
          IMAGEFORGE_TERMINATION_LOG     file for the result (/dev/termination-log where there is one)
          IMAGEFORGE_S3_CREDENTIALS      folder of a mounted Secret, or else
          AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN
          IMAGEFORGE_MODEL_AWS_ACCESS_KEY_ID, ..._SECRET_ACCESS_KEY, ..._SESSION_TOKEN
                                         those of models, where they are others
          IMAGEFORGE_MODEL_CACHE         folder in which models are kept between runs
          IMAGEFORGE_MODEL_CACHE_BYTES   the most that is kept there (as much as there is room for)
          IMAGEFORGE_MEMORY_LIMIT        the most memory that is used, in bytes (the container's limit, or the machine's memory)
          IMAGEFORGE_ALLOW_INPUT_CIDR    networks that HTTP inputs may come from besides the public internet: 10.0.0.0/8,...
          IMAGEFORGE_ONNXRUNTIME         another build of libonnxruntime.so
          OTEL_EXPORTER_OTLP_ENDPOINT and OpenTelemetry's other variables
                                         where traces and metrics are sent (nowhere)
          TRACEPARENT, TRACESTATE        trace that the run joins

        exit codes: 0 done, 1 try again, 2 bad input, 3 refused, 143 stopped
        """;

    /// <summary>Reads the command line.</summary>
    public static RunnerArguments Parse(IReadOnlyList<string> args)
    {
        string? plan = null;
        var text = false;
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].IndexOf('=') is var equals and > 0
                ? (args[i][..equals], args[i][(equals + 1)..])
                : (args[i], null);
            switch (name)
            {
                case "--help" or "-h":
                    return new Print(Usage);
                case "--version":
                    return new Print(RunnerVersion.Current);
                case "--plan" or "--log":
                    value ??= ++i < args.Count ? args[i] : null;
                    break;
                default:
                    return new Refuse($"unknown argument '{args[i]}'");
            }

            switch (name, value)
            {
                case (_, null or ""):
                    return new Refuse($"{name} needs a value");
                case ("--plan", _):
                    plan = value;
                    break;
                case ("--log", "json" or "text"):
                    text = value == "text";
                    break;
                default:
                    return new Refuse($"--log '{value}' is neither json nor text");
            }
        }

        return plan is null ? new Refuse("--plan is missing") : new Run(plan, text);
    }

    /// <summary>Run a plan.</summary>
    /// <param name="PlanFile">Path of the plan.</param>
    /// <param name="TextLog">Whether the log is for people.</param>
    internal sealed record Run(string PlanFile, bool TextLog) : RunnerArguments;

    /// <summary>Print a text and end well.</summary>
    /// <param name="Text">The text.</param>
    internal sealed record Print(string Text) : RunnerArguments;

    /// <summary>The command line is wrong.</summary>
    /// <param name="Problem">What is wrong with it.</param>
    internal sealed record Refuse(string Problem) : RunnerArguments;
}
