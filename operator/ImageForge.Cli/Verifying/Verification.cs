namespace ImageForge.Cli.Verifying;

/// <summary>Two runs of the same objects, picture by picture.</summary>
/// <param name="First">The first run.</param>
/// <param name="Second">The second run.</param>
/// <param name="Pairs">Their pictures.</param>
internal sealed record Verification(VerifiedRun First, VerifiedRun Second, IReadOnlyList<VerifiedPair> Pairs)
{
    /// <summary>Whether everything was made, twice, with the same bytes.</summary>
    public bool IsSame =>
        Pairs.Count > 0
        && Pairs.All(p => p.Difference is null)
        && First.Problems.Count == 0
        && Second.Problems.Count == 0;

    /// <summary>Lays two runs side by side while their files are there.</summary>
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
                !others.Remove(picture.Key, out var other) ? "only the first run made it"
                : other.Sha256 == picture.Sha256 ? null
                : await PictureDifference.DescribeAsync(picture.Path, other.Path, cancellation);
            pairs.Add(new VerifiedPair(picture.Job, picture.Variant, picture.Sha256, difference));
        }

        pairs.AddRange(
            second
                .Pictures.Where(p => others.ContainsKey(p.Key))
                .Select(p => new VerifiedPair(p.Job, p.Variant, p.Sha256, "only the second run made it"))
        );
        return new Verification(first, second, pairs);
    }
}
