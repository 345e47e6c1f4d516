using System.Diagnostics;
using System.Globalization;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>
/// Ends all containers when the cluster's process dies without stopping them, even by SIGKILL: a shell in a session of
/// its own that knows the process groups and reads from a pipe whose other end only the cluster has. When the pipe
/// ends, it kills the groups. (PR_SET_PDEATHSIG would reach only the first process of each container, and would also
/// fire when the thread that started it ends.)
/// </summary>
internal sealed class Watchdog : IDisposable
{
    public const string SetSid = "/usr/bin/setsid";

    private const string Script = """
        trap '' HUP INT TERM
        groups=' '
        while read -r change group; do
          case $change in
            +) groups="$groups$group " ;;
            -) groups="${groups%% $group *} ${groups#* $group }" ;;
          esac
        done
        for group in $groups; do kill -KILL "-$group"; done
        """;

    private readonly Lock _lock = new();
    private readonly Process _process;

    /// <exception cref="InvalidOperationException"><c>setsid</c> is not installed.</exception>
    public Watchdog()
    {
        if (!File.Exists(SetSid))
        {
            throw new InvalidOperationException($"pods need {SetSid}, which is part of util-linux: install util-linux");
        }
        var start = new ProcessStartInfo(SetSid)
        {
            RedirectStandardInput = true,
            // Its messages ("no such process") are discarded; it must not keep the output of the cluster open.
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "/bin/sh", "-c", Script },
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("the watchdog did not start");
        _process.StandardInput.AutoFlush = true;
        _process.StandardOutput.Close();
        _process.StandardError.Close();
    }

    public void Watch(int group) => Tell('+', group);

    public void Forget(int group) => Tell('-', group);

    public void Dispose()
    {
        lock (_lock)
        {
            _process.StandardInput.Dispose();
        }
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Tell(char change, int group)
    {
        lock (_lock)
        {
            _process.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"{change} {group}\n"));
        }
    }
}
