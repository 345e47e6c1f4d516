using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;

namespace ImageForge.Inference.Pipelines;

/// <summary>A timestep in the type and rank that a network wants: exports differ in both.</summary>
internal sealed class TimestepTensor : IDisposable
{
    /// <summary>Makes one for an input.</summary>
    /// <param name="runtime">The library.</param>
    /// <param name="input">The network's input.</param>
    /// <param name="rows">Rows of the batch, for networks that want one for each.</param>
    public TimestepTensor(OnnxRuntime runtime, TensorInfo input, int rows)
    {
        Tensor = input.Shape switch
        {
            [] => Tensor.Create(runtime, input.ElementType),
            [> 0 and var fixedCount] => Tensor.Create(runtime, input.ElementType, fixedCount),
            [_] => Tensor.Create(
                runtime,
                input.ElementType,
                input.Dimensions[0].Contains("batch", StringComparison.Ordinal) ? rows : 1
            ),
            _ => throw new ModelInvalidException(
                $"input '{input.Name}' is {input.Description}; a timestep is one number or one for each row"
            ),
        };
    }

    /// <summary>What is bound.</summary>
    public Tensor Tensor { get; }

    /// <summary>Sets all of its elements.</summary>
    public void Set(float timestep) => Tensor.Fill(timestep);

    /// <inheritdoc/>
    public void Dispose() => Tensor.Dispose();
}
