using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Jobs;

/// <summary>Reports the result of rendering in conditions, status and events.</summary>
internal static class PolishOutcome
{
    private const string Cpu = "Cpu";

    /// <summary>Whether a warning is about rendering rather than the layout.</summary>
    public static bool Concerns(Warning warning) =>
        warning.Subject.StartsWith(Warning.Polish, StringComparison.Ordinal)
        || warning.Subject.StartsWith(Warning.Prompt, StringComparison.Ordinal);

    /// <summary>The device the model ran on; null if no model ran.</summary>
    public static DeviceStatus? Device(TerminationMessage message) =>
        message.Device is { } device
            ? new()
            {
                Provider = Text.Truncate(device.Provider, 32),
                Name = device.Name.Length == 0 ? null : Text.Truncate(device.Name, 256),
            }
            : null;

    /// <summary>Sets the condition Polished if the plan has a model; returns warning events.</summary>
    public static IReadOnlyList<PlannedEvent> Conclude(
        RunPlan plan,
        TerminationMessage message,
        ConditionSet conditions
    )
    {
        if (plan.Work is not GenerateWork { Polish: not null })
        {
            return [];
        }

        var warnings = (message.Warnings ?? []).Where(Concerns).ToList();
        var told = string.Join("; ", warnings.Select(w => $"{w.Subject}: {w.Message}"));
        if (warnings.Exists(w => w.Subject == Warning.DeliveredComposed))
        {
            conditions.Set(
                Conditions.Polished,
                false,
                Reasons.DeliveredComposed,
                $"Delivered the composed layout: {told}"
            );
            return [new(Warning: true, Reasons.DeliveredComposed, Text.Truncate(told, Text.MaxNote))];
        }

        var where = message.Device is { } device ? $"Rendered by {device.Provider} on {device.Name}." : "Rendered.";
        var fallback = message.Device?.Provider == Cpu && plan.Delivery.OnGpuMissing is not null;
        if (fallback)
        {
            where += " No usable GPU; fell back to CPU (spec.runner.onGpuMissing: UseCpu).";
        }

        var what = told.Length == 0 ? where : $"{where} {told}";
        conditions.Set(Conditions.Polished, true, fallback ? Reasons.GpuMissing : Reasons.AsExpected, what);
        return fallback ? [new(Warning: true, Reasons.GpuMissing, Text.Truncate(what, Text.MaxNote))]
            : told.Length > 0 ? [new(Warning: true, Reasons.RenderedWithWarnings, Text.Truncate(told, Text.MaxNote))]
            : [];
    }
}
