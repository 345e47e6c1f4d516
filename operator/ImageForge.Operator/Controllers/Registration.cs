using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using ImageForge.Operator.Scheduling;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Informers;

namespace ImageForge.Operator.Controllers;

/// <summary>Registers the watches of each controller: which objects are reconciled after which change.</summary>
internal static class Registration
{
    public static void Register(Caches caches, Controller jobs, Controller boards, Controller profiles, JobSlots slots)
    {
        if (!slots.IsUnlimited)
        {
            // A job that waits for a slot has the priority of those that wait for it.
            jobs.Watch(
                caches.Jobs,
                change =>
                    IsRelevant(change) && change.Latest.Spec.Priority != JobPriority.Low
                        ? caches.WaitedForBy(change.Latest)
                        : []
            );
        }

        jobs.For(caches.Jobs)
            .Owns(caches.ConfigMaps, ApiResources.GenerationJobs)
            .Owns(caches.Children, ApiResources.GenerationJobs)
            .Watch(caches.Pods, change => Owner(caches.OwnerOf(change.Latest), GenerationJob.KindName))
            .Watch(caches.Refusals, change => Owner(caches.OwnerOf(change.Latest), GenerationJob.KindName))
            .Watch(caches.Mounts, change => Owner(caches.OwnerOf(change.Latest), GenerationJob.KindName))
            .Watch(caches.Workloads, change => Owner(caches.OwnerOf(change.Latest), GenerationJob.KindName))
            .Watch(caches.Jobs, change => IsRelevant(change) ? caches.WaitingFor([change.Key]) : [])
            .Watch(
                caches.Profiles,
                change =>
                {
                    if (!IsRelevant(change))
                    {
                        return [];
                    }

                    var users = caches.UsersOf(change.Key).Select(job => ObjectKey.Of(job)).ToList();
                    return users.Union(caches.WaitingFor(users));
                }
            );
        boards
            .For(caches.Storyboards)
            .Owns(caches.Jobs, ApiResources.Storyboards)
            .Owns(caches.ConfigMaps, ApiResources.Storyboards)
            .Owns(caches.Children, ApiResources.Storyboards)
            .Watch(caches.Pods, change => Owner(caches.OwnerOf(change.Latest), Storyboard.KindName))
            .Watch(caches.Refusals, change => Owner(caches.OwnerOf(change.Latest), Storyboard.KindName))
            .Watch(caches.Mounts, change => Owner(caches.OwnerOf(change.Latest), Storyboard.KindName))
            .Watch(caches.Workloads, change => Owner(caches.OwnerOf(change.Latest), Storyboard.KindName))
            .Watch(
                caches.Jobs,
                change =>
                    IsRelevant(change)
                        ? caches
                            // A job not owned by the storyboard may have the name of a frame.
                            .BoardsWithFrame(change.Key)
                            .Union(caches.BoardsUsing([change.Key, .. caches.WaitingFor([change.Key])]))
                        : []
            )
            .Watch(
                caches.Profiles,
                change =>
                {
                    if (!IsRelevant(change))
                    {
                        return [];
                    }

                    var users = caches.UsersOf(change.Key).Select(job => ObjectKey.Of(job)).ToList();
                    return caches
                        .BoardsWith(change.Key)
                        .Select(board => ObjectKey.Of(board))
                        .Union(caches.BoardsUsing([.. users, .. caches.WaitingFor(users)]));
                }
            );
        profiles
            .For(caches.Profiles)
            .Watch(
                caches.Jobs,
                change =>
                    IsRelevant(change) && Caches.ProfileOf(change.Latest, change.Latest.Spec) is { } profile
                        ? [profile]
                        : []
            );
    }

    /// <summary>Whether a job was created, deleted or changed state; progress does not matter to other objects.</summary>
    private static bool IsRelevant(Change<GenerationJob> change) =>
        change.Old is null || change.New is null || change.Old.Status?.State != change.New.Status?.State;

    /// <summary>
    /// Whether a profile was created, deleted or changed its spec; its status does not matter to its users.
    /// </summary>
    internal static bool IsRelevant(Change<AtmosphereProfile> change) =>
        change.Old is null
        || change.New is null
        || change.Old.Metadata.Uid != change.New.Metadata.Uid
        || change.Old.Metadata.Generation != change.New.Metadata.Generation;

    private static IEnumerable<ObjectKey> Owner((string Kind, ObjectKey Key)? owner, string kind) =>
        owner is { } found && found.Kind == kind ? [found.Key] : [];
}
