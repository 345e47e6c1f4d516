using ImageForge.DevCluster.Auth;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Http;

/// <summary>One request on a resource, with everything that answering it takes.</summary>
internal sealed record ApiCall(
    HttpContext Http,
    RequestInfo Info,
    UserInfo User,
    ServedResource Resource,
    ObjectStore Store,
    Authorizer Authorizer,
    CancellationToken Stopping
)
{
    public ObjectKey Key => Resource.Key(Info.Namespace, Info.Name);

    /// <summary>Checks that a request that is no create may make an object all the same.</summary>
    /// <exception cref="ApiError">Forbidden.</exception>
    public void RequireCreate()
    {
        if (Authorizer.Refusal(Info with { Verb = "create" }, User) is { } refusal)
        {
            throw refusal;
        }
    }

    public ApiError NotFound() => ApiError.NotFound(Resource.Id, Info.Name);

    public string? Query(string name) =>
        Http.Request.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;
}
