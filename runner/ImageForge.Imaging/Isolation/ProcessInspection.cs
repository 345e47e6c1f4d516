namespace ImageForge.Imaging.Isolation;

/// <summary>Keeps this process's memory and environment from other processes of the same user, its decoders among them.</summary>
public static class ProcessInspection
{
    /// <summary>Forbids it, before anything else is done; debuggers and core dumps are shut out too.</summary>
    public static void Forbid() => Kernel.ForbidInspection();
}
