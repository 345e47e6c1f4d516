using ImageForge.DevCluster.Resources.Kinds;
using ImageForge.DevCluster.Resources.Types;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tables;

namespace ImageForge.DevCluster.Resources;

/// <summary>The built-in resources that are served.</summary>
internal static class BuiltinResources
{
    public static ResourceId Namespaces { get; } = new("", "namespaces");
    public static ResourceId Pods { get; } = new("", "pods");
    public static ResourceId Nodes { get; } = new("", "nodes");
    public static ResourceId ConfigMaps { get; } = new("", "configmaps");
    public static ResourceId ServiceAccounts { get; } = new("", "serviceaccounts");
    public static ResourceId Events { get; } = new("", "events");
    public static ResourceId Secrets { get; } = new("", "secrets");
    public static ResourceId Jobs { get; } = new("batch", "jobs");
    public static ResourceId CustomResourceDefinitions { get; } =
        new("apiextensions.k8s.io", "customresourcedefinitions");

    private static readonly HashSet<string> EventFields =
    [
        "involvedObject.kind",
        "involvedObject.namespace",
        "involvedObject.name",
        "involvedObject.uid",
        "involvedObject.apiVersion",
        "involvedObject.resourceVersion",
        "involvedObject.fieldPath",
        "reason",
        "reportingComponent",
        "source",
        "type",
    ];

    public static IReadOnlyList<ServedResource> All { get; } =
    [
        Make("", "v1", "ConfigMap", "configmaps", new ConfigMapRules()) with
        {
            ShortNames = ["cm"],
        },
        Make("", "v1", "Event", "events", new CoreEventRules(), "CoreEvent") with
        {
            ShortNames = ["ev"],
            SelectableFields = EventFields,
        },
        Make("", "v1", "Namespace", "namespaces", new NamespaceRules()) with
        {
            Namespaced = false,
            ShortNames = ["ns"],
            Verbs = ["create", "delete", "get", "list", "patch", "update", "watch"],
            Subresources = [Subresource.Status("Namespace")],
            SelectableFields = new HashSet<string> { "status.phase" },
        },
        Make("", "v1", "Node", "nodes", new BuiltinRules()) with
        {
            Namespaced = false,
            ShortNames = ["no"],
            Subresources = [Subresource.Status("Node")],
            SelectableFields = new HashSet<string> { "spec.unschedulable" },
        },
        Make("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", new ClaimRules()) with
        {
            ShortNames = ["pvc"],
            Subresources = [Subresource.Status("PersistentVolumeClaim")],
        },
        Make("", "v1", "Pod", "pods", new PodRules()) with
        {
            ShortNames = ["po"],
            Categories = ["all"],
            Subresources = [new("log", "Pod", ["get"]), Subresource.Status("Pod")],
            SelectableFields = new HashSet<string>
            {
                "spec.nodeName",
                "spec.restartPolicy",
                "spec.schedulerName",
                "spec.serviceAccountName",
                "spec.hostNetwork",
                "status.phase",
                "status.podIP",
                "status.nominatedNodeName",
            },
        },
        Make("", "v1", "Secret", "secrets", new SecretRules()) with
        {
            SelectableFields = new HashSet<string> { "type" },
        },
        Make("", "v1", "ServiceAccount", "serviceaccounts", new DeletedObjectRules()) with
        {
            ShortNames = ["sa"],
            Subresources = [new("token", "TokenRequest", ["create"], "authentication.k8s.io", "v1")],
        },
        Make("", "v1", "Service", "services", new ServiceRules()) with
        {
            ShortNames = ["svc"],
            Categories = ["all"],
            Subresources = [Subresource.Status("Service")],
            SelectableFields = new HashSet<string> { "spec.clusterIP", "spec.type" },
        },
        Make("apps", "v1", "Deployment", "deployments", new DeploymentRules()) with
        {
            ShortNames = ["deploy"],
            Categories = ["all"],
            Subresources = [Subresource.Status("Deployment")],
        },
        Make("events.k8s.io", "v1", "Event", "events", new EventRules()) with
        {
            ShortNames = ["ev"],
            StoredAs = Events,
            SelectableFields = new HashSet<string>(
                EventFields.Select(f => f.Replace("involvedObject", "regarding", StringComparison.Ordinal))
            )
            {
                "reportingController",
            },
        },
        Make("batch", "v1", "Job", "jobs", new JobRules()) with
        {
            Categories = ["all"],
            Subresources = [Subresource.Status("Job")],
            SelectableFields = new HashSet<string> { "status.successful" },
        },
        Make("coordination.k8s.io", "v1", "Lease", "leases", new LeaseRules()),
        // Kept, with their defaults; nothing evicts pods or filters their connections.
        Make("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", new NetworkPolicyRules()) with
        {
            Singular = "networkpolicy",
            ShortNames = ["netpol"],
        },
        Make("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", new DisruptionBudgetRules()) with
        {
            ShortNames = ["pdb"],
            Subresources = [Subresource.Status("PodDisruptionBudget")],
        },
        Make("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", new BindingRules()) with
        {
            Namespaced = false,
        },
        Make("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", new RoleRules()) with
        {
            Namespaced = false,
        },
        Make("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", new BindingRules()),
        Make("rbac.authorization.k8s.io", "v1", "Role", "roles", new RoleRules()),
        Make(
            "apiextensions.k8s.io",
            "v1",
            "CustomResourceDefinition",
            "customresourcedefinitions",
            new DefinitionRules()
        ) with
        {
            Namespaced = false,
            ShortNames = ["crd", "crds"],
            Categories = ["api-extensions"],
            Subresources = [Subresource.Status("CustomResourceDefinition")],
        },
    ];

    /// <summary>Reviews: answered when posted, never stored.</summary>
    public static IReadOnlyList<(string Group, string Plural, string Kind)> Reviews { get; } =
    [
        ("authentication.k8s.io", "selfsubjectreviews", "SelfSubjectReview"),
        ("authorization.k8s.io", "selfsubjectaccessreviews", "SelfSubjectAccessReview"),
        ("authorization.k8s.io", "selfsubjectrulesreviews", "SelfSubjectRulesReview"),
    ];

    private static ServedResource Make(
        string group,
        string version,
        string kind,
        string plural,
        ResourceRules rules,
        string? type = null
    ) =>
        new()
        {
            Id = new ResourceId(group, plural),
            Version = version,
            Kind = kind,
            Singular = plural.TrimEnd('s'),
            ListKind = kind + "List",
            Type = BuiltinTypes.Struct(type ?? kind),
            Rules = rules,
            Columns = BuiltinColumns.For(group, kind),
        };
}
