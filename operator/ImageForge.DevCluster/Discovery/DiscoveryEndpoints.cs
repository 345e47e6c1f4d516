using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Http;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Discovery;

/// <summary>Paths that are no resources: what is served, the version, health.</summary>
internal sealed class DiscoveryEndpoints(ResourceRegistry registry)
{
    private readonly OpenApiEndpoints _openApi = new(registry);

    private const string Aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    public Task RunAsync(HttpContext http, RequestInfo info)
    {
        var segments = info.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is ["healthz" or "livez" or "readyz", ..])
        {
            return segments.Length == 1 || segments[1] == "ping"
                ? Responses.WriteTextAsync(http, 200, "ok")
                : Responses.WriteNotFoundAsync(http);
        }
        return segments switch
        {
            [] => Responses.WriteAsync(http, 200, Paths()),
            ["version"] => Responses.WriteAsync(http, 200, ServerVersion.Document()),
            ["openapi", "v3", .. var document] => _openApi.RunAsync(http, string.Join('/', document)),
            ["openapi", "v2"] => OldOpenApi.RunAsync(http),
            ["api"] => ListAsync(http, core: true),
            ["apis"] => ListAsync(http, core: false),
            ["api", var version] => ResourcesAsync(http, "", version),
            ["apis", var group] => GroupAsync(http, group),
            ["apis", var group, var version] => ResourcesAsync(http, group, version),
            _ => Responses.WriteNotFoundAsync(http),
        };
    }

    private Task ListAsync(HttpContext http, bool core)
    {
        foreach (var range in MediaRange.ParseAll(http.Request.Headers.Accept))
        {
            if (range.Parameter("as") == "APIGroupDiscoveryList" && range.Parameter("v") == "v2")
            {
                return AggregatedAsync(http, core);
            }

            if (range.Parameter("as") is null && range.IsJson)
            {
                return Responses.WriteAsync(http, 200, core ? LegacyCore(http) : LegacyGroups());
            }
        }

        throw Negotiated.NotAcceptable();
    }

    private Task AggregatedAsync(HttpContext http, bool core)
    {
        var items = core
            ? new JsonArray(AggregatedDocument.Group(registry, ""))
            : new JsonArray([.. registry.Groups.Select(g => AggregatedDocument.Group(registry, g))]);
        var bytes = JsonOutput.Bytes(
            new JsonObject
            {
                ["kind"] = "APIGroupDiscoveryList",
                ["apiVersion"] = "apidiscovery.k8s.io/v2",
                ["metadata"] = new JsonObject(),
                ["items"] = items,
            }
        );
        var tag = $"\"{Convert.ToHexString(SHA512.HashData(bytes))}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "public";
        http.Response.Headers.Vary = "Accept";
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = 304;
            return Task.CompletedTask;
        }
        return Responses.WriteAsync(http, 200, Aggregated, bytes);
    }

    private static JsonObject LegacyCore(HttpContext http) =>
        new()
        {
            ["kind"] = "APIVersions",
            ["versions"] = new JsonArray("v1"),
            ["serverAddressByClientCIDRs"] = new JsonArray(
                new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = http.Request.Host.Value }
            ),
        };

    private JsonObject LegacyGroups() =>
        new()
        {
            ["kind"] = "APIGroupList",
            ["apiVersion"] = "v1",
            ["groups"] = new JsonArray([.. registry.Groups.Select(Group)]),
        };

    private Task GroupAsync(HttpContext http, string group)
    {
        _ = Negotiated.ForObject(http.Request.Headers.Accept);
        if (registry.Versions(group).Count == 0)
        {
            return Responses.WriteNotFoundAsync(http);
        }
        var body = Group(group);
        body.Insert(0, "kind", "APIGroup");
        body.Insert(1, "apiVersion", "v1");
        return Responses.WriteAsync(http, 200, body);
    }

    private JsonObject Group(string group)
    {
        var versions = registry
            .Versions(group)
            .Select(v => new JsonObject { ["groupVersion"] = $"{group}/{v}", ["version"] = v })
            .ToList();
        return new JsonObject
        {
            ["name"] = group,
            ["versions"] = new JsonArray([.. versions]),
            ["preferredVersion"] = versions[0].DeepClone(),
        };
    }

    private Task ResourcesAsync(HttpContext http, string group, string version)
    {
        _ = Negotiated.ForObject(http.Request.Headers.Accept);
        if (!registry.Versions(group).Contains(version))
        {
            return group.Length == 0
                ? throw ApiError.Make(404, "NotFound", "the server could not find the requested resource", [])
                : Responses.WriteNotFoundAsync(http);
        }
        return Responses.WriteAsync(http, 200, LegacyDocument.Resources(registry, group, version));
    }

    private JsonObject Paths()
    {
        var paths = new List<string>
        {
            "/api",
            "/api/v1",
            "/apis",
            "/apis/",
            "/healthz",
            "/livez",
            "/readyz",
            "/version",
            "/openapi/v3",
        };
        foreach (var group in registry.Groups)
        {
            paths.Add($"/apis/{group}");
            paths.AddRange(registry.Versions(group).Select(v => $"/apis/{group}/{v}"));
        }
        paths.Sort(StringComparer.Ordinal);
        return new JsonObject { ["paths"] = new JsonArray([.. paths.Select(p => (JsonNode)p)]) };
    }
}
