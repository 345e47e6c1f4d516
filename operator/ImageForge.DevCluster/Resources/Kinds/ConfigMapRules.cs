using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>ConfigMaps, and with them Secrets: checked keys, and immutable once they say so.</summary>
internal class ConfigMapRules : BuiltinRules
{
    private const int MaxBytes = 1024 * 1024;

    public override IReadOnlyList<FieldError> Validate(
        ServedResource resource,
        JsonObject o,
        JsonObject? old,
        IReadOnlyList<FieldError> metadataErrors
    )
    {
        var errors = new List<FieldError>(metadataErrors);
        if (old is not null)
        {
            errors.AddRange(CheckImmutable(o, old));
        }
        var size = 0L;
        foreach (var map in (string[])["data", "binaryData"])
        {
            foreach (var (key, value) in o[map] as JsonObject ?? [])
            {
                errors.AddRange(NameRules.ConfigKey(key).Select(e => FieldError.Invalid($"{map}[{key}]", key, e)));
                size += ((string?)value)?.Length ?? 0;
            }
        }
        if (size > MaxBytes)
        {
            errors.Add(FieldError.TooLong("", MaxBytes));
        }
        return errors;
    }

    private static IEnumerable<FieldError> CheckImmutable(JsonObject o, JsonObject old)
    {
        if (old["immutable"]?.GetValueKind() != JsonValueKind.True)
        {
            yield break;
        }
        const string Why = "field is immutable when `immutable` is set";
        if (o["immutable"]?.GetValueKind() != JsonValueKind.True)
        {
            yield return FieldError.Forbidden("immutable", Why);
        }
        foreach (var map in (string[])["data", "binaryData"])
        {
            if (!JsonNode.DeepEquals(o[map], old[map]))
            {
                yield return FieldError.Forbidden(map, Why);
            }
        }
    }
}
