using System.Runtime.InteropServices;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// A native object with several users, which ONNX Runtime's package does not count: it is disposed of when its owner and all users
/// have released it, in whatever order they do.
/// </summary>
internal sealed class Shared<T> : SafeHandle
    where T : class, IDisposable
{
    private readonly ExecutionProvider _provider;

    /// <param name="value">The object, owned by this from now on.</param>
    /// <param name="provider">The provider whose memory it may hold.</param>
    public Shared(T value, ExecutionProvider provider = ExecutionProvider.Cpu)
        : base(0, ownsHandle: true)
    {
        (Value, _provider) = (value, provider);
        SetHandle(1);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The object. Use it only between <see cref="AddUser"/> and <see cref="SafeHandle.DangerousRelease"/>.</summary>
    public T Value { get; }

    /// <summary>Keeps the object until <see cref="SafeHandle.DangerousRelease"/> is called.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public void AddUser()
    {
        bool added = false;
        DangerousAddRef(ref added);
    }

    protected override bool ReleaseHandle()
    {
        using (DeviceGate.Enter(_provider))
        {
            Value.Dispose();
        }

        return true;
    }
}
