namespace ImageForge.DevCluster.Controllers;

/// <summary>Who reports an event.</summary>
/// <param name="Component">Such as <c>job-controller</c>.</param>
/// <param name="Host">The node, where one speaks for it.</param>
internal sealed record EventSource(string Component, string? Host = null);
