using System.Text.Json.Nodes;
using ImageForge.DevCluster.Http;
using ImageForge.DevCluster.OpenApi;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Resources.Types;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Discovery;

/// <summary>The OpenAPI v3 documents, made anew when what is served changes.</summary>
internal sealed class OpenApiEndpoints(ResourceRegistry registry)
{
    private readonly Lock _lock = new();
    private (long Revision, OpenApiDocuments Documents)? _made;

    public Task RunAsync(HttpContext http, string path)
    {
        var documents = Documents();
        if (path.Length == 0)
        {
            return Responses.WriteAsync(http, 200, "text/plain; charset=utf-8", JsonOutput.Bytes(documents.Index()));
        }
        if (!documents.Contains(path))
        {
            return Responses.WriteNotFoundAsync(http);
        }
        var hash = documents.Hash(path);
        var asked = http.Request.Query["hash"].ToString();
        if (asked.Length > 0 && asked != hash)
        {
            http.Response.Headers.Location = $"/openapi/v3/{path}?hash={hash}";
            http.Response.Headers.ETag = $"\"{hash}\"";
            http.Response.Headers.Vary = "Accept";
            return Responses.WriteAsync(http, 301, "application/json", []);
        }
        http.Response.Headers.ETag = $"\"{hash}\"";
        http.Response.Headers.Vary = "Accept";
        // Under its hash a document never changes.
        if (asked.Length > 0)
        {
            http.Response.Headers.CacheControl = "public, immutable";
        }
        if (http.Request.Headers.IfNoneMatch == $"\"{hash}\"")
        {
            http.Response.StatusCode = 304;
            return Task.CompletedTask;
        }
        return Responses.WriteAsync(http, 200, documents.Document(path));
    }

    private OpenApiDocuments Documents()
    {
        var revision = registry.Revision;
        lock (_lock)
        {
            if (_made is not { } made || made.Revision != revision)
            {
                _made = made = (revision, new OpenApiDocuments(registry.All.Select(Describe)));
            }
            return made.Documents;
        }
    }

    private static OpenApiResource Describe(ServedResource r) =>
        new()
        {
            Group = r.Id.Group,
            Version = r.Version,
            Kind = r.Kind,
            ListKind = r.ListKind,
            Plural = r.Id.Plural,
            Namespaced = r.Namespaced,
            HasStatus = r.HasStatus,
            IsCustom = r.IsCustom,
            Schema = r.Source?["schema"]?["openAPIV3Schema"] is JsonObject declared
                ? (JsonObject)declared.DeepClone()
                : TypeSchemas.Of(r.Type),
        };
}
