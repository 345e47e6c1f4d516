namespace ImageForge.Api.Core;

/// <summary>Linux capabilities of a process.</summary>
public sealed record Capabilities
{
    /// <summary>Capabilities added.</summary>
    public IReadOnlyList<string>? Add { get; init; }

    /// <summary>Capabilities dropped; <c>ALL</c> drops every one.</summary>
    public IReadOnlyList<string>? Drop { get; init; }
}
