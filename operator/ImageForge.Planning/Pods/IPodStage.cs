using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Pods;

/// <summary>
/// A stage that needs memory of the pod. Volumes need no code of a stage: images and models of the plan are mounted by
/// <see cref="PodInputs"/> and <see cref="PodModels"/>.
/// </summary>
internal interface IPodStage
{
    /// <summary>Memory for some variants of a job.</summary>
    /// <param name="work">What is made.</param>
    /// <param name="spec">The job.</param>
    /// <param name="variants">How many variants; at most those of the job.</param>
    StageMemory Memory(GenerateWork work, GenerationJobSpec spec, int variants);

    /// <summary>The Secret for reading the stage's models; null to use the credentials of the store.</summary>
    string? ModelSecret(GenerationJobSpec spec) => null;
}

/// <summary>Memory of a stage in bytes; that of its pictures adds to that of the other stages.</summary>
/// <param name="Pictures">At least, besides models.</param>
/// <param name="ModelRequest">Common models at least.</param>
/// <param name="ModelLimit">Common models at most; 0 if there is no model.</param>
internal readonly record struct StageMemory(long Pictures, long ModelRequest = 0, long ModelLimit = 0);
