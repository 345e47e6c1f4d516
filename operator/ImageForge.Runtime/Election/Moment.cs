namespace ImageForge.Runtime.Election;

/// <summary>A point in time by two clocks.</summary>
/// <param name="Elapsed">A clock that is never set, for decisions.</param>
/// <param name="Utc">The calendar, for people who read the Lease.</param>
internal readonly record struct Moment(TimeSpan Elapsed, DateTimeOffset Utc);
