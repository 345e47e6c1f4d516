using Microsoft.ML.OnnxRuntime.Tensors;

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

/// <summary>Element types, their sizes and their types in C#.</summary>
internal static class ElementTypes
{
    /// <summary>The bytes of one element.</summary>
    public static int Size(ElementType type) =>
        type switch
        {
            ElementType.Float32 or ElementType.Int32 => 4,
            ElementType.Int64 or ElementType.Float64 => 8,
            ElementType.Float16 => 2,
            ElementType.UInt8 or ElementType.Bool => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No tensors are made of this type."),
        };

    /// <summary>The element type whose elements are of type <typeparamref name="T"/>.</summary>
    public static ElementType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return ElementType.Float32;
        }

        if (typeof(T) == typeof(Half))
        {
            return ElementType.Float16;
        }

        if (typeof(T) == typeof(long))
        {
            return ElementType.Int64;
        }

        if (typeof(T) == typeof(int))
        {
            return ElementType.Int32;
        }

        if (typeof(T) == typeof(double))
        {
            return ElementType.Float64;
        }

        if (typeof(T) == typeof(byte))
        {
            return ElementType.UInt8;
        }

        return typeof(T) == typeof(bool)
            ? ElementType.Bool
            : throw new NotSupportedException($"No tensors are made of {typeof(T).Name}.");
    }

    /// <summary>The element type of a type of the package, which has ONNX Runtime's numbers too.</summary>
    public static ElementType FromNative(TensorElementType type) =>
        Enum.IsDefined((ElementType)type) ? (ElementType)type : ElementType.Other;

    /// <summary>The package's type of an element type.</summary>
    public static TensorElementType ToNative(ElementType type) => (TensorElementType)type;
}

/// <summary>Between single and half precision, to the nearest, ties to even.</summary>
internal static class HalfPrecision
{
    /// <summary>Rounds each number; what is too large becomes infinite.</summary>
    public static void Narrow(ReadOnlySpan<float> from, Span<Half> into)
    {
        for (int i = 0; i < from.Length; i++)
        {
            into[i] = (Half)from[i];
        }
    }

    /// <summary>The same numbers.</summary>
    public static void Widen(ReadOnlySpan<Half> from, Span<float> into)
    {
        for (int i = 0; i < from.Length; i++)
        {
            into[i] = (float)from[i];
        }
    }
}
