using ImageForge.Kube;
using ImageForge.Runtime.Diagnostics;

namespace ImageForge.Runtime.Informers;

/// <content>Lists and watches, as the watcher requests it.</content>
public sealed partial class Informer<T>
{
    private async Task<WatcherStep<T>> CarryOutAsync(
        WatcherState<T> state,
        WatcherRequest request,
        CancellationToken cancellation
    )
    {
        try
        {
            return request switch
            {
                WatcherRequest.List list => await ListAsync(state, list, cancellation),
                WatcherRequest.Watch watch => await WatchAsync(state, watch, s => _state = state = s, cancellation),
                _ => throw new InvalidOperationException($"{request.GetType().Name} is not a request."),
            };
        }
        catch (KubeException e) when (_absence is not null && (e.IsNotFound || e.IsForbidden))
        {
            if (!_isAbsent)
            {
                _isAbsent = true;
                Log.Absent(_logger, Name, e.Message);
            }
            _failure = WatchFailure.Absent;
            return Take(Watcher.Step(state, new WatcherInput<T>.Failed(WatchFailure.Absent)));
        }
        catch (Exception e) when (e is KubeException or KubeTransportException)
        {
            var failure = WatchFailures.Of(e);
            _failure = failure;
            (request is WatcherRequest.List ? _listing : _watching).Failed(failure, e, e.Message);
            RuntimeMetrics.WatchRestarts.Add(1, new KeyValuePair<string, object?>("resource", Name));
            return Take(Watcher.Step(state, new WatcherInput<T>.Failed(failure)));
        }
    }

    private async Task<WatcherStep<T>> ListAsync(
        WatcherState<T> state,
        WatcherRequest.List request,
        CancellationToken cancellation
    )
    {
        RuntimeMetrics.Relists.Add(1, new KeyValuePair<string, object?>("resource", Name));
        var options = new ListOptions
        {
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            Limit = null,
            ResourceVersion = request.From.Length == 0 ? null : request.From,
        };
        var list = await _client.ListAsync(_type, _options.Namespace, cancellation, options);
        _listing.Succeeded();
        foreach (var bad in list.Unreadable)
        {
            Log.Unreadable(_logger, Name, bad.Key, bad.Error);
        }
        return Take(Watcher.Step(state, new WatcherInput<T>.Listed(list)));
    }

    /// <param name="state">The state before.</param>
    /// <param name="request">What to watch.</param>
    /// <param name="keep">Receives each new state, so that a failure can resume from the last one.</param>
    /// <param name="cancellation">Ends it.</param>
    private async Task<WatcherStep<T>> WatchAsync(
        WatcherState<T> state,
        WatcherRequest.Watch request,
        Action<WatcherState<T>> keep,
        CancellationToken cancellation
    )
    {
        var options = new WatchOptions
        {
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            ResourceVersion = request.From,
            // Jittered, so that watches started together do not end together.
            Timeout = _options.WatchTimeout * (1 + _random.NextDouble()),
            Grace = _options.WatchGrace,
            OnOpened = _watching.Succeeded,
        };
        var begun = _options.Time.GetTimestamp();
        var lines = 0;
        await foreach (var line in _client.WatchAsync(_type, _options.Namespace, options, cancellation))
        {
            lines++;
            Tell(line);
            var step = Take(Watcher.Step(state, new WatcherInput<T>.Event(line)));
            if (step.Request is not null)
            {
                return step;
            }
            state = step.State;
            keep(state);
        }
        var isEarly = lines == 0 && _options.Time.GetElapsedTime(begun) < EarlyEnd;
        _failure = WatchFailure.Refused;
        return Take(Watcher.Step(state, new WatcherInput<T>.Ended(isEarly)));
    }

    private void Tell(WatchEvent<T> line)
    {
        switch (line)
        {
            case WatchEvent<T>.Unreadable { Object: var bad }:
                Log.Unreadable(_logger, Name, bad.Key, bad.Error);
                break;
            case WatchEvent<T>.Error { Status: var status }:
                _failure = WatchFailures.Of(status);
                _watching.Failed(WatchFailures.Of(status), null, status.Message ?? "");
                break;
        }
    }
}
