namespace ImageForge.Api.Schema;

/// <summary>A short word of the user's vocabulary: a category, a tag, a zone.</summary>
public sealed class IdentifierAttribute : TextAttribute
{
    /// <summary>At most 63 characters.</summary>
    public IdentifierAttribute()
        : base(63, 1) => Pattern = "^[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
}
