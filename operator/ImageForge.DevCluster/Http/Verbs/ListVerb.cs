using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tables;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>GET of a collection.</summary>
internal static class ListVerb
{
    public static Task RunAsync(ApiCall call)
    {
        var form = Negotiated.ForObject(call.Http.Request.Headers.Accept);
        var options = ListOptions.Parse(call, watch: false);
        if (form.TableVersion is not null)
        {
            ObjectWriter.Include(call);
        }
        return WriteAsync(call, form, Select(call, options));
    }

    public static Task WriteAsync(ApiCall call, Negotiated form, ListPage page)
    {
        var resource = call.Resource;
        var metadata = new JsonObject { ["resourceVersion"] = page.Version.ToString(CultureInfo.InvariantCulture) };
        if (page.Continue is { } next)
        {
            metadata["continue"] = next;
        }
        else if (resource.IsCustom && form.TableVersion is null)
        {
            metadata["continue"] = "";
        }
        if (page.Remaining is { } remaining)
        {
            metadata["remainingItemCount"] = remaining;
        }
        var body = form.TableVersion is { } version
            ? TableWriter.Table(
                resource,
                page.Items,
                metadata,
                version,
                ObjectWriter.Include(call),
                withColumns: true,
                call.Store.Time.GetUtcNow()
            )
            : new JsonObject
            {
                ["kind"] = resource.ListKind,
                ["apiVersion"] = resource.GroupVersion,
                ["metadata"] = metadata,
                ["items"] = new JsonArray([.. page.Items.Select(o => Item(call, o))]),
            };
        return Responses.WriteAsync(call.Http, 200, body);
    }

    /// <summary>The objects that a list request names, already in the version asked for.</summary>
    /// <exception cref="ApiError">Expired, Timeout, BadRequest.</exception>
    public static ListPage Select(ApiCall call, ListOptions options)
    {
        var requested = Version(options.Version);
        var limit = options.Limit > 0 && requested != 0 ? options.Limit : long.MaxValue;
        var start = "";
        IReadOnlyList<JsonObject> all;
        long version;
        if (options.Continue.Length > 0)
        {
            var token = ContinueToken.Decode(options.Continue);
            if (requested is not (null or 0))
            {
                throw ApiError.BadRequest("specifying resource version is not allowed when using continue");
            }
            start = token.Start;
            (all, version) = token.Version < 0 ? Now(call) : Past(call, token);
        }
        else
        {
            if (requested is { } wanted)
            {
                ResourceVersions.RequireReached(call.Store, wanted);
            }
            (all, version) = options.VersionMatch == "Exact" ? Exactly(call, requested!.Value) : Now(call);
        }

        var selected = all.Select(call.Resource.View).Where(options.Selects);
        var items = new List<JsonObject>();
        var total = 0;
        foreach (var o in selected)
        {
            if (start.Length > 0 && string.CompareOrdinal(KeyOf(call, o), start) < 0)
            {
                continue;
            }
            total++;
            if (items.Count < limit)
            {
                items.Add(o);
            }
        }
        if (total == items.Count)
        {
            return new ListPage(items, version, null, null);
        }
        var next = new ContinueToken(version, "/" + KeyOf(call, items[^1]) + "\0").Encode();
        return new ListPage(items, version, next, options.SelectsAll ? total - items.Count : null);
    }

    private static (IReadOnlyList<JsonObject>, long) Now(ApiCall call) =>
        call.Store.Snapshot(call.Resource.Storage, call.Info.Namespace);

    private static (IReadOnlyList<JsonObject>, long) Exactly(ApiCall call, long version)
    {
        try
        {
            return (call.Store.ListAt(call.Resource.Storage, call.Info.Namespace, version), version);
        }
        catch (ApiError e) when (e.Code == 410)
        {
            throw ApiError.Expired("The resourceVersion for the provided list is too old.");
        }
    }

    private static (IReadOnlyList<JsonObject>, long) Past(ApiCall call, ContinueToken token)
    {
        ResourceVersions.RequireReached(call.Store, token.Version);
        try
        {
            return (call.Store.ListAt(call.Resource.Storage, call.Info.Namespace, token.Version), token.Version);
        }
        catch (ApiError e) when (e.Code == 410)
        {
            var expired = ApiError.Expired(
                "The provided continue parameter is too old to display a consistent list result. You can start a new"
                    + " list without the continue parameter, or use the continue token in this response to retrieve the"
                    + " remainder of the results. Continuing with the provided token results in an inconsistent list -"
                    + " objects that were created, modified, or deleted between the time the first chunk was returned"
                    + " and now may show up in the list."
            );
            expired.Status["metadata"]!["continue"] = new ContinueToken(-1, token.Start).Encode();
            throw expired;
        }
    }

    private static long? Version(string text)
    {
        try
        {
            return ResourceVersions.Parse(text);
        }
        catch (FormatException e)
        {
            throw ApiError.BadRequest(
                $"invalid resource version: resourceVersion: Invalid value: \"{text}\": {e.Message}"
            );
        }
    }

    // Within one namespace the name is the key, over all of them the namespace comes first.
    private static string KeyOf(ApiCall call, JsonObject o) =>
        call.Info.Namespace is null && call.Resource.Namespaced ? $"{o.Namespace()}/{o.Name()}" : o.Name();

    // Items of built-in lists leave out their kind, as typed servers write them.
    private static JsonObject Item(ApiCall call, JsonObject o)
    {
        var item = o.DeepClone().AsObject();
        if (!call.Resource.IsCustom)
        {
            item.Remove("kind");
            item.Remove("apiVersion");
        }
        return item;
    }
}

/// <summary>A list or a part of one.</summary>
/// <param name="Items">The objects.</param>
/// <param name="Version">The version that they are of.</param>
/// <param name="Continue">The token for what follows; null at the end.</param>
/// <param name="Remaining">How many follow, where it is known.</param>
internal sealed record ListPage(IReadOnlyList<JsonObject> Items, long Version, string? Continue, long? Remaining);
