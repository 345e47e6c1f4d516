namespace ImageForge.DevCluster.Resources.Types;

/// <summary>
/// What the server knows about the shape of a value, for unknown-field checks, merging by list keys and field
/// ownership. Values themselves are validated elsewhere.
/// </summary>
internal abstract class FieldType;
