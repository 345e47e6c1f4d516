using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>PUT of a namespace's <c>finalize</c>, which takes <c>spec.finalizers</c> from the body.</summary>
internal static class FinalizeVerb
{
    public static async Task RunAsync(ApiCall call)
    {
        var (body, _) = await BodyReader.ObjectAsync(call);
        var updated =
            call.Store.Mutate(
                call.Key,
                o =>
                {
                    if (o["spec"] is not JsonObject spec)
                        o["spec"] = spec = [];
                    spec["finalizers"] = body["spec"]?["finalizers"]?.DeepClone();
                    return o;
                }
            ) ?? throw call.NotFound();
        await ObjectWriter.WriteAsync(call, 200, updated);
    }
}
