using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using k8s.Models;

namespace ImageForge.Planning.Tests;

/// <summary>Walks the records of a spec, so that a field that is added and forgotten fails a test.</summary>
internal static class SpecWalk
{
    /// <summary>Fields of a spec that are neither known by name nor part of one that is.</summary>
    public static IEnumerable<string> Missing(Type spec, IReadOnlyCollection<string> known) =>
        Fields(spec, "")
            .Where(field => !known.Any(k => field == k || field.StartsWith(k + ".", StringComparison.Ordinal)));

    /// <summary>A spec with another merged into it; lists are replaced.</summary>
    public static JsonObject Merged(string target, string patch)
    {
        var spec = (JsonObject)JsonNode.Parse(target)!;
        Merge(spec, (JsonObject)JsonNode.Parse(patch)!);
        return spec;
    }

    private static IEnumerable<string> Fields(Type type, string prefix)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.Name == "EqualityContract")
            {
                continue;
            }

            var path = prefix + Name(property);
            var inner = Element(property.PropertyType);
            var isLeaf =
                inner.Namespace?.StartsWith("ImageForge", StringComparison.Ordinal) != true
                || inner.IsEnum
                || inner == typeof(ImageSource)
                || inner == typeof(StructuredPrompt)
                || inner == typeof(Quantity)
                || inner == typeof(V1Toleration);
            foreach (var field in isLeaf ? [path] : Fields(inner, path + "."))
            {
                yield return field;
            }
        }
    }

    private static string Name(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static Type Element(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type != typeof(string) && type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)
            ? type.GetGenericArguments()[^1]
            : type;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (target[name] is JsonObject inner && value is JsonObject changes)
            {
                Merge(inner, changes);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}
