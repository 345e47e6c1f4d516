using System.Text.Json.Nodes;

namespace ImageForge.Api.CrdWriter;

/// <summary>Small helpers for building JSON.</summary>
internal static class Json
{
    /// <summary>An array of strings.</summary>
    public static JsonArray Array(IEnumerable<string> values)
    {
        var array = new JsonArray();
        foreach (var value in values)
        {
            array.Add(value);
        }

        return array;
    }

    /// <summary>An array of integers.</summary>
    public static JsonArray Array(IEnumerable<int> values)
    {
        var array = new JsonArray();
        foreach (var value in values)
        {
            array.Add(value);
        }

        return array;
    }
}
