namespace ImageForge.Contracts.Plans;

/// <summary>The models of a plan.</summary>
public static class PlanModels
{
    /// <summary>All of them with their fields, the one that renders first.</summary>
    public static IEnumerable<(string Field, ModelPlan Model)> Of(WorkPlan work)
    {
        if (work is not GenerateWork { Polish: { } polish })
        {
            yield break;
        }

        yield return ("polish.model", polish.Model);
        for (var i = 0; i < (polish.Controls?.Count ?? 0); i++)
        {
            if (polish.Controls![i].Model is { } model)
            {
                yield return ($"polish.controls[{i}].model", model);
            }
        }
    }
}
