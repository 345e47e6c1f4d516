using System.Text.Json.Nodes;
using ImageForge.DevCluster.Cel;

namespace ImageForge.DevCluster.Schema;

/// <summary>The rules at one place of a schema, and the places below it that have any.</summary>
internal sealed class RuleNode
{
    private const int MaxMessageLength = 5 * 1024;

    private readonly StructuralSchema _schema;
    private readonly bool _isResource;
    private readonly Lazy<IReadOnlyList<CompiledRule>>? _rules;
    private readonly Dictionary<string, RuleNode> _properties;
    private readonly RuleNode? _values;
    private readonly RuleNode? _items;

    private RuleNode(StructuralSchema schema, bool isResource)
    {
        _schema = schema;
        _isResource = isResource;
        // Rules of an allOf speak about the same value.
        List<ValidationRule> rules = [.. schema.Validations, .. schema.AllOf.SelectMany(part => part.Validations)];
        if (rules.Count > 0)
        {
            _rules = new Lazy<IReadOnlyList<CompiledRule>>(() => Compile(rules));
        }
        _properties = schema
            .Properties.Select(property => (property.Key, Node: Of(property.Value, property.Value.EmbeddedResource)))
            .Where(property => property.Node is not null)
            .ToDictionary(property => property.Key, property => property.Node!);
        _values = schema.AdditionalProperties is { } values ? Of(values, values.EmbeddedResource) : null;
        _items = schema.Items is { } items ? Of(items, items.EmbeddedResource) : null;
    }

    /// <summary>
    /// The node of a schema, or null where neither it nor anything below it has rules. Rules are compiled when a value is
    /// first checked: most objects have few of the fields that have any.
    /// </summary>
    public static RuleNode? Of(StructuralSchema schema, bool isResource)
    {
        var node = new RuleNode(schema, isResource);
        return node is { _rules: null, _properties.Count: 0, _values: null, _items: null } ? null : node;
    }

    /// <param name="value">What is checked. A null is left to the rules around it.</param>
    /// <param name="old">What it replaces; null where nothing corresponds to it.</param>
    /// <param name="path">Where it is; null for the root.</param>
    /// <param name="unchangedParent">Whether the next value above that has a counterpart is as it was.</param>
    /// <param name="run">Where errors go.</param>
    public void Validate(JsonNode? value, JsonNode? old, string? path, bool unchangedParent, RuleRun run)
    {
        if (value is null || run.Stopped)
        {
            return;
        }
        var unchanged = old is null ? unchangedParent : JsonNode.DeepEquals(value, old);
        if (_rules is not null)
        {
            CheckRules(_rules.Value, value, old, path, unchanged, run);
        }
        switch (value)
        {
            case JsonArray list when _items is not null:
                var previous = OldItems.Of(_schema, old as JsonArray);
                for (var i = 0; i < list.Count; i++)
                {
                    _items.Validate(list[i], previous.Of(list[i]), $"{path}[{i}]", unchanged, run);
                }
                break;
            case JsonObject map:
                CheckFields(map, _schema.MapType == "atomic" ? null : old as JsonObject, path, unchanged, run);
                break;
        }
    }

    private void CheckFields(JsonObject map, JsonObject? old, string? path, bool unchanged, RuleRun run)
    {
        foreach (var (name, child) in map)
        {
            if (_properties.TryGetValue(name, out var property))
            {
                property.Validate(child, old?[name], FieldPaths.Child(path, name), unchanged, run);
            }
            else if (_values is not null && !_schema.Properties.ContainsKey(name))
            {
                _values.Validate(child, old?[name], $"{path}[{name}]", unchanged, run);
            }
        }
    }

    private IReadOnlyList<CompiledRule> Compile(List<ValidationRule> rules)
    {
        var self = CelSchemaTypes.Of(_schema, _isResource) ?? CelType.Dyn;
        return [.. rules.Select(rule => CompiledRule.Compile(rule, self))];
    }

    private void CheckRules(
        IReadOnlyList<CompiledRule> rules,
        JsonNode value,
        JsonNode? old,
        string? path,
        bool unchanged,
        RuleRun run
    )
    {
        var self = CelJson.ToValue(value, _schema, _isResource);
        var oldSelf = old is null ? null : CelJson.ToValue(old, _schema, _isResource);
        foreach (var rule in rules)
        {
            if (run.Stopped)
            {
                return;
            }
            CheckRule(rule, value, self, oldSelf, path, unchanged, run);
        }
    }

    private void CheckRule(
        CompiledRule compiled,
        JsonNode value,
        CelValue self,
        CelValue? oldSelf,
        string? path,
        bool unchanged,
        RuleRun run
    )
    {
        var rule = compiled.Rule;
        if (compiled.Program is not { } program)
        {
            run.Errors.Add(Invalid(path, value, $"rule compile error: {compiled.Problem}"));
            return;
        }
        if (program.UsesOldSelf && oldSelf is null)
        {
            return;
        }

        var result = program.Evaluate(self, oldSelf, ref run.Budget);
        if (run.Budget <= 0)
        {
            run.Stop(
                Invalid(
                    path,
                    value,
                    "validation failed due to running out of cost budget, no further validation rules will be run"
                )
            );
            return;
        }
        switch (result)
        {
            case CelBool { Value: true }:
                return;
            case CelError error when error == CelError.CostExceeded:
                run.Stop(
                    Invalid(
                        path,
                        value,
                        $"'{error.Message}': no further validation rules will be run due to call cost exceeds limit "
                            + $"for rule: {rule.Name}"
                    )
                );
                return;
            case CelError error when error.Message.StartsWith("no such overload", StringComparison.Ordinal):
                run.Errors.Add(
                    Invalid(
                        path,
                        value,
                        $"'{error.Message}': call arguments did not match a supported operator, function or macro "
                            + $"signature for rule: {rule.Name}"
                    )
                );
                return;
            case CelError error:
                run.Errors.Add(Invalid(path, value, $"{error.Message} evaluating rule: {rule.Name}"));
                return;
        }
        // What was stored once stays acceptable as long as it is not touched, unless the rule is about the change.
        if (unchanged && !program.UsesOldSelf)
        {
            return;
        }
        var message = Message(compiled, self, oldSelf, ref run.Budget);
        run.Errors.Add(Failure(rule, FieldPaths.Append(path, rule.FieldPath, _schema), value, message));
    }

    private static string Message(CompiledRule compiled, CelValue self, CelValue? before, ref long budget)
    {
        var rule = compiled.Rule;
        var text = (compiled.Message?.Evaluate(self, before, ref budget) as CelString)?.Value.Trim() ?? "";
        if (text.Length is > 0 and <= MaxMessageLength && !text.Contains('\n', StringComparison.Ordinal))
        {
            return text;
        }
        return rule.Message.Length > 0 ? rule.Name : $"failed rule: {rule.Name}";
    }

    private static FieldError Failure(ValidationRule rule, string? path, JsonNode value, string message) =>
        rule.Reason switch
        {
            "FieldValueForbidden" => FieldError.Forbidden(path, message),
            "FieldValueRequired" => FieldError.Required(path, message),
            "FieldValueDuplicate" => FieldError.Duplicate(path, value),
            _ => Invalid(path, value, message),
        };

    /// <summary>Objects and lists are left out of the message.</summary>
    private static FieldError Invalid(string? path, JsonNode value, string detail) =>
        value is JsonObject or JsonArray
            ? FieldError.InvalidWithoutValue(path, detail)
            : FieldError.Invalid(path, value, detail);
}
