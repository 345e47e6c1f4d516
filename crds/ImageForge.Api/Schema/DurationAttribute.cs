namespace ImageForge.Api.Schema;

/// <summary>A span of time such as <c>720h</c> or <c>1h30m</c>.</summary>
public sealed class DurationAttribute : TextAttribute
{
    /// <summary>Hours, minutes and seconds, the larger unit first.</summary>
    public DurationAttribute()
        : base(20, 2) => Pattern = "^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$";
}
