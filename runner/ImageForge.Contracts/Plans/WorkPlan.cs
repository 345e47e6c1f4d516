using System.Text.Json.Serialization;

namespace ImageForge.Contracts.Plans;

/// <summary>What a run makes. The hierarchy is closed: pictures of a scene, or one sheet of pictures that exist.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "task")]
[JsonDerivedType(typeof(GenerateWork), "Generate")]
[JsonDerivedType(typeof(AssembleWork), "Assemble")]
public abstract record WorkPlan
{
    private protected WorkPlan() { }

    /// <summary>Width of every picture in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of every picture in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>How pictures are encoded.</summary>
    public required OutputPlan Output { get; init; }
}
