namespace ImageForge.Imaging.Paper;

/// <summary>How far away a sheet stands, 0 at the camera to 1 at the horizon; a sheet that lies recedes from row to row.</summary>
/// <param name="Far">Distance at the far row and beyond.</param>
/// <param name="Near">Distance at the near row and before.</param>
/// <param name="FarRow">The row where it is farthest.</param>
/// <param name="NearRow">The row where it is nearest.</param>
internal readonly record struct PlaneDepth(float Far, float Near, float FarRow, float NearRow)
{
    /// <summary>A sheet that stands upright.</summary>
    public static PlaneDepth Upright(float distance) => new(distance, distance, 0f, 1f);

    public float At(float row)
    {
        if (Far == Near)
        {
            return Near;
        }

        float t = Math.Clamp((row - FarRow) / (NearRow - FarRow), 0f, 1f);
        return Far + ((Near - Far) * t);
    }
}
