namespace ImageForge.Cli.Verifying;

/// <summary>Comparison of two runs of the same objects.</summary>
/// <param name="First">The first run.</param>
/// <param name="Second">The second run.</param>
/// <param name="Pairs">Their pictures.</param>
internal sealed record Verification(VerifiedRun First, VerifiedRun Second, IReadOnlyList<VerifiedPair> Pairs)
{
    /// <summary>Whether both runs are complete and identical.</summary>
    public bool IsSame =>
        Pairs.Count > 0
        && Pairs.All(p => p.Difference is null)
        && First.Problems.Count == 0
        && Second.Problems.Count == 0;

    /// <summary>Compares two runs whose files exist.</summary>
    public static async Task<Verification> OfAsync(
        VerifiedRun first,
        VerifiedRun second,
        CancellationToken cancellation
    )
    {
        var others = second.Pictures.ToDictionary(p => p.Key);
        var pairs = new List<VerifiedPair>();
        foreach (var picture in first.Pictures)
        {
            var difference =
                !others.Remove(picture.Key, out var other) ? "missing in the second run"
                : other.Sha256 == picture.Sha256 ? null
                : await PictureDifference.DescribeAsync(picture.Path, other.Path, cancellation);
            pairs.Add(new VerifiedPair(picture.Job, picture.Variant, picture.Sha256, difference));
        }

        pairs.AddRange(
            second
                .Pictures.Where(p => others.ContainsKey(p.Key))
                .Select(p => new VerifiedPair(p.Job, p.Variant, p.Sha256, "missing in the first run"))
        );
        return new Verification(first, second, pairs);
    }
}
