namespace ImageForge.Contracts.Results;

/// <summary>Something that was left out or replaced while the rest was delivered.</summary>
/// <param name="Subject">What it concerns, by its field, from <c>spec.</c> on.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record Warning(string Subject, string Message)
{
    /// <summary>What subjects that concern rendering begin with.</summary>
    public const string Polish = "spec.polish";

    /// <summary>What subjects that concern prompts begin with.</summary>
    public const string Prompt = "spec.prompt";

    /// <summary>Subject of a warning that says for which picture the composed layout stands in, and why.</summary>
    public const string DeliveredComposed = "spec.polish.onFailure";
}
