namespace ImageForge.Runtime.Informers;

/// <summary>The next call of a watcher; replaces the current one.</summary>
/// <param name="BackOff">Whether to wait first.</param>
internal abstract record WatcherRequest(bool BackOff)
{
    /// <summary>Get a page of a list.</summary>
    public sealed record List(string From, string? Continue, bool BackOff) : WatcherRequest(BackOff);

    /// <summary>
    /// Watch from a resourceVersion, or with <paramref name="Initial"/> starting with the current objects.
    /// </summary>
    public sealed record Watch(string From, bool Initial, bool BackOff) : WatcherRequest(BackOff);
}
