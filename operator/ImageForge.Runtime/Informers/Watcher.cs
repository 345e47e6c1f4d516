using ImageForge.Kube;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Informers;

/// <summary>
/// List and watch as a pure function of state and input. Lists again only if the server no longer has (or may not have) the
/// changes since the last resourceVersion.
/// </summary>
internal static class Watcher
{
    /// <summary>Older than all: version of a store that is empty because the server does not have the kind.</summary>
    public const string OldestVersion = "0";

    /// <summary>The latest state.</summary>
    private const string LatestVersion = "";

    public static WatcherStep<T> Start<T>(Snapshot<T> empty)
        where T : class, IKubernetesObject<V1ObjectMeta> => Resync(empty, null, null, backOff: false);

    public static WatcherStep<T> Step<T>(WatcherState<T> state, WatcherInput<T> input)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (state, input) switch
        {
            (WatcherState<T>.Listing listing, WatcherInput<T>.Listed { List: var list }) => Replace(
                listing,
                list.Items,
                list.ResourceVersion
            ),
            (WatcherState<T>.Watching following, WatcherInput<T>.Event { Line: var line }) => Follow(following, line),
            (WatcherState<T>.Watching following, WatcherInput<T>.Ended ended) => Again(following, ended.Early),
            (_, WatcherInput<T>.Ended) => Fail(state, WatchFailure.Unavailable),
            // The supervisor has already waited before the restart.
            (_, WatcherInput<T>.Restarted) => Resync(state.Store, state.Version, From(state), backOff: false),
            (_, WatcherInput<T>.Failed failed) => Fail(state, failed.Failure),
            _ => throw new InvalidOperationException($"{state.GetType().Name} does not accept {input.GetType().Name}."),
        };

    private static WatcherStep<T> Follow<T>(WatcherState<T>.Watching state, WatchEvent<T> line)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        line switch
        {
            WatchEvent<T>.Added { Object: var value } => Upsert(state, value),
            WatchEvent<T>.Modified { Object: var value } => Upsert(state, value),
            WatchEvent<T>.Deleted { Object: var value } => Delete(state, value),
            WatchEvent<T>.Unreadable { Object: var bad } => Remove(state, bad.Key, bad.ResourceVersion),
            WatchEvent<T>.Bookmark { ResourceVersion: var version } => new(Reached(state, version), []),
            WatchEvent<T>.Error { Status: var status } => Fail(state, WatchFailures.Of(status)),
            _ => throw new InvalidOperationException($"{line.GetType().Name} is not an event."),
        };

    private static WatcherStep<T> Upsert<T>(WatcherState<T>.Watching state, T value)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var key = ObjectKey.Of(value);
        var version = value.Metadata.ResourceVersion ?? "";
        var old = state.Store.Get(key);
        var isSame = old is not null && old.Metadata.Uid == value.Metadata.Uid;
        if (isSame && ResourceVersions.Compare(version, old!.Metadata.ResourceVersion) <= 0)
        {
            return new(state, []);
        }
        // An unknown object although everything up to a later version was reported: either late, or a duplicate of a deleted
        // one. Only a new list can tell.
        if (!isSame && ResourceVersions.Compare(version, state.At) <= 0)
        {
            return Resync(state.Store, state.Version, state.At, backOff: true);
        }
        return new(
            Reached(state with { Store = state.Store.With(value) }, version),
            [new Change<T>(key, old, value, IsBackground: false)]
        );
    }

    private static WatcherStep<T> Delete<T>(WatcherState<T>.Watching state, T value)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var key = ObjectKey.Of(value);
        var version = value.Metadata.ResourceVersion ?? "";
        // Late: the object has left and entered the selection, or was recreated, since.
        var isLate =
            state.Store.Get(key) is { } old && ResourceVersions.Compare(version, old.Metadata.ResourceVersion) < 0;
        return isLate ? new(state, []) : Remove(state, key, version);
    }

    private static WatcherStep<T> Remove<T>(WatcherState<T>.Watching state, ObjectKey key, string version)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        state.Store.Get(key) is { } old
            ? new(
                Reached(state with { Store = state.Store.Without(key) }, version),
                [new Change<T>(key, old, null, IsBackground: false)]
            )
            : new(Reached(state, version), []);

    private static WatcherState<T>.Watching Reached<T>(WatcherState<T>.Watching state, string version)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        version.Length == 0 ? state : state with { Version = ResourceVersions.Later(state.At, version) };

    private static WatcherStep<T> Replace<T>(WatcherState<T> state, IEnumerable<T> items, string version)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var store = state.Store.Replaced(items);
        var isFirst = state.Version is null;
        List<Change<T>> changes = [];
        foreach (var value in store.List())
        {
            var key = ObjectKey.Of(value);
            var old = state.Store.Get(key);
            if (old?.Metadata.ResourceVersion != value.Metadata.ResourceVersion || isFirst)
            {
                changes.Add(new Change<T>(key, old, value, IsBackground: isFirst));
            }
        }
        foreach (var key in state.Store.Keys)
        {
            if (store.Get(key) is null)
            {
                changes.Add(new Change<T>(key, state.Store.Get(key), null, IsBackground: false));
            }
        }
        return new(
            new WatcherState<T>.Watching(store, version),
            changes,
            new WatcherRequest.Watch(version, BackOff: false)
        );
    }

    private static WatcherStep<T> Again<T>(WatcherState<T>.Watching state, bool backOff)
        where T : class, IKubernetesObject<V1ObjectMeta> => new(state, [], new WatcherRequest.Watch(state.At, backOff));

    private static WatcherStep<T> Fail<T>(WatcherState<T> state, WatchFailure failure)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (state, failure) switch
        {
            (WatcherState<T>.Watching following, WatchFailure.Unavailable) => Again(following, backOff: true),
            (_, WatchFailure.Expired or WatchFailure.TooLarge) => Resync(
                state.Store,
                state.Version,
                LatestVersion,
                backOff: true
            ),
            (_, WatchFailure.Absent) => Vanish(state),
            _ => Resync(state.Store, state.Version, From(state), backOff: true),
        };

    /// <summary>Nothing is known any more, and that is a state like any other: the store is empty and current.</summary>
    private static WatcherStep<T> Vanish<T>(WatcherState<T> state)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var emptied = Replace(state, [], OldestVersion);
        return Resync(emptied.State.Store, OldestVersion, from: null, backOff: true) with { Changes = emptied.Changes };
    }

    /// <summary>The oldest acceptable version for a new list.</summary>
    private static string? From<T>(WatcherState<T> state)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        state switch
        {
            WatcherState<T>.Listing listing => listing.From,
            _ => state.Version,
        };

    /// <param name="store">The store known to subscribers.</param>
    /// <param name="version">Its version.</param>
    /// <param name="from">The oldest acceptable version; null initially.</param>
    /// <param name="backOff">Whether to wait first.</param>
    private static WatcherStep<T> Resync<T>(Snapshot<T> store, string? version, string? from, bool backOff)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        // A cached state of the server, older than what the operator last saw, would be cheaper on servers before 1.31.
        from ??= LatestVersion;
        return new(new WatcherState<T>.Listing(store, version, from), [], new WatcherRequest.List(from, backOff));
    }
}
