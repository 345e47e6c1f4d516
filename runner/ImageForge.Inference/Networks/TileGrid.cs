namespace ImageForge.Inference.Networks;

/// <summary>
/// Where tiles of one side lie along an axis: as few as overlap by at least a quarter, all within the picture, evenly apart.
/// </summary>
internal sealed class TileGrid
{
    private readonly int _length;
    private readonly int _tile;

    /// <param name="length">The picture's side.</param>
    /// <param name="tile">The tile's side, at most <paramref name="length"/>.</param>
    public TileGrid(int length, int tile)
    {
        (_length, _tile) = (length, tile);
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
    /// <param name="scale">Elements of the output for each of the input.</param>
    public float[][] Weights(int scale)
    {
        var weights = Starts.Select((_, i) => Fade(i, scale)).ToArray();
        var sums = new float[_length * scale];
        Each((i, at, element) => sums[element] += weights[i][at], scale);
        Each((i, at, element) => weights[i][at] /= sums[element], scale);
        return weights;
    }

    private void Each(Action<int, int, int> visit, int scale)
    {
        for (var i = 0; i < Starts.Count; i++)
        {
            for (var at = 0; at < _tile * scale; at++)
            {
                visit(i, at, Starts[i] * scale + at);
            }
        }
    }

    private float[] Fade(int index, int scale)
    {
        var before = index == 0 ? 0 : Starts[index - 1] + _tile - Starts[index];
        var after = index == Starts.Count - 1 ? 0 : Starts[index] + _tile - Starts[index + 1];
        var fade = new float[_tile * scale];
        for (var at = 0; at < fade.Length; at++)
        {
            var position = (at + 0.5f) / scale;
            fade[at] = Math.Min(Rise(position, before), Rise(_tile - position, after));
        }

        return fade;
    }

    /// <summary>
    /// Up from 0 to 1 over the middle half of an overlap: a network knows too little at a tile's very edge, which therefore does
    /// not count.
    /// </summary>
    private static float Rise(float distance, int overlap) =>
        overlap == 0 ? 1 : Math.Clamp((distance - overlap / 4f) / (overlap / 2f), 0, 1);
}
