using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tests.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

public sealed class OnnxSessionTests(Runtime runtime) : IClassFixture<Runtime>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_model_tells_its_inputs_and_outputs()
    {
        using OnnxSession session = runtime.Open(TestModels.Square());
        TensorInfo input = Assert.Single(session.Inputs);
        Assert.Equal("x", input.Name);
        Assert.Equal(ElementType.Float32, input.ElementType);
        Assert.Equal([-1L, 4L], input.Shape);
        Assert.Equal(["n", ""], input.Dimensions);
        Assert.Equal("Float32[n, 4]", input.Description);
        Assert.Equal("y", Assert.Single(session.Outputs).Name);
        Assert.Equal(ExecutionProvider.Cpu, session.Provider.Provider);
    }

    [Fact]
    public void A_run_writes_into_the_outputs_given()
    {
        using OnnxSession session = runtime.Open(TestModels.Square());
        using Tensor x = Tensor.From<float>(runtime.Library, [1, 2, 3, 4, 5, 6, 7, 8], 2, 4);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 2, 4);
        session.Run([new("x", x)], [new("y", y)], Token);
        Assert.Equal([1, 4, 9, 16, 25, 36, 49, 64], y.Data<float>().ToArray());
    }

    [Fact]
    public void A_run_writes_only_into_the_outputs_that_it_is_given()
    {
        byte[] model = new ModelBuilder()
            .Node("Mul", ["x", "x"], ["square"])
            .Node("Add", ["x", "x"], ["double"])
            .Input("x", ElementType.Float32, "2")
            .Output("square", ElementType.Float32, "2")
            .Output("double", ElementType.Float32, "2")
            .Build();
        using OnnxSession session = runtime.Open(model);
        using Tensor x = Tensor.From<float>(runtime.Library, [3, 4], 2);
        using Tensor square = Tensor.Create(runtime.Library, ElementType.Float32, 2);
        using Tensor twice = Tensor.Create(runtime.Library, ElementType.Float32, 2);
        session.Run([new("x", x)], [new("square", square), new("double", twice)], Token);
        Assert.Equal([6, 8], twice.Data<float>().ToArray());
        // What an earlier run wrote into may be gone by now.
        twice.Data<float>().Clear();
        using Tensor other = Tensor.From<float>(runtime.Library, [5, 6], 2);
        session.Run([new("x", other)], [new("square", square)], Token);
        Assert.Equal([25, 36], square.Data<float>().ToArray());
        Assert.Equal([0, 0], twice.Data<float>().ToArray());
        session.Run([new("x", other)], [new("double", twice)], Token);
        Assert.Equal([10, 12], twice.Data<float>().ToArray());
    }

    [Fact]
    public void A_binding_reads_its_inputs_anew_in_each_run()
    {
        using OnnxSession session = runtime.Open(TestModels.Sum());
        using Tensor a = Tensor.From<float>(runtime.Library, [1, 2, 3, 4], 4);
        using Tensor b = Tensor.From<float>(runtime.Library, [10, 20, 30, 40], 4);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 4);
        using RunBinding binding = session.Bind();
        binding.Input("a", a);
        binding.Constant("b", b);
        binding.Output("y", y);
        binding.Run(Token);
        Assert.Equal([11, 22, 33, 44], y.Data<float>().ToArray());
        a.Write([5, 6, 7, 8]);
        binding.Run(Token);
        Assert.Equal([15, 26, 37, 48], y.Data<float>().ToArray());
    }

    [Fact]
    public void Every_element_type_passes_through()
    {
        Passes<float>(ElementType.Float32, [1.5f, -2]);
        Passes<Half>(ElementType.Float16, [(Half)1.5f, (Half)(-2)]);
        Passes<long>(ElementType.Int64, [long.MinValue, 49407]);
        Passes<int>(ElementType.Int32, [int.MinValue, 7]);
        Passes<byte>(ElementType.UInt8, [0, 255]);
        Passes<bool>(ElementType.Bool, [true, false]);
    }

    private void Passes<T>(ElementType type, T[] values)
        where T : unmanaged
    {
        using OnnxSession session = runtime.Open(TestModels.Same(type));
        using Tensor x = Tensor.From<T>(runtime.Library, values, values.Length);
        using Tensor y = Tensor.Create(runtime.Library, type, values.Length);
        Assert.Equal(type, x.ElementType);
        session.Run([new("x", x)], [new("y", y)], Token);
        Assert.Equal(values, y.Data<T>().ToArray());
    }
}
