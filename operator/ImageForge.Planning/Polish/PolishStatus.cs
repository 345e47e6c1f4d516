using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Polish;

/// <summary>Reports the result of rendering in conditions, status and events.</summary>
internal static class PolishStatus
{
    private const string Cpu = "Cpu";

    /// <summary>The device the model ran on; null if no model ran.</summary>
    public static DeviceStatus? Device(TerminationMessage message) =>
        message.Device is { } device
            ? new()
            {
                Provider = Text.Truncate(device.Provider, 32),
                Name = device.Name.Length == 0 ? null : Text.Truncate(device.Name, 256),
            }
            : null;

    /// <summary>Sets the condition Polished of a plan that has a back end; returns warning events.</summary>
    public static IReadOnlyList<PlannedEvent> Conclude(StageResult result, ConditionSet conditions)
    {
        var (plan, message) = (result.Plan, result.Message);
        var told = string.Join("; ", result.Warnings.Select(w => $"{w.Subject}: {w.Message}"));
        if (result.Warnings.Any(w => w.Subject == Warning.DeliveredComposed))
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
