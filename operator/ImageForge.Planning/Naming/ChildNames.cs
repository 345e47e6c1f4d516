using System.Security.Cryptography;
using System.Text;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Naming;

/// <summary>Names of owned objects: the same for the same owner and content, whoever computes them and however often.</summary>
public static class ChildNames
{
    /// <summary>The longest name of a Job whose pods still carry it whole in a label.</summary>
    public const int MaxLength = 63;

    private const int HashLength = 10;

    /// <summary>The name of the ConfigMap and Job that carry out one plan for one incarnation of a job.</summary>
    /// <remarks>
    /// The uid is part of the digest: two long names that share their beginning may ask for the same plan, and a job
    /// that is deleted and created again must not meet the children of its predecessor.
    /// </remarks>
    public static string ForRun(string job, string uid, string planHash) => WithDigest(job, uid + "/" + planHash);

    /// <summary>The name of the ConfigMap and Job that carry out a plan.</summary>
    public static string Of(RunPlan plan) => ForRun(plan.Delivery.Job, plan.Delivery.Uid, plan.PlanHash);

    /// <summary>The name of the GenerationJob that makes one frame of a storyboard; <paramref name="index"/> counts from 0.</summary>
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
