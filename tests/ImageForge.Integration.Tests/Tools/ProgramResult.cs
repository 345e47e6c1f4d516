namespace ImageForge.Integration.Tests.Tools;

/// <summary>How a program ended.</summary>
internal sealed record ProgramResult(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>The output of a program that had to succeed.</summary>
    public string Succeeded() =>
        ExitCode == 0
            ? Output
            : throw new InvalidOperationException($"`{Command}` ended with {ExitCode}:\n{Output}\n{Error}");

    /// <summary>The error text of a program that had to fail.</summary>
    public string Failed() =>
        ExitCode != 0 ? Error : throw new InvalidOperationException($"`{Command}` succeeded:\n{Output}\n{Error}");
}
