namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Kinds whose delete answers the object.</summary>
internal class DeletedObjectRules : BuiltinRules
{
    public override bool ReturnsDeletedObject => true;
}
