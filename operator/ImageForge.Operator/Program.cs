using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ImageForge.Hosting.Telemetry;
using ImageForge.Kube.Config;
using ImageForge.Operator;
using ImageForge.Operator.Hosting;
using ImageForge.Operator.Hosting.Configuration;
using ImageForge.Runtime.Election;
using ImageForge.Runtime.Hosting;
using Microsoft.Extensions.Logging;

// No option takes these for its value.
if (args.Any(argument => argument is "--help" or "-h"))
{
    Console.WriteLine(Option.Usage);
    return 0;
}

if (args.Contains("--version"))
{
    Console.WriteLine(OperatorVersion.Current);
    return 0;
}

if (args is ["probe", .. var probe])
{
    if (probe is not [var probed])
    {
        var problem = probe.Length == 0 ? "the URL is missing" : "more than one URL";
        await Console.Error.WriteLineAsync($"operator probe: {problem}; usage: operator probe URL");
        return 1;
    }

    return await Probe.RunAsync(probed, TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);
}

var (json, level) = OptionsReader.ReadLogging(args, Environment.GetEnvironmentVariable);
using var logging = LoggerFactory.Create(builder =>
{
    const string Timestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    builder.SetMinimumLevel(level).AddFilter("Microsoft", LogLevel.Warning);
    _ = json
        ? builder.AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = Timestamp;
            // The ids of the current trace.
            console.IncludeScopes = true;
        })
        : builder.AddSimpleConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = Timestamp + " ";
            console.SingleLine = true;
        });
});
var log = logging.CreateLogger("ImageForge.Operator");

// Handles exceptions outside the loops, such as in timer callbacks: logged, counted and reported in readiness instead of
// terminating the process.
var supervisor = new Supervisor(log, TimeProvider.System);
ExceptionHandling.SetUnhandledExceptionHandler(e =>
{
    supervisor.Report("Background callback", e);
    return true;
});
using var stop = new CancellationTokenSource();
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    var options = OptionsReader.Read(args, Environment.GetEnvironmentVariable, logging);
    string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? set
        : name == TelemetryExport.EndpointVariable ? options.Defaults.Telemetry?.Endpoint
        : name == TelemetryExport.ProtocolVariable ? options.Defaults.Telemetry?.Protocol
        : null;
    await using var telemetry = TelemetryExport.Start(
        "imageforge-operator",
        OperatorVersion.Current,
        Variable,
        () => log
    );
    await OperatorHost.RunAsync(options with { Supervisor = supervisor }, stop.Token);
    return 0;
}
catch (Exception e)
    when (e is OptionsException or KubeConfigException or TelemetryException or IOException or LeadershipLostException)
{
    Log.Failed(log, e.Message);
    return 1;
}
catch (Exception e)
{
    Log.Unexpected(log, e);
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
