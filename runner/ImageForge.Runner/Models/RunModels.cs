using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.Models;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Logging;
using ImageForge.Runner.Polish;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runner.Models;

/// <summary>The models of a run: each is made readable once, when it is first asked for, and let go when the run ends.</summary>
/// <remarks>Not for several threads at once.</remarks>
internal sealed class RunModels(ModelSource source, ILogger logger) : IDisposable
{
    private readonly Dictionary<ModelPlan, LocalModel> _opened = [];
    private readonly Dictionary<ModelPlan, ModelUnusableException> _unusable = [];

    /// <summary>The digests of a plan's models, by their fields.</summary>
    /// <remarks>
    /// One that the plan names is believed here, so that a result that is stored already is found without the model; one
    /// that it does not name is that of the model as it is now. A model that cannot be used has none where the composed
    /// layout stands in for its picture.
    /// </remarks>
    /// <exception cref="ModelUnusableException">A model cannot be used until someone changes something.</exception>
    /// <exception cref="ModelUnavailableException">A model cannot be had at this moment.</exception>
    public async Task<IReadOnlyList<InputDigest>> IdentifyAsync(
        WorkPlan work,
        IProgress<ModelProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var digests = new List<InputDigest>();
        foreach (var (field, plan) in PlanModels.Of(work))
        {
            digests.Add(new(field, plan.Sha256?.ToLowerInvariant() ?? await DigestAsync(plan)));
        }

        return digests;

        async Task<string?> DigestAsync(ModelPlan plan)
        {
            try
            {
                return (await OpenAsync(plan, progress, cancellationToken)).Digest;
            }
            catch (ModelUnusableException) when (work is GenerateWork generate && PolishedSource.Delivers(generate))
            {
                // Polish gets the same error when it opens the model, and delivers the layout.
                return null;
            }
        }
    }

    /// <summary>A model, readable until this is disposed of.</summary>
    /// <exception cref="ModelUnusableException">It cannot be used until someone changes something.</exception>
    /// <exception cref="ModelUnavailableException">It cannot be had at this moment.</exception>
    public async Task<LocalModel> OpenAsync(
        ModelPlan plan,
        IProgress<ModelProgress> progress,
        CancellationToken cancellationToken
    )
    {
        if (_unusable.TryGetValue(plan, out var known))
        {
            throw new ModelUnusableException(known.Message, known);
        }

        if (!_opened.TryGetValue(plan, out var model))
        {
            try
            {
                model = await RunTelemetry.FetchAsync(plan, () => source.OpenAsync(plan, progress, cancellationToken));
            }
            catch (ModelUnusableException e)
            {
                _unusable.Add(plan, e);
                throw;
            }

            _opened.Add(plan, model);
            logger.ModelOpened(plan.Uri, model.Digest, model.Bytes, model.Moved);
        }

        return model;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var model in _opened.Values)
        {
            model.Dispose();
        }
    }
}
