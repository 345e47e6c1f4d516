using ImageForge.Kube;
using k8s.Models;

namespace ImageForge.Runtime.Informers;

/// <summary>Classifies failures.</summary>
internal static class WatchFailures
{
    public static WatchFailure Of(Exception exception) =>
        exception is KubeException answer ? Of(answer) : WatchFailure.Unavailable;

    public static WatchFailure Of(V1Status status) => Of(new KubeException(status));

    private static WatchFailure Of(KubeException answer) =>
        answer switch
        {
            { IsGone: true } => WatchFailure.Expired,
            { IsTooLargeResourceVersion: true } => WatchFailure.TooLarge,
            { IsTransient: true } => WatchFailure.Unavailable,
            _ => WatchFailure.Refused,
        };
}
