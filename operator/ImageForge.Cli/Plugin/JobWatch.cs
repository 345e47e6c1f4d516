using System.Threading.Channels;
using ImageForge.Cli.Commands;
using ImageForge.Kube;

namespace ImageForge.Cli.Plugin;

/// <summary>Shows the progress of jobs and storyboards until all have ended.</summary>
internal sealed class JobWatch(ClusterSession session, IWatchView view)
{
    // By uid: an object that is created again under its name is another one.
    private readonly Dictionary<string, (Unstructured Value, Follower By)> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ended = new(StringComparer.Ordinal);
    private readonly HashSet<string> _old = new(StringComparer.Ordinal);
    private readonly HashSet<Follower> _listed = [];

    /// <summary>Watches the named objects, or all that have not ended.</summary>
    /// <returns>The exit code that their outcomes give.</returns>
    public async Task<int> RunAsync(Targets targets, CancellationToken cancellation)
    {
        var followers = await FollowersAsync(targets, cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sights = Channel.CreateUnbounded<(Follower, Sight)>();
        var pumps = followers.Select(follower => PumpAsync(follower, sights.Writer, stop.Token)).ToList();
        try
        {
            await foreach (var (follower, sight) in sights.Reader.ReadAllAsync(cancellation))
            {
                See(follower, sight);
                if (_listed.Count == followers.Count && _open.Count == 0)
                {
                    break;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(pumps);
        }

        if (_ended.Count == 0 && targets.Names.Count == 0)
        {
            session.Output.Error(
                session.AllNamespaces
                    ? "No unfinished jobs found"
                    : $"No unfinished jobs found in {session.Namespace} namespace."
            );
        }

        // A named object can be deleted before its watch begins.
        var lost = followers.Count(follower => follower.Name is not null) - _ended.Count;
        return lost > 0 ? ExitCodes.Failure : JobOutcome.Worst(_ended.Values);
    }

    private async Task<IReadOnlyList<Follower>> FollowersAsync(Targets targets, CancellationToken cancellation)
    {
        if (targets.Names.Count == 0)
        {
            return [.. targets.Kinds.Select(kind => new Follower(session, kind, null))];
        }

        // Names that do not exist are errors.
        var found = await session.FindAsync(targets, cancellation);
        return
        [
            .. found
                .DistinctBy(o => o.Metadata.Uid)
                .Select(o => new Follower(session, Targets.KindOf(o.Kind)!, o.Metadata.Name)),
        ];
    }

    private static async Task PumpAsync(
        Follower follower,
        ChannelWriter<(Follower, Sight)> sights,
        CancellationToken cancellation
    )
    {
        try
        {
            await foreach (var sight in follower.FollowAsync(cancellation))
            {
                sights.TryWrite((follower, sight));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Everything has ended, or the user has.
        }
        catch (Exception exception)
        {
            // Rethrown where the sights are read.
            sights.TryComplete(exception);
        }
    }

    private void See(Follower follower, Sight sight)
    {
        switch (sight)
        {
            case Sight.All all:
                var isFirst = _listed.Add(follower);
                foreach (var value in all.Objects)
                {
                    // What had ended before is of interest only where it is named.
                    if (!isFirst || follower.Name is not null || !JobOutcome.IsFinal(value))
                    {
                        SeeOne(follower, value);
                    }
                    else
                    {
                        _old.Add(value.Metadata.Uid!);
                    }
                }

                var present = all.Objects.Select(value => value.Metadata.Uid).ToHashSet(StringComparer.Ordinal);
                foreach (
                    var (value, _) in _open
                        .Values.Where(o => o.By == follower && !present.Contains(o.Value.Metadata.Uid))
                        .ToList()
                )
                {
                    SeeDeleted(value);
                }

                break;
            case Sight.Changed changed:
                SeeOne(follower, changed.Object);
                break;
            case Sight.Deleted deleted when _open.ContainsKey(deleted.Object.Metadata.Uid!):
                SeeDeleted(deleted.Object);
                break;
        }
    }

    private void SeeOne(Follower follower, Unstructured value)
    {
        var uid = value.Metadata.Uid!;
        if (_ended.ContainsKey(uid) || _old.Contains(uid))
        {
            return;
        }

        if (JobOutcome.IsFinal(value))
        {
            _open.Remove(uid);
            _ended[uid] = JobOutcome.ExitCodeOf(value);
            view.End(value, WatchText.Ended(value));
        }
        else
        {
            _open[uid] = (value, follower);
            view.Show(value);
        }
    }

    private void SeeDeleted(Unstructured value)
    {
        _open.Remove(value.Metadata.Uid!);
        _ended[value.Metadata.Uid!] = ExitCodes.Failure;
        view.End(value, "Deleted");
    }
}
