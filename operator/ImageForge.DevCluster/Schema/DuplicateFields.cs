using System.Text.Json;

namespace ImageForge.DevCluster.Schema;

/// <summary>Finds fields that a JSON object gives twice; parsers keep the last and lose the fact.</summary>
internal static class DuplicateFields
{
    /// <summary>The path of each duplicate, in document order, such as <c>spec.prompt</c>.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static IReadOnlyList<string> Find(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
        var scopes = new Stack<Scope>();
        var duplicates = new List<string>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    scopes.Push(new Scope(PathOfNext(scopes), IsObject: true));
                    break;
                case JsonTokenType.StartArray:
                    scopes.Push(new Scope(PathOfNext(scopes), IsObject: false));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    scopes.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    var scope = scopes.Peek();
                    scope.Name = reader.GetString()!;
                    var path = scope.ChildPath;
                    if (!scope.Seen.Add(scope.Name) && !duplicates.Contains(path))
                    {
                        duplicates.Add(path);
                    }
                    break;
                default:
                    PathOfNext(scopes);
                    break;
            }
        }
        return duplicates;
    }

    private static string PathOfNext(Stack<Scope> scopes)
    {
        if (!scopes.TryPeek(out var scope))
        {
            return "";
        }
        var path = scope.ChildPath;
        scope.Index++;
        return path;
    }

    private sealed record Scope(string Path, bool IsObject)
    {
        public HashSet<string> Seen { get; } = [];
        public string Name { get; set; } = "";
        public int Index { get; set; }

        public string ChildPath =>
            !IsObject ? $"{Path}[{Index}]"
            : Path.Length == 0 ? Name
            : $"{Path}.{Name}";
    }
}
