using System.Text.Json;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;

namespace ImageForge.Runner.Plans;

/// <summary>Reads a plan's JSON.</summary>
internal static class PlanReader
{
    /// <summary>Reads a plan file.</summary>
    /// <exception cref="PlanInvalidException">It cannot be read or is no plan of this version.</exception>
    public static RunPlan ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlanInvalidException($"plan file '{path}' cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads a plan.</summary>
    /// <exception cref="PlanInvalidException">It is no plan of this version.</exception>
    public static RunPlan Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ContractsJson.Of<RunPlan>())
                ?? throw new PlanInvalidException("the plan is empty");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            // A later version may have fields that this one refuses: the version is what to name then.
            throw new PlanInvalidException(
                OtherVersion(json) is { } version
                    ? $"version '{version}' is not supported by this runner, only {RunPlan.CurrentVersion}"
                    : $"the plan cannot be read: {(e is JsonException invalid ? RecordJson.Explain(invalid) : e.Message)}"
            );
        }
    }

    private static string? OtherVersion(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("version", out var version)
                && version.ToString() is var text
                && text != RunPlan.CurrentVersion
                ? text
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
