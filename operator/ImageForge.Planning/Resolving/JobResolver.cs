using System.Security.Cryptography;
using System.Text.Json;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Polishing;

namespace ImageForge.Planning.Resolving;

/// <summary>Resolves a job, its profile and the operator's defaults to a run plan.</summary>
public static class JobResolver
{
    /// <summary>Maximum size of a plan in bytes, so that it fits into a ConfigMap with its metadata.</summary>
    private const int MaxPlanBytes = 1_000_000;

    /// <param name="job">A job that the API server has accepted.</param>
    /// <param name="profile">The profile that it names, if it exists.</param>
    /// <param name="defaults">The operator's defaults.</param>
    /// <param name="sources">The existing jobs whose images it uses.</param>
    public static Resolution Resolve(
        GenerationJob job,
        AtmosphereProfile? profile,
        OperatorDefaults defaults,
        IReadOnlyList<GenerationJob>? sources = null
    )
    {
        var spec = job.Spec;
        if (UnsupportedFields.Find(spec) is { } unsupported)
        {
            return Refused(unsupported);
        }

        if (spec.Compose is null && !LocalBackends.Renders(spec.Polish))
        {
            return Refused(
                new(
                    Reasons.InvalidSpec,
                    "Nothing to generate: set spec.compose, or spec.polish.backend and spec.polish.model."
                )
            );
        }

        if (RunnerRules.Validate(spec.Runner, "spec.runner", defaults) is { } broken)
        {
            return Refused(broken);
        }

        if (ProfileName(spec) is { } name && profile is null)
        {
            return new Resolution.Waiting(
                Reasons.ProfileNotFound,
                $"AtmosphereProfile '{name}' not found in namespace '{job.Metadata.NamespaceProperty}'; waiting for it to be created."
            );
        }

        var (store, storeProblem) = StorageResolver.Resolve(spec.Output?.Storage, defaults);
        if (store is null)
        {
            return Refused(storeProblem!);
        }

        var images = new ImageResolver(
            spec.Output?.Storage?.Uri ?? defaults.StoreUri!,
            new ArtifactSources(sources ?? [], defaults.StoreUri),
            defaults.AllowFileUris
        );
        var prompt = PromptResolver.Resolve(spec, profile?.Spec, defaults.AtmosphereStrategy);
        var (compose, problem) = spec.Compose is null
            ? (null, null)
            : new ComposeResolver(spec, profile?.Spec, images, defaults.AtmosphereStrategy).Resolve();
        PolishPlan? polish = null;
        if (problem is null)
        {
            (polish, problem) = new PolishResolver(spec, store, images, defaults.AllowFileUris).Resolve(prompt);
        }

        return problem switch
        {
            { Reason: Reasons.WaitingForArtifact } => new Resolution.Waiting(problem.Reason, problem.Message),
            { } => Refused(problem),
            null => Planned(job, profile, store, Work(spec, compose, polish, prompt)),
        };
    }

    /// <summary>The profile that a job names, if it names one.</summary>
    public static string? ProfileName(GenerationSettings spec) => spec.Compose?.Atmosphere?.ProfileRef?.Name;

    /// <summary>The jobs whose images a job's own settings use, by name; those that its profile uses come on top.</summary>
    public static IReadOnlyList<string> SourceNames(GenerationSettings spec) => Names(spec);

    /// <summary>The jobs whose images a profile uses, and with it every job that names the profile.</summary>
    public static IReadOnlyList<string> SourceNames(AtmosphereProfileSpec profile) => Names(profile);

    /// <summary>
    /// The jobs whose images a job or a storyboard uses, by its settings and by the profile that they name.
    /// </summary>
    public static IReadOnlyList<string> SourceNames(GenerationSettings spec, AtmosphereProfile? profile) =>
        profile is null
            ? SourceNames(spec)
            : [.. SourceNames(spec).Union(SourceNames(profile.Spec), StringComparer.Ordinal)];

    private static IReadOnlyList<string> Names(object spec) =>
        [
            .. Records
                .Images(spec)
                .Select(i => i.Image.Artifact?.JobName)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Digest of the parts of a profile that affect jobs.</summary>
    public static string ProfileHash(AtmosphereProfile profile) =>
        Digest(
            CanonicalJson.Write(JsonSerializer.SerializeToNode(profile.Spec, ApiJson.Default.AtmosphereProfileSpec))
        );

    private static Resolution Planned(GenerationJob job, AtmosphereProfile? profile, StorePlan store, GenerateWork work)
    {
        if (TooLarge(job.Spec, work) is { } tooLarge)
        {
            return Refused(tooLarge);
        }

        var cents = CostEstimator.Cents(job.Spec);
        if (job.Spec.Budget is { } budget && cents > budget.MaxCents)
        {
            return Refused(
                new(
                    Reasons.BudgetExceeded,
                    $"The estimated cost of {cents} cents exceeds spec.budget.maxCents ({budget.MaxCents})."
                )
            );
        }

        var hash = PlanHasher.Hash(work);
        var (delivery, problem) = DeliveryResolver.Resolve(job, work, hash, store);
        if (delivery is null)
        {
            return Refused(problem!);
        }

        var plan = RunPlan.Create(work, delivery);
        var size = JsonSerializer.SerializeToUtf8Bytes(plan, ContractsJson.Default.RunPlan).Length;
        return size > MaxPlanBytes
            ? Refused(
                new(
                    Reasons.InvalidSpec,
                    $"The run plan has {size} bytes, which exceeds the ConfigMap limit of {MaxPlanBytes}; shorten the prompt."
                )
            )
            : new Resolution.Ready(plan, cents, profile is null ? null : ProfileHash(profile));
    }

    private static Problem? TooLarge(GenerationJobSpec spec, GenerateWork work)
    {
        Quantity limit = default;
        _ = spec.Runner?.Resources?.Limits?.TryGetValue("memory", out limit);
        return MemoryEstimate.Problem(work, PolishDelivery.WantsGpu(spec), limit.Value);
    }

    private static GenerateWork Work(
        GenerationJobSpec spec,
        ComposePlan? compose,
        PolishPlan? polish,
        PromptPlan? prompt
    )
    {
        var (width, height) = Sizes.Of(spec.Size);
        var work = new GenerateWork
        {
            Width = width,
            Height = height,
            Seed = spec.Seed ?? Seeds.Default(spec),
            Variants = spec.Variants,
            Prompt = prompt,
            Compose = compose,
            Polish = polish,
            Metrics = [.. (spec.Evaluate?.Metrics ?? []).Select(m => m.Name)],
            Output = Output(spec.Output),
        };
        // Only set if an input can be skipped, so that the plan hash does not change otherwise.
        return spec.OnMissingInput == MissingInputPolicy.Skip && Records.Images(work).Any(i => i.Use.CanBeSkipped())
            ? work with
            {
                OnMissingInput = MissingInputPolicy.Skip,
            }
            : work;
    }

    internal static OutputPlan Output(OutputSpec? output) =>
        new()
        {
            Format = output?.Format ?? ImageFormat.Png,
            BitDepth = output?.BitDepth ?? (output?.Format == ImageFormat.Exr ? 16 : 8),
            Quality = output?.Quality,
            CompressionLevel = output?.Compression,
            Lossless = output?.Lossless == true ? true : null,
            Metadata = output?.EmbedMetadata != false,
            Properties = output is { EmbedMetadata: true, Metadata.Count: > 0 } ? output.Metadata : null,
        };

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static Resolution.Refused Refused(Problem problem) => new(problem.Reason, problem.Message);
}
