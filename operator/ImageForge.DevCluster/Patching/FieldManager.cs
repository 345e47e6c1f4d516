using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Patching;

/// <summary>
/// Keeps the books of who owns which field, and merges server-side applies by them. Objects given may be changed;
/// the live object never is.
/// </summary>
internal static class FieldManager
{
    private const string BeforeFirstApply = "before-first-apply";

    // What the server sets, or what names the object, has no owner.
    private static readonly FieldSet Unowned = Paths(
        ["f:apiVersion"],
        ["f:kind"],
        ["f:metadata"],
        ["f:metadata", "f:name"],
        ["f:metadata", "f:namespace"],
        ["f:metadata", "f:creationTimestamp"],
        ["f:metadata", "f:selfLink"],
        ["f:metadata", "f:uid"],
        ["f:metadata", "f:generation"],
        ["f:metadata", "f:managedFields"],
        ["f:metadata", "f:resourceVersion"],
        ["f:metadata", "f:deletionTimestamp"],
        ["f:metadata", "f:deletionGracePeriodSeconds"]
    );

    private static readonly FieldSet Status = Paths(["f:status"]);

    /// <summary>Books a create (without a live object), update or patch; returns the object with its owners.</summary>
    public static JsonObject Update(
        ServedResource resource,
        JsonObject? live,
        JsonObject updated,
        string manager,
        string subresource,
        DateTimeOffset now
    )
    {
        now = WholeSeconds(now);
        var managed = Entries(live, updated, subresource);
        updated.Metadata().Remove("managedFields");
        if (live is not null && managed.IsEmpty)
        {
            return updated;
        }
        var before = live is null ? resource.Rules.Empty(resource) : Shown(resource, Without(live));
        var after = Shown(resource, updated);
        if (TypedCheck.Errors(after, resource.Type).Any())
        {
            return updated;
        }

        var changes = Relevant(resource, subresource, Comparison.Of(before, after, resource.Type));
        var taken = changes.Modified.Union(changes.Added);
        var key = new ManagerKey(manager, false, resource.GroupVersion, subresource);
        var held = managed.Sets.GetValueOrDefault(key) ?? new FieldSet();
        foreach (var other in managed.Sets.Keys.ToList())
        {
            managed.Sets[other] = managed.Sets[other].Except(taken).Except(changes.Removed);
        }
        var mine = held.Except(changes.Removed).Union(taken.Except(Unowned));
        managed.Sets[key] = mine;
        // Writing again what one owns already is no news.
        if (!mine.Except(held).IsEmpty || !held.Except(mine).IsEmpty)
        {
            managed.Times[key] = now;
        }
        managed.WriteTo(updated);
        return updated;
    }

    /// <summary>Merges an applied configuration into what is there, or makes a new object of it.</summary>
    /// <exception cref="ApiError">A conflict with other owners, or a configuration that does not fit its type.</exception>
    public static JsonObject Apply(
        ServedResource resource,
        JsonObject? live,
        JsonObject applied,
        string manager,
        string subresource,
        bool force,
        DateTimeOffset now
    )
    {
        RequireType(resource, applied);
        now = WholeSeconds(now);
        var managed = live is null ? new ManagedFields() : ManagedFields.Of(live);
        if (live is not null && managed.IsEmpty)
        {
            var first = new ManagerKey(BeforeFirstApply, false, resource.GroupVersion, "");
            var all = Relevant(
                resource,
                "",
                Comparison.Of(resource.Rules.Empty(resource), Without(live), resource.Type)
            );
            managed.Sets[first] = all.Added.Union(all.Modified).Except(Unowned);
        }
        var before = live is null ? resource.Rules.Empty(resource) : Without(live);
        before["apiVersion"] ??= resource.GroupVersion;
        before["kind"] ??= resource.Kind;

        var key = managed.Sets.Keys.FirstOrDefault(k =>
            k.IsApply && k.Manager == manager && k.Subresource == subresource
        );
        var last = key is null ? null : managed.Sets[key];
        if (key is not null)
        {
            managed.Sets.Remove(key);
        }
        var next = new ManagerKey(manager, true, resource.GroupVersion, subresource);
        if (key is not null && key != next && managed.Times.Remove(key, out var time))
        {
            managed.Times[next] = time;
        }
        // Until all is merged it owns its name too, or that would be pruned with the rest of the metadata.
        managed.Sets[next] = Relevant(resource, subresource, FieldSets.Of(applied, resource.Type));

        var merged = TypedMerge.Merge(before, applied, resource.Type)!.AsObject();
        if (last is { IsEmpty: false })
        {
            merged = Prune(merged, managed, last, resource);
        }
        var changes = Relevant(resource, subresource, Comparison.Of(before, merged, resource.Type));
        Settle(managed, next, changes, force, LastApplied.Yielding(resource, live, manager));
        managed.Sets[next] = managed.Sets[next].Except(Unowned);
        if (!changes.IsSame)
        {
            managed.Times[next] = now;
        }
        managed.WriteTo(merged);
        LastApplied.Sync(merged, applied, manager);
        return merged;
    }

    // Fields that this manager applied before and now omits are removed, unless another manager owns them.
    private static JsonObject Prune(JsonObject merged, ManagedFields managed, FieldSet last, ServedResource resource)
    {
        var type = resource.Type;
        var named = last.WithNamedFields(type);
        var pruned = TypedRemove.Remove(merged, named, type) as JsonObject ?? [];
        var all = FieldSets.Of(merged, type).WithNamedFields(type);
        var owned = managed.Sets.Values.Aggregate(new FieldSet(), (a, b) => a.Union(b)).WithNamedFields(type);

        var gone = all.Except(FieldSets.Of(pruned, type).WithNamedFields(type)).Except(owned);
        pruned = TypedRemove.Remove(merged, gone, type) as JsonObject ?? [];
        gone = all.Except(FieldSets.Of(pruned, type).WithNamedFields(type)).Intersect(named);
        return TypedRemove.Remove(merged, gone, type) as JsonObject ?? [];
    }

    private static void Settle(
        ManagedFields managed,
        ManagerKey applier,
        Comparison changes,
        bool force,
        FieldSet yielding
    )
    {
        var taken = changes.Modified.Union(changes.Added);
        var conflicts = managed
            .Sets.Where(s => s.Key != applier)
            .Select(s => (s.Key, Paths: s.Value.Intersect(taken).Except(yielding)))
            .Where(c => !c.Paths.IsEmpty)
            .OrderBy(c => c.Key.Manager, StringComparer.Ordinal)
            .ToList();
        if (conflicts.Count > 0 && !force)
        {
            throw ApplyConflict.Of(conflicts);
        }
        foreach (var key in managed.Sets.Keys.Where(k => k != applier).ToList())
        {
            managed.Sets[key] = managed.Sets[key].Except(taken).Except(changes.Removed);
        }
    }

    private static void RequireType(ServedResource resource, JsonObject applied)
    {
        var errors = TypedCheck.Errors(applied, resource.Type).ToList();
        if (errors.Count == 0)
        {
            return;
        }
        var text = errors.Count == 1 ? errors[0] : "errors:\n  " + string.Join("\n  ", errors);
        throw ApiError.Plain(
            500,
            $"failed to create typed patch object ({applied.Namespace()}/{applied.Name()}; {resource.GroupVersion},"
                + $" Kind={resource.Kind}): {text}"
        );
    }

    private static ManagedFields Entries(JsonObject? live, JsonObject updated, string subresource)
    {
        var stored = live is null ? new ManagedFields() : ManagedFields.Of(live);
        if (subresource.Length > 0)
        {
            return stored;
        }
        if (ManagedFields.IsReset(updated))
        {
            return new ManagedFields();
        }
        // A client that does not know of owners shall not delete them.
        var given = ManagedFields.Of(updated);
        return given.IsEmpty ? stored : given;
    }

    private static Comparison Relevant(ServedResource resource, string subresource, Comparison changes) =>
        changes.Map(set => Relevant(resource, subresource, set));

    private static FieldSet Relevant(ServedResource resource, string subresource, FieldSet set) =>
        subresource == "status" ? set.Only("f:status")
        : resource.HasStatus ? set.ExceptBelow(Status)
        : set;

    // As times are written; entries of one second are ordered by their owners' names.
    private static DateTimeOffset WholeSeconds(DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    // Fields are owned under the names that they have in the version of the request.
    private static JsonObject Shown(ServedResource resource, JsonObject o)
    {
        if (resource.StoredAs is null)
        {
            return o;
        }
        var shown = resource.View(o);
        foreach (var name in shown.Where(p => p.Value is null).Select(p => p.Key).ToList())
        {
            shown.Remove(name);
        }
        return shown;
    }

    private static JsonObject Without(JsonObject live)
    {
        var copy = live.Copy();
        copy.Metadata().Remove("managedFields");
        return copy;
    }

    private static FieldSet Paths(params string[][] paths)
    {
        var set = new FieldSet();
        foreach (var path in paths)
        {
            set.Insert(path);
        }
        return set;
    }
}
