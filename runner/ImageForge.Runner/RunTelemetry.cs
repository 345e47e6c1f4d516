using System.Diagnostics;
using System.Diagnostics.Metrics;
using ImageForge.Contracts.Plans;

namespace ImageForge.Runner;

/// <summary>
/// The spans and instruments of a run. Attributes hold no prompt, no Secret value and no query of a URL. Without a
/// listener no span is created.
/// </summary>
internal static class RunTelemetry
{
    private const string Name = "ImageForge.Runner";
    private const string ErrorType = "error.type";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> RunDuration = Meter.CreateHistogram<double>(
        "imageforge.run.duration",
        "s",
        "Duration of a run."
    );

    private static readonly Histogram<double> StageDuration = Meter.CreateHistogram<double>(
        "imageforge.run.stage.duration",
        "s",
        "Duration of a stage of a run."
    );

    private static readonly Counter<long> Variants = Meter.CreateCounter<long>(
        "imageforge.run.variants",
        "{variant}",
        "Variants generated."
    );

    /// <summary>Executes a run in a span of its own.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">
    /// Who runs it. Its environment names the parent: TRACEPARENT and TRACESTATE, by OpenTelemetry's convention.
    /// </param>
    /// <param name="run">The run, which does not throw.</param>
    public static async Task<RunOutcome> RunAsync(RunPlan plan, RunOptions options, Func<Task<RunOutcome>> run)
    {
        _ = ActivityContext.TryParse(
            options.Environment("TRACEPARENT"),
            options.Environment("TRACESTATE"),
            isRemote: true,
            out var parent
        );
        using var span = Source.StartActivity(
            "run",
            ActivityKind.Internal,
            parent,
            [
                new("k8s.namespace.name", plan.Delivery.Namespace),
                new("imageforge.job.name", plan.Delivery.Job),
                new("imageforge.job.uid", plan.Delivery.Uid),
                new("imageforge.plan.hash", plan.PlanHash),
                new("imageforge.run.attempt", options.Attempt),
            ]
        );
        var begun = TimeProvider.System.GetTimestamp();
        var outcome = await run();
        TagList tags = [];
        if (outcome.Message.Error is { } error)
        {
            var reason = error.Reason.ToString();
            tags.Add(ErrorType, reason);
            span?.SetTag(ErrorType, reason).SetStatus(ActivityStatusCode.Error);
        }

        RunDuration.Record(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, tags);
        return outcome;
    }

    /// <summary>Runs a stage in a span of its own.</summary>
    public static async Task StageAsync(string name, Func<Task> work)
    {
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            await SpanAsync(name, [], work);
        }
        finally
        {
            StageDuration.Record(
                TimeProvider.System.GetElapsedTime(begun).TotalSeconds,
                new KeyValuePair<string, object?>("imageforge.stage", name)
            );
        }
    }

    /// <summary>Generates some variants in a span.</summary>
    public static Task VariantsAsync(int[] indexes, Func<Task> work) =>
        SpanAsync(
            "variant",
            [new("imageforge.variant.index", indexes[0]), new("imageforge.variant.count", indexes.Length)],
            async () =>
            {
                await work();
                Variants.Add(indexes.Length);
            }
        );

    /// <summary>Reads the images that a job uses in a span.</summary>
    public static Task<T> InputsAsync<T>(Func<Task<T>> load) => SpanAsync("load inputs", [], load);

    /// <summary>Makes a model readable, by download or from the cache, in a span.</summary>
    public static Task<T> FetchAsync<T>(ModelPlan model, Func<Task<T>> fetch) =>
        SpanAsync("fetch model", [ModelName(model)], fetch);

    /// <summary>Composes in a span.</summary>
    public static T Compose<T>(Func<T> work) => Span("compose", [], work);

    /// <summary>Loads a model in a span.</summary>
    public static T Load<T>(PolishPlan plan, Func<T> work) => Span("load model", Model(plan), work);

    /// <summary>Renders with a model in a span, by the conventions of generative AI.</summary>
    public static T Polish<T>(GenerateWork work, int variants, Func<T> render) =>
        Span(
            "polish",
            [
                .. Model(work.Polish!),
                new("gen_ai.operation.name", "generate_content"),
                new("gen_ai.output.type", "image"),
                new("gen_ai.request.choice.count", variants),
                new("gen_ai.request.seed", work.Seed),
            ],
            render
        );

    /// <summary>Adds an event to the span of <see cref="Polish"/>: a step of a diffusion is done.</summary>
    public static void Step(int done, int total)
    {
        if (Activity.Current is { IsAllDataRequested: true } span)
        {
            span.AddEvent(
                new("denoise step", tags: new() { ["imageforge.step"] = done, ["imageforge.step.count"] = total })
            );
        }
    }

    private static KeyValuePair<string, object?>[] Model(PolishPlan plan) =>
        [
            // The models run in this process.
            new("gen_ai.provider.name", "imageforge"),
            .. plan.Model is { } model ? [ModelName(model)] : Array.Empty<KeyValuePair<string, object?>>(),
            new("imageforge.polish.backend", plan.Backend),
        ];

    private static KeyValuePair<string, object?> ModelName(ModelPlan model) =>
        new("gen_ai.request.model", Path.GetFileName(model.Uri.Split('?', '#')[0].TrimEnd('/')));

    private static T Span<T>(string name, KeyValuePair<string, object?>[] tags, Func<T> work)
    {
        using var span = Source.StartActivity(name, ActivityKind.Internal, default(ActivityContext), tags);
        try
        {
            return work();
        }
        catch (Exception e)
        {
            Fail(span, e);
            throw;
        }
    }

    private static Task<bool> SpanAsync(string name, KeyValuePair<string, object?>[] tags, Func<Task> work) =>
        SpanAsync(
            name,
            tags,
            async () =>
            {
                await work();
                return true;
            }
        );

    private static async Task<T> SpanAsync<T>(string name, KeyValuePair<string, object?>[] tags, Func<Task<T>> work)
    {
        using var span = Source.StartActivity(name, ActivityKind.Internal, default(ActivityContext), tags);
        try
        {
            return await work();
        }
        catch (Exception e)
        {
            Fail(span, e);
            throw;
        }
    }

    // The type only: messages may quote what users wrote.
    private static void Fail(Activity? span, Exception e) =>
        span?.SetTag(ErrorType, e.GetType().FullName).SetStatus(ActivityStatusCode.Error);
}
