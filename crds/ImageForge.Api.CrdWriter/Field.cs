using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ImageForge.Api.CrdWriter;

/// <summary>A property of a record together with what says something about it.</summary>
internal sealed class Field
{
    private readonly PropertyInfo _property;
    private readonly ParameterInfo? _parameter;
    private readonly BorrowedField? _borrowed;

    private Field(PropertyInfo property, BorrowedField? borrowed = null)
    {
        _property = property;
        _borrowed = borrowed;
        _parameter = property
            .DeclaringType!.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .SelectMany(constructor => constructor.GetParameters())
            .FirstOrDefault(parameter => parameter.Name == property.Name);
    }

    /// <summary>Name in JSON.</summary>
    public string Name =>
        _property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(_property.Name);

    /// <summary>Type without nullability.</summary>
    public Type Type => Nullable.GetUnderlyingType(_property.PropertyType) ?? _property.PropertyType;

    /// <summary>True when users must give it.</summary>
    public bool Required => _borrowed?.Required ?? _property.IsDefined(typeof(RequiredMemberAttribute));

    /// <summary>True when it may be absent after defaulting.</summary>
    /// <remarks>Kubernetes' types are not annotated for nullability.</remarks>
    public bool Optional =>
        _borrowed is not null
            ? !Required
            : new NullabilityInfoContext().Create(_property).ReadState == NullabilityState.Nullable;

    /// <summary>What its doc comment says.</summary>
    public string Summary =>
        _borrowed?.Summary
        ?? XmlDocs.Summary(_property)
        ?? (_parameter is null ? null : XmlDocs.Parameter(_parameter))
        ?? "";

    /// <summary>The fields of a record: its own in order of declaration, then those of its base.</summary>
    public static IReadOnlyList<Field> Of(Type record)
    {
        if (BorrowedTypes.Fields(record) is { } borrowed)
        {
            return [.. borrowed.Select(field => new Field(record.GetProperty(field.Property)!, field))];
        }

        var fields = new List<Field>();
        for (var type = record; type is not null && type != typeof(object); type = type.BaseType)
        {
            fields.AddRange(
                type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .OrderBy(property => property.MetadataToken)
                    .Select(property => new Field(property))
            );
        }

        return fields;
    }

    /// <summary>The first attribute of a type, on the property, on its parameter, or borrowed.</summary>
    public T? Get<T>()
        where T : Attribute => All<T>().FirstOrDefault();

    /// <summary>All attributes of a type.</summary>
    public IEnumerable<T> All<T>()
        where T : Attribute =>
        _property
            .GetCustomAttributes<T>()
            .Concat(_parameter?.GetCustomAttributes<T>() ?? [])
            .Concat(_borrowed?.Limits.OfType<T>() ?? []);

    /// <summary>What an instance holds when nothing is given; null when the field has no default.</summary>
    public JsonNode? Default(object instance)
    {
        if (Required || Optional)
        {
            return null;
        }

        return _property.GetValue(instance) switch
        {
            bool value => value,
            int value => value,
            long value => value,
            double value => value,
            string value => value,
            Enum value => EnumNames.NameOf(value),
            var value => throw new InvalidOperationException($"{_property} cannot default to '{value}'."),
        };
    }
}
