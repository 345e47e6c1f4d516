using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>The rules for one container of a pod.</summary>
internal static class ContainerChecks
{
    private static readonly string[] PullPolicies = ["Always", "IfNotPresent", "Never"];
    private static readonly string[] MessagePolicies = ["File", "FallbackToLogsOnError"];
    private static readonly string[] Protocols = ["SCTP", "TCP", "UDP"];

    /// <param name="container">The container.</param>
    /// <param name="volumes">Names of the pod's volumes.</param>
    /// <param name="path">Where the container is.</param>
    public static IEnumerable<FieldError> Check(JsonObject container, HashSet<string?> volumes, string path)
    {
        if ((string?)container["image"] is null or "")
        {
            yield return FieldError.Required($"{path}.image");
        }
        foreach (
            var (field, values) in ((string, string[])[])
                [("terminationMessagePolicy", MessagePolicies), ("imagePullPolicy", PullPolicies)]
        )
        {
            if (container[field] is { } value && !values.Contains((string?)value))
            {
                yield return FieldError.NotSupported($"{path}.{field}", value, values);
            }
        }
        var rest = Ports(container["ports"] as JsonArray ?? [], $"{path}.ports")
            .Concat(Variables(container["env"] as JsonArray ?? [], $"{path}.env"))
            .Concat(Mounts(container["volumeMounts"] as JsonArray ?? [], volumes, $"{path}.volumeMounts"))
            .Concat(ResourceChecks.Check(container["resources"] as JsonObject, $"{path}.resources"));
        foreach (var error in rest)
        {
            yield return error;
        }
    }

    private static IEnumerable<FieldError> Ports(JsonArray ports, string path)
    {
        var names = new HashSet<string>();
        for (var i = 0; i < ports.Count; i++)
        {
            var name = (string?)ports[i]?["name"] ?? "";
            if (name.Length > 15)
            {
                yield return FieldError.Invalid($"{path}[{i}].name", name, "must be no more than 15 characters");
            }
            if (name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            {
                yield return FieldError.Invalid(
                    $"{path}[{i}].name",
                    name,
                    "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"
                );
            }
            if (name.Length > 0 && !names.Add(name))
            {
                yield return FieldError.Duplicate($"{path}[{i}].name", name);
            }
            var number = ports[i]?["containerPort"].Integer() ?? 0;
            if (number == 0)
            {
                yield return FieldError.Required($"{path}[{i}].containerPort");
            }
            else if (number is < 1 or > 65535)
            {
                yield return FieldError.Invalid(
                    $"{path}[{i}].containerPort",
                    number,
                    "must be between 1 and 65535, inclusive"
                );
            }
            if (ports[i]?["protocol"] is { } protocol && !Protocols.Contains((string?)protocol))
            {
                yield return FieldError.NotSupported($"{path}[{i}].protocol", protocol, Protocols);
            }
        }
    }

    private static IEnumerable<FieldError> Variables(JsonArray variables, string path)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i] is not JsonObject variable)
            {
                continue;
            }
            var name = (string?)variable["name"] ?? "";
            if (name.Length == 0)
            {
                yield return FieldError.Required($"{path}[{i}].name");
            }
            else if (name.Any(c => c is < ' ' or > '~' or '='))
            {
                yield return FieldError.Invalid(
                    $"{path}[{i}].name",
                    name,
                    "a valid environment variable name must consist only of printable ASCII characters other than '='"
                );
            }
            if (variable["valueFrom"] is not JsonObject source)
            {
                continue;
            }
            foreach (
                var error in ValueFrom(source, (string?)variable["value"] is { Length: > 0 }, $"{path}[{i}].valueFrom")
            )
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<FieldError> ValueFrom(JsonObject source, bool hasValue, string path)
    {
        foreach (var kind in (string[])["configMapKeyRef", "secretKeyRef"])
        {
            foreach (var error in source[kind] is JsonObject o ? Key(o, $"{path}.{kind}") : [])
            {
                yield return error;
            }
        }
        if (source["fieldRef"] is JsonObject field && (string?)field["fieldPath"] is null or "")
        {
            yield return FieldError.Required($"{path}.fieldRef.fieldPath");
        }
        if (source.Count == 0)
        {
            yield return FieldError.Invalid(
                path,
                "",
                "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"
            );
        }
        else if (hasValue)
        {
            yield return FieldError.Invalid(path, "", "may not be specified when `value` is not empty");
        }
        else if (source.Count > 1)
        {
            yield return FieldError.Invalid(path, "", "may not have more than one field specified at a time");
        }
    }

    private static IEnumerable<FieldError> Key(JsonObject reference, string path)
    {
        var name = (string?)reference["name"] ?? "";
        foreach (var error in NameRules.Subdomain(name))
        {
            yield return FieldError.Invalid($"{path}.name", name, error);
        }
        var key = (string?)reference["key"] ?? "";
        if (key.Length == 0)
        {
            yield return FieldError.Required($"{path}.key");
        }
        foreach (var error in key.Length == 0 ? [] : NameRules.ConfigKey(key))
        {
            yield return FieldError.Invalid($"{path}.key", key, error);
        }
    }

    private static IEnumerable<FieldError> Mounts(JsonArray mounts, HashSet<string?> volumes, string path)
    {
        var places = new HashSet<string>();
        for (var i = 0; i < mounts.Count; i++)
        {
            var name = (string?)mounts[i]?["name"] ?? "";
            if (name.Length == 0)
            {
                yield return FieldError.Required($"{path}[{i}].name");
            }
            if (!volumes.Contains(name))
            {
                yield return new FieldError(FieldErrorType.NotFound, $"{path}[{i}].name", GoText.Quote(name), "");
            }
            var place = (string?)mounts[i]?["mountPath"] ?? "";
            if (place.Length == 0)
            {
                yield return FieldError.Required($"{path}[{i}].mountPath");
            }
            else if (!places.Add(place))
            {
                yield return FieldError.Invalid($"{path}[{i}].mountPath", place, "must be unique");
            }
            var part = (string?)mounts[i]?["subPath"] ?? "";
            foreach (var error in VolumeChecks.Relative(part))
            {
                yield return FieldError.Invalid($"{path}.subPath", part, error);
            }
        }
    }
}
