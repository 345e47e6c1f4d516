using System.Text;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Publish;

/// <summary>Expands templates of object keys such as <c>{namespace}/{job}/{variant}-{seed}.{ext}</c>.</summary>
internal static class KeyTemplate
{
    /// <summary>The longest key that S3 accepts, in bytes of UTF-8.</summary>
    internal const int MaxBytes = 1024;

    /// <summary>The longest name between two slashes that file systems accept, in bytes of UTF-8.</summary>
    private const int MaxPartBytes = 255;

    /// <summary>The key, or an error message; exactly one of them.</summary>
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
                        return (null, "unclosed '{'");
                    }

                    var name = template[(at + 1)..end];
                    if (!values.TryGetValue(name, out var value))
                    {
                        return (null, $"unknown placeholder {{{name}}}; known placeholders: {Known(values)}");
                    }

                    key.Append(value);
                    at = end;
                    break;
                case '}':
                    return (null, "unmatched '}'");
                default:
                    key.Append(template[at]);
                    break;
            }
        }

        var expanded = key.ToString();
        return Problem(expanded) is { } problem ? (null, problem) : (expanded, null);
    }

    /// <summary>Why a key is invalid, or null.</summary>
    public static string? Problem(string key)
    {
        if (key.Length == 0)
        {
            return "the key is empty";
        }

        if (key.Any(c => char.IsControl(c) || c == '\\'))
        {
            return $"the key '{key}' contains a control character or a backslash";
        }

        if (Encoding.UTF8.GetByteCount(key) is var bytes && bytes > MaxBytes)
        {
            return $"the key has {bytes} bytes; the maximum is {MaxBytes}";
        }

        if (key.Split('/').Max(Encoding.UTF8.GetByteCount) is var longest && longest > MaxPartBytes)
        {
            return $"the key has a path segment of {longest} bytes; the maximum is {MaxPartBytes}";
        }

        if (key.StartsWith(DeliveryResolver.ReservedPrefix, StringComparison.Ordinal))
        {
            return $"the key '{key}' starts with the reserved prefix '{DeliveryResolver.ReservedPrefix}'";
        }

        return key.Split('/').Any(part => part is "" or "." or "..")
            ? $"the key '{key}' contains an empty, '.' or '..' path segment"
            : null;
    }

    private static string Known(IReadOnlyDictionary<string, string> values) =>
        string.Join(", ", values.Keys.Order(StringComparer.Ordinal).Select(k => "{" + k + "}"));
}
