namespace ImageForge.Runtime.Election;

/// <summary>The Lease could not be renewed in time, or another has it: this process must end.</summary>
public sealed class LeadershipLostException(string message) : Exception(message);
