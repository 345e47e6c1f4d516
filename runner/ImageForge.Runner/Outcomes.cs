using System.Globalization;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Isolation;
using ImageForge.Imaging.Text;
using ImageForge.Inference.Errors;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Models;
using ImageForge.Runner.Plans;
using ImageForge.Runner.Polish;
using ImageForge.Runner.Publish;

namespace ImageForge.Runner;

/// <summary>Words how a run ended, for the operator and for the exit code.</summary>
internal static class Outcomes
{
    /// <summary>All is stored.</summary>
    public static RunOutcome Success(RunPlan plan, Publication publication) =>
        new(
            ExitCode.Done,
            new()
            {
                PlanHash = plan.PlanHash,
                Manifest = publication.Reference,
                Artifacts =
                [
                    .. publication.Manifest.Artifacts.Select(a => new ArtifactDigest(
                        a.Sha256,
                        a.Bytes,
                        a.Width,
                        a.Height
                    )),
                ],
                Boxes = plan.Delivery.ReportsHitboxes
                    ? [.. publication.Manifest.Artifacts[0].Hitboxes.Select(b => new[] { b.X, b.Y, b.Width, b.Height })]
                    : null,
                Device = publication.Manifest.Device,
                Warnings = publication.Manifest.Warnings is { Count: > 0 } warnings ? warnings : null,
            },
            publication.Manifest
        );

    /// <summary>A failure, by its exception.</summary>
    public static RunOutcome Failure(string planHash, Exception e, CancellationToken stopped) =>
        e switch
        {
            OperationCanceledException when stopped.IsCancellationRequested => Stopped(planHash),
            PlanInvalidException or StorePlanException or InvalidKeyException => Failure(
                planHash,
                ExitCode.BadInput,
                RunErrorReason.PlanInvalid,
                e.Message
            ),
            RequestInvalidException => Failure(planHash, ExitCode.BadInput, RunErrorReason.PlanInvalid, e.Message),
            LibraryMissingException or ModelInvalidException => Failure(
                planHash,
                ExitCode.BadInput,
                RunErrorReason.ModelUnusable,
                e.Message
            ),
            GpuMissingException or ProviderUnavailableException => Failure(
                planHash,
                ExitCode.Retryable,
                RunErrorReason.GpuMissing,
                e.Message
            ),
            // The limit of this process is the same the next time.
            DeviceMemoryException { IsHost: true } => Failure(
                planHash,
                ExitCode.BadInput,
                RunErrorReason.OutOfMemory,
                e.Message + Limit
            ),
            OutOfMemoryException => Failure(
                planHash,
                ExitCode.BadInput,
                RunErrorReason.OutOfMemory,
                $"out of memory: reduce the image size{Limit}"
            ),
            // Other processes on the device may be gone at the next attempt.
            DeviceMemoryException => Failure(planHash, ExitCode.Retryable, RunErrorReason.OutOfMemory, e.Message),
            ProviderFailedException => Failure(planHash, ExitCode.Retryable, RunErrorReason.PolishFailed, e.Message),
            NumericalException or OutputRangeException or PolishTimeoutException => Failure(
                planHash,
                ExitCode.BadInput,
                RunErrorReason.PolishFailed,
                e.Message
            ),
            // Its text was set by fonts that were read before.
            FontFormatException => Failure(
                planHash,
                ExitCode.BadInput,
                RunErrorReason.InputUnreadable,
                $"a font of a text layer {e.Message}"
            ),
            InputUnusableException input => Failure(planHash, ExitCode.BadInput, input.Reason, e.Message),
            InputUnavailableException input => Failure(planHash, ExitCode.Retryable, input.Reason, e.Message),
            ModelUnusableException => Failure(planHash, ExitCode.BadInput, RunErrorReason.ModelUnusable, e.Message),
            ModelUnavailableException => Failure(planHash, ExitCode.Retryable, RunErrorReason.ModelUnusable, e.Message),
            StoreDeniedException or StoreNotFoundException => Failure(
                planHash,
                ExitCode.BadInput,
                RunErrorReason.StoreRefused,
                e.Message
            ),
            StoreException => Failure(planHash, ExitCode.Retryable, RunErrorReason.StoreUnreachable, e.Message),
            _ => Failure(planHash, ExitCode.Retryable, RunErrorReason.Internal, $"{e.GetType().Name}: {e.Message}"),
        };

    private static string Limit =>
        ProcessMemory.Limit is { } bytes
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"; at most {bytes >> 20} MiB are used here, and memory in spec.runner.resources raises that"
            )
            : "";

    /// <summary>The run was asked to stop; what is finished is kept.</summary>
    public static RunOutcome Stopped(string planHash) =>
        Failure(
            planHash,
            ExitCode.Stopped,
            RunErrorReason.Stopped,
            "stopped; finished variants are kept and the next attempt resumes after them"
        );

    private static RunOutcome Failure(string planHash, ExitCode code, RunErrorReason reason, string message) =>
        new(code, new() { PlanHash = planHash, Error = new(reason, message) }, Manifest: null);
}

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">The code that a runner's process ends with.</param>
/// <param name="Message">The result as an operator sees it: manifest and digests, or the error.</param>
/// <param name="Manifest">The stored manifest; null on failure.</param>
public sealed record RunOutcome(ExitCode ExitCode, TerminationMessage Message, Manifest? Manifest);
