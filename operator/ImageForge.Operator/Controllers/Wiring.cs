using ImageForge.Api.Core;
using ImageForge.Kube;
using ImageForge.Planning.Pods;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;

namespace ImageForge.Operator.Controllers;

/// <summary>Says which object is looked at again after which change.</summary>
internal static class Wiring
{
    public static void Connect(Caches caches, Controller jobs, Controller boards, Controller profiles)
    {
        jobs.For(caches.Jobs)
            .Owns(caches.ConfigMaps, ApiResources.GenerationJobs)
            .Owns(caches.Children, ApiResources.GenerationJobs)
            .Watch(caches.Pods, change => Owner(change, assembly: false))
            .Watch(
                caches.Jobs,
                change =>
                    change.Old?.Status?.State == change.New?.Status?.State
                        ? []
                        : caches.DependentsOf(change.Key).Select(job => ObjectKey.Of(job))
            )
            .Watch(caches.Profiles, change => caches.UsersOf(change.Key).Select(job => ObjectKey.Of(job)));
        boards
            .For(caches.Storyboards)
            .Owns(caches.Jobs, ApiResources.Storyboards)
            .Owns(caches.ConfigMaps, ApiResources.Storyboards)
            .Owns(caches.Children, ApiResources.Storyboards)
            .Watch(caches.Pods, change => Owner(change, assembly: true));
        profiles
            .For(caches.Profiles)
            .Watch(
                caches.Jobs,
                // Its users change when jobs appear, go or end; a job's every step is no news to a profile.
                change =>
                    change.Old?.Status?.State == change.New?.Status?.State
                    && change.Old is not null
                    && change.New is not null
                        ? []
                    : Caches.ProfileOf(change.Latest) is { } profile ? [profile]
                    : []
            );
    }

    private static IEnumerable<ObjectKey> Owner(Change<Pod> change, bool assembly) =>
        Labels.IsAssembly(change.Latest) == assembly && Caches.OwnerOf(change.Latest) is { } owner ? [owner] : [];
}
