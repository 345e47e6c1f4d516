using System.Text;

namespace ImageForge.Planning.Resolving;

/// <summary>Expands templates of object keys such as <c>{namespace}/{job}/{variant}-{seed}.{ext}</c>.</summary>
internal static class KeyTemplate
{
    /// <summary>The longest key that S3 accepts, in bytes of UTF-8.</summary>
    internal const int MaxBytes = 1024;

    /// <summary>The longest name between two slashes that file systems accept, in bytes of UTF-8.</summary>
    private const int MaxPartBytes = 255;

    /// <summary>The key, or a sentence that says what is wrong with the template; exactly one of the two.</summary>
    public static (string? Key, string? Problem) Expand(string template, IReadOnlyDictionary<string, string> values)
    {
        var key = new StringBuilder(template.Length);
        for (var at = 0; at < template.Length; at++)
        {
            switch (template[at])
            {
                case '{':
                    var end = template.IndexOf('}', at);
                    if (end < 0)
                    {
                        return (null, "a '{' is never closed");
                    }

                    var name = template[(at + 1)..end];
                    if (!values.TryGetValue(name, out var value))
                    {
                        return (null, $"{{{name}}} is not a placeholder; known are {Known(values)}");
                    }

                    key.Append(value);
                    at = end;
                    break;
                case '}':
                    return (null, "a '}' was never opened");
                default:
                    key.Append(template[at]);
                    break;
            }
        }

        var expanded = key.ToString();
        return Problem(expanded) is { } problem ? (null, problem) : (expanded, null);
    }

    /// <summary>What is wrong with a key, or null.</summary>
    public static string? Problem(string key)
    {
        if (key.Length == 0)
        {
            return "the key is empty";
        }

        if (key.Any(c => char.IsControl(c) || c == '\\'))
        {
            return $"the key '{key}' has a control character or a backslash";
        }

        if (Encoding.UTF8.GetByteCount(key) is var bytes && bytes > MaxBytes)
        {
            return $"the key has {bytes} bytes, more than the {MaxBytes} that stores take";
        }

        if (key.Split('/').Max(Encoding.UTF8.GetByteCount) is var longest && longest > MaxPartBytes)
        {
            return $"the key has a part of {longest} bytes, more than the {MaxPartBytes} that stores take between two slashes";
        }

        if (key.StartsWith(ReservedPrefix, StringComparison.Ordinal))
        {
            return $"the key '{key}' begins with '{ReservedPrefix}', where runs keep their own files";
        }

        return key.Split('/').Any(part => part is "" or "." or "..")
            ? $"the key '{key}' has an empty, '.' or '..' part"
            : null;
    }

    /// <summary>Where runs keep what is not published.</summary>
    public const string ReservedPrefix = ".imageforge/";

    private static string Known(IReadOnlyDictionary<string, string> values) =>
        string.Join(", ", values.Keys.Order(StringComparer.Ordinal).Select(k => "{" + k + "}"));
}
