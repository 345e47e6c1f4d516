using System.Text.Json.Nodes;
using ImageForge.DevCluster.Cel;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Crds;

/// <summary>Whether every validation rule compiles against the types of its schema.</summary>
internal static class RuleChecks
{
    private static readonly string[] Reasons =
    [
        "FieldValueRequired",
        "FieldValueInvalid",
        "FieldValueForbidden",
        "FieldValueDuplicate",
    ];

    /// <param name="schema">What the rules are about.</param>
    /// <param name="isResource">Whether it has apiVersion, kind and metadata.</param>
    /// <param name="correlatable">Whether a value finds its counterpart in the old object.</param>
    /// <param name="path">Where it is in the definition.</param>
    /// <param name="errors">Where errors go.</param>
    public static void Check(
        StructuralSchema schema,
        bool isResource,
        bool correlatable,
        string path,
        List<FieldError> errors
    )
    {
        for (var i = 0; i < schema.Validations.Count; i++)
        {
            CheckRule(
                schema,
                schema.Validations[i],
                isResource,
                correlatable,
                $"{path}.x-kubernetes-validations[{i}]",
                errors
            );
        }
        var below = correlatable && schema.MapType != "atomic";
        foreach (var (name, property) in schema.Properties)
        {
            Check(property, property.EmbeddedResource, below, $"{path}.properties[{name}]", errors);
        }
        if (schema.Items is { } items)
        {
            Check(items, items.EmbeddedResource, correlatable && schema.ListType == "map", $"{path}.items", errors);
        }
        if (schema.AdditionalProperties is { } values)
        {
            Check(values, values.EmbeddedResource, below, $"{path}.additionalProperties", errors);
        }
    }

    private static void CheckRule(
        StructuralSchema schema,
        ValidationRule rule,
        bool isResource,
        bool correlatable,
        string path,
        List<FieldError> errors
    )
    {
        if (CelSchemaTypes.Of(schema, isResource) is not { } self)
        {
            errors.Add(
                FieldError.Invalid($"{path}.rule", Shown(rule), "rules cannot be used on values of unknown type")
            );
            return;
        }
        CheckTexts(schema, rule, path, errors);
        if (rule.Rule.Trim().Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.rule", "rule is not specified"));
            return;
        }
        if (Compile(rule.Rule, rule, self, $"{path}.rule", errors) is { } program)
        {
            if (program.ResultType != CelType.Bool && program.ResultType != CelType.Dyn)
            {
                errors.Add(FieldError.Invalid($"{path}.rule", Shown(rule), "cel expression must evaluate to a bool"));
            }
            if (program.UsesOldSelf && !correlatable)
            {
                errors.Add(
                    FieldError.Invalid(
                        $"{path}.rule",
                        rule.Rule,
                        "oldSelf cannot be used on the uncorrelatable portion of the schema"
                    )
                );
            }
        }

        if (rule.OptionalOldSelf is not null)
        {
            errors.Add(FieldError.Forbidden($"{path}.optionalOldSelf", "not supported by the development cluster"));
        }

        if (rule.MessageExpression.Length == 0)
        {
            return;
        }
        if (
            Compile(rule.MessageExpression, rule, self, $"{path}.messageExpression", errors) is { } message
            && message.ResultType != CelType.String
            && message.ResultType != CelType.Dyn
        )
        {
            errors.Add(
                FieldError.Invalid(
                    $"{path}.messageExpression",
                    Shown(rule),
                    "messageExpression must evaluate to a string"
                )
            );
        }
    }

    private static void CheckTexts(StructuralSchema schema, ValidationRule rule, string path, List<FieldError> errors)
    {
        if (rule.Message.Contains('\n', StringComparison.Ordinal))
        {
            errors.Add(FieldError.Invalid($"{path}.message", rule.Message, "message must not contain line breaks"));
        }
        else if (rule.Message.Length > 0 && rule.Message.Trim().Length == 0)
        {
            errors.Add(FieldError.Invalid($"{path}.message", rule.Message, "message must be non-empty if specified"));
        }
        else if (rule.Message.Length == 0 && rule.Rule.Trim().Contains('\n', StringComparison.Ordinal))
        {
            errors.Add(
                FieldError.Required($"{path}.message", "message must be specified if rule contains line breaks")
            );
        }
        if (rule.Reason is { } reason && !Reasons.Contains(reason))
        {
            errors.Add(FieldError.NotSupported($"{path}.reason", reason, Reasons));
        }
        if (rule.FieldPath.Length > 0 && FieldPaths.Problem(rule.FieldPath, schema) is { } problem)
        {
            errors.Add(
                FieldError.Invalid($"{path}.fieldPath", rule.FieldPath, $"fieldPath must be a valid path: {problem}")
            );
        }
    }

    private static CelProgram? Compile(
        string expression,
        ValidationRule rule,
        CelType self,
        string path,
        List<FieldError> errors
    )
    {
        try
        {
            return CelProgram.Compile(expression, self);
        }
        catch (CelSyntaxError e)
        {
            errors.Add(FieldError.Invalid(path, Shown(rule), $"compilation failed: {e.Message}"));
            return null;
        }
    }

    /// <summary>The whole rule, as the API server shows it.</summary>
    private static JsonObject Shown(ValidationRule rule) =>
        new()
        {
            ["Rule"] = rule.Rule,
            ["Message"] = rule.Message,
            ["MessageExpression"] = rule.MessageExpression,
            ["Reason"] = rule.Reason,
            ["FieldPath"] = rule.FieldPath,
            ["OptionalOldSelf"] = rule.OptionalOldSelf,
        };
}
