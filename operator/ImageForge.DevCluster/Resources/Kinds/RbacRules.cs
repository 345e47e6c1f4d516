using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Roles and ClusterRoles.</summary>
internal class RoleRules : BuiltinRules
{
    public override IEnumerable<string> CheckName(string name) => NameRules.PathSegment(name);
}

/// <summary>RoleBindings and ClusterRoleBindings.</summary>
internal sealed class BindingRules : RoleRules
{
    private const string RbacGroup = "rbac.authorization.k8s.io";

    public override void Default(ServedResource resource, JsonObject o)
    {
        if (o["roleRef"] is JsonObject { Count: > 0 } role)
        {
            role["apiGroup"] ??= RbacGroup;
        }
        foreach (var subject in (o["subjects"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if ((string?)subject["kind"] is "User" or "Group")
            {
                subject["apiGroup"] ??= RbacGroup;
            }
        }
    }

    public override IReadOnlyList<FieldError> Validate(
        ServedResource resource,
        JsonObject o,
        JsonObject? old,
        IReadOnlyList<FieldError> metadataErrors
    ) =>
        old is not null && !JsonNode.DeepEquals(o["roleRef"], old["roleRef"])
            ? [.. metadataErrors, FieldError.Invalid("roleRef", o["roleRef"], "cannot change roleRef")]
            : metadataErrors;
}
