using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Crds;

/// <summary>Whether a schema is structural: every field has one type, said outside of anyOf and its like.</summary>
internal static class StructureChecks
{
    public static void Check(StructuralSchema schema, string path, List<FieldError> errors)
    {
        Check(schema, SchemaLevel.Root, path, errors);
        if (schema.Properties.TryGetValue("metadata", out var metadata))
        {
            CheckMetadata(metadata, $"{path}.properties[metadata]", errors);
        }
    }

    private static void Check(StructuralSchema schema, SchemaLevel level, string path, List<FieldError> errors)
    {
        CheckType(schema, level, path, errors);
        CheckExtensions(schema, level, path, errors);
        if (schema.Type == "array" && schema.Items is null)
        {
            errors.Add(FieldError.Required($"{path}.items", "must be specified"));
        }
        if (schema.Items is { } items)
        {
            Check(items, SchemaLevel.Item, $"{path}.items", errors);
        }
        foreach (var (name, property) in schema.Properties)
        {
            Check(property, SchemaLevel.Field, $"{path}.properties[{name}]", errors);
        }
        if (schema.AdditionalProperties is { } values)
        {
            if (level == SchemaLevel.Root)
            {
                errors.Add(FieldError.Forbidden($"{path}.additionalProperties", "must not be used at the root"));
            }
            else if (schema.Properties.Count > 0)
            {
                errors.Add(
                    FieldError.Forbidden(
                        $"{path}.additionalProperties",
                        "additionalProperties and properties are mutual exclusive"
                    )
                );
            }
            Check(values, SchemaLevel.Field, $"{path}.additionalProperties", errors);
        }
        var isIntOrString = schema.AnyOf is [{ Type: "integer" }, { Type: "string" }] && schema.IntOrString;
        if (!isIntOrString)
        {
            CheckNested(schema.AnyOf, $"{path}.anyOf", errors);
        }
        CheckNested(schema.AllOf, $"{path}.allOf", errors);
        CheckNested(schema.OneOf, $"{path}.oneOf", errors);
        if (schema.Not is { } not)
        {
            CheckNested(not, $"{path}.not", errors);
        }
    }

    private static void CheckType(StructuralSchema schema, SchemaLevel level, string path, List<FieldError> errors)
    {
        if (schema.Type is null)
        {
            if (schema.IntOrString || schema.PreserveUnknownFields)
            {
                return;
            }
            var where = level switch
            {
                SchemaLevel.Root => "at the root",
                SchemaLevel.Item => "for specified array items",
                _ => "for specified object fields",
            };
            errors.Add(FieldError.Required($"{path}.type", $"must not be empty {where}"));
        }
        else if (level == SchemaLevel.Root && schema.Type != "object")
        {
            errors.Add(FieldError.Invalid($"{path}.type", schema.Type, "must be object at the root"));
        }
        else if (schema.EmbeddedResource && schema.Type != "object")
        {
            errors.Add(
                FieldError.Invalid(
                    $"{path}.type",
                    schema.Type,
                    "must be object if x-kubernetes-embedded-resource is true"
                )
            );
        }
        else if (schema.IntOrString)
        {
            errors.Add(
                FieldError.Invalid($"{path}.type", schema.Type, "must be empty if x-kubernetes-int-or-string is true")
            );
        }
    }

    private static void CheckExtensions(
        StructuralSchema schema,
        SchemaLevel level,
        string path,
        List<FieldError> errors
    )
    {
        if (schema.IntOrString && schema.PreserveUnknownFields)
        {
            errors.Add(
                FieldError.Invalid(
                    $"{path}.x-kubernetes-preserve-unknown-fields",
                    true,
                    "must be false if x-kubernetes-int-or-string is true"
                )
            );
        }
        if (schema.ListType is not ("atomic" or "set" or "map"))
        {
            errors.Add(
                FieldError.NotSupported($"{path}.x-kubernetes-list-type", schema.ListType, ["atomic", "set", "map"])
            );
        }
        if (schema.MapType is not ("atomic" or "granular"))
        {
            errors.Add(
                FieldError.NotSupported($"{path}.x-kubernetes-map-type", schema.MapType, ["atomic", "granular"])
            );
        }
        if (schema.ListType != "atomic" && schema.Type != "array")
        {
            errors.Add(
                FieldError.Invalid($"{path}.type", schema.Type, "must be array if x-kubernetes-list-type is specified")
            );
        }
        if (schema.ListType == "map")
        {
            CheckKeys(schema, path, errors);
        }
        else if (schema.ListMapKeys.Count > 0)
        {
            errors.Add(
                FieldError.Invalid(
                    $"{path}.x-kubernetes-list-type",
                    schema.ListType,
                    "must be map if x-kubernetes-list-map-keys is non-empty"
                )
            );
        }
        if (level == SchemaLevel.Root && schema.Nullable)
        {
            errors.Add(FieldError.Forbidden($"{path}.nullable", "nullable cannot be true at the root"));
        }
    }

    private static void CheckKeys(StructuralSchema schema, string path, List<FieldError> errors)
    {
        if (schema.ListMapKeys.Count == 0)
        {
            errors.Add(
                FieldError.Required(
                    $"{path}.x-kubernetes-list-map-keys",
                    "must not be empty if x-kubernetes-list-type is map"
                )
            );
        }
        if (schema.Items is not { Type: "object" } items)
        {
            errors.Add(
                FieldError.Invalid(
                    $"{path}.items.type",
                    schema.Items?.Type,
                    "must be object if parent array's x-kubernetes-list-type is map"
                )
            );
            return;
        }
        for (var i = 0; i < schema.ListMapKeys.Count; i++)
        {
            var key = schema.ListMapKeys[i];
            if (!items.Properties.TryGetValue(key, out var property))
            {
                errors.Add(
                    FieldError.Invalid(
                        $"{path}.x-kubernetes-list-map-keys[{i}]",
                        key,
                        "entries must all be names of item properties"
                    )
                );
            }
            else if (property.Type is "object" or "array")
            {
                errors.Add(
                    FieldError.Invalid(
                        $"{path}.items.properties[{key}].type",
                        property.Type,
                        "must be a scalar type if parent array's x-kubernetes-list-type is map"
                    )
                );
            }
            else if (!items.Required.Contains(key) && property.DefaultValue is null)
            {
                errors.Add(
                    FieldError.Required(
                        $"{path}.items.properties[{key}].default",
                        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"
                    )
                );
            }
        }
    }

    private static void CheckNested(IReadOnlyList<StructuralSchema> parts, string path, List<FieldError> errors)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            CheckNested(parts[i], $"{path}[{i}]", errors);
        }
    }

    /// <summary>Parts under a junctor may restrict values, and say nothing about structure.</summary>
    private static void CheckNested(StructuralSchema part, string path, List<FieldError> errors)
    {
        Forbid(part.Type is not null, "type", "must be empty to be structural");
        Forbid(part.Description.Length > 0, "description", "must be empty to be structural");
        Forbid(part.DefaultValue is not null, "default", "must be undefined to be structural");
        Forbid(part.AdditionalProperties is not null, "additionalProperties", "must be undefined to be structural");
        Forbid(part.Nullable, "nullable", "must be false to be structural");
        Forbid(part.PreserveUnknownFields, "x-kubernetes-preserve-unknown-fields", "must be false to be structural");
        Forbid(part.EmbeddedResource, "x-kubernetes-embedded-resource", "must be false to be structural");
        Forbid(part.IntOrString, "x-kubernetes-int-or-string", "must be false to be structural");
        Forbid(part.ListMapKeys.Count > 0, "x-kubernetes-list-map-keys", "must be empty to be structural");
        Forbid(part.Validations.Count > 0, "x-kubernetes-validations", "must be empty to be structural");
        if (part.Properties.ContainsKey("metadata"))
        {
            errors.Add(
                FieldError.Forbidden($"{path}.properties[metadata]", "must not be specified in a nested context")
            );
        }
        foreach (var (name, property) in part.Properties)
        {
            CheckNested(property, $"{path}.properties[{name}]", errors);
        }
        if (part.Items is { } items)
        {
            CheckNested(items, $"{path}.items", errors);
        }
        CheckNested(part.AnyOf, $"{path}.anyOf", errors);
        CheckNested(part.AllOf, $"{path}.allOf", errors);
        CheckNested(part.OneOf, $"{path}.oneOf", errors);
        if (part.Not is { } not)
        {
            CheckNested(not, $"{path}.not", errors);
        }

        void Forbid(bool present, string keyword, string why)
        {
            if (present)
            {
                errors.Add(FieldError.Forbidden($"{path}.{keyword}", why));
            }
        }
    }

    private static void CheckMetadata(StructuralSchema metadata, string path, List<FieldError> errors)
    {
        if (metadata.Type != "object")
        {
            errors.Add(FieldError.Invalid($"{path}.type", metadata.Type ?? "", "must be object"));
        }
        if (metadata.Properties.Keys.Any(name => name is not ("name" or "generateName")))
        {
            errors.Add(
                FieldError.Forbidden(
                    path,
                    "must not specify anything other than name and generateName, but metadata is implicitly specified"
                )
            );
        }
    }
}
