using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Isolation;

/// <summary>The numbers of system calls on one architecture.</summary>
internal sealed class Calls
{
    /// <summary>Those of this process; null on an architecture without an entry here.</summary>
    public static Calls? Here { get; } =
        RuntimeInformation.ProcessArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => X64,
            System.Runtime.InteropServices.Architecture.Arm64 => Arm64,
            _ => null,
        };

    // csharpier-ignore
    private static Calls X64 => new()
    {
        Architecture = 0xC000003E, Seccomp = 317, Clone = 56, Clone3 = 435, Signal = 234, DeviceControl = 16,
        FileControl = 72, ProcessControl = 157, Limits = 302,
        Harmless =
        [
            0, 1, 3, 5, 7, 8, 17, 19, 20, // read write close fstat poll lseek pread64 readv writev
            9, 10, 11, 12, 25, 28, // mmap mprotect munmap brk mremap madvise
            13, 14, 15, 131, // rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack
            202, 24, 273, 324, 334, 60, 231, 219, // futex sched_yield set_robust_list membarrier rseq exit exit_group restart_syscall
            39, 186, 204, 309, 63, 98, 99, 97, // getpid gettid sched_getaffinity getcpu uname getrusage sysinfo getrlimit
            143, 145, 146, 147, // sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min
            228, 229, 230, 35, 96, 318, 271, 32, 293, // clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday getrandom ppoll dup pipe2
        ],
    };

    // csharpier-ignore
    private static Calls Arm64 => new()
    {
        Architecture = 0xC00000B7, Seccomp = 277, Clone = 220, Clone3 = 435, Signal = 131, DeviceControl = 29,
        FileControl = 25, ProcessControl = 167, Limits = 261,
        Harmless =
        [
            63, 64, 57, 80, 62, 67, 65, 66, // read write close fstat lseek pread64 readv writev
            222, 226, 215, 214, 216, 233, // mmap mprotect munmap brk mremap madvise
            134, 135, 139, 132, // rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack
            98, 124, 99, 283, 293, 93, 94, 128, // futex sched_yield set_robust_list membarrier rseq exit exit_group restart_syscall
            172, 178, 123, 168, 160, 165, 179, 163, // getpid gettid sched_getaffinity getcpu uname getrusage sysinfo getrlimit
            121, 120, 125, 126, // sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min
            113, 114, 115, 101, 169, 278, 73, 23, 59, // clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday getrandom ppoll dup pipe2
        ],
    };

    /// <summary>AUDIT_ARCH of the architecture.</summary>
    public required uint Architecture { get; init; }

    /// <summary>seccomp.</summary>
    public required int Seccomp { get; init; }

    /// <summary>clone: threads are started with it.</summary>
    public required int Clone { get; init; }

    /// <summary>clone3.</summary>
    public required int Clone3 { get; init; }

    /// <summary>tgkill: a signal to a thread.</summary>
    public required int Signal { get; init; }

    /// <summary>ioctl.</summary>
    public required int DeviceControl { get; init; }

    /// <summary>fcntl.</summary>
    public required int FileControl { get; init; }

    /// <summary>prctl.</summary>
    public required int ProcessControl { get; init; }

    /// <summary>prlimit64.</summary>
    public required int Limits { get; init; }

    /// <summary>Calls that reach nothing but the process itself and the files that it has open.</summary>
    public required IReadOnlyList<int> Harmless { get; init; }
}
