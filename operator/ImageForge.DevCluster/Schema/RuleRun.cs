namespace ImageForge.DevCluster.Schema;

/// <summary>One pass of rules over one object: what was found, and what the pass may still cost.</summary>
internal sealed class RuleRun
{
    private long _budget = 10_000_000;

    public List<FieldError> Errors { get; } = [];

    /// <summary>Whether no further rules are run.</summary>
    public bool Stopped { get; private set; }

    public ref long Budget => ref _budget;

    public void Stop(FieldError error)
    {
        Errors.Add(error);
        Stopped = true;
    }
}
