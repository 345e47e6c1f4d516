using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Isolation;

/// <summary>
/// A seccomp filter for a process that has loaded all its code: it computes, takes memory, starts threads and uses the files that
/// it has open. Every other system call fails with EPERM: opening files, sockets, processes, signals to others, ptrace, keys, io_uring.
/// </summary>
internal static unsafe class SystemCallFilter
{
    private const int SetModeFilter = 1;
    private const int ActionAvailable = 2;
    private const int AllThreads = 1; // SECCOMP_FILTER_FLAG_TSYNC

    private const uint Allow = 0x7FFF0000;
    private const uint FailWith = 0x00050000; // SECCOMP_RET_ERRNO
    private const uint KillProcess = 0x80000000;

    // struct seccomp_data: number, architecture, instruction pointer, six arguments of 64 bits (little-endian).
    private const uint Number = 0;
    private const uint Architecture = 4;
    private const uint Arguments = 16;

    private const ushort LoadWord = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private const ushort IfEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private const ushort IfSet = 0x45; // BPF_JMP | BPF_JSET | BPF_K
    private const ushort Return = 0x06; // BPF_RET | BPF_K

    private const uint CloneThread = 0x00010000;
    private const uint TerminalAttributes = 0x5401; // TCGETS: isatty
    private const uint DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
    private const uint SetName = 15; // PR_SET_NAME: a thread's own

    /// <summary>Whether this kernel filters system calls for this process.</summary>
    public static bool IsAvailable { get; } = Available();

    private static readonly Lazy<Instruction[]> Own = new(() => Write(Calls.Here!, (uint)Environment.ProcessId));

    /// <summary>Writes the filter for <see cref="Install"/>, which is then quick.</summary>
    public static void Prepare()
    {
        if (IsAvailable)
        {
            _ = Own.Value;
        }
    }

    /// <summary>Filters the system calls of all threads of this process, for good. No-op where the kernel has no filters.</summary>
    /// <exception cref="InvalidOperationException">The kernel has filters and refused this one.</exception>
    public static void Install()
    {
        if (!IsAvailable)
        {
            return;
        }

        Instruction[] instructions = Own.Value;
        Kernel.ForbidNewPrivileges();
        fixed (Instruction* first = instructions)
        {
            var program = new Program { Length = (ushort)instructions.Length, First = first };
            nint result = Kernel.Call(Calls.Here!.Seccomp, SetModeFilter, AllThreads, (nint)(&program), 0);
            // A positive result is a thread that has another filter already.
            Kernel.Check(result == 0 ? 0 : -1, "seccomp(SECCOMP_SET_MODE_FILTER)");
        }
    }

    /// <summary>The filter's instructions.</summary>
    /// <param name="calls">The numbers of system calls.</param>
    /// <param name="process">Number of this process: the only one that it may signal.</param>
    internal static Instruction[] Write(Calls calls, uint process)
    {
        List<Instruction> program =
        [
            new(LoadWord, Architecture),
            new(IfEqual, calls.Architecture, whenTrue: 1),
            // Numbers of another architecture mean other calls.
            new(Return, KillProcess),
            new(LoadWord, Number),
        ];
        foreach (int number in calls.Harmless)
        {
            When(number, [new(Return, Allow)]);
        }

        // Flags of clone3 lie in memory, out of a filter's sight; without it, libc uses clone.
        When(calls.Clone3, [new(Return, FailWith | Kernel.Unsupported)]);
        When(calls.Clone, [new(LoadWord, Argument(0)), new(IfSet, CloneThread, whenFalse: 1), .. AllowElseFail]);
        When(calls.Signal, Equal(0, process));
        When(calls.DeviceControl, Equal(1, TerminalAttributes));
        When(calls.ProcessControl, Equal(0, SetName));
        // F_DUPFD, F_GETFD, F_SETFD, F_GETFL: not F_SETOWN, which sends signals, nor locks.
        When(
            calls.FileControl,
            [
                new(LoadWord, Argument(1)),
                new(IfEqual, DuplicateCloseOnExec, whenTrue: 1),
                new(IfSet, ~3u, whenTrue: 1),
                .. AllowElseFail,
            ]
        );
        // prlimit: its own limits, and only to read them.
        When(
            calls.Limits,
            [
                new(LoadWord, Argument(0)),
                new(IfEqual, 0, whenFalse: 5),
                new(LoadWord, Argument(2)),
                new(IfEqual, 0, whenFalse: 3),
                new(LoadWord, Argument(2) + 4),
                new(IfEqual, 0, whenFalse: 1),
                .. AllowElseFail,
            ]
        );
        program.Add(new(Return, FailWith | Kernel.NotPermitted));
        return [.. program];

        // Each block ends in a return, so the number of the system call is still loaded after it.
        void When(int number, Instruction[] block)
        {
            program.Add(new(IfEqual, (uint)number, whenFalse: (byte)block.Length));
            program.AddRange(block);
        }
    }

    private static Instruction[] AllowElseFail => [new(Return, Allow), new(Return, FailWith | Kernel.NotPermitted)];

    private static Instruction[] Equal(int argument, uint value) =>
        [new(LoadWord, Argument(argument)), new(IfEqual, value, whenFalse: 1), .. AllowElseFail];

    private static uint Argument(int index) => Arguments + (uint)(index * 8);

    private static bool Available()
    {
        uint action = FailWith;
        return Calls.Here is { } calls && Kernel.Call(calls.Seccomp, ActionAvailable, 0, (nint)(&action), 0) == 0;
    }

    /// <summary>struct sock_filter.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly struct Instruction(ushort code, uint value, byte whenTrue = 0, byte whenFalse = 0)
    {
        public readonly ushort Code = code;
        public readonly byte WhenTrue = whenTrue;
        public readonly byte WhenFalse = whenFalse;
        public readonly uint Value = value;
    }

    /// <summary>struct sock_fprog.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Program
    {
        public ushort Length;
        public Instruction* First;
    }
}
