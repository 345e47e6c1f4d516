using System.Runtime.InteropServices;
using ImageForge.Artifacts;
using ImageForge.Hosting.Telemetry;

namespace ImageForge.Runner.Hosting;

/// <summary>
/// The environment variables of this process. Credentials are taken out of it when it is made: the processes that are started later
/// do not inherit them, and /proc/PID/environ does not show them.
/// </summary>
internal sealed unsafe class RunnerEnvironment
{
    private static readonly IReadOnlyList<string> SecretVariables =
    [
        .. ArtifactStores.SecretVariables,
        .. TelemetryExport.SecretVariables,
    ];

    private readonly Dictionary<string, string?> _secrets = [];

    public RunnerEnvironment()
    {
        foreach (var name in SecretVariables)
        {
            _secrets[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, null);
        }

        Overwrite(SecretVariables);
    }

    /// <summary>The value of a variable, credentials included; null where it is not set.</summary>
    public string? Find(string name) =>
        _secrets.TryGetValue(name, out var secret) ? secret : Environment.GetEnvironmentVariable(name);

    /// <summary>Overwrites values where the kernel put them when the program was started: .NET changes only its own copy.</summary>
    private static void Overwrite(IReadOnlyList<string> names)
    {
        var libc = NativeLibrary.Load("libc.so.6");
        for (
            var variable = *(byte***)NativeLibrary.GetExport(libc, "environ");
            variable is not null && *variable is not null;
            variable++
        )
        {
            var text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*variable);
            var name = text[..Math.Max(0, text.IndexOf((byte)'='))];
            foreach (var secret in names)
            {
                if (name.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(secret)))
                {
                    new Span<byte>(*variable + name.Length + 1, text.Length - name.Length - 1).Clear();
                }
            }
        }
    }
}
