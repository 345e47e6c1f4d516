using ImageForge.Api.GenerationJobs;

namespace ImageForge.Api.Storyboards;

/// <summary>Settings of the GenerationJobs of all frames. Prompts and camera are taken from the shots.</summary>
/// <param name="Variants">Number of images per frame; the storyboard uses the primary one.</param>
public sealed record StoryboardTemplate(int Variants = 1) : GenerationSettings(Variants);
