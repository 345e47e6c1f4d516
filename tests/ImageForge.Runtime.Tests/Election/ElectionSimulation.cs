using ImageForge.Runtime.Election;
using k8s.Models;
using Xunit;

namespace ImageForge.Runtime.Tests.Election;

/// <summary>
/// Candidates and a Lease in made-up time. Calls take long, get lost on the way there or back, or are carried out after
/// their sender has given up; candidates die without a word and come back as others; their calendars are wrong.
/// </summary>
internal sealed class ElectionSimulation
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _events = new();
    private readonly Candidate[] _candidates;
    private V1Lease? _lease;
    private int _version;
    private int _order;
    private int _identities;
    private TimeSpan _now;
    private bool _isQuiet;
    private string? _lastLeader;

    public ElectionSimulation(int seed, int candidates)
    {
        _random = new Random(seed);
        _candidates = [.. Enumerable.Range(0, candidates).Select(_ => NewCandidate())];
        foreach (var candidate in _candidates)
        {
            Feed(candidate, new ElectionInput.Due());
        }
    }

    public int Leaders => _candidates.Count(candidate => candidate.State.IsLeading(_now));

    public int Takeovers { get; private set; }

    public void Run(TimeSpan time, bool isQuiet)
    {
        _isQuiet = isQuiet;
        var end = _now + time;
        while (_events.TryPeek(out var act, out var due) && due.At <= end)
        {
            _events.Dequeue();
            _now = due.At;
            act();
            Check();
            if (!_isQuiet && _random.Next(400) == 0)
            {
                Replace(_random.Next(_candidates.Length));
            }
        }
        _now = end;
        Check();
    }

    /// <summary>Lets the leader die without a word on a quiet network; how long until another leads.</summary>
    public TimeSpan FailOver()
    {
        var leader = Array.FindIndex(_candidates, candidate => candidate.State.IsLeading(_now));
        var (died, before) = (_now, Takeovers);
        Replace(leader);
        while (Takeovers == before && _now - died < TimeSpan.FromMinutes(1))
        {
            Run(TimeSpan.FromMilliseconds(50), isQuiet: true);
        }
        return _now - died;
    }

    private void Check()
    {
        var leaders = _candidates.Where(candidate => candidate.State.IsLeading(_now)).ToArray();
        Assert.True(
            leaders.Length <= 1,
            $"At {_now} these lead: {string.Join(", ", leaders.Select(l => l.Options.Identity))}."
        );
        if (leaders is [{ } leader] && leader.Options.Identity != _lastLeader)
        {
            _lastLeader = leader.Options.Identity;
            Takeovers++;
        }
    }

    private Candidate NewCandidate() =>
        new(
            new LeaderElectionOptions
            {
                Namespace = "studio",
                Name = "operator",
                Identity = $"candidate-{_identities++}",
                Random = new Random(_random.Next()),
            },
            TimeSpan.FromSeconds(_random.Next(-100_000, 100_000))
        );

    /// <summary>Dies without releasing anything; another process takes its place.</summary>
    private void Replace(int index)
    {
        _candidates[index].IsDead = true;
        var candidate = _candidates[index] = NewCandidate();
        After(Seconds(0, 20), () => Feed(candidate, new ElectionInput.Due()));
    }

    private void Feed(Candidate candidate, ElectionInput input)
    {
        if (candidate.IsDead)
        {
            return;
        }
        var now = new Moment(_now, Epoch + _now + candidate.Skew);
        var (state, action) = LeaderElection.Step(candidate.State, input, now, candidate.Options);
        candidate.State = state;
        candidate.Calls++;
        switch (action)
        {
            case ElectionAction.Wait { Delay: var delay }:
                After(delay, () => Feed(candidate, new ElectionInput.Due()));
                break;
            default:
                Call(candidate, action, candidate.Calls);
                break;
        }
    }

    private void Call(Candidate candidate, ElectionAction action, int call)
    {
        var bound = LeaderElection.CallTime(candidate.State, _now, candidate.Options);
        After(bound, () => Answer(candidate, call, new ElectionInput.Failed()));
        var there =
            _isQuiet ? Seconds(0, 0.05)
            : _random.Next(4) == 0 ? Seconds(0, 40)
            : Seconds(0, 0.1);
        if (!_isQuiet && _random.Next(8) == 0)
        {
            return;
        }
        After(
            there,
            () =>
            {
                var answer = CarryOut(action);
                if (_isQuiet || _random.Next(8) != 0)
                {
                    After(
                        _isQuiet || _random.Next(4) != 0 ? Seconds(0, 0.05) : Seconds(0, 3),
                        () => Answer(candidate, call, answer)
                    );
                }
            }
        );
    }

    /// <summary>Only the first answer to the call under way counts.</summary>
    private void Answer(Candidate candidate, int call, ElectionInput answer)
    {
        if (candidate.Calls == call)
        {
            Feed(candidate, answer);
        }
    }

    private ElectionInput CarryOut(ElectionAction action)
    {
        switch (action)
        {
            case ElectionAction.Get:
                return new ElectionInput.Read(_lease);
            case ElectionAction.Create { Lease: var created } when _lease is null:
                return new ElectionInput.Written(_lease = Stamp(created));
            case ElectionAction.Replace { Lease: var replaced }
                when _lease?.Metadata.ResourceVersion == replaced.Metadata.ResourceVersion:
                return new ElectionInput.Written(_lease = Stamp(replaced));
            default:
                return new ElectionInput.Conflict();
        }
    }

    private V1Lease Stamp(V1Lease lease) =>
        lease with
        {
            Metadata = lease.Metadata with { ResourceVersion = $"{++_version}" },
        };

    private TimeSpan Seconds(double from, double to) => TimeSpan.FromSeconds(from + (to - from) * _random.NextDouble());

    private void After(TimeSpan delay, Action act) => _events.Enqueue(act, (_now + delay, _order++));

    private sealed class Candidate(LeaderElectionOptions options, TimeSpan skew)
    {
        public LeaderElectionOptions Options => options;

        public TimeSpan Skew => skew;

        public ElectionState State { get; set; } = new();

        public int Calls { get; set; }

        public bool IsDead { get; set; }
    }
}
