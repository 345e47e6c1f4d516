namespace ImageForge.Inference.Onnx;

internal sealed unsafe partial class OrtApi
{
    /// <summary>The sizes of a tensor that a run has made.</summary>
    public long[] ShapeOf(nint value)
    {
        nint info = 0;
        Check(((delegate* unmanaged<nint, nint*, nint>)table[OrtIndex.GetTensorTypeAndShape])(value, &info));
        try
        {
            nuint count = 0;
            Check(((delegate* unmanaged<nint, nuint*, nint>)table[OrtIndex.GetDimensionsCount])(info, &count));
            long[] shape = new long[(int)count];
            fixed (long* sizes = shape)
            {
                Check(
                    ((delegate* unmanaged<nint, long*, nuint, nint>)table[OrtIndex.GetDimensions])(info, sizes, count)
                );
            }

            return shape;
        }
        finally
        {
            Release(OrtIndex.ReleaseTensorTypeAndShapeInfo, info);
        }
    }
}
