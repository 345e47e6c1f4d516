using ImageForge.Api.GenerationJobs;

namespace ImageForge.Api.Storyboards;

/// <summary>Settings of the GenerationJobs of all frames. Prompts and camera come from the shots.</summary>
/// <param name="Variants">How many images to make of each frame; the primary one goes into the storyboard.</param>
public sealed record StoryboardTemplate(int Variants = 1) : GenerationSettings(Variants);
