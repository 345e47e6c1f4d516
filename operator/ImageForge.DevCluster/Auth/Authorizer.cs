using System.Text.Json.Nodes;
using ImageForge.DevCluster.Http;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Auth;

/// <summary>Answers access questions from what every cluster allows and from the stored RBAC objects.</summary>
internal sealed class Authorizer(ObjectStore store)
{
    private const string RbacGroup = "rbac.authorization.k8s.io";
    private static readonly ResourceId RoleBindings = new(RbacGroup, "rolebindings");
    private static readonly ResourceId ClusterRoleBindings = new(RbacGroup, "clusterrolebindings");
    private static readonly ResourceId Roles = new(RbacGroup, "roles");
    private static readonly ResourceId ClusterRoles = new(RbacGroup, "clusterroles");

    /// <summary>Whether it is allowed, and what allows it.</summary>
    public (bool Allowed, string Reason) Decide(AccessQuestion question)
    {
        if (BootstrapRules.Of(question.User).Any(r => Allows(r, question)))
        {
            return (true, "");
        }
        foreach (var binding in store.List(ClusterRoleBindings, null))
        {
            if (Allows(binding, ClusterRoleOf(binding), question))
            {
                return (true, Explain("ClusterRoleBinding", binding, binding.Name(), question.User));
            }
        }
        if (question.Namespace is not { Length: > 0 } ns)
        {
            return (false, "");
        }
        foreach (var binding in store.List(RoleBindings, ns))
        {
            if (Allows(binding, RoleOf(binding, ns), question))
            {
                return (true, Explain("RoleBinding", binding, $"{binding.Name()}/{ns}", question.User));
            }
        }
        return (false, "");
    }

    private JsonObject? RoleOf(JsonObject binding, string ns) =>
        (string?)binding["roleRef"]?["kind"] == "ClusterRole"
            ? ClusterRoleOf(binding)
            : store.Get(new ObjectKey(Roles, ns, (string?)binding["roleRef"]?["name"] ?? ""));

    private JsonObject? ClusterRoleOf(JsonObject binding) =>
        store.Get(new ObjectKey(ClusterRoles, null, (string?)binding["roleRef"]?["name"] ?? ""));

    /// <summary>The refusal of a request that is not allowed; null where it is.</summary>
    public ApiError? Refusal(RequestInfo info, UserInfo user)
    {
        var resource = info.Subresource.Length == 0 ? info.Resource : $"{info.Resource}/{info.Subresource}";
        var (allowed, _) = Decide(
            new AccessQuestion
            {
                User = user,
                Verb = info.Verb,
                Group = info.Group,
                Resource = info.IsResource ? resource : "",
                Namespace = info.Namespace,
                Name = info.Name,
                Path = info.Path,
            }
        );
        if (allowed)
        {
            return null;
        }
        if (!info.IsResource)
        {
            return ApiError.Make(
                403,
                "Forbidden",
                $"forbidden: User \"{user.Name}\" cannot {info.Verb} path \"{info.Path}\"",
                []
            );
        }
        var scope = info.Namespace is null ? "at the cluster scope" : $"in the namespace \"{info.Namespace}\"";
        return ApiError.Forbidden(
            new ResourceId(info.Group, info.Resource),
            info.Name,
            $"User \"{user.Name}\" cannot {info.Verb} resource \"{resource}\" in API group \"{info.Group}\" {scope}"
        );
    }

    /// <summary>All rules of a user, in a namespace and cluster-wide.</summary>
    public IEnumerable<JsonObject> Rules(UserInfo user, string ns)
    {
        var cluster = store
            .List(ClusterRoleBindings, null)
            .Where(b => SubjectOf(b, user) is not null)
            .Select(ClusterRoleOf);
        var local = store.List(RoleBindings, ns).Where(b => SubjectOf(b, user) is not null).Select(b => RoleOf(b, ns));
        return BootstrapRules
            .Of(user)
            .Concat(cluster.Concat(local).SelectMany(r => r?["rules"] as JsonArray ?? []).OfType<JsonObject>());
    }

    private static bool Allows(JsonObject binding, JsonObject? role, AccessQuestion question) =>
        role?["rules"] is JsonArray rules
        && SubjectOf(binding, question.User) is not null
        && rules.OfType<JsonObject>().Any(r => Allows(r, question));

    private static bool Allows(JsonObject rule, AccessQuestion question)
    {
        if (!Has(rule["verbs"], question.Verb))
        {
            return false;
        }
        if (question.Resource.Length == 0)
        {
            return Texts(rule["nonResourceURLs"])
                .Any(p =>
                    p == question.Path || p.EndsWith('*') && question.Path.StartsWith(p[..^1], StringComparison.Ordinal)
                );
        }
        var names = Texts(rule["resourceNames"]).ToList();
        return Has(rule["apiGroups"], question.Group)
            && (Has(rule["resources"], question.Resource) || HasAnySubresource(rule, question.Resource))
            && (names.Count == 0 || names.Contains(question.Name));
    }

    private static bool HasAnySubresource(JsonObject rule, string resource)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Texts(rule["resources"]).Contains("*" + resource[slash..]);
    }

    private static JsonNode? SubjectOf(JsonObject binding, UserInfo user) =>
        (binding["subjects"] as JsonArray ?? []).FirstOrDefault(s =>
            (string?)s?["kind"] switch
            {
                "User" => (string?)s["name"] == user.Name,
                "Group" => user.Groups.Contains((string?)s["name"] ?? ""),
                "ServiceAccount" => user.Name
                    == $"system:serviceaccount:{(string?)s["namespace"] ?? binding.Namespace()}:{s["name"]}",
                _ => false,
            }
        );

    private static string Explain(string kind, JsonObject binding, string shown, UserInfo user)
    {
        var subject = SubjectOf(binding, user)!;
        var name =
            (string?)subject["kind"] == "ServiceAccount"
                ? $"{subject["name"]}/{subject["namespace"]}"
                : $"{subject["name"]}";
        var role = binding["roleRef"]!;
        return $"RBAC: allowed by {kind} \"{shown}\" of {role["kind"]} \"{role["name"]}\" to {subject["kind"]} \"{name}\"";
    }

    private static bool Has(JsonNode? list, string wanted) => Texts(list).Any(t => t == "*" || t == wanted);

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(t => (string?)t ?? "");
}
