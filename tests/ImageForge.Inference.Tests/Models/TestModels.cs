using ImageForge.Inference.Onnx;

namespace ImageForge.Inference.Tests.Models;

/// <summary>Models that tests run.</summary>
internal static class TestModels
{
    /// <summary>y = x · x, elementwise, of any first size: x and y are Float32[n, 4].</summary>
    public static byte[] Square() =>
        new ModelBuilder()
            .Node("Mul", ["x", "x"], ["y"])
            .Input("x", ElementType.Float32, "n", "4")
            .Output("y", ElementType.Float32, "n", "4")
            .Build();

    /// <summary>y = a + b, Float32[4].</summary>
    public static byte[] Sum() =>
        new ModelBuilder()
            .Node("Add", ["a", "b"], ["y"])
            .Input("a", ElementType.Float32, "4")
            .Input("b", ElementType.Float32, "4")
            .Output("y", ElementType.Float32, "4")
            .Build();

    /// <summary>y = x of one type.</summary>
    public static byte[] Same(ElementType type) =>
        new ModelBuilder().Node("Identity", ["x"], ["y"]).Input("x", type, "n").Output("y", type, "n").Build();

    /// <summary>Many products of matrices, one after the other, which takes seconds: x and y are Float32[n, n].</summary>
    public static byte[] Long(int products)
    {
        var model = new ModelBuilder();
        for (int i = 0; i < products; i++)
        {
            model.Node("MatMul", [i == 0 ? "x" : $"h{i}", "x"], [i == products - 1 ? "y" : $"h{i + 1}"]);
        }

        return model.Input("x", ElementType.Float32, "n", "n").Output("y", ElementType.Float32, "n", "n").Build();
    }

    /// <summary>y, Float32[1, 1], the sum of all products of two numbers of x, Float32[n], which are made first.</summary>
    public static byte[] Outer() =>
        new ModelBuilder()
            .Weights("column", [1], 1, 1)
            .Node("Mul", ["x", "column"], ["r"])
            .Node("Transpose", ["r"], ["c"])
            .Node("Mul", ["r", "c"], ["products"])
            .Node("ReduceSum", ["products"], ["y"], ("keepdims", 1))
            .Input("x", ElementType.Float32, "n")
            .Output("y", ElementType.Float32, "1", "1")
            .Build();

    /// <summary>A convolution of pictures, Float32[n, inputs, height, width], by a square kernel, without a margin.</summary>
    public static byte[] Convolution(int inputs, int outputs, int kernel)
    {
        var random = new Random(5);
        float[] weights = new float[outputs * inputs * kernel * kernel];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = random.NextSingle() - 0.5f;
        }

        return new ModelBuilder()
            .Weights("other", [1, 2, 3], 3)
            .Weights("w", weights, outputs, inputs, kernel, kernel)
            .Node("Relu", ["x"], ["h"])
            .Node("Conv", ["h", "w"], ["y"])
            .Input("x", ElementType.Float32, "n", $"{inputs}", "h", "w")
            .Output("y", ElementType.Float32, "n", $"{outputs}", "a", "b")
            .Build();
    }

    /// <summary>y = x + w, with w, Float32[4], in a file beside it.</summary>
    public static byte[] External(string file) =>
        new ModelBuilder()
            .ExternalWeights("w", file, 4)
            .Node("Add", ["x", "w"], ["y"])
            .Input("x", ElementType.Float32, "4")
            .Output("y", ElementType.Float32, "4")
            .Build();
}
