using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Http;
using ImageForge.DevCluster.Resources.Types;

namespace ImageForge.DevCluster.Patching;

/// <summary>What keeps a value from being treated as one of a type; the messages are those of server-side apply.</summary>
internal static class TypedCheck
{
    public static IEnumerable<string> Errors(JsonNode? value, FieldType declared, string path = "")
    {
        var type = TypedValue.Effective(declared, value);
        switch (type, value)
        {
            case (_, null):
                return [];
            case (StructType declaredStruct, JsonObject o):
                return o.SelectMany(p =>
                    declaredStruct.Fields.TryGetValue(p.Key, out var field)
                        ? Errors(p.Value, field.Type, $"{path}.{p.Key}")
                    : declaredStruct.KeepsUnknown ? []
                    : [$"{path}.{p.Key}: field not declared in schema"]
                );
            case (MapType map, JsonObject o):
                return o.SelectMany(p => Errors(p.Value, map.Value, $"{path}.{p.Key}"));
            case (StructType or MapType, _):
                return [$"{path}: expected map, got &{{{GoForm(value)}}}"];
            case (ListType list, JsonArray array):
                return Items(array, list, path);
            case (ListType, _):
                return [$"{path}: expected list, got &{{{GoForm(value)}}}"];
            case (ScalarType scalar, _):
                return Fits(scalar.Kind, value.GetValueKind())
                    ? []
                    : [$"{path}: expected {Name(scalar.Kind)}, got {Got(scalar.Kind, value)}"];
            default:
                return [];
        }
    }

    private static IEnumerable<string> Items(JsonArray array, ListType list, string path)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < array.Count; i++)
        {
            if (
                list.Kind == ListKind.Map
                && list.Keys.All(k => k.Value is null && (array[i] as JsonObject)?[k.Key] is null)
            )
            {
                var keys = string.Join(" ", list.Keys.Select(k => $"\"{k.Key}\""));
                yield return $"{path}: element {i}: associative list with keys has an element that omits all key fields"
                    + $" [{keys}] (and doesn't have default values for any key fields)";
                continue;
            }
            var element = list.Kind == ListKind.Atomic ? $"i:{i}" : TypedValue.ElementOf(list, array[i]);
            var shown = TypedValue.Show([element]);
            if (!seen.Add(element))
            {
                yield return list.Kind == ListKind.Map
                    ? $"{path}: duplicate entries for key {shown}"
                    : $"{path}: duplicate entries for value {shown}";
            }
            foreach (var error in Errors(array[i], list.Element, path + shown))
            {
                yield return error;
            }
        }
    }

    private static bool Fits(ScalarKind kind, JsonValueKind found) =>
        found is not (JsonValueKind.Array or JsonValueKind.Object)
        && kind switch
        {
            ScalarKind.String => found == JsonValueKind.String,
            ScalarKind.Boolean => found is JsonValueKind.True or JsonValueKind.False,
            ScalarKind.Integer or ScalarKind.Number => found == JsonValueKind.Number,
            _ => true,
        };

    private static string Name(ScalarKind kind) =>
        kind switch
        {
            ScalarKind.String => "string",
            ScalarKind.Boolean => "boolean",
            ScalarKind.Integer or ScalarKind.Number => "numeric (int or float)",
            _ => "scalar",
        };

    // Each kind of scalar has its own way to show what was there instead.
    private static string Got(ScalarKind kind, JsonNode value) =>
        kind switch
        {
            ScalarKind.Integer or ScalarKind.Number => GoType(value),
            ScalarKind.String when value is JsonValue => $"&value.valueUnstructured{{Value:{JsonOutput.Text(value)}}}",
            _ => $"&{{{GoForm(value)}}}",
        };

    private static string GoType(JsonNode value) =>
        value switch
        {
            JsonObject => "map[string]interface {}",
            JsonArray => "[]interface {}",
            _ => value.GetValueKind() == JsonValueKind.String ? "string" : "bool",
        };

    private static string GoForm(JsonNode? value) =>
        value switch
        {
            JsonObject o =>
                $"map[{string.Join(" ", o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}:{GoForm(p.Value)}"))}]",
            JsonArray a => $"[{string.Join(" ", a.Select(GoForm))}]",
            null => "<nil>",
            _ => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
        };
}
