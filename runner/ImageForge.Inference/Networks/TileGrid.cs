namespace ImageForge.Inference.Networks;

/// <summary>
/// Where tiles of one side lie along an axis: as few as overlap by at least a quarter, all within the picture, evenly apart.
/// </summary>
internal sealed class TileGrid
{
    private readonly int length;
    private readonly int tile;

    /// <param name="length">The picture's side.</param>
    /// <param name="tile">The tile's side, at most <paramref name="length"/>.</param>
    public TileGrid(int length, int tile)
    {
        (this.length, this.tile) = (length, tile);
        var step = tile - tile / 4;
        var count = length <= tile ? 1 : (length - tile + step - 1) / step + 1;
        Starts =
        [
            .. Enumerable.Range(0, count).Select(i => count == 1 ? 0 : (int)((long)i * (length - tile) / (count - 1))),
        ];
    }

    /// <summary>First element of each tile.</summary>
    public IReadOnlyList<int> Starts { get; }

    /// <summary>
    /// How much each tile counts at each of its elements: it fades in and out over where it overlaps its neighbours, and all that
    /// cover an element add up to one.
    /// </summary>
    /// <param name="made">Elements of the output for <paramref name="per"/> of the input.</param>
    /// <param name="per">Elements of the input.</param>
    public float[][] Weights(int made, int per)
    {
        var weights = Starts.Select((_, i) => Fade(i, made, per)).ToArray();
        var sums = new float[length * made / per];
        Each((i, at, element) => sums[element] += weights[i][at], made, per);
        Each((i, at, element) => weights[i][at] /= sums[element], made, per);
        return weights;
    }

    private void Each(Action<int, int, int> visit, int made, int per)
    {
        for (var i = 0; i < Starts.Count; i++)
        {
            for (var at = 0; at < tile * made / per; at++)
            {
                visit(i, at, Starts[i] * made / per + at);
            }
        }
    }

    private float[] Fade(int index, int made, int per)
    {
        var before = index == 0 ? 0 : Starts[index - 1] + tile - Starts[index];
        var after = index == Starts.Count - 1 ? 0 : Starts[index] + tile - Starts[index + 1];
        var fade = new float[tile * made / per];
        for (var at = 0; at < fade.Length; at++)
        {
            var position = (at + 0.5f) * per / made;
            var rise = before == 0 ? 1 : position / before;
            var fall = after == 0 ? 1 : (tile - position) / after;
            fade[at] = Math.Min(1, Math.Min(rise, fall));
        }

        return fade;
    }
}
