using System.Security.Cryptography;
using System.Text;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Naming;

/// <summary>Deterministic names of owned objects.</summary>
public static class ChildNames
{
    /// <summary>Maximum length of a Job name, since pods carry it as a label value.</summary>
    public const int MaxLength = 63;

    private const int HashLength = 10;

    /// <summary>Name of the ConfigMap and Job of a plan for one incarnation (uid) of a job.</summary>
    /// <remarks>
    /// The uid is part of the digest, so that jobs with long names sharing a prefix do not collide and a recreated job
    /// does not adopt the children of its predecessor.
    /// </remarks>
    public static string ForRun(string job, string uid, string planHash) => WithDigest(job, uid + "/" + planHash);

    /// <summary>Name of the ConfigMap and Job of a plan.</summary>
    public static string Of(RunPlan plan) => ForRun(plan.Delivery.Job, plan.Delivery.Uid, plan.PlanHash);

    /// <summary>
    /// The name of the GenerationJob that makes one frame of a storyboard; <paramref name="index"/> counts from 0.
    /// </summary>
    public static string ForFrame(string storyboard, string uid, int index)
    {
        var suffix = $"-f{index + 1:00}";
        var name = storyboard + suffix;
        return name.Length <= MaxLength ? name : WithDigest(storyboard, uid, suffix);
    }

    private static string WithDigest(string name, string content, string suffix = "")
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..HashLength];
        var room = MaxLength - suffix.Length - digest.Length - 1;
        var head = name.Length <= room ? name : name[..room].TrimEnd('-', '.');
        return $"{head}-{digest}{suffix}";
    }
}
