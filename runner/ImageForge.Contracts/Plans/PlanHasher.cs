using System.Security.Cryptography;
using System.Text.Json;

namespace ImageForge.Contracts.Plans;

/// <summary>Computes the plan hash.</summary>
public static class PlanHasher
{
    /// <summary><c>sha256:</c> and the hex SHA-256 of the canonical JSON of the work.</summary>
    public static string Hash(WorkPlan work)
    {
        var json = JsonSerializer.SerializeToNode(work, ContractsJson.Of<WorkPlan>());
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(json)));
    }
}
