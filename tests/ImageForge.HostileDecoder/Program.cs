using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ImageForge.Imaging.Isolation;
using Microsoft.Win32.SafeHandles;

// Stands for a picture decoder that an attacker has taken over: it is started and confines itself as the real one, then tries what an
// attacker would, and says on its error stream how much it tried and what was not denied, with the error number (0: it succeeded). The
// "picture" ends with a line that names a file of secrets.
return Hostile.Run();

/// <summary>Attacks by their names; x86-64 only.</summary>
internal static unsafe partial class Hostile
{
    private const int ExitUnusable = 2;
    private const int Denied = 13;

    private static readonly int Parent = ParentOfThis();

    public static int Run()
    {
        byte[] picture;
        using (var input = new FileStream(new SafeFileHandle(0, false), FileAccess.Read, 0))
        {
            picture = new byte[DecodeOrder.TryRead(input)!.Value.Length];
            input.ReadExactly(picture);
        }

        string text = Encoding.Latin1.GetString(picture);
        string secrets = text[(text.LastIndexOf('\n') + 1)..];
        var allowed = new StringBuilder();
        int tried = 1;
        using var released = new ManualResetEventSlim();
        int fromThread = -1;
        // A thread that was there before the process was confined must be confined too.
        var thread = new Thread(() =>
        {
            released.Wait();
            fromThread = Open(secrets, 0);
        });
        thread.Start();
        Note("inherited", InheritedSecrets());
        // What is asked of libc is there before no file can be opened.
        _ = ReadMemory();
        var landlocked = new Thread(() =>
        {
            Landlock.RestrictThread();
            TryAll(WithLandlock(secrets));
        });
        landlocked.Start();
        landlocked.Join();
        DecodeWorker.Confine(1L << 30, 10);
        TryAll(Confined(secrets));
        released.Set();
        thread.Join();
        Note("thread", fromThread);
        Console.Error.WriteLine(DecoderWords.Line($"tried={tried}{allowed}"));
        return ExitUnusable;

        void TryAll(IEnumerable<(string, Func<int>)> attacks)
        {
            foreach ((string name, Func<int> attack) in attacks)
            {
                tried++;
                Note(name, attack());
            }
        }

        void Note(string name, int error)
        {
            // Without clone3 libc falls back to clone, whose flags a filter sees.
            if (error is not (Kernel.NotPermitted or Denied) && (name, error) != ("clone3", Kernel.Unsupported))
            {
                allowed.Append(CultureInfo.InvariantCulture, $" {name}={error}");
            }
        }
    }

    /// <summary>What Landlock stops alone.</summary>
    private static IEnumerable<(string, Func<int>)> WithLandlock(string secrets)
    {
        yield return ("landlock.secrets", () => Open(secrets, 0));
        yield return ("landlock.environ", () => Open($"/proc/{Parent}/environ", 0));
        yield return ("landlock.own", () => Open("/proc/self/environ", 0));
        yield return ("landlock.mem", () => Open($"/proc/{Parent}/mem", 2));
        yield return ("landlock.root", () => Open($"/proc/{Parent}/root/etc/hostname", 0));
        yield return ("landlock.passwd", () => Open("/etc/passwd", 0));
        yield return ("landlock.write", () => Open(secrets + ".new", 0x41));
        yield return ("landlock.ptrace", () => Try(101, 16, Parent));
        yield return ("landlock.vm", () => ReadMemory());
        yield return ("landlock.connect", Connect);
    }

    /// <summary>What all of it stops.</summary>
    private static IEnumerable<(string, Func<int>)> Confined(string secrets)
    {
        yield return ("secrets", () => Open(secrets, 0));
        yield return ("environ", () => Open($"/proc/{Parent}/environ", 0));
        yield return ("own", () => Open("/proc/self/environ", 0));
        yield return ("cmdline", () => Open($"/proc/{Parent}/cmdline", 0));
        yield return ("write", () => Open(secrets + ".new", 0x41));
        yield return ("openat", () => WithPath(secrets, path => Try(257, -100, path)));
        yield return ("openat2", () => WithPath(secrets, path => Try(437, -100, path)));
        yield return ("open.x32", () => WithPath(secrets, path => Try(0x40000002, path)));
        yield return ("memfd", () => WithPath("x", path => Try(319, path)));
        yield return ("socket", () => Try(41, 2, 1));
        yield return ("socket.unix", () => Try(41, 1, 1));
        yield return ("socketpair", () => Try(53, 1, 1, 0, Scratch()));
        yield return ("connect", () => Try(42));
        yield return ("execve", () => WithPath("/nowhere", path => Try(59, path)));
        yield return ("execveat", () => WithPath("/nowhere", path => Try(322, -100, path)));
        yield return ("fork", () => Fork(57, 0));
        yield return ("clone", () => Fork(56, 17));
        yield return ("clone3", () => Try(435, Scratch(), 64));
        yield return ("ptrace", () => Try(101, 16, Parent));
        yield return ("vm", () => ReadMemory());
        yield return ("pidfd", () => Try(434, Parent));
        yield return ("kill", () => Try(62, Parent));
        yield return ("tgkill", () => Try(234, Parent, Parent));
        yield return ("tkill", () => Try(200, Parent));
        yield return ("sigqueue", () => Try(129, Parent, 0, Scratch()));
        yield return ("setown", () => Try(72, 0, 8, Parent));
        yield return ("prlimit", () => Try(302, Parent, 7, 0, Scratch()));
        yield return ("setrlimit", () => Try(160, 2, Scratch()));
        yield return ("dumpable", () => Try(157, 4, 1));
        yield return ("ioctl", () => Try(16, 0, 0x5412, Scratch()));
        yield return ("mount", () => Try(165));
        yield return ("unshare", () => Try(272, 0x10000000));
        yield return ("setns", () => Try(308));
        yield return ("chroot", () => Try(161));
        yield return ("bpf", () => Try(321));
        yield return ("keyctl", () => Try(250));
        yield return ("perf", () => Try(298));
        yield return ("uring", () => Try(425, 1, Scratch()));
        yield return ("userfaultfd", () => Try(323));
        yield return ("handle", () => Try(304));
        yield return ("setuid", () => Try(105));
        yield return ("unlink", () => WithPath(secrets, path => Try(87, path)));
        yield return ("chmod", () => WithPath(secrets, path => Try(90, path, 0x1FF)));
        yield return ("stat", () => WithPath(secrets, path => Try(4, path, Scratch())));
        yield return ("inotify", () => Try(253));
        yield return ("shmget", () => Try(29, 0, 4096, 0x3FF));
    }

    private static int Open(string path, nint flags) => WithPath(path, text => Try(2, text, flags, 0x180));

    private static int ReadMemory()
    {
        nint* vectors = stackalloc nint[4] { Scratch(), 8, Scratch(), 8 };
        return ReadMemory(Parent, vectors, 1, vectors + 2, 1, 0) >= 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    private static int Connect()
    {
        nint socket = Kernel.Call(41, 2, 1, 0, 0);
        byte* address = stackalloc byte[16];
        new Span<byte>(address, 16).Clear();
        (address[0], address[3], address[4], address[7]) = (2, 9, 127, 1); // AF_INET, port 9, 127.0.0.1
        return Kernel.Call(42, socket, (nint)address, 16, 0) >= 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>0 where a file of the parent is open in this process.</summary>
    private static int InheritedSecrets() =>
        Directory
            .GetFiles("/proc/self/fd")
            .Any(f => File.ResolveLinkTarget(f, false)?.Name.StartsWith("secrets") == true)
            ? 0
            : Kernel.NotPermitted;

    private static int Fork(nint number, nint flags)
    {
        nint result = Kernel.Call(number, flags, 0, 0, 0);
        if (result == 0)
        {
            Kernel.Call(231, 0, 0, 0, 0);
        }

        return result > 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    private static int Try(nint number, nint a = 0, nint b = 0, nint c = 0, nint d = 0) =>
        Kernel.Call(number, a, b, c, d) >= 0 ? 0 : Marshal.GetLastPInvokeError();

    private static int WithPath(string path, Func<nint, int> use)
    {
        nint text = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            return use(text);
        }
        finally
        {
            Marshal.FreeCoTaskMem(text);
        }
    }

    private static nint Scratch() => (nint)NativeMemory.AllocZeroed(4096);

    private static int ParentOfThis() =>
        int.Parse(File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ')[1], CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "process_vm_readv", SetLastError = true)]
    private static partial nint ReadMemory(
        int process,
        nint* local,
        nuint locals,
        nint* remote,
        nuint remotes,
        nuint flags
    );
}
