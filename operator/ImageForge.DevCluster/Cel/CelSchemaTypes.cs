using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>The types of expressions for the parts of a schema.</summary>
internal static class CelSchemaTypes
{
    private static readonly CelType Metadata = new CelType.ObjectType(
        new Dictionary<string, CelType> { ["name"] = CelType.String, ["generateName"] = CelType.String }
    );

    /// <summary>The type of a value, or null where rules cannot see it, as for free-form values.</summary>
    public static CelType? Of(StructuralSchema schema, bool isResource)
    {
        if (schema.IntOrString)
        {
            return CelType.Dyn;
        }
        switch (schema.Type)
        {
            case "integer":
                return CelType.Int;
            case "number":
                return CelType.Double;
            case "boolean":
                return CelType.Bool;
            case "string":
                return schema.Format switch
                {
                    "byte" => CelType.Bytes,
                    "duration" => CelType.Duration,
                    "date" or "date-time" => CelType.Timestamp,
                    _ => CelType.String,
                };
            case "array":
                return schema.Items is { } items && Of(items, items.EmbeddedResource) is { } item
                    ? CelType.ListOf(item)
                    : null;
            case "object" when schema.AdditionalProperties is { } values && schema.Properties.Count == 0:
                return Of(values, values.EmbeddedResource) is { } value ? CelType.MapOf(CelType.String, value) : null;
            case "object":
                return Object(schema, isResource || schema.EmbeddedResource);
            default:
                return null;
        }
    }

    private static CelType.ObjectType Object(StructuralSchema schema, bool isResource)
    {
        var fields = new Dictionary<string, CelType>();
        if (isResource)
        {
            fields["apiVersion"] = CelType.String;
            fields["kind"] = CelType.String;
            fields["metadata"] = Metadata;
        }
        foreach (var (name, property) in schema.Properties)
        {
            if (isResource && name is ("apiVersion" or "kind" or "metadata"))
            {
                continue;
            }
            if (CelNames.Escape(name) is { } escaped && Of(property, property.EmbeddedResource) is { } type)
            {
                fields[escaped] = type;
            }
        }
        return new CelType.ObjectType(fields);
    }
}
