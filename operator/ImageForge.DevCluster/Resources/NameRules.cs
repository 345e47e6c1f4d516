using System.Text.RegularExpressions;

namespace ImageForge.DevCluster.Resources;

/// <summary>The rules for names, labels and their like, with the messages that Kubernetes gives.</summary>
internal static partial class NameRules
{
    private const string SubdomainMessage =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start"
        + " and end with an alphanumeric character (e.g. 'example.com', regex used for validation is"
        + @" '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string LabelMessage =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end"
        + " with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is"
        + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    private const string QualifiedMessage =
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
        + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is"
        + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    private const string ValueMessage =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start"
        + " and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for"
        + " validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private const string ConfigKeyMessage =
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME', "
        + " or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

    public static IEnumerable<string> Subdomain(string name)
    {
        if (name.Length > 253)
        {
            yield return "must be no more than 253 characters";
        }
        if (!SubdomainPattern().IsMatch(name))
        {
            yield return SubdomainMessage;
        }
    }

    public static IEnumerable<string> Label(string name)
    {
        if (name.Length > 63)
        {
            yield return "must be no more than 63 characters";
        }
        if (!LabelPattern().IsMatch(name))
        {
            yield return LabelMessage;
        }
    }

    /// <summary>Names of RBAC objects: anything that stays one path segment.</summary>
    public static IEnumerable<string> PathSegment(string name)
    {
        if (name is "." or "..")
        {
            yield return $"may not be '{name}'";
        }
        foreach (var c in "/%".Where(name.Contains))
        {
            yield return $"may not contain '{c}'";
        }
    }

    /// <summary>Label and annotation keys, finalizers, condition types: <c>name</c> or <c>prefix/name</c>.</summary>
    public static IEnumerable<string> QualifiedName(string key)
    {
        var slash = key.Split('/');
        if (slash.Length > 2)
        {
            yield return "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and"
                + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
                + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and"
                + " '/' (e.g. 'example.com/MyName')";
            yield break;
        }
        if (slash.Length == 2)
        {
            if (slash[0].Length == 0)
            {
                yield return "prefix part must be non-empty";
            }
            else
            {
                foreach (var error in Subdomain(slash[0]))
                {
                    yield return $"prefix part {error.Replace("253 characters", "253 bytes", StringComparison.Ordinal)}";
                }
            }
        }
        var name = slash[^1];
        if (name.Length == 0)
        {
            yield return "name part must be non-empty";
        }
        else if (name.Length > 63)
        {
            yield return "name part must be no more than 63 bytes";
        }
        if (!QualifiedPattern().IsMatch(name))
        {
            yield return QualifiedMessage;
        }
    }

    public static IEnumerable<string> LabelValue(string value)
    {
        if (value.Length > 63)
        {
            yield return "must be no more than 63 bytes";
        }
        if (value.Length > 0 && !QualifiedPattern().IsMatch(value))
        {
            yield return ValueMessage;
        }
    }

    /// <summary>A key of a ConfigMap or Secret.</summary>
    public static IEnumerable<string> ConfigKey(string key)
    {
        if (key.Length > 253)
        {
            yield return "must be no more than 253 characters";
        }
        if (!ConfigKeyPattern().IsMatch(key))
        {
            yield return ConfigKeyMessage;
        }
        if (key is "." or "..")
        {
            yield return $"must not be '{key}'";
        }
        else if (key.StartsWith("..", StringComparison.Ordinal))
        {
            yield return "must not start with '..'";
        }
    }

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z")]
    private static partial Regex ConfigKeyPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z")]
    private static partial Regex QualifiedPattern();
}
