namespace ImageForge.Imaging.Assets;

/// <summary>What a person does.</summary>
internal enum Pose
{
    Walking,
    Standing,
    Cheering,
    Holding,
    Bundled,
}
