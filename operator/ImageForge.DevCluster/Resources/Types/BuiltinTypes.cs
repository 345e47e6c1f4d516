using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Resources.Types;

/// <summary>
/// The shapes of the built-in kinds, read from <c>builtin-types.txt</c>, whose head explains its notation. A type is
/// built when it is first asked for, as a start of the cluster needs only a few.
/// </summary>
internal static class BuiltinTypes
{
    private static readonly Lazy<IReadOnlyDictionary<string, Declaration>> Declarations = new(Read);
    private static readonly ConcurrentDictionary<string, FieldType> Built = new(StringComparer.Ordinal);

    /// <summary>The metadata of every object.</summary>
    public static StructType ObjectMeta => Struct("ObjectMeta");

    /// <summary>A declared struct by its name, such as <c>Job</c>.</summary>
    public static StructType Struct(string name) => (StructType)Named(name);

    private static FieldType Named(string name) => Built.GetOrAdd(name, Build);

    private static FieldType Build(string name)
    {
        var declaration = Declarations.Value[name];
        var fields = new Dictionary<string, StructField>(StringComparer.Ordinal);
        foreach (var (field, type) in declaration.Fields)
        {
            fields[field] = new StructField(Parse(type.TrimEnd('*')), type.EndsWith('*'));
        }
        return new StructType(fields, declaration.Atomic);
    }

    private static FieldType Parse(string text)
    {
        if (text.StartsWith('['))
        {
            var end = text.LastIndexOf(']');
            return List(Parse(text[1..end]), text[(end + 1)..].Trim());
        }
        if (text.StartsWith('{'))
        {
            var end = text.LastIndexOf('}');
            return new MapType(Parse(text[1..end]), text.EndsWith("atomic", StringComparison.Ordinal));
        }
        return text switch
        {
            "string" or "time" or "bytes" => new ScalarType(ScalarKind.String),
            "int" => new ScalarType(ScalarKind.Integer),
            "number" => new ScalarType(ScalarKind.Number),
            "bool" => new ScalarType(ScalarKind.Boolean),
            "scalar" => new ScalarType(ScalarKind.Any),
            "any" => AnyType.Instance,
            _ => Named(text),
        };
    }

    private static ListType List(FieldType element, string kind)
    {
        if (kind.Length == 0)
        {
            return new ListType(element, ListKind.Atomic, []);
        }
        if (kind == "set")
        {
            return new ListType(element, ListKind.Set, []);
        }
        var keys = kind[(kind.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(',');
        return new ListType(element, ListKind.Map, [.. keys.Select(Key)]);
    }

    private static KeyValuePair<string, JsonNode?> Key(string text)
    {
        var parts = text.Trim().Split('=');
        return KeyValuePair.Create(parts[0], parts.Length == 1 ? null : (JsonNode?)JsonValue.Create(parts[1]));
    }

    private static Dictionary<string, Declaration> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("builtin-types.txt")!;
        using var reader = new StreamReader(stream);
        var declarations = new Dictionary<string, Declaration>(StringComparer.Ordinal);
        var current = new Declaration(false, []);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }
            if (line[0] != ' ')
            {
                current = new Declaration(line.EndsWith('!'), []);
                declarations[line.TrimEnd('!')] = current;
                continue;
            }
            // Fields of one type share a line: "a b c: string".
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var field in line[..colon].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                current.Fields.Add((field, line[(colon + 1)..].Trim()));
            }
        }
        return declarations;
    }

    private sealed record Declaration(bool Atomic, List<(string Field, string Type)> Fields);
}
