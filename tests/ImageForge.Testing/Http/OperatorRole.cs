using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;

namespace ImageForge.Testing.Http;

/// <summary>
/// What config/default/rbac.yaml lets the operator do. A script that plays the API server for it is asked only what a real
/// server would answer; anything else is refused, as there.
/// </summary>
public static class OperatorRole
{
    private static readonly HashSet<(string Group, string Resource, string Verb)> Permissions = Read();

    /// <summary>A scripted API server that enforces the role.</summary>
    public static ScriptedServer Serve(Func<ScriptedExchange, Task> script) =>
        new(exchange => Allows(exchange.Request) ? script(exchange) : RefuseAsync(exchange));

    /// <summary>Whether the operator may send a request.</summary>
    public static bool Allows(ScriptedRequest request) => Permissions.Contains(Needed(request));

    /// <summary>What a request needs, as Kubernetes' RequestInfo takes a path apart.</summary>
    private static (string Group, string Resource, string Verb) Needed(ScriptedRequest request)
    {
        var parts = request.Path.Trim('/').Split('/');
        var (group, rest) = parts[0] == "api" ? ("", parts[2..]) : (parts[1], parts[3..]);
        rest = rest is ["namespaces", _, _, ..] ? rest[2..] : rest;
        var verb = request.Method switch
        {
            "GET" when request.Query("watch") is "1" or "true" => "watch",
            "GET" => rest.Length > 1 ? "get" : "list",
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            _ => rest.Length > 1 ? "delete" : "deletecollection",
        };
        return (group, rest.Length > 2 ? $"{rest[0]}/{rest[2]}" : rest[0], verb);
    }

    private static Task RefuseAsync(ScriptedExchange exchange)
    {
        var (group, resource, verb) = Needed(exchange.Request);
        var message =
            $"{resource} is forbidden: User \"imageforge-operator\" cannot {verb} resource \"{resource}\" in API group \"{group}\"";
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["status"] = "Failure",
            ["reason"] = "Forbidden",
            ["code"] = 403,
            ["message"] = message,
        };
        return exchange.AnswerAsync(403, status.ToJsonString(JsonSerializerOptions.Default));
    }

    private static HashSet<(string, string, string)> Read()
    {
        using var stream = typeof(OperatorRole).Assembly.GetManifestResourceStream("rbac.yaml")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. from document in YamlReader.Read(reader.ReadToEnd())
            let role = document.Value!.AsObject()
            where (string?)role["kind"] is "Role" or "ClusterRole"
            from rule in role["rules"]!.AsArray()
            from @group in Texts(rule, "apiGroups")
            from resource in Texts(rule, "resources")
            from verb in Texts(rule, "verbs")
            select (@group, resource, verb),
        ];
    }

    private static IEnumerable<string> Texts(JsonNode? rule, string list) =>
        rule![list]!.AsArray().Select(text => (string)text!);
}
