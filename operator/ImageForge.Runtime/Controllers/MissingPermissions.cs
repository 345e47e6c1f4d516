using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ImageForge.Kube;

namespace ImageForge.Runtime.Controllers;

/// <summary>
/// Permissions that reconciles lack, for readiness and for one log line each. Only what RBAC refuses: a quota or a
/// namespace that is being deleted is forbidden too, and concerns single objects. Thread-safe.
/// </summary>
internal sealed partial class MissingPermissions
{
    /// <summary>Longest back-off of a key that lacks a permission, so that it continues soon after it is granted.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private const int Shown = 3;

    private readonly ConcurrentDictionary<ObjectKey, string> _missing = new();

    /// <summary>What is missing, without messages of the server, since readiness shows it to everybody.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            var all = _missing.Values.Distinct().Order(StringComparer.Ordinal).ToList();
            return all.Count <= Shown ? all : [.. all[..Shown], $"{all.Count - Shown} more permissions are missing."];
        }
    }

    /// <summary>The permission that a refused call lacks; null if it was refused for another reason.</summary>
    public static string? Of(KubeException e) =>
        e.IsForbidden && Refusal().Match(e.Message) is { Success: true } refusal
            ? $"{refusal.Groups["verb"].Value} {refusal.Groups["resource"].Value}"
                + $"{(refusal.Groups["group"].Length == 0 ? "" : "." + refusal.Groups["group"].Value)}: forbidden"
                + $"{(refusal.Groups["ns"].Length == 0 ? "" : $" in namespace {refusal.Groups["ns"].Value}")}"
                + "; grant the operator's ServiceAccount this permission."
            : null;

    /// <summary>Notes that a key lacks a permission; returns whether that is new.</summary>
    public bool Add(ObjectKey key, string permission)
    {
        var isNew = !_missing.Values.Contains(permission);
        _missing[key] = permission;
        return isNew;
    }

    /// <summary>A reconcile of the key succeeded.</summary>
    public void Remove(ObjectKey key) => _missing.TryRemove(key, out _);

    // The words of Kubernetes' authorizer.
    [GeneratedRegex(
        """ cannot (?<verb>[a-z]+) resource "(?<resource>[^"]+)" in API group "(?<group>[^"]*)"( in the namespace "(?<ns>[^"]+)")?"""
    )]
    private static partial Regex Refusal();
}
