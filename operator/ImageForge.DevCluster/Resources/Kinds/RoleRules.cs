namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Roles and ClusterRoles.</summary>
internal class RoleRules : BuiltinRules
{
    public override IEnumerable<string> CheckName(string name) => NameRules.PathSegment(name);
}

/// <summary>Kinds whose delete answers the object.</summary>
internal class DeletedObjectRules : BuiltinRules
{
    public override bool ReturnsDeletedObject => true;
}
