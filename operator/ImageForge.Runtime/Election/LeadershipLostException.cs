namespace ImageForge.Runtime.Election;

/// <summary>The Lease was not renewed in time or has another holder: this process must exit.</summary>
public sealed class LeadershipLostException(string message) : Exception(message);
