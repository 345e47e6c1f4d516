using System.Security.Cryptography;
using ImageForge.Api.Common;
using ImageForge.Cli.Local;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning;

namespace ImageForge.Cli.Verifying;

/// <summary>Result of one run of all objects.</summary>
/// <param name="Pictures">The files, in order.</param>
/// <param name="Devices">Devices of the models; empty if no model ran.</param>
/// <param name="Runners">Versions of the runner.</param>
/// <param name="Problems">Errors.</param>
internal sealed record VerifiedRun(
    IReadOnlyList<VerifiedPicture> Pictures,
    IReadOnlyList<ComputeDevice> Devices,
    IReadOnlyList<string> Runners,
    IReadOnlyList<string> Problems
)
{
    /// <summary>Runs all objects with an empty store.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="folder">The store.</param>
    /// <param name="runner">Runs the plans.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Cancels the run.</param>
    public static async Task<VerifiedRun> MakeAsync(
        LocalObjects objects,
        string folder,
        IPlanRunner runner,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var store = FileUri.Of(folder);
        var recording = new RecordingRunner(runner);
        var problems = new List<string>();
        var session = new LocalSession(
            objects,
            new OperatorDefaults { StoreUri = store, AllowFileUris = true },
            store,
            recording,
            time
        );
        await foreach (var result in session.RunAsync(cancellation))
        {
            if (result.State != JobState.Completed)
            {
                problems.AddRange(result.Problems.Select(p => $"{result.Name}: {p}"));
            }
        }

        return new VerifiedRun(
            [
                .. recording.Made.SelectMany(run =>
                    run.Manifest.Artifacts.Select(a =>
                        Picture(run.Plan.Delivery.Job, a, StoreLocations.Of(store, a.Key))
                    )
                ),
            ],
            [.. recording.Made.Select(run => run.Manifest.Device).OfType<ComputeDevice>().Distinct()],
            [.. recording.Made.Select(run => run.Manifest.Runner).Distinct()],
            problems
        );
    }

    // Computed from the file, not taken from the manifest.
    private static VerifiedPicture Picture(string job, Artifact artifact, string path) =>
        new(
            job,
            artifact.Variant,
            artifact.Key,
            path,
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))
        );
}

/// <summary>An image of both runs.</summary>
/// <param name="Job">The job.</param>
/// <param name="Variant">Which of its pictures, from 0.</param>
/// <param name="Sha256">Hex SHA-256 of the file of the first run, else of the second.</param>
/// <param name="Difference">Description of the difference; null if the bytes are identical.</param>
internal sealed record VerifiedPair(string Job, int Variant, string Sha256, string? Difference);

/// <summary>A picture of one run.</summary>
/// <param name="Job">The job, or the storyboard of a contact sheet.</param>
/// <param name="Variant">Which of its pictures, from 0.</param>
/// <param name="Key">Key in the store, the same in every run.</param>
/// <param name="Path">Where the file lies.</param>
/// <param name="Sha256">Hex SHA-256 of the file.</param>
internal sealed record VerifiedPicture(string Job, int Variant, string Key, string Path, string Sha256);
