using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>
/// A stage as the operator sees it: what it rejects, and its part of the plan. A stage can also implement
/// <see cref="IPictureStage"/>, <see cref="IDeliveryStage"/>, <see cref="Pods.IPodStage"/> and
/// <see cref="Jobs.IStatusStage"/>. All methods are pure.
/// </summary>
internal interface IStage
{
    /// <summary>Fields of this stage that are in the schema but not supported.</summary>
    IReadOnlyList<UnsupportedField<GenerationJobSpec>> Unsupported { get; }

    /// <summary>Validates the stage's fields and adds its part to the work.</summary>
    /// <param name="work">What the stages before have resolved.</param>
    /// <param name="context">What to resolve with.</param>
    /// <returns>The work, or the first error.</returns>
    (GenerateWork Work, Problem? Problem) Resolve(GenerateWork work, StageContext context);
}

/// <summary>A stage that can make an image by itself; a job needs at least one.</summary>
internal interface IPictureStage
{
    /// <summary>The fields to set for it, for messages.</summary>
    string Fields { get; }

    /// <summary>Whether it makes the images of this job.</summary>
    bool MakesPictures(GenerationJobSpec spec);
}

/// <summary>A stage with settings that do not change pixels and are therefore not part of the plan hash.</summary>
internal interface IDeliveryStage
{
    /// <summary>Adds the stage's settings to the delivery.</summary>
    /// <param name="plan">The plan with its complete work and hash.</param>
    /// <param name="job">The job.</param>
    /// <returns>The delivery, or the first error.</returns>
    (DeliveryPlan Delivery, Problem? Problem) Deliver(RunPlan plan, GenerationJob job);
}

/// <summary>What stages resolve with.</summary>
/// <param name="Spec">The job.</param>
/// <param name="Profile">The profile that it names, if any.</param>
/// <param name="Store">Its store.</param>
/// <param name="Images">Resolves its images.</param>
/// <param name="Defaults">The operator's defaults.</param>
internal sealed record StageContext(
    GenerationJobSpec Spec,
    AtmosphereProfileSpec? Profile,
    StorePlan Store,
    ImageResolver Images,
    OperatorDefaults Defaults
);
