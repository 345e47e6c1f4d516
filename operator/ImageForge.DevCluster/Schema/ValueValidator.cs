using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>
/// The value checks of a schema: types, bounds, lengths, enums, required fields. One pass collects everything that is
/// wrong, in the order and wording of the API server, which names the field once in the path and once in the message.
/// </summary>
internal static class ValueValidator
{
    /// <param name="value">What is checked.</param>
    /// <param name="old">What it replaces, or null. Errors of parts that are as they were are left out.</param>
    /// <param name="schema">What it must obey.</param>
    /// <param name="basePath">Prefix of every reported field that the messages themselves do not show; null for none.</param>
    public static IReadOnlyList<FieldError> Validate(
        JsonNode? value,
        JsonNode? old,
        StructuralSchema schema,
        string? basePath
    )
    {
        var errors = new List<FieldError>();
        Check(value, old, schema, "", errors);
        if (basePath is null)
        {
            return errors;
        }
        return
        [
            .. errors.Select(error => error.Path is null ? error : error with { Path = Join(basePath, error.Path) }),
        ];
    }

    private static string Join(string basePath, string path) => path.Length == 0 ? basePath : $"{basePath}.{path}";

    private static void Check(
        JsonNode? value,
        JsonNode? old,
        StructuralSchema schema,
        string path,
        List<FieldError> errors
    )
    {
        var found = new List<FieldError>();
        CheckType(value, schema, path, found);
        if (value is not null)
        {
            CheckCombinations(value, schema, path, found);
            switch (JsonKinds.Of(value))
            {
                case JsonKind.String:
                    StringChecks.Check(JsonKinds.Text(value), schema, path, found);
                    break;
                case JsonKind.Integer or JsonKind.Number:
                    NumberChecks.Check(value, schema, path, found);
                    break;
                case JsonKind.Array:
                    CheckList((JsonArray)value, old as JsonArray, schema, path, found);
                    break;
            }
        }
        CheckEnum(value, schema, path, found);
        if (value is JsonObject map)
        {
            CheckObject(map, old as JsonObject, schema, path, found);
        }

        // What was stored once stays acceptable as long as it is not touched, even if the schema has become stricter.
        if (found.Count > 0 && old is not null && JsonNode.DeepEquals(value, old))
        {
            return;
        }
        foreach (var error in found)
        {
            if (!errors.Contains(error))
            {
                errors.Add(error);
            }
        }
    }

    private static void CheckType(JsonNode? value, StructuralSchema schema, string path, List<FieldError> errors)
    {
        if (TypeCheck.Mismatch(value, schema) is not { } mismatch)
        {
            return;
        }
        var detail = $"{path} in body must be of type {mismatch.Wanted}: {GoText.Quote(mismatch.Given)}";
        errors.Add(FieldError.TypeInvalid(path, mismatch.Given, detail));
    }

    private static void CheckCombinations(JsonNode value, StructuralSchema schema, string path, List<FieldError> errors)
    {
        if (schema.AnyOf.Count > 0)
        {
            var results = schema.AnyOf.Select(option => Results(value, option, path)).ToList();
            if (results.TrueForAll(result => result.Count > 0))
            {
                errors.Add(Combination(path, "must validate at least one schema (anyOf)"));
                errors.AddRange(results[0]);
            }
        }
        if (schema.OneOf.Count > 0)
        {
            var results = schema.OneOf.Select(option => Results(value, option, path)).ToList();
            var valid = results.Count(result => result.Count == 0);
            if (valid == 0)
            {
                errors.Add(Combination(path, "must validate one and only one schema (oneOf). Found none valid"));
                errors.AddRange(results[0]);
            }
            else if (valid > 1)
            {
                errors.Add(
                    Combination(
                        path,
                        $"must validate one and only one schema (oneOf). Found {valid} valid alternatives"
                    )
                );
            }
        }
        if (schema.AllOf.Count > 0)
        {
            var results = schema.AllOf.Select(part => Results(value, part, path)).ToList();
            var valid = results.Count(result => result.Count == 0);
            if (valid < results.Count)
            {
                var none = valid == 0 ? ". None validated" : "";
                errors.AddRange(results.SelectMany(result => result));
                errors.Add(Combination(path, $"must validate all the schemas (allOf){none}"));
            }
        }
        if (schema.Not is { } not && Results(value, not, path).Count == 0)
        {
            errors.Add(Combination(path, "must not validate the schema (not)"));
        }
    }

    private static List<FieldError> Results(JsonNode value, StructuralSchema schema, string path)
    {
        var errors = new List<FieldError>();
        Check(value, old: null, schema, path, errors);
        return errors;
    }

    private static FieldError Combination(string path, string what) =>
        FieldError.Invalid(null, "", $"{GoText.Quote(path)} {what}");

    private static void CheckList(
        JsonArray list,
        JsonArray? old,
        StructuralSchema schema,
        string path,
        List<FieldError> errors
    )
    {
        if (schema.Items is { } items)
        {
            var previous = OldItems.Of(schema, old);
            for (var i = 0; i < list.Count; i++)
            {
                Check(list[i], previous.Of(list[i]), items, $"{path}[{i}]", errors);
            }
        }
        if (schema.MinItems is { } min && list.Count < min)
        {
            errors.Add(FieldError.Invalid(path, list.Count, $"{path} in body should have at least {min} items"));
        }
        if (schema.MaxItems is { } max && list.Count > max)
        {
            errors.Add(FieldError.TooMany(path, list.Count, max));
        }
    }

    private static void CheckEnum(JsonNode? value, StructuralSchema schema, string path, List<FieldError> errors)
    {
        if (schema.Enum is not { } allowed || allowed.Any(choice => JsonNode.DeepEquals(choice, value)))
        {
            return;
        }
        var choices = allowed.Select(choice =>
            JsonKinds.Of(choice) == JsonKind.String ? JsonKinds.Text(choice!) : GoText.Json(choice)
        );
        errors.Add(FieldError.NotSupported(path, value, choices));
    }

    private static void CheckObject(
        JsonObject map,
        JsonObject? old,
        StructuralSchema schema,
        string path,
        List<FieldError> errors
    )
    {
        // A map of a wrong size is reported for that alone.
        if (schema.MinProperties is { } min && map.Count < min)
        {
            errors.Add(FieldError.Invalid(path, map.Count, $"{path} in body should have at least {min} properties"));
            return;
        }
        if (schema.MaxProperties is { } max && map.Count > max)
        {
            errors.Add(FieldError.TooMany(path, map.Count, max));
            return;
        }
        var previous = schema.MapType == "atomic" ? null : old;
        if (schema.AdditionalProperties is { } values)
        {
            foreach (var (name, child) in map)
            {
                if (!schema.Properties.ContainsKey(name))
                {
                    Check(child, previous?[name], values, Child(path, name), errors);
                }
            }
        }
        foreach (var (name, property) in schema.Properties)
        {
            if (map.TryGetPropertyValue(name, out var child))
            {
                Check(child, previous?[name], property, Child(path, name), errors);
            }
        }
        foreach (var name in schema.Required)
        {
            if (!map.ContainsKey(name))
            {
                errors.Add(FieldError.Required(Child(path, name)));
            }
        }
    }

    private static string Child(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
