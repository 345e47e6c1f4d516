namespace ImageForge.DevCluster.Resources.Types;

/// <summary>A declared field of a <see cref="StructType"/>.</summary>
/// <param name="Type">The type of its value.</param>
/// <param name="Always">True for a struct that is written even when it is empty, such as a container's resources.</param>
internal sealed record StructField(FieldType Type, bool Always = false);
