namespace ImageForge.Runner.Composing;

/// <summary>Makes the pictures of one kind of work.</summary>
internal interface IPictureSource
{
    /// <summary>Composes and encodes one picture; the same variant gives the same bytes.</summary>
    /// <param name="variant">Index from 0.</param>
    /// <param name="progress">Is told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the work at the next safe point.</param>
    EncodedPicture Make(int variant, IProgress<double> progress, CancellationToken cancellationToken);
}
