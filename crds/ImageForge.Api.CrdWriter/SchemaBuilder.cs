using System.Reflection;
using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.CrdWriter;

/// <summary>Makes structural OpenAPI schemas of records.</summary>
internal static class SchemaBuilder
{
    /// <summary>The schema of a whole custom resource.</summary>
    public static JsonObject Root(Type kind)
    {
        var schema = new JsonObject { ["type"] = "object", ["description"] = XmlDocs.Summary(kind) };
        var properties = new JsonObject
        {
            ["apiVersion"] = new JsonObject
            {
                ["type"] = "string",
                ["maxLength"] = 64,
                ["description"] = "Group and version of the resource.",
            },
            ["kind"] = new JsonObject
            {
                ["type"] = "string",
                ["maxLength"] = 64,
                ["description"] = "Kind of the resource.",
            },
            ["metadata"] = new JsonObject { ["type"] = "object" },
        };
        foreach (var field in Field.Of(kind).Where(field => field.Name is "spec" or "status"))
        {
            properties[field.Name] = Property(field, null);
        }

        schema["required"] = Json.Array(["spec"]);
        schema["properties"] = properties;
        AddRules(schema, kind.GetCustomAttributes<RuleAttribute>());
        return schema;
    }

    private static JsonObject Property(Field field, object? parent)
    {
        var schema = Value(field, field.Type);
        var value =
            field.Get<DefaultAttribute>() is { } given ? JsonNode.Parse(given.Json)
            : parent is null ? null
            : field.Default(parent);
        schema.Insert(schema.ContainsKey("type") ? 1 : 0, "description", Descriptions.Of(field, value));
        if (value is not null)
        {
            schema["default"] = value;
        }

        AddRules(schema, field.All<RuleAttribute>());
        return schema;
    }

    private static JsonObject Value(Field field, Type type)
    {
        if (ElementOf(type, 1, typeof(IReadOnlyDictionary<,>), typeof(IDictionary<,>)) is { } entry)
        {
            return Map(field, entry);
        }

        if (ElementOf(type, 0, typeof(IReadOnlyList<>), typeof(IList<>)) is { } item)
        {
            return List(field, item);
        }

        return type switch
        {
            _ when type == typeof(string) => Text(field),
            _ when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
            _ when type == typeof(int) => Number(field, "int32", int.MaxValue),
            _ when type == typeof(long) => Number(field, "int64", long.MaxValue),
            _ when type == typeof(double) => Decimal(field),
            _ when type == typeof(DateTimeOffset) || type == typeof(DateTime) => new JsonObject
            {
                ["type"] = "string",
                ["format"] = "date-time",
            },
            _ when type == typeof(Quantity) => QuantityValue(),
            _ when type.IsEnum => new JsonObject { ["type"] = "string", ["enum"] = Json.Array(EnumNames.Of(type).All) },
            _ when type.IsClass
                    && (
                        type.Assembly == typeof(ApiGroup).Assembly
                        || type.Assembly == typeof(ImageSource).Assembly
                        || BorrowedTypes.Fields(type) is not null
                    ) => Record(type),
            _ => throw new NotSupportedException($"{field.Name} has the type {type}, which has no schema."),
        };
    }

    private static JsonObject Record(Type type)
    {
        var fields = Field.Of(type);
        var instance = Instance(type);
        var schema = new JsonObject { ["type"] = "object" };
        var required = fields.Where(field => field.Required).Select(field => field.Name).ToList();
        if (required.Count > 0)
        {
            schema["required"] = Json.Array(required);
        }

        var properties = new JsonObject();
        foreach (var field in fields)
        {
            properties[field.Name] = Property(field, instance);
        }

        schema["properties"] = properties;
        AddRules(schema, type.GetCustomAttributes<RuleAttribute>());
        if (type.GetCustomAttribute<ImmutableExceptAttribute>() is { } immutable)
        {
            Immutability.Add(schema, immutable.Mutable);
        }

        return schema;
    }

    private static JsonObject List(Field field, Type item)
    {
        var limits = field.Get<ListAttribute>() ?? throw Lacks(field, nameof(ListAttribute));
        var schema = new JsonObject
        {
            ["type"] = "array",
            ["maxItems"] = limits.MaxItems,
            ["x-kubernetes-list-type"] =
                limits.Set ? "set"
                : limits.Keys is null ? "atomic"
                : "map",
        };
        if (limits.MinItems > 0)
        {
            schema["minItems"] = limits.MinItems;
        }

        if (limits.Keys is not null)
        {
            schema["x-kubernetes-list-map-keys"] = Json.Array(limits.Keys.Split(','));
        }

        schema["items"] = Value(field, item);
        return schema;
    }

    private static JsonObject Map(Field field, Type entry)
    {
        var limits = field.Get<MapAttribute>() ?? throw Lacks(field, nameof(MapAttribute));
        return new JsonObject
        {
            ["type"] = "object",
            ["maxProperties"] = limits.MaxProperties,
            ["additionalProperties"] = Value(field, entry),
        };
    }

    private static JsonObject Text(Field field)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (field.Get<TextOneOfAttribute>() is { } oneOf)
        {
            schema["enum"] = Json.Array(oneOf.Values);
            return schema;
        }

        var limits = field.Get<TextAttribute>() ?? throw Lacks(field, nameof(TextAttribute));
        schema["maxLength"] = limits.MaxLength;
        if (limits.MinLength > 0)
        {
            schema["minLength"] = limits.MinLength;
        }

        if (limits.Pattern is { } pattern)
        {
            schema["pattern"] = pattern;
        }

        return schema;
    }

    private static JsonObject Number(Field field, string format, long largest)
    {
        var schema = new JsonObject { ["type"] = "integer", ["format"] = format };
        if (field.Get<OneOfAttribute>() is { } oneOf)
        {
            schema["enum"] = Json.Array(oneOf.Values);
        }

        if (field.Get<NumberAttribute>() is { } limits)
        {
            schema["minimum"] = limits.Minimum;
            if (limits.Maximum < largest)
            {
                schema["maximum"] = limits.Maximum;
            }
        }

        return schema;
    }

    private static JsonObject Decimal(Field field)
    {
        var limits = field.Get<DecimalAttribute>() ?? throw Lacks(field, nameof(DecimalAttribute));
        return new JsonObject
        {
            ["type"] = "number",
            ["minimum"] = limits.Minimum,
            ["maximum"] = limits.Maximum,
        };
    }

    private static JsonObject QuantityValue() =>
        new()
        {
            ["x-kubernetes-int-or-string"] = true,
            ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" }),
            ["maxLength"] = 32,
            ["pattern"] = Quantity.Format,
        };

    private static void AddRules(JsonObject schema, IEnumerable<RuleAttribute> rules)
    {
        foreach (var rule in rules)
        {
            Rules.Add(schema, rule.Expression, rule.Message, rule.FieldPath);
        }
    }

    private static object? Instance(Type type)
    {
        var constructor = type.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).Last();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);
    }

    // Our own collections are read-only, those of Kubernetes' types are not.
    private static Type? ElementOf(Type type, int argument, params Type[] generics) =>
        type.IsGenericType && generics.Contains(type.GetGenericTypeDefinition())
            ? type.GetGenericArguments()[argument]
            : null;

    private static InvalidOperationException Lacks(Field field, string attribute) =>
        new($"The field '{field.Name}' lacks {attribute}: every string, list and map has a limit.");
}
