using System.Security.Cryptography;
using System.Text.Json;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;

namespace ImageForge.Planning.Resolving;

/// <summary>Resolves a job, its profile and the operator's defaults to a run plan.</summary>
public static class JobResolver
{
    /// <summary>Maximum size of a plan in bytes, so that it fits into a ConfigMap with its metadata.</summary>
    private const int MaxPlanBytes = 1_000_000;

    // All that this version supports runs on the cluster.
    private const long Cents = 0;

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
        if ((UnsupportedFields.Find(spec) ?? NothingToDo(spec)) is { } unsupported)
        {
            return Refused(unsupported);
        }

        if (RunnerRules.Validate(spec.Runner, "spec.runner", defaults) is { } broken)
        {
            return Refused(broken);
        }

        if (ReferenceRules.Validate(spec, "spec") is { } impossible)
        {
            return Refused(impossible);
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
        var (work, problem) = Work(new StageContext(spec, profile?.Spec, store, images, defaults));
        return problem switch
        {
            { Reason: Reasons.WaitingForArtifact } => new Resolution.Waiting(problem.Reason, problem.Message),
            { } => Refused(problem),
            null => Planned(job, profile, store, work),
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
        Digest(CanonicalJson.Write(JsonSerializer.SerializeToNode(profile.Spec, ApiJson.Of<AtmosphereProfileSpec>())));

    private static Resolution Planned(GenerationJob job, AtmosphereProfile? profile, StorePlan store, GenerateWork work)
    {
        if (MemoryEstimate.Problem(work, job.Spec) is { } tooLarge)
        {
            return Refused(tooLarge);
        }

        if (job.Spec.Budget is { } budget && Cents > budget.MaxCents)
        {
            return Refused(
                new(
                    Reasons.BudgetExceeded,
                    $"The estimated cost of {Cents} cents exceeds spec.budget.maxCents ({budget.MaxCents})."
                )
            );
        }

        var plan = RunPlan.Create(work, DeliveryResolver.Delivery(job.Metadata, PlanHasher.Hash(work), store));
        foreach (var stage in Stages.All.OfType<IDeliveryStage>())
        {
            var (delivery, problem) = stage.Deliver(plan, job);
            if (problem is not null)
            {
                return Refused(problem);
            }

            plan = plan with { Delivery = delivery };
        }

        var size = JsonSerializer.SerializeToUtf8Bytes(plan, ContractsJson.Of<RunPlan>()).Length;
        return size > MaxPlanBytes
            ? Refused(
                new(
                    Reasons.InvalidSpec,
                    $"The run plan has {size} bytes, which exceeds the ConfigMap limit of {MaxPlanBytes}; shorten the prompt."
                )
            )
            : new Resolution.Ready(plan, Cents, profile is null ? null : ProfileHash(profile));
    }

    private static Problem? NothingToDo(GenerationJobSpec spec)
    {
        var makers = Stages.All.OfType<IPictureStage>().ToList();
        return makers.Exists(stage => stage.MakesPictures(spec))
            ? null
            : new(
                Reasons.InvalidSpec,
                $"Nothing to generate: set {string.Join(", or ", makers.Select(stage => stage.Fields))}."
            );
    }

    private static (GenerateWork Work, Problem? Problem) Work(StageContext context)
    {
        var spec = context.Spec;
        var (width, height) = Sizes.Of(spec.Size);
        var work = new GenerateWork
        {
            Width = width,
            Height = height,
            Seed = spec.Seed ?? Seeds.Default(spec),
            Variants = spec.Variants,
            Prompt = PromptResolver.Resolve(spec, context.Profile, context.Defaults.AtmosphereStrategy),
            Output = new OutputPlan { Format = ImageFormat.Png },
        };
        foreach (var stage in Stages.All)
        {
            (work, var problem) = stage.Resolve(work, context);
            if (problem is not null)
            {
                return (work, problem);
            }
        }

        // Only set if an input can be skipped, so that the plan hash does not change otherwise.
        var skips =
            spec.OnMissingInput == MissingInputPolicy.Skip && Records.Images(work).Any(i => i.Use.CanBeSkipped());
        return (skips ? work with { OnMissingInput = MissingInputPolicy.Skip } : work, null);
    }

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static Resolution.Refused Refused(Problem problem) => new(problem.Reason, problem.Message);
}
