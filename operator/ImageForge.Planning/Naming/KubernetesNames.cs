using System.Text.RegularExpressions;

namespace ImageForge.Planning.Naming;

/// <summary>What Kubernetes takes as names, label keys and label values.</summary>
public static partial class KubernetesNames
{
    private const int MaxLabel = 63;
    private const int MaxSubdomain = 253;

    /// <summary>The name of an object, such as a claim: DNS-1123 subdomain.</summary>
    public static bool IsSubdomain(string text) => text.Length <= MaxSubdomain && Subdomain().IsMatch(text);

    /// <summary>The name of a volume or claim of a pod: DNS-1123 label.</summary>
    public static bool IsLabel(string text) =>
        text.Length <= MaxLabel && !text.Contains('.', StringComparison.Ordinal) && Subdomain().IsMatch(text);

    /// <summary>The name of a resource of ImageForge, as the rules of its CRDs have it.</summary>
    public static bool IsOfImageForge(string text) => IsLabel(text) && char.IsAsciiLetterLower(text[0]);

    /// <summary>The value of a label; empty is one.</summary>
    public static bool IsLabelValue(string text) =>
        text.Length <= MaxLabel && (text.Length == 0 || Word().IsMatch(text));

    /// <summary>The key of a label, taint or resource: a name, or domain/name.</summary>
    public static bool IsQualifiedName(string text) =>
        text.Split('/') switch
        {
            [var name] => IsName(name),
            [var domain, var name] => IsSubdomain(domain) && IsName(name),
            _ => false,
        };

    /// <summary>A resource of devices, such as nvidia.com/gpu.</summary>
    public static bool IsExtendedResource(string text) =>
        text.Contains('/', StringComparison.Ordinal)
        && !IsNative(text)
        && !text.StartsWith("requests.", StringComparison.Ordinal)
        // Quotas put "requests." in front, which must leave it a name.
        && IsQualifiedName("requests." + text);

    /// <summary>A resource of Kubernetes' own domain, or of none.</summary>
    public static bool IsNative(string text) =>
        !text.Contains('/', StringComparison.Ordinal) || text.Contains("kubernetes.io/", StringComparison.Ordinal);

    private static bool IsName(string text) => text.Length is > 0 and <= MaxLabel && Word().IsMatch(text);

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z")]
    private static partial Regex Word();
}
