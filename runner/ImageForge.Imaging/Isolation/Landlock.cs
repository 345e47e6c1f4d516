using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Isolation;

/// <summary>
/// Landlock: a thread gives up to open files, TCP connections and abstract sockets, and to look into processes outside. It stands
/// behind <see cref="SystemCallFilter"/>, and before it where the kernel has no filters. Threads that were there before keep their
/// rights: of the thread that decodes and those that it starts, none does.
/// </summary>
internal static unsafe class Landlock
{
    private const int CreateRuleset = 444;
    private const int RestrictSelf = 446;
    private const int AskVersion = 1;

    // Access rights to files by the version that brought them: 1 has thirteen, then REFER, TRUNCATE and IOCTL_DEV.
    private static readonly int[] FileRights = [0, 13, 14, 15, 15, 16];

    /// <summary>The version of the kernel's interface; 0 where there is none, or it is turned off or forbidden.</summary>
    public static int Version { get; } = (int)Math.Max(0, Kernel.Call(CreateRuleset, 0, 0, AskVersion, 0));

    /// <summary>Confines the calling thread and those that it starts, for good. No-op in version 0.</summary>
    public static void RestrictThread()
    {
        if (Version == 0)
        {
            return;
        }

        Kernel.ForbidNewPrivileges();
        var rules = new Ruleset
        {
            Files = (1UL << FileRights[Math.Min(Version, FileRights.Length - 1)]) - 1,
            Network = Version >= 4 ? 3UL : 0, // bind and connect
            Scoped = Version >= 6 ? 1UL : 0, // abstract sockets
        };
        // A kernel takes a longer structure than it knows as long as the rest is zero.
        int ruleset = (int)Kernel.Call(CreateRuleset, (nint)(&rules), sizeof(Ruleset), 0, 0);
        Kernel.Check(ruleset, "landlock_create_ruleset");
        try
        {
            // No rule is added: nothing that is handled is allowed.
            Kernel.Check(Kernel.Call(RestrictSelf, ruleset, 0, 0, 0), "landlock_restrict_self");
        }
        finally
        {
            _ = Kernel.Close(ruleset);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Ruleset
    {
        public ulong Files;
        public ulong Network;
        public ulong Scoped;
    }
}
