namespace ImageForge.DevCluster.Http;

/// <summary>What a request is about, read from its method and path alone.</summary>
internal sealed record RequestInfo
{
    /// <summary>True for <c>/api/…</c> and <c>/apis/…</c> paths that name a resource.</summary>
    public bool IsResource { get; init; }

    public required string Path { get; init; }

    /// <summary>As in authorization rules: get, list, watch, create, update, patch, delete, deletecollection.</summary>
    public required string Verb { get; init; }

    public string Group { get; init; } = "";

    public string Version { get; init; } = "";

    public string? Namespace { get; init; }

    public string Resource { get; init; } = "";

    public string Name { get; init; } = "";

    public string Subresource { get; init; } = "";

    /// <summary><c>v1</c> or <c>batch/v1</c>.</summary>
    public string GroupVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public static RequestInfo Parse(string method, string path, bool watch)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        var rest = segments switch
        {
            ["api", _, _, ..] => segments[2..],
            ["apis", _, _, _, ..] => segments[3..],
            _ => [],
        };
        if (rest.Length == 0)
        {
            return new RequestInfo { Path = path, Verb = PlainVerb(method) };
        }

        var info = new RequestInfo
        {
            IsResource = true,
            Path = path,
            Verb = "",
            Group = segments[0] == "api" ? "" : segments[1],
            Version = segments[0] == "api" ? segments[1] : segments[2],
        };
        var oldWatch = rest[0] == "watch" && rest.Length > 1;
        if (oldWatch)
        {
            rest = rest[1..];
        }
        // /namespaces/x/status is a subresource of the namespace, /namespaces/x/pods a resource within it.
        if (rest is ["namespaces", var ns, var third, ..] && third != "status")
        {
            info = info with { Namespace = ns };
            rest = rest[2..];
        }
        info = info with
        {
            Resource = rest[0],
            Name = rest.Length > 1 ? rest[1] : "",
            Subresource = rest.Length > 2 ? rest[2] : "",
        };
        return info with { Verb = ResourceVerb(method, info.Name, watch, oldWatch) };
    }

    private static string ResourceVerb(string method, string name, bool watch, bool oldWatch) =>
        method switch
        {
            "GET" or "HEAD" when oldWatch => "watch",
            "GET" or "HEAD" when name.Length > 0 => "get",
            "GET" or "HEAD" => watch ? "watch" : "list",
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            "DELETE" => name.Length > 0 ? "delete" : "deletecollection",
            _ => "",
        };

    private static string PlainVerb(string method) =>
        method switch
        {
            "GET" => "get",
            "HEAD" => "head",
            "POST" => "post",
            "PUT" => "put",
            "PATCH" => "patch",
            "DELETE" => "delete",
            _ => method,
        };
}
