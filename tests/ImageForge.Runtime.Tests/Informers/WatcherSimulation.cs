using ImageForge.Kube;
using ImageForge.Runtime.Informers;
using k8s.Models;
using Xunit;
using static ImageForge.Runtime.Tests.Informers.WatcherModelTests;

namespace ImageForge.Runtime.Tests.Informers;

/// <summary>A server with a history, a stream that may be disturbed, and a watcher at its end.</summary>
internal sealed class WatcherSimulation
{
    private readonly Dictionary<ObjectKey, V1ConfigMap> _server = [];
    private readonly Dictionary<ObjectKey, V1ConfigMap> _told = [];
    private readonly List<WatchEvent<V1ConfigMap>> _history = [];
    private readonly List<WatchEvent<V1ConfigMap>> _delivered = [];
    private List<WatchEvent<V1ConfigMap>> _stream = [];
    private WatcherState<V1ConfigMap> _state;
    private int _version = 10;
    private int _compacted;
    private int _uid;

    public WatcherSimulation()
    {
        var empty = Snapshot<V1ConfigMap>.Empty(new Dictionary<string, Func<V1ConfigMap, IEnumerable<string>>>());
        var step = Watcher.Start(empty);
        _state = step.State;
        Carry(step);
    }

    public IEnumerable<V1ConfigMap> ServerObjects => _server.Values;

    public IEnumerable<V1ConfigMap> StoreObjects => _state.Store.List();

    public IEnumerable<V1ConfigMap> ToldObjects => _told.Values;

    public void Do(Act act)
    {
        switch (act.Kind)
        {
            case ActKind.Mutate:
                Mutate(act);
                break;
            case ActKind.Deliver when _stream.Count > 0:
                Deliver(0);
                break;
            case ActKind.Repeat when _delivered.Count > 0 && _state is WatcherState<V1ConfigMap>.Watching:
                _stream.Insert(0, _delivered[act.Number % _delivered.Count]);
                break;
            case ActKind.Swap when _stream.Count > 1 && _stream[1] is not WatchEvent<V1ConfigMap>.Bookmark:
                // A bookmark promises that all before it was sent: it is never overtaken, and overtakes nothing. Nor is
                // an overtaken event lost: nobody could tell that from its never having been.
                if (_stream[0] is not WatchEvent<V1ConfigMap>.Bookmark)
                {
                    Deliver(1);
                    if (_stream.Count > 0)
                    {
                        Deliver(0);
                    }
                }
                break;
            case ActKind.Bookmark when _stream.Count == 0:
                _stream.Add(new WatchEvent<V1ConfigMap>.Bookmark($"{_version}"));
                break;
            case ActKind.End:
                Feed(new WatcherInput<V1ConfigMap>.Ended(act.Number % 2 == 0));
                break;
            case ActKind.Break:
                Feed(new WatcherInput<V1ConfigMap>.Failed((WatchFailure)(act.Number % 2)));
                break;
            case ActKind.Error:
                Feed(Line(new WatchEvent<V1ConfigMap>.Error(new V1Status { Code = act.Number % 2 == 0 ? 410 : 500 })));
                break;
            case ActKind.Compact:
                _compacted = _version;
                break;
        }
    }

    /// <summary>Delivers all that is left, in order.</summary>
    public void Settle()
    {
        // What was disturbed is over; a quiet network begins with a new watch.
        Feed(new WatcherInput<V1ConfigMap>.Ended(false));
        while (_stream.Count > 0)
        {
            Deliver(0);
        }
    }

    private void Mutate(Act act)
    {
        var key = new ObjectKey("studio", $"{act.Key}");
        _version++;
        if (!_server.TryGetValue(key, out var old))
        {
            Record(new WatchEvent<V1ConfigMap>.Added(_server[key] = Make(key, $"{_uid++}")));
        }
        else if (act.Number < 30)
        {
            _server.Remove(key);
            Record(new WatchEvent<V1ConfigMap>.Deleted(Make(key, old.Metadata.Uid!)));
        }
        else
        {
            Record(new WatchEvent<V1ConfigMap>.Modified(_server[key] = Make(key, old.Metadata.Uid!)));
        }
    }

    private V1ConfigMap Make(ObjectKey key, string uid) => Samples.ConfigMap(key.Name, _version, uid);

    private void Record(WatchEvent<V1ConfigMap> change)
    {
        _history.Add(change);
        _stream.Add(change);
    }

    private void Deliver(int index)
    {
        var line = _stream[index];
        _stream.RemoveAt(index);
        if (line is not WatchEvent<V1ConfigMap>.Bookmark)
        {
            _delivered.Add(line);
        }
        Feed(Line(line));
    }

    private static WatcherInput<V1ConfigMap>.Event Line(WatchEvent<V1ConfigMap> line) => new(line);

    private void Feed(WatcherInput<V1ConfigMap> input) => Carry(Watcher.Step(_state, input));

    private void Carry(WatcherStep<V1ConfigMap> step)
    {
        _state = step.State;
        foreach (var change in step.Changes)
        {
            // Each change begins where the one before ended.
            Assert.Same(_told.GetValueOrDefault(change.Key), change.Old);
            if (change.New is null)
            {
                Assert.True(_told.Remove(change.Key));
            }
            else
            {
                _told[change.Key] = change.New;
            }
        }
        switch (step.Request)
        {
            case WatcherRequest.List:
                var list = new ListPage<V1ConfigMap>([.. _server.Values], [], $"{_version}", null);
                Feed(new WatcherInput<V1ConfigMap>.Listed(list));
                break;
            case WatcherRequest.Watch watch:
                AnswerWatch(watch);
                break;
        }
    }

    private void AnswerWatch(WatcherRequest.Watch request)
    {
        // What the old connection still held is lost with it.
        _stream = [];
        if (Number(request.From) < _compacted)
        {
            Feed(Line(new WatchEvent<V1ConfigMap>.Error(new V1Status { Code = 410, Reason = "Expired" })));
        }
        else
        {
            _stream.AddRange(_history.Where(line => Number(VersionOf(line)) > Number(request.From)));
        }
    }

    private static string VersionOf(WatchEvent<V1ConfigMap> line) =>
        line switch
        {
            WatchEvent<V1ConfigMap>.Added added => added.Object.Metadata.ResourceVersion!,
            WatchEvent<V1ConfigMap>.Modified modified => modified.Object.Metadata.ResourceVersion!,
            WatchEvent<V1ConfigMap>.Deleted deleted => deleted.Object.Metadata.ResourceVersion!,
            _ => throw new InvalidOperationException("Only changes have a history."),
        };

    private static int Number(string version) => int.Parse(version, System.Globalization.CultureInfo.InvariantCulture);
}
