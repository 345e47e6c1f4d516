using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;

namespace ImageForge.Integration.Tests.Permissions;

/// <summary>Reads the permissions that manifests give.</summary>
internal static class Rules
{
    /// <summary>Every rule of every role, taken apart.</summary>
    public static IReadOnlyList<Permission> Of(string manifests) =>
        [
            .. from document in YamlReader.Read(manifests)
            let role = document.Value!.AsObject()
            where (string?)role["kind"] is "Role" or "ClusterRole"
            from rule in role["rules"]!.AsArray()
            from @group in Texts(rule, "apiGroups")
            from resource in Texts(rule, "resources")
            from verb in Texts(rule, "verbs")
            select new Permission((string?)role["metadata"]!["namespace"], @group, resource, verb),
        ];

    private static IEnumerable<string> Texts(JsonNode? rule, string list) =>
        rule![list]!.AsArray().Select(text => (string)text!);
}
