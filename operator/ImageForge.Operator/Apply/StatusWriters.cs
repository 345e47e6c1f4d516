using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using ImageForge.Operator.Controllers;
using ImageForge.Runtime.Controllers;

namespace ImageForge.Operator.Apply;

/// <summary>Status writers of all kinds.</summary>
internal sealed class StatusWriters(KubeClient client, Caches caches, OwnWrites writes)
{
    public StatusWriter<GenerationJob, GenerationJobStatus> Jobs { get; } =
        new(
            client,
            ApiResources.GenerationJobs,
            caches.Jobs,
            job => job.Status,
            ApiJson.Of<GenerationJobStatus>(),
            writes
        );

    public StatusWriter<Storyboard, StoryboardStatus> Storyboards { get; } =
        new(
            client,
            ApiResources.Storyboards,
            caches.Storyboards,
            board => board.Status,
            ApiJson.Of<StoryboardStatus>(),
            writes
        );

    public StatusWriter<AtmosphereProfile, AtmosphereProfileStatus> Profiles { get; } =
        new(
            client,
            ApiResources.AtmosphereProfiles,
            caches.Profiles,
            profile => profile.Status,
            ApiJson.Of<AtmosphereProfileStatus>(),
            writes
        );
}
