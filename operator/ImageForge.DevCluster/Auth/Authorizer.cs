using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Auth;

/// <summary>Answers access questions from the stored RBAC objects; system:masters may do anything.</summary>
internal sealed class Authorizer(ObjectStore store)
{
    private const string RbacGroup = "rbac.authorization.k8s.io";
    private static readonly ResourceId RoleBindings = new(RbacGroup, "rolebindings");
    private static readonly ResourceId ClusterRoleBindings = new(RbacGroup, "clusterrolebindings");
    private static readonly ResourceId Roles = new(RbacGroup, "roles");
    private static readonly ResourceId ClusterRoles = new(RbacGroup, "clusterroles");

    private static readonly HashSet<string> PublicPaths = ["/healthz", "/livez", "/readyz", "/version", "/version/"];

    /// <summary>Whether it is allowed, and what allows it.</summary>
    public (bool Allowed, string Reason) Decide(AccessQuestion question)
    {
        if (question.User.Groups.Contains(UserInfo.Masters))
            return (true, "");
        if (IsForEveryone(question))
            return (true, "");
        foreach (var binding in store.List(ClusterRoleBindings, null))
        {
            if (Allows(binding, ClusterRoleOf(binding), question))
                return (true, Explain("ClusterRoleBinding", binding, binding.Name(), question.User));
        }
        if (question.Namespace is not { Length: > 0 } ns)
            return (false, "");
        foreach (var binding in store.List(RoleBindings, ns))
        {
            var role =
                (string?)binding["roleRef"]?["kind"] == "ClusterRole"
                    ? ClusterRoleOf(binding)
                    : store.Get(new ObjectKey(Roles, ns, (string?)binding["roleRef"]?["name"] ?? ""));
            if (Allows(binding, role, question))
                return (true, Explain("RoleBinding", binding, $"{binding.Name()}/{ns}", question.User));
        }
        return (false, "");
    }

    private JsonObject? ClusterRoleOf(JsonObject binding) =>
        store.Get(new ObjectKey(ClusterRoles, null, (string?)binding["roleRef"]?["name"] ?? ""));

    private static bool IsForEveryone(AccessQuestion question)
    {
        if (question.Resource.Length == 0 && question.Verb is "get" or "head")
        {
            if (PublicPaths.Contains(question.Path))
                return true;
            if (!question.User.Groups.Contains("system:authenticated"))
                return false;
            return question.Path is "/api" or "/apis" or "/openapi"
                || question.Path.StartsWith("/api/", StringComparison.Ordinal)
                || question.Path.StartsWith("/apis/", StringComparison.Ordinal)
                || question.Path.StartsWith("/openapi/", StringComparison.Ordinal);
        }
        return question.Verb == "create"
            && question.User.Groups.Contains("system:authenticated")
            && (question.Group, question.Resource)
                is
                    ("authorization.k8s.io", "selfsubjectaccessreviews" or "selfsubjectrulesreviews")
                    or
                    ("authentication.k8s.io", "selfsubjectreviews");
    }

    private static bool Allows(JsonObject binding, JsonObject? role, AccessQuestion question) =>
        role?["rules"] is JsonArray rules
        && SubjectOf(binding, question.User) is not null
        && rules.OfType<JsonObject>().Any(r => Allows(r, question));

    private static bool Allows(JsonObject rule, AccessQuestion question)
    {
        if (!Has(rule["verbs"], question.Verb))
            return false;
        if (question.Resource.Length == 0)
            return Texts(rule["nonResourceURLs"])
                .Any(p =>
                    p == question.Path || p.EndsWith('*') && question.Path.StartsWith(p[..^1], StringComparison.Ordinal)
                );
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
