namespace ImageForge.Api.Schema;

/// <summary>The name of a Kubernetes object (DNS-1123 subdomain).</summary>
public sealed class ResourceNameAttribute : TextAttribute
{
    /// <summary>At most 253 characters.</summary>
    public ResourceNameAttribute()
        : base(253, 1) => Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
}
