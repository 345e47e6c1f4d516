namespace ImageForge.Api.Schema;

/// <summary>A validation rule in the Common Expression Language, evaluated by the API server.</summary>
/// <param name="expression">True for valid values; <c>self</c> is the value, <c>oldSelf</c> the stored one.</param>
/// <param name="message">What the user reads when it is false.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class RuleAttribute(string expression, string message) : Attribute
{
    /// <summary>True for valid values.</summary>
    public string Expression { get; } = expression;

    /// <summary>What the user reads when it is false.</summary>
    public string Message { get; } = message;

    /// <summary>The field to blame, relative to where the rule stands, such as <c>.text</c>.</summary>
    public string? FieldPath { get; init; }
}
