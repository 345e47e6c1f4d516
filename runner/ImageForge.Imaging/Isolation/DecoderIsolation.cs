namespace ImageForge.Imaging.Isolation;

/// <summary>How well this machine's kernel can confine the processes that decode pictures.</summary>
public static class DecoderIsolation
{
    /// <summary>What the kernel does not have, or does not let this process have; null where nothing is missing.</summary>
    public static string? Missing =>
        (Landlock.Version, SystemCallFilter.IsAvailable) switch
        {
            (> 0, true) => null,
            (> 0, false) => "seccomp filters",
            (_, true) => "Landlock",
            _ => "Landlock and seccomp filters",
        };
}
