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
    CancellationToken Stopping
)
{
    public ObjectKey Key => Resource.Key(Info.Namespace, Info.Name);

    public ApiError NotFound() => ApiError.NotFound(Resource.Id, Info.Name);

    public string? Query(string name) =>
        Http.Request.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;
}
