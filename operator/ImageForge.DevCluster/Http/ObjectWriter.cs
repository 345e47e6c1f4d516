using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tables;

namespace ImageForge.DevCluster.Http;

/// <summary>Answers with an object in the form that the client asked for.</summary>
internal static class ObjectWriter
{
    public static Task WriteAsync(ApiCall call, int code, JsonObject stored)
    {
        var form = Negotiated.ForObject(call.Http.Request.Headers.Accept);
        var o = call.Resource.View(stored);
        var body = form.TableVersion is { } version
            ? TableWriter.Table(
                call.Resource,
                [o],
                new JsonObject { ["resourceVersion"] = o["metadata"]?["resourceVersion"]?.DeepClone() },
                version,
                Include(call),
                withColumns: true,
                call.Store.Time.GetUtcNow()
            )
            : o;
        return Responses.WriteAsync(call.Http, code, body);
    }

    /// <summary>Lets the kind act on a change that is stored, and answers with the object.</summary>
    public static Task WriteUpdatedAsync(ApiCall call, JsonObject updated, WriteOptions options)
    {
        if (!options.DryRun && call.Info.Subresource.Length == 0)
        {
            call.Resource.Rules.AfterUpdate(call.Store, updated);
        }
        return WriteAsync(call, 200, updated);
    }

    /// <summary>What each row of a table carries.</summary>
    /// <exception cref="ApiError">BadRequest.</exception>
    public static string Include(ApiCall call) =>
        call.Query("includeObject") switch
        {
            null or "" => "Metadata",
            "Metadata" or "Object" or "None" => call.Query("includeObject")!,
            var bad => throw ApiError.BadRequest(
                $"Unable to convert to Table as requested: includeObject: Invalid value: \"{bad}\": must be 'Metadata',"
                    + " 'Object', 'None', or empty"
            ),
        };
}
