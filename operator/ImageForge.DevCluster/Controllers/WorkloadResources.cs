using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Controllers;

/// <summary>The built-in resources that the controllers and the kubelet work on.</summary>
internal static class WorkloadResources
{
    public static readonly ResourceId Pods = new("", "pods");
    public static readonly ResourceId ConfigMaps = new("", "configmaps");
    public static readonly ResourceId Secrets = new("", "secrets");
    public static readonly ResourceId Events = new("", "events");
    public static readonly ResourceId Namespaces = new("", "namespaces");
    public static readonly ResourceId Nodes = new("", "nodes");
    public static readonly ResourceId Jobs = new("batch", "jobs");
}
