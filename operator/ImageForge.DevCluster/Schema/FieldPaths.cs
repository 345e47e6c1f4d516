namespace ImageForge.DevCluster.Schema;

/// <summary>Paths of fields as errors show them.</summary>
internal static class FieldPaths
{
    public static string Child(string? path, string name) => string.IsNullOrEmpty(path) ? name : $"{path}.{name}";

    /// <summary>Appends a rule's <c>fieldPath</c>, such as <c>.a['b c']</c>, whose keys of maps are shown in brackets.</summary>
    public static string? Append(string? path, string fieldPath, StructuralSchema schema)
    {
        StructuralSchema? at = schema;
        foreach (var name in Split(fieldPath))
        {
            var isField = at?.Properties.ContainsKey(name) ?? true;
            path = isField ? Child(path, name) : $"{path}[{name}]";
            at = isField ? at?.Properties.GetValueOrDefault(name) : at?.AdditionalProperties;
        }
        return path;
    }

    /// <summary>
    /// The schema that a <c>fieldPath</c> leads to.
    /// </summary>
    /// <returns>What is wrong with the path, or null.</returns>
    public static string? Problem(string fieldPath, StructuralSchema schema)
    {
        if (!fieldPath.StartsWith('.') && !fieldPath.StartsWith('['))
        {
            return $"expected [ or . but got: {fieldPath}";
        }
        StructuralSchema? at = schema;
        foreach (var name in Split(fieldPath))
        {
            at = at.Properties.GetValueOrDefault(name) ?? at.AdditionalProperties;
            if (at is null)
            {
                return "does not refer to a valid field";
            }
        }
        return null;
    }

    private static List<string> Split(string fieldPath)
    {
        List<string> names = [];
        for (var i = 0; i < fieldPath.Length; )
        {
            if (fieldPath[i] == '[')
            {
                var end = fieldPath.IndexOf(']', i);
                end = end < 0 ? fieldPath.Length : end;
                names.Add(fieldPath[(i + 1)..end].Trim('\'').Replace("\\'", "'", StringComparison.Ordinal));
                i = end + 1;
            }
            else
            {
                var start = fieldPath[i] == '.' ? i + 1 : i;
                var end = fieldPath.AsSpan(start).IndexOfAny('.', '[');
                end = end < 0 ? fieldPath.Length : start + end;
                names.Add(fieldPath[start..end]);
                i = Math.Max(end, i + 1);
            }
        }
        return names;
    }
}
