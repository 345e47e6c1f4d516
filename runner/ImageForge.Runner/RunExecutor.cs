using ImageForge.Artifacts;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Logging;
using ImageForge.Runner.Models;
using ImageForge.Runner.PartialResults;
using ImageForge.Runner.Pictures;
using ImageForge.Runner.Plans;
using ImageForge.Runner.Publish;
using ImageForge.Runner.Reporting;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runner;

/// <summary>Executes a plan: composes, evaluates and publishes its pictures, and writes the manifest last.</summary>
/// <remarks>
/// It can be stopped or killed at any moment: another attempt at the same plan goes on after the last finished picture
/// and ends with the same bytes. Nothing lies under a final key before all pictures of the run are complete.
/// </remarks>
public sealed class RunExecutor
{
    private readonly Func<StorePlan, Func<string, string?>, IArtifactStore> _open;

    /// <summary>An executor that opens the store which a plan names.</summary>
    public RunExecutor()
        : this(ArtifactStores.Open) { }

    internal RunExecutor(Func<StorePlan, Func<string, string?>, IArtifactStore> open) => _open = open;

    /// <summary>Runs to the end, whatever it is: failures are outcomes, not exceptions.</summary>
    /// <param name="plan">What to make and where to put it.</param>
    /// <param name="options">Who runs it, and who listens.</param>
    /// <param name="cancellationToken">Stops at the next safe point; what is finished is kept for the next attempt.</param>
    public Task<RunOutcome> ExecuteAsync(RunPlan plan, RunOptions options, CancellationToken cancellationToken) =>
        RunTelemetry.RunAsync(plan, options, () => ExecuteUntracedAsync(plan, options, cancellationToken));

    private async Task<RunOutcome> ExecuteUntracedAsync(
        RunPlan plan,
        RunOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            PlanChecks.Check(plan);
            InputLoader.Check(plan.Work);
            foreach (var stage in Stages.All)
            {
                stage.Check(plan);
            }

            var publication = await RunAsync(plan, options, cancellationToken);
            options.Logger.RunFinished(publication.Reference.Key, publication.Reference.Sha256);
            return Outcomes.Success(plan, publication);
        }
        catch (Exception e)
        {
            var outcome = Outcomes.Failure(plan.PlanHash, e, cancellationToken);
            options.Logger.RunFailed(outcome, e);
            return outcome;
        }
    }

    private async Task<Publication> RunAsync(RunPlan plan, RunOptions options, CancellationToken cancellationToken)
    {
        var pictures = PlanChecks.PictureCount(plan.Work);
        var progress = new ProgressTracker(plan.PlanHash, pictures, options.Progress);
        progress.Enter(Stage.Processing, "Checking the store");
        options.Logger.RunStarted(plan.PlanHash, plan.Delivery.Namespace, plan.Delivery.Job, options.Attempt);
        using var store = _open(plan.Delivery.Store, options.Environment);
        using var http = new HttpInputs(options.Environment, TimeProvider.System);
        var mounts = new MountedInputs(options.Environment);
        using var loader = new InputLoader(store, mounts, http);
        // Decoders start while the store answers.
        loader.Expect(plan.Work);
        await store.ProbeAsync($"{plan.Delivery.PartialPrefix}{options.Attempt}/probe", cancellationToken);
        progress.Advance(0.3, "Reading inputs");
        using var images = await RunTelemetry.InputsAsync(() => loader.LoadAsync(plan.Work, cancellationToken));
        using var models = new RunModels(
            new(options.Environment, mounts.FolderOf, plan.Delivery.Namespace, TimeProvider.System),
            options.Logger
        );
        var digests = await models.IdentifyAsync(plan.Work, new ModelReports(progress, 0.3, 0.6), cancellationToken);
        IReadOnlyList<InputDigest> inputs = [.. images.Inputs, .. digests];
        var found = await FindFinishedAsync(store, plan, inputs, options.Logger, cancellationToken);
        // Nothing is asked of a device where the result is there.
        using var kit = found is null ? ModelKit.Open(plan, options) : null;
        var context = WithWarnings(
            new RunContext
            {
                Plan = plan,
                Store = store,
                Partial = new PartialResultStore(
                    store,
                    plan,
                    options.Attempt,
                    RunnerVersion.Current,
                    inputs,
                    kit?.Device
                ),
                Images = images,
                Models = models,
                Kit = kit,
                Inputs = inputs,
                Progress = progress,
                Logger = options.Logger,
            }
        );
        var publication = found ?? await MakeAsync(context, cancellationToken);
        await ClearAsync(context, cancellationToken);
        progress.Complete();
        return publication;
    }

    private static RunContext WithWarnings(RunContext context)
    {
        IReadOnlyList<Warning> warnings =
        [
            .. context.Images.Warnings,
            .. Stages.All.OfType<IPictureStage>().SelectMany(stage => stage.Warnings(context)),
        ];
        foreach (var warning in warnings)
        {
            context.Logger.LeftOut(warning.Subject, warning.Message);
        }

        return context with
        {
            Warnings = warnings,
        };
    }

    private static async Task<Publication?> FindFinishedAsync(
        IArtifactStore store,
        RunPlan plan,
        IReadOnlyList<InputDigest> inputs,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        var found = await new PublishedRun(store, plan).FindAsync(inputs, cancellationToken);
        if (found is not null)
        {
            logger.AlreadyPublished(found.Reference.Key);
        }

        return found;
    }

    private static async Task<Publication> MakeAsync(RunContext context, CancellationToken cancellationToken)
    {
        var workspace = new Workspace(context.Plan.Delivery.Keys.Count);
        context.Progress.Advance(0.6, "Looking for finished pictures");
        foreach (var (record, file) in await context.Partial.FindAsync(cancellationToken))
        {
            workspace.Keep(record, file);
            context.Logger.PictureResumed(record.Variant, record.Sha256);
        }

        context.Progress.Finished(workspace.Finished);
        await EnterAsync(
            context,
            Stage.Generating,
            "generate",
            () => Generation.RunAsync(context, workspace, cancellationToken)
        );
        foreach (var stage in Stages.All.OfType<IFileStage>())
        {
            await EnterAsync(
                context,
                stage.Stage,
                stage.Span,
                () => stage.RunAsync(context, workspace, cancellationToken)
            );
        }

        return workspace.Publication!;
    }

    private static Task EnterAsync(RunContext context, Stage stage, string span, Func<Task> run)
    {
        context.Progress.Enter(stage, stage.ToString());
        context.Logger.StageStarted(stage);
        return RunTelemetry.StageAsync(span, run);
    }

    private static async Task ClearAsync(RunContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Partial.ClearAsync(cancellationToken);
        }
        catch (StoreException e)
        {
            // The result is stored and counts; what is left behind is named.
            context.Logger.PartialResultsNotCleared(context.Plan.Delivery.PartialPrefix, e);
        }
    }
}
