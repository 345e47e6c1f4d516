using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ImageForge.DevCluster.Schema;

/// <summary>
/// An <c>openAPIV3Schema</c> of a CustomResourceDefinition, parsed once and then applied to many objects. It is
/// immutable; nodes given to its methods are edited in place where the method says so.
/// </summary>
internal sealed class StructuralSchema
{
    private static readonly Dictionary<string, StructuralSchema> NoProperties = [];
    private readonly Lazy<RuleSet> _rules;
    private readonly Lazy<Regex?> _pattern;

    private StructuralSchema()
    {
        _rules = new Lazy<RuleSet>(() => RuleSet.Of(this));
        _pattern = new Lazy<Regex?>(() => Pattern.Length > 0 ? Re2.Compile(Pattern) : null);
    }

    /// <summary>One of object, array, string, integer, number, boolean; null for int-or-string and free-form values.</summary>
    public string? Type { get; private init; }
    public string Format { get; private init; } = "";
    public string Description { get; private init; } = "";
    public bool Nullable { get; private init; }

    /// <summary>The fields of an object, in the order of the definition.</summary>
    public IReadOnlyDictionary<string, StructuralSchema> Properties { get; private init; } = NoProperties;

    /// <summary>The schema of the values of a map; null where <see cref="Type"/> is no map of a known type.</summary>
    public StructuralSchema? AdditionalProperties { get; private init; }

    /// <summary>The items of a list.</summary>
    public StructuralSchema? Items { get; private init; }

    public IReadOnlyList<string> Required { get; private init; } = [];
    public JsonNode? DefaultValue { get; private init; }
    public JsonArray? Enum { get; private init; }
    public double? Minimum { get; private init; }
    public double? Maximum { get; private init; }
    public bool ExclusiveMinimum { get; private init; }
    public bool ExclusiveMaximum { get; private init; }
    public double? MultipleOf { get; private init; }
    public long? MinLength { get; private init; }
    public long? MaxLength { get; private init; }
    public long? MinItems { get; private init; }
    public long? MaxItems { get; private init; }
    public long? MinProperties { get; private init; }
    public long? MaxProperties { get; private init; }

    /// <summary>The pattern as written, for messages.</summary>
    public string Pattern { get; private init; } = "";

    /// <summary>The pattern, made when it is first used: most are never.</summary>
    public Regex? PatternRegex => _pattern.Value;
    public IReadOnlyList<StructuralSchema> AllOf { get; private init; } = [];
    public IReadOnlyList<StructuralSchema> AnyOf { get; private init; } = [];
    public IReadOnlyList<StructuralSchema> OneOf { get; private init; } = [];
    public StructuralSchema? Not { get; private init; }
    public bool IntOrString { get; private init; }
    public bool PreserveUnknownFields { get; private init; }
    public bool EmbeddedResource { get; private init; }

    /// <summary>atomic, set or map.</summary>
    public string ListType { get; private init; } = "atomic";
    public IReadOnlyList<string> ListMapKeys { get; private init; } = [];

    /// <summary>granular or atomic.</summary>
    public string MapType { get; private init; } = "granular";
    public IReadOnlyList<ValidationRule> Validations { get; private init; } = [];

    /// <summary>The types that a value may have; empty where any will do.</summary>
    public IReadOnlyList<string> Types =>
        IntOrString ? ["integer", "string"]
        : Type is null ? []
        : [Type];

    /// <summary>The rules of this schema and of all below it.</summary>
    public RuleSet Rules => _rules.Value;

    /// <summary>Reads a schema.</summary>
    /// <exception cref="SchemaException">The document is no schema: a keyword has the wrong type. Patterns are not looked at.</exception>
    public static StructuralSchema Parse(JsonObject openApiV3Schema)
    {
        try
        {
            return ParseNode(openApiV3Schema);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new SchemaException($"cannot read the schema: {e.Message}", e);
        }
    }

    /// <summary>Fills in defaults, in place, as far as their parents exist. Doing it twice changes nothing.</summary>
    public void Default(JsonNode value) => SchemaDefaulter.Default(value, this);

    /// <summary>Removes nulls that the schema does not allow and for which it has no default, in place.</summary>
    public void DropNulls(JsonNode value) => SchemaDefaulter.DropNulls(value, this);

    /// <summary>
    /// Removes, in place, fields that the schema does not know. <c>apiVersion</c>, <c>kind</c> and <c>metadata</c> of the
    /// root stay. Adds the path of each, such as <c>spec.bogus</c>, in alphabetical order.
    /// </summary>
    public void Prune(JsonNode value, ICollection<string> removed) => SchemaPruner.Prune(value, this, removed);

    /// <summary>
    /// Checks a whole resource, after pruning and defaulting.
    /// </summary>
    /// <param name="value">The resource.</param>
    /// <param name="old">What it replaces; null when it is being created. Errors in parts that did not change are forgiven.</param>
    /// <param name="metadataErrors">What the metadata check found; it comes first and takes part in what stops rules.</param>
    public IReadOnlyList<FieldError> Validate(
        JsonNode value,
        JsonNode? old,
        IReadOnlyList<FieldError>? metadataErrors = null
    )
    {
        List<FieldError> errors = [.. metadataErrors ?? []];
        errors.AddRange(ValueValidator.Validate(value, old, this, basePath: null));
        errors.AddRange(EmbeddedResources.Validate(value, this));
        if (old is null || ListTypes.Validate(old, this).Count == 0)
        {
            errors.AddRange(ListTypes.Validate(value, this));
        }
        if (Rules.IsEmpty)
        {
            return errors;
        }
        if (errors.Exists(error => error.BlocksRules))
        {
            errors.Add(RuleSet.NotChecked);
        }
        else
        {
            errors.AddRange(Rules.Validate(value, old));
        }
        return errors;
    }

    private static StructuralSchema ParseNode(JsonObject node)
    {
        var additional = node["additionalProperties"];
        return new StructuralSchema
        {
            Type = Text(node, "type"),
            Format = Text(node, "format") ?? "",
            Description = Text(node, "description") ?? "",
            Nullable = Flag(node, "nullable"),
            Properties = node["properties"] is JsonObject properties
                ? properties.ToDictionary(p => p.Key, p => ParseNode(p.Value!.AsObject()))
                : NoProperties,
            AdditionalProperties = additional switch
            {
                JsonObject schema => ParseNode(schema),
                JsonValue allowed when JsonKinds.Boolean(allowed) => new StructuralSchema
                {
                    PreserveUnknownFields = true,
                },
                _ => null,
            },
            Items = node["items"] is JsonObject items ? ParseNode(items) : null,
            Required = Strings(node, "required"),
            DefaultValue = node["default"]?.DeepClone(),
            Enum = (JsonArray?)node["enum"]?.DeepClone(),
            Minimum = Real(node, "minimum"),
            Maximum = Real(node, "maximum"),
            ExclusiveMinimum = Flag(node, "exclusiveMinimum"),
            ExclusiveMaximum = Flag(node, "exclusiveMaximum"),
            MultipleOf = Real(node, "multipleOf"),
            MinLength = Whole(node, "minLength"),
            MaxLength = Whole(node, "maxLength"),
            MinItems = Whole(node, "minItems"),
            MaxItems = Whole(node, "maxItems"),
            MinProperties = Whole(node, "minProperties"),
            MaxProperties = Whole(node, "maxProperties"),
            Pattern = Text(node, "pattern") ?? "",
            AllOf = Schemas(node, "allOf"),
            AnyOf = Schemas(node, "anyOf"),
            OneOf = Schemas(node, "oneOf"),
            Not = node["not"] is JsonObject not ? ParseNode(not) : null,
            IntOrString = Flag(node, "x-kubernetes-int-or-string"),
            PreserveUnknownFields = Flag(node, "x-kubernetes-preserve-unknown-fields"),
            EmbeddedResource = Flag(node, "x-kubernetes-embedded-resource"),
            ListType = Text(node, "x-kubernetes-list-type") ?? "atomic",
            ListMapKeys = Strings(node, "x-kubernetes-list-map-keys"),
            MapType = Text(node, "x-kubernetes-map-type") ?? "granular",
            Validations =
            [
                .. (node["x-kubernetes-validations"] as JsonArray ?? []).Select(rule =>
                    ValidationRule.Parse(rule!.AsObject())
                ),
            ],
        };
    }

    private static string? Text(JsonObject node, string key) => node[key]?.GetValue<string>();

    private static bool Flag(JsonObject node, string key) => node[key]?.GetValue<bool>() ?? false;

    private static double? Real(JsonObject node, string key) => node[key] is { } value ? JsonKinds.Number(value) : null;

    private static long? Whole(JsonObject node, string key) =>
        node[key] is { } value ? checked((long)JsonKinds.Number(value)) : null;

    private static List<string> Strings(JsonObject node, string key) =>
        [.. (node[key] as JsonArray ?? []).Select(item => item!.GetValue<string>())];

    private static List<StructuralSchema> Schemas(JsonObject node, string key) =>
        [.. (node[key] as JsonArray ?? []).Select(item => ParseNode(item!.AsObject()))];
}

/// <summary>A schema cannot be read. Terminal: the definition must change.</summary>
internal sealed class SchemaException(string message, Exception? inner = null) : Exception(message, inner);
