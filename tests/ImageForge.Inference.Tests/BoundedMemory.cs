using ImageForge.Imaging.Isolation;
using ImageForge.Inference.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(BoundedMemory))]

namespace ImageForge.Inference.Tests;

/// <summary>
/// Bounds the memory of these tests as the runner bounds its own: a model that wants too much is refused, whatever
/// vm.overcommit_memory is.
/// </summary>
public sealed class BoundedMemory
{
    public BoundedMemory() => ProcessMemory.Bound(2L << 30);
}
