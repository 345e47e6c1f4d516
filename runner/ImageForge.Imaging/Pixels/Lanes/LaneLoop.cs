using System.Runtime.CompilerServices;

namespace ImageForge.Imaging.Pixels.Lanes;

/// <summary>Runs a kernel over a row in the widest registers that the processor has; the bytes do not depend on which.</summary>
internal static class LaneLoop
{
    public static void Run<TKernel>(scoped in TKernel kernel, int pixels)
        where TKernel : struct, IPixelKernel, allows ref struct
    {
        nint done = 0;
        if (Lanes512.IsSupported && pixels >= Lanes512.Pixels)
        {
            done = Run<TKernel, Lanes512>(in kernel, 0, pixels);
        }

        if (Lanes256.IsSupported && pixels - done >= Lanes256.Pixels)
        {
            done = Run<TKernel, Lanes256>(in kernel, done, pixels);
        }

        if (Lanes128.IsSupported && pixels > done)
        {
            done = Run<TKernel, Lanes128>(in kernel, done, pixels);
        }

        if (pixels > done)
        {
            Run<TKernel, ScalarLanes>(in kernel, done, pixels);
        }
    }

    /// <summary>In registers of one width; gives back the first pixel that did not fill one.</summary>
    // Compiled in full at once: a job draws few pictures, and lanes are very slow before they are optimised. Never a part
    // of its caller, where the compiler's allowance for inlining may be spent before it comes to the kernel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static nint Run<TKernel, T>(scoped in TKernel kernel, nint from, int pixels)
        where TKernel : struct, IPixelKernel, allows ref struct
        where T : struct, ILanes<T>
    {
        nint last = pixels - T.Pixels;
        nint at = from;
        // A copy that nothing else can see stays in registers; what a caller's reference points to is read each time.
        TKernel own = kernel;
        for (; at <= last; at += T.Pixels)
        {
            own.Step<T>(at);
        }

        return at;
    }
}

/// <summary>Work on a run of pixels that is the same for each. A ref struct over the rows that it reads and writes.</summary>
internal interface IPixelKernel
{
    /// <summary>Does the pixels from <paramref name="at"/> on, as many as a register holds.</summary>
    void Step<T>(nint at)
        where T : struct, ILanes<T>;
}
