using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.Cli.Local;
using ImageForge.Cli.Manifests;
using ImageForge.Kube;

namespace ImageForge.Cli.Dev;

/// <summary>Applies manifests to a cluster and prints the state of each object until all are settled.</summary>
internal sealed class Demonstration(KubeClient client, string storeUri, TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // Longer than any step takes while no pod is running.
    private static readonly TimeSpan IdlePatience = TimeSpan.FromSeconds(5);

    private static readonly ResourceType<Unstructured> Jobs = KnownKinds.GenerationJobs;

    /// <returns>Whether everything is ready or suspended by its manifest.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<ManifestDocument> manifests, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var applied = await ApplyAsync(manifests, cancellation);
        var told = new Dictionary<(ResourceType<Unstructured>, ObjectKey), ObjectView>();
        var lastChange = start;
        while (true)
        {
            foreach (var item in applied)
            {
                var stored = await client.GetAsync(item.Type, item.Key, cancellation);
                var view = ObjectView.Of(stored.Json);
                if (told.GetValueOrDefault(item) != view)
                {
                    Tell(time.GetElapsedTime(start), view);
                    TellPictures(stored.Json, view);
                    told[item] = view;
                    lastChange = time.GetTimestamp();
                }
            }

            var open = told.Values.Where(v => v.Progress is ObjectProgress.Waiting or ObjectProgress.Running).ToList();
            if (open.Count == 0)
            {
                return told.Values.All(v => v.Progress != ObjectProgress.Failed);
            }

            if (time.GetElapsedTime(lastChange) > IdlePatience && await IsIdleAsync(cancellation))
            {
                foreach (var view in open)
                {
                    output.WriteLine($"still waiting: {view.Kind} {view.Name}: {view.Message}");
                }

                return false;
            }

            await Task.Delay(Interval, time, cancellation);
        }
    }

    /// <summary>Whether nothing is in progress, so that waiting objects will not continue.</summary>
    private async Task<bool> IsIdleAsync(CancellationToken cancellation)
    {
        var pods = await client.ListAsync(CoreResources.Pods, null, cancellation);
        var jobs = await client.ListAsync(Jobs, null, cancellation);
        return pods.Items.All(p => p.Status?.Phase != "Running")
            && jobs.Items.All(j => ObjectView.Of(j.Json).Progress != ObjectProgress.Running);
    }

    /// <summary>Applies namespaces and definitions first, so that the order of the files does not matter.</summary>
    private async Task<IReadOnlyList<(ResourceType<Unstructured> Type, ObjectKey Key)>> ApplyAsync(
        IReadOnlyList<ManifestDocument> manifests,
        CancellationToken cancellation
    )
    {
        var applied = new List<(ResourceType<Unstructured>, ObjectKey)>();
        foreach (var (manifest, type) in manifests.Select(m => (m, Type(m))).OrderBy(m => m.Item2.Namespaced))
        {
            if (type.Namespaced)
            {
                manifest.Object["metadata"]!["namespace"] ??= "default";
            }

            var value = new Unstructured(manifest.Object);
            try
            {
                await client.ApplyAsync(type, value, "imageforge", cancellation);
            }
            catch (KubeException exception)
            {
                throw new ManifestException($"{manifest.Place("metadata")}: {exception.Message}");
            }

            applied.Add((type, ObjectKey.Of(value)));
        }

        return applied;
    }

    private static ResourceType<Unstructured> Type(ManifestDocument manifest)
    {
        if (manifest.Name.Length == 0)
        {
            throw new ManifestException($"{manifest.Place("metadata")}: metadata.name is required");
        }

        return KnownKinds.Find(new Unstructured(manifest.Object))
            ?? throw new ManifestException(
                $"{manifest.Place("kind")}: unsupported kind {manifest.Kind} ({manifest.ApiVersion}); use kubectl"
            );
    }

    private void Tell(TimeSpan elapsed, ObjectView view)
    {
        var seconds = elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        output.WriteLine(
            $"{seconds, 5} s  {view.Kind, -17} {view.Name, -24} {view.State, -10} {view.Images, -5} {view.Message}"
        );
    }

    private void TellPictures(JsonObject value, ObjectView view)
    {
        if (view.Progress != ObjectProgress.Ready)
        {
            return;
        }

        var sheet = $"{value["status"]?["contactSheet"]?["key"]}";
        var keys = ((value["status"]?["artifacts"] as JsonArray) ?? []).Select(a => $"{a!["key"]}");
        foreach (var key in sheet.Length == 0 ? keys : keys.Append(sheet))
        {
            output.WriteLine($"           {StoreLocations.Of(storeUri, key)}");
        }
    }
}
