using System.Runtime.InteropServices;
using ImageForge.Kube.Config;
using ImageForge.Operator;
using ImageForge.Operator.Hosting;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Election;
using Microsoft.Extensions.Logging;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(OptionsReader.Usage);
    return 0;
}

using var logging = LoggerFactory.Create(builder =>
    builder
        .AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        })
        .SetMinimumLevel(
            Environment.GetEnvironmentVariable("IMAGEFORGE_LOG_LEVEL") switch
            {
                "debug" => LogLevel.Debug,
                "warning" => LogLevel.Warning,
                _ => LogLevel.Information,
            }
        )
);
using var stop = new CancellationTokenSource();
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    await OperatorHost.RunAsync(OptionsReader.Read(args, Environment.GetEnvironmentVariable, logging), stop.Token);
    return 0;
}
catch (Exception e)
    when (e is OptionsException or KubeConfigException or IOException or SyncTimeoutException or LeadershipLostException
    )
{
    // One sentence for people; everything that is not foreseen ends with its stack instead.
    await Console.Error.WriteLineAsync($"operator: {e.Message}");
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
