namespace ImageForge.Runner.Composing;

/// <summary>Makes the pictures of one kind of work; dispose of it when none is left to make.</summary>
internal interface IPictureSource : IDisposable
{
    /// <summary>How many are made together; they are always the same ones, so that each has the same bytes.</summary>
    int Batch { get; }

    /// <summary>Makes and encodes pictures; the same variant gives the same bytes.</summary>
    /// <param name="variants">Indexes from 0: up to <see cref="Batch"/>.</param>
    /// <param name="progress">Is told how far they are.</param>
    /// <param name="cancellationToken">Ends the work at the next safe point.</param>
    /// <returns>One for each variant.</returns>
    IReadOnlyList<EncodedPicture> Make(
        IReadOnlyList<int> variants,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    );
}
