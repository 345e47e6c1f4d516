using System.Runtime.InteropServices;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// Something of ONNX Runtime's that is given back once. It keeps what it was made from, so that the order in which things
/// are disposed of does not matter: the last one to go takes its maker with it.
/// </summary>
internal sealed unsafe class OrtHandle : SafeHandle
{
    private readonly OrtApi _api;
    private readonly int _release;
    private readonly OrtHandle? _maker;
    private readonly nint _memory;
    private readonly ExecutionProvider _provider;

    /// <param name="api">The table it came from.</param>
    /// <param name="release">The index of the function that takes it back.</param>
    /// <param name="value">What was made.</param>
    /// <param name="maker">What must outlive it.</param>
    /// <param name="memory">Aligned memory that only it uses, freed after it; 0 where there is none.</param>
    /// <param name="provider">The provider whose memory it may hold.</param>
    public OrtHandle(
        OrtApi api,
        int release,
        nint value,
        OrtHandle? maker = null,
        nint memory = 0,
        ExecutionProvider provider = ExecutionProvider.Cpu
    )
        : base(0, ownsHandle: true)
    {
        (_api, _release, _memory, _provider) = (api, release, memory, provider);
        bool kept = false;
        maker?.DangerousAddRef(ref kept);
        _maker = maker;
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Keeps it from being given back as long as the result lives.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public Use Open()
    {
        bool kept = false;
        DangerousAddRef(ref kept);
        return new Use(this);
    }

    protected override bool ReleaseHandle()
    {
        using (DeviceGate.Enter(_provider))
        {
            _api.Release(_release, handle);
        }

        NativeMemory.AlignedFree((void*)_memory);
        _maker?.DangerousRelease();
        return true;
    }

    /// <summary>A stretch in which a handle's value may be used.</summary>
    internal readonly ref struct Use(OrtHandle owner) : IDisposable
    {
        /// <summary>The value for the table's functions.</summary>
        public nint Value => owner.handle;

        public void Dispose() => owner.DangerousRelease();
    }
}
