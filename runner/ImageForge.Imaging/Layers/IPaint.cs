using System.Numerics;

namespace ImageForge.Imaging.Layers;

/// <summary>Computes the colours of a box. Several threads ask at once.</summary>
internal interface IPaint
{
    /// <summary>Fills premultiplied linear pixels from a point of the box on, one step apart, in pixels of the box.</summary>
    void Fill(Vector2 from, Vector2 step, Span<Vector4> pixels);
}
