using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.OpenApi;

/// <summary>
/// The OpenAPI v3 documents of a set of resources, one for each group and version. Made for one state of what is
/// served: documents are built when they are first asked for, and are then the same bytes for ever.
/// </summary>
internal sealed class OpenApiDocuments
{
    private readonly Dictionary<string, Lazy<(JsonObject Document, string Hash)>> _documents;

    public OpenApiDocuments(IEnumerable<OpenApiResource> resources) =>
        _documents = resources
            .GroupBy(resource => resource.DocumentPath)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => new Lazy<(JsonObject, string)>(() => WithHash(Build([.. group])))
            );

    /// <summary>The body of <c>/openapi/v3</c>: where each document is, under an address that changes with it.</summary>
    public JsonObject Index()
    {
        var paths = new JsonObject();
        foreach (var (path, document) in _documents)
        {
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash={document.Value.Hash}" };
        }
        return new JsonObject { ["paths"] = paths };
    }

    /// <summary>Whether there is a document at a path.</summary>
    public bool Contains(string path) => _documents.ContainsKey(path);

    /// <summary>The document of a path such as <c>apis/imageforge.dev/v1alpha1</c>. It is shared and not to be edited.</summary>
    /// <exception cref="KeyNotFoundException">Nothing is served there.</exception>
    public JsonObject Document(string path) => _documents[path].Value.Document;

    /// <summary>The hash of a document: its ETag, and part of its address.</summary>
    /// <exception cref="KeyNotFoundException">Nothing is served there.</exception>
    public string Hash(string path) => _documents[path].Value.Hash;

    private static JsonObject Build(IReadOnlyList<OpenApiResource> resources)
    {
        var paths = new JsonObject();
        var schemas = new JsonObject();
        foreach (var resource in resources.OrderBy(resource => resource.Plural, StringComparer.Ordinal))
        {
            new OpenApiPaths(resource).AddTo(paths);
            OpenApiSchemas.AddTo(schemas, resource);
        }
        MetaSchemas.AddTo(schemas);
        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "ImageForge development cluster", ["version"] = "v0.1.0" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static (JsonObject, string) WithHash(JsonObject document) =>
        (document, Convert.ToHexString(SHA512.HashData(Encoding.UTF8.GetBytes(document.ToJsonString()))));
}
