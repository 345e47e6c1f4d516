using ImageForge.Contracts.Networks;

namespace ImageForge.Cli.Local;

/// <summary>What a run may reach on a person's own machine: whoever starts it reaches the same networks without it.</summary>
internal static class LocalMachine
{
    /// <summary>Networks that HTTP inputs may come from: all. Cloud metadata addresses stay forbidden.</summary>
    public static IReadOnlyList<string> Networks { get; } = ["0.0.0.0/0", "::/0"];

    /// <summary>Looks up a variable of the environment.</summary>
    public static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name)
        ?? (name == AddressKinds.AllowVariable ? string.Join(',', Networks) : null);
}
