namespace ImageForge.Api.Schema;

/// <summary>A short identifier: a category, a tag or a zone.</summary>
public sealed class IdentifierAttribute : TextAttribute
{
    /// <summary>At most 63 characters.</summary>
    public IdentifierAttribute()
        : base(63, 1) => Pattern = "^[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
}
