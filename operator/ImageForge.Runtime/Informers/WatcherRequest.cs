namespace ImageForge.Runtime.Informers;

/// <summary>The call that a watcher wants next; it ends the one in progress.</summary>
/// <param name="BackOff">Wait before it.</param>
internal abstract record WatcherRequest(bool BackOff)
{
    /// <summary>Ask for a page of a list.</summary>
    public sealed record List(string From, string? Continue, bool BackOff) : WatcherRequest(BackOff);

    /// <summary>Watch from a version on, or (with <paramref name="Initial"/>) from the present objects on.</summary>
    public sealed record Watch(string From, bool Initial, bool BackOff) : WatcherRequest(BackOff);
}
