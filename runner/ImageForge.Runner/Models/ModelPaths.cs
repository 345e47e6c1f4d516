using ImageForge.Contracts.Plans;

namespace ImageForge.Runner.Models;

/// <summary>Where the models of a plan lie on this machine.</summary>
internal sealed class ModelPaths
{
    private readonly Dictionary<ModelPlan, string> _paths = [];

    private ModelPaths() { }

    /// <summary>The folder or file of a model of the plan.</summary>
    public string this[ModelPlan model] => _paths[model];

    /// <summary>Fetches what is not here yet.</summary>
    public static async Task<ModelPaths> FetchAsync(
        WorkPlan work,
        RunModels models,
        ModelReports reports,
        CancellationToken cancellationToken
    )
    {
        var found = new ModelPaths();
        foreach (var (_, model) in PlanModels.Of(work))
        {
            var local = await models.OpenAsync(model, reports, cancellationToken);
            found._paths[model] = local.Path;
        }

        return found;
    }
}
