using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources.Types;

namespace ImageForge.DevCluster.Resources;

/// <summary>The rules that all built-in kinds share: what is not declared goes, what is empty is left out.</summary>
internal class BuiltinRules : ResourceRules
{
    public override void Decode(ServedResource resource, JsonObject o, ICollection<string> unknown)
    {
        Normalise(o, resource.Type, "", unknown);
        o["kind"] ??= resource.Kind;
        o["apiVersion"] ??= resource.GroupVersion;
    }

    public override JsonObject Empty(ServedResource resource) => Empty(resource.Type);

    /// <summary>
    /// Removes undeclared fields, nulls and empty lists and maps, and adds the structs that are always written, as a
    /// typed server does by decoding and encoding.
    /// </summary>
    public static void Normalise(JsonNode? node, FieldType type, string path, ICollection<string> unknown)
    {
        switch (type, node)
        {
            case (StructType declared, JsonObject o):
                foreach (var (name, value) in o.ToList())
                {
                    var field = path.Length == 0 ? name : $"{path}.{name}";
                    if (!declared.Fields.TryGetValue(name, out var known))
                    {
                        unknown.Add(field);
                        o.Remove(name);
                        continue;
                    }
                    Normalise(value, known.Type, field, unknown);
                    if (IsEmpty(value, known.Type))
                    {
                        o.Remove(name);
                    }
                }
                foreach (var (name, known) in declared.Fields)
                {
                    if (known.Always && !o.ContainsKey(name))
                    {
                        o[name] = known.Type is StructType nested ? Empty(nested) : new JsonObject();
                    }
                }
                break;
            case (MapType map, JsonObject o):
                foreach (var (name, value) in o)
                {
                    Normalise(value, map.Value, $"{path}.{name}", unknown);
                }
                break;
            case (ListType list, JsonArray array):
                for (var i = 0; i < array.Count; i++)
                {
                    Normalise(array[i], list.Element, $"{path}[{i}]", unknown);
                }
                break;
        }
    }

    private static bool IsEmpty(JsonNode? value, FieldType type) =>
        value switch
        {
            null => true,
            JsonArray { Count: 0 } => true,
            JsonObject { Count: 0 } => type is MapType,
            _ => false,
        };

    private static JsonObject Empty(StructType type)
    {
        var o = new JsonObject();
        foreach (var (name, field) in type.Fields)
        {
            if (field.Always)
            {
                o[name] = field.Type is StructType nested ? Empty(nested) : new JsonObject();
            }
            // The one list that a typed server writes with nothing in it.
            else if (name == "containers")
            {
                o[name] = new JsonArray();
            }
        }
        return o;
    }
}

/// <summary>Kinds whose delete answers the object.</summary>
internal class DeletedObjectRules : BuiltinRules
{
    public override bool ReturnsDeletedObject => true;
}
