using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>The rules for a pod's volumes.</summary>
internal static class VolumeChecks
{
    private static readonly string[] HostPathTypes =
    [
        "",
        "BlockDevice",
        "CharDevice",
        "Directory",
        "DirectoryOrCreate",
        "File",
        "FileOrCreate",
        "Socket",
    ];

    public static IEnumerable<FieldError> Check(JsonArray volumes, string path)
    {
        var names = new HashSet<string>();
        for (var i = 0; i < volumes.Count; i++)
        {
            if (volumes[i] is not JsonObject volume)
            {
                continue;
            }
            foreach (var error in Source(volume, $"{path}[{i}]"))
            {
                yield return error;
            }
            var name = (string?)volume["name"] ?? "";
            if (name.Length == 0)
            {
                yield return FieldError.Required($"{path}[{i}].name");
            }
            foreach (var error in name.Length == 0 ? [] : NameRules.Label(name))
            {
                yield return FieldError.Invalid($"{path}[{i}].name", name, error);
            }
            if (name.Length > 0 && !names.Add(name))
            {
                yield return FieldError.Duplicate($"{path}[{i}].name", name);
            }
        }
    }

    private static IEnumerable<FieldError> Source(JsonObject volume, string path)
    {
        var kinds = volume.Select(p => p.Key).Where(k => k != "name").ToList();
        // A typed server looks at the kinds in an order of its own, in which emptyDir is first.
        foreach (var kind in kinds.OrderBy(k => k == "emptyDir" ? 0 : 1).Skip(1))
        {
            yield return FieldError.Forbidden($"{path}.{kind}", "may not specify more than 1 volume type");
        }
        if (kinds is not [var only] || volume[only] is not JsonObject source)
        {
            yield break;
        }
        path = $"{path}.{only}";
        foreach (
            var error in only switch
            {
                "emptyDir" => EmptyDir(source, path),
                "hostPath" => HostPath(source, path),
                "persistentVolumeClaim" => Named(source, path, "claimName"),
                "configMap" => Named(source, path, "name").Concat(Items(source, path)),
                "secret" => Named(source, path, "secretName").Concat(Items(source, path)),
                _ => [],
            }
        )
        {
            yield return error;
        }
    }

    private static IEnumerable<FieldError> EmptyDir(JsonObject source, string path)
    {
        if (source["sizeLimit"] is { } limit && QuantityText.Parse(limit.ToString()) < 0)
        {
            yield return FieldError.Forbidden($"{path}.sizeLimit", "SizeLimit field must be a valid resource quantity");
        }
    }

    private static IEnumerable<FieldError> HostPath(JsonObject source, string path)
    {
        var folder = (string?)source["path"] ?? "";
        if (folder.Length == 0)
        {
            yield return FieldError.Required($"{path}.path");
        }
        if (folder.Split('/').Contains(".."))
        {
            yield return FieldError.Invalid($"{path}.path", folder, "must not contain '..'");
        }
        if (source["type"] is { } type && !HostPathTypes.Contains((string?)type))
        {
            yield return FieldError.NotSupported($"{path}.type", type, HostPathTypes);
        }
    }

    private static IEnumerable<FieldError> Named(JsonObject source, string path, string field)
    {
        if ((string?)source[field] is null or "")
        {
            yield return FieldError.Required($"{path}.{field}");
        }
    }

    private static IEnumerable<FieldError> Items(JsonObject source, string path)
    {
        if (source["defaultMode"].Integer() is < 0 or > 511)
        {
            yield return FieldError.Invalid(
                $"{path}.defaultMode",
                source["defaultMode"],
                "must be a number between 0 and 0777 (octal), both inclusive"
            );
        }
        var items = source["items"] as JsonArray ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            var item = $"{path}.items[{i}]";
            if ((string?)items[i]?["key"] is null or "")
            {
                yield return FieldError.Required($"{item}.key");
            }
            var file = (string?)items[i]?["path"] ?? "";
            if (file.Length == 0)
            {
                yield return FieldError.Required($"{item}.path");
            }
            foreach (var error in Relative(file))
            {
                yield return FieldError.Invalid($"{item}.path", file, error);
            }
        }
    }

    /// <summary>What is wrong with a path that must stay below a folder.</summary>
    public static IEnumerable<string> Relative(string path)
    {
        if (path.StartsWith('/'))
        {
            yield return "must be a relative path";
        }
        if (path.Split('/').Contains(".."))
        {
            yield return "must not contain '..'";
        }
    }
}
