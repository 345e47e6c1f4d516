using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageForge.Model;

/// <summary>The members of an enumeration are written in kebab-case: <c>golden-hour</c> for GoldenHour.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class KebabCaseAttribute : Attribute;

/// <summary>
/// Names of an enumeration's members in documents: those of <see cref="JsonStringEnumMemberNameAttribute"/>, else the
/// members' own.
/// </summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Records.AreKept)]
public sealed class EnumNames
{
    private static readonly ConcurrentDictionary<Type, EnumNames> Tables = new();

    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<object, string> _names = [];
    private readonly List<string> _all = [];

    private EnumNames(Type type)
    {
        var policy = type.IsDefined(typeof(KebabCaseAttribute)) ? JsonNamingPolicy.KebabCaseLower : null;
        foreach (var member in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var name =
                member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                ?? policy?.ConvertName(member.Name)
                ?? member.Name;
            var value = member.GetValue(null)!;
            _all.Add(name);
            _values.Add(name, value);
            _names.Add(value, name);
        }
    }

    /// <summary>All names, in order of declaration.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>The names of an enumeration.</summary>
    public static EnumNames Of(Type type) => Tables.GetOrAdd(type, static t => new(t));

    /// <summary>The name of a member; of a value that no member has, its number.</summary>
    public static string NameOf(Enum value) => Of(value.GetType()).Name(value);

    /// <inheritdoc cref="NameOf"/>
    internal string Name(object value) => _names.TryGetValue(value, out var name) ? name : value.ToString()!;

    /// <summary>Reads a member by its name, as it is spelled.</summary>
    /// <exception cref="JsonException">Not the name of a member.</exception>
    internal object Read(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException($"not one of {string.Join(", ", All)}")
        : reader.GetString()! is var name && _values.TryGetValue(name, out var value) ? value
        : throw new JsonException($"'{name}' is unknown: {string.Join(", ", All)}");
}
