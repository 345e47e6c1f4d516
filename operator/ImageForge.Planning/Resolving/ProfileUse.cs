using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>A profile as one job uses it: what the job gives itself comes first.</summary>
internal sealed record ProfileUse(GenerationJobSpec Job, AtmosphereProfileSpec Profile);
