using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>One entry of <c>x-kubernetes-validations</c>.</summary>
internal sealed record ValidationRule
{
    public required string Rule { get; init; }
    public string Message { get; init; } = "";
    public string MessageExpression { get; init; } = "";
    public string? Reason { get; init; }
    public string FieldPath { get; init; } = "";
    public bool? OptionalOldSelf { get; init; }

    /// <summary>What names the rule in messages: its own message, or else its text.</summary>
    public string Name => (Message.Length > 0 ? Message : Rule).Trim();

    public static ValidationRule Parse(JsonObject rule) =>
        new()
        {
            Rule = rule["rule"]?.GetValue<string>() ?? "",
            Message = rule["message"]?.GetValue<string>() ?? "",
            MessageExpression = rule["messageExpression"]?.GetValue<string>() ?? "",
            Reason = rule["reason"]?.GetValue<string>(),
            FieldPath = rule["fieldPath"]?.GetValue<string>() ?? "",
            OptionalOldSelf = rule["optionalOldSelf"]?.GetValue<bool>(),
        };
}
