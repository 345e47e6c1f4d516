namespace ImageForge.Integration.Tests.Permissions;

/// <summary>One thing that somebody may do: a rule of RBAC with one group, one resource and one verb.</summary>
/// <param name="Namespace">Where; null for everywhere.</param>
/// <param name="Group">API group, empty for the core one.</param>
/// <param name="Resource">Plural, with the subresource after a slash.</param>
/// <param name="Verb">As in rules.</param>
internal sealed record Permission(string? Namespace, string Group, string Resource, string Verb)
{
    /// <summary>Whether it allows a call.</summary>
    public bool Allows(Permission call) =>
        this with { Namespace = call.Namespace } == call && Namespace is null || this == call;

    public override string ToString() =>
        $"apiGroups: [\"{Group}\"], resources: [{Resource}], verbs: [{Verb}]"
        + (Namespace is null ? "" : $" in {Namespace}");
}
