namespace ImageForge.Artifacts.Models;

/// <summary>What is being done to have a model.</summary>
public enum ModelStep
{
    /// <summary>Its files are listed.</summary>
    Listing,

    /// <summary>Another runner on this node downloads it; the figures are that runner's.</summary>
    Waiting,

    /// <summary>It is downloaded.</summary>
    Downloading,

    /// <summary>It is read where it lies, for its digest.</summary>
    Reading,
}
