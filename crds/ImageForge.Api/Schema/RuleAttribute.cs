namespace ImageForge.Api.Schema;

/// <summary>A validation rule in the Common Expression Language, evaluated by the API server.</summary>
/// <param name="expression">True for valid values; <c>self</c> is the value, <c>oldSelf</c> the stored one.</param>
/// <param name="message">Error message if it is false.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class RuleAttribute(string expression, string message) : Attribute
{
    /// <summary>True for valid values.</summary>
    public string Expression { get; } = expression;

    /// <summary>Error message if it is false.</summary>
    public string Message { get; } = message;

    /// <summary>Field of the error, relative to the rule, such as <c>.text</c>.</summary>
    public string? FieldPath { get; init; }
}
