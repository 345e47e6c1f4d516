namespace ImageForge.Inference.Onnx;

/// <summary>The type of a tensor's elements, by ONNX Runtime's numbers.</summary>
public enum ElementType
{
    /// <summary>One that this binding makes no tensors of: strings, 8-bit floats and the like.</summary>
    Other = 0,

    /// <summary>Single precision: <see cref="float"/>.</summary>
    Float32 = 1,

    /// <summary>Bytes: <see cref="byte"/>.</summary>
    UInt8 = 2,

    /// <summary>Integers of 32 bits: <see cref="int"/>.</summary>
    Int32 = 6,

    /// <summary>Integers of 64 bits: <see cref="long"/>.</summary>
    Int64 = 7,

    /// <summary>Truth values, a byte each: <see cref="bool"/>.</summary>
    Bool = 9,

    /// <summary>Half precision: <see cref="Half"/>.</summary>
    Float16 = 10,

    /// <summary>Double precision: <see cref="double"/>.</summary>
    Float64 = 11,
}
