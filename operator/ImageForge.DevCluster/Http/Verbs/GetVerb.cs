using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>GET of one object.</summary>
internal static class GetVerb
{
    public static Task RunAsync(ApiCall call)
    {
        try
        {
            if (ResourceVersions.Parse(call.Query("resourceVersion")) is { } version)
            {
                ResourceVersions.RequireReached(call.Store, version);
            }
        }
        catch (FormatException e)
        {
            throw ApiError.BadRequest(
                $"invalid resource version: resourceVersion: Invalid value: \"{call.Query("resourceVersion")}\": {e.Message}"
            );
        }
        return ObjectWriter.WriteAsync(call, 200, call.Store.Get(call.Key) ?? throw call.NotFound());
    }
}
