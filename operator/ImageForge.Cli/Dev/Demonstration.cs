using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.Cli.Local;
using ImageForge.Cli.Manifests;
using ImageForge.Kube;

namespace ImageForge.Cli.Dev;

/// <summary>Applies manifests to a cluster and tells what becomes of each object until all are ready or have failed.</summary>
internal sealed class Demonstration(KubeClient client, string storeUri, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <returns>Whether everything became ready.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<ManifestDocument> manifests, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var applied = new List<(ResourceType<Unstructured> Type, ObjectKey Key)>();
        foreach (var manifest in manifests)
        {
            applied.Add(await ApplyAsync(manifest, cancellation));
        }

        var told = new Dictionary<ObjectKey, JobView>();
        while (true)
        {
            var views = new List<JobView>();
            foreach (var (type, key) in applied)
            {
                var stored = await client.GetAsync(type, key, cancellation);
                var view = JobView.Of(stored.Json);
                views.Add(view);
                if (told.GetValueOrDefault(key) != view)
                {
                    Tell(time.GetElapsedTime(start), view);
                    told[key] = view;
                    TellPictures(stored.Json, view);
                }
            }

            if (views.TrueForAll(v => v.IsReady || v.HasFailed))
            {
                return views.TrueForAll(v => v.IsReady);
            }

            await Task.Delay(Interval, time, cancellation);
        }
    }

    private async Task<(ResourceType<Unstructured>, ObjectKey)> ApplyAsync(
        ManifestDocument manifest,
        CancellationToken cancellation
    )
    {
        manifest.Object["metadata"]!["namespace"] ??= "default";
        var value = new Unstructured(manifest.Object);
        var type =
            KnownKinds.Find(value)
            ?? throw new ManifestException(
                $"{manifest.Place("kind")}: {manifest.Kind} of {manifest.ApiVersion} is not applied here; use kubectl"
            );
        try
        {
            await client.ApplyAsync(type, value, "imageforge", cancellation);
        }
        catch (KubeException exception)
        {
            throw new ManifestException($"{manifest.Place("metadata")}: {exception.Message}");
        }

        return (type, ObjectKey.Of(value));
    }

    private void Tell(TimeSpan elapsed, JobView view)
    {
        var seconds = elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        output.WriteLine(
            $"{seconds, 5} s  {view.Kind, -17} {view.Name, -24} {view.State, -10} {view.Images, -5} {view.Message}"
        );
    }

    private void TellPictures(JsonObject value, JobView view)
    {
        if (!view.IsReady)
        {
            return;
        }

        var sheet = $"{value["status"]?["contactSheet"]?["key"]}";
        var keys = ((value["status"]?["artifacts"] as JsonArray) ?? []).Select(a => $"{a!["key"]}");
        foreach (var key in sheet.Length == 0 ? keys : keys.Append(sheet))
        {
            output.WriteLine($"           {StorePlaces.Of(storeUri, key)}");
        }
    }
}
