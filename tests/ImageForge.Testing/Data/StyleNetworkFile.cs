namespace ImageForge.Testing.Data;

/// <summary>
/// A trained style network, such as the sample candy.onnx: input and output float32 [1, 3, 720, 720] in BGR planes, 0 to 255. It is
/// somebody else's and not part of the repository.
/// </summary>
public static class StyleNetworkFile
{
    private const string Variable = "IMAGEFORGE_TEST_STYLE";

    /// <summary>Why a test is skipped where there is none.</summary>
    public const string Missing =
        $"needs a trained style network, which the repository has not: set {Variable} to the path of candy.onnx";

    /// <summary>Its path, or null where none is named.</summary>
    public static string? Path { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;
}
