namespace ImageForge.Inference.Pipelines;

/// <summary>A part of a picture that was computed by itself.</summary>
/// <param name="Size">Its size.</param>
/// <param name="Values">Planes of values; those of the upper and left edge are blended in place.</param>
internal sealed record Tile(PlaneSize Size, float[] Values)
{
    /// <summary>Fades from the tile above: its last rows into the first rows of this one.</summary>
    public void BlendBelow(Tile above, int extent)
    {
        extent = Math.Min(extent, Math.Min(above.Size.Height, Size.Height));
        for (var c = 0; c < Size.Channels; c++)
        {
            for (var y = 0; y < extent; y++)
            {
                var share = (float)y / extent;
                var from = above.Row(c, above.Size.Height - extent + y);
                var to = Row(c, y);
                for (var x = 0; x < to.Length; x++)
                {
                    to[x] = from[x] * (1 - share) + to[x] * share;
                }
            }
        }
    }

    /// <summary>Fades from the tile to the left: its last columns into the first columns of this one.</summary>
    public void BlendRightOf(Tile left, int extent)
    {
        extent = Math.Min(extent, Math.Min(left.Size.Width, Size.Width));
        for (var c = 0; c < Size.Channels; c++)
        {
            for (var y = 0; y < Size.Height; y++)
            {
                var from = left.Row(c, y)[^extent..];
                var to = Row(c, y);
                for (var x = 0; x < extent; x++)
                {
                    var share = (float)x / extent;
                    to[x] = from[x] * (1 - share) + to[x] * share;
                }
            }
        }
    }

    /// <summary>One row of one plane.</summary>
    public Span<float> Row(int channel, int y) => Values.AsSpan((channel * Size.Height + y) * Size.Width, Size.Width);
}
