using ImageForge.Contracts.Plans;
using k8s.Models;

namespace ImageForge.Planning.Resolving;

/// <summary>Plans where the results of a run go; stages add to it (<see cref="IDeliveryStage"/>).</summary>
internal static class DeliveryResolver
{
    /// <summary>Keys that start with this belong to ImageForge.</summary>
    public const string ReservedPrefix = ".imageforge/";

    /// <param name="owner">The job or storyboard.</param>
    /// <param name="hash">Plan hash.</param>
    /// <param name="store">The store.</param>
    public static DeliveryPlan Delivery(V1ObjectMeta owner, string hash, StorePlan store) =>
        new()
        {
            Namespace = owner.NamespaceProperty ?? "default",
            Job = owner.Name!,
            Uid = owner.Uid!,
            Store = store,
            Keys = [],
            ManifestKey = "",
            PartialPrefix = $"{ReservedPrefix}runs/{owner.Uid}/{Short(hash)}/",
        };

    /// <summary>The first twelve hex digits of a hash.</summary>
    public static string Short(string hash) => hash["sha256:".Length..][..12];
}
