namespace ImageForge.Inference.Pipelines;

/// <summary>
/// Runs a network over a picture that is too large for it, tile by tile, as diffusers' <c>AutoencoderKL.enable_tiling</c> does:
/// neighbours overlap by a quarter and are faded into each other.
/// </summary>
/// <param name="InputTile">Side of a tile of the input.</param>
/// <param name="OutputTile">Side of what the network makes of it.</param>
internal sealed record Tiling(int InputTile, int OutputTile)
{
    private const double Overlap = 0.25;

    private int Step => (int)(InputTile * (1 - Overlap));

    private int Extent => (int)(OutputTile * Overlap);

    private int Kept => OutputTile - Extent;

    /// <summary>Whether a picture needs more than one tile.</summary>
    public bool Divides(PlaneSize input) => input.Height > InputTile || input.Width > InputTile;

    /// <summary>How many tiles a picture takes.</summary>
    public int Count(PlaneSize input) => Along(input.Height) * Along(input.Width);

    /// <summary>Computes the output.</summary>
    /// <param name="input">Planes of <paramref name="inputSize"/>.</param>
    /// <param name="inputSize">Size of the input.</param>
    /// <param name="output">Planes of <paramref name="outputSize"/>.</param>
    /// <param name="outputSize">Size of the output: that of the input, times the ratio of the tiles.</param>
    /// <param name="network">Makes one tile.</param>
    public void Run(
        ReadOnlySpan<float> input,
        PlaneSize inputSize,
        Span<float> output,
        PlaneSize outputSize,
        Func<Tile, Tile> network
    )
    {
        var above = Array.Empty<Tile>();
        for (var i = 0; i < Along(inputSize.Height); i++)
        {
            var row = new Tile[Along(inputSize.Width)];
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = network(Cut(input, inputSize, i * Step, j * Step));
                if (i > 0)
                {
                    row[j].BlendBelow(above[j], Extent);
                }

                if (j > 0)
                {
                    row[j].BlendRightOf(row[j - 1], Extent);
                }

                Paste(row[j], output, outputSize, i * Kept, j * Kept);
            }

            above = row;
        }
    }

    private int Along(int side) => (side + Step - 1) / Step;

    private Tile Cut(ReadOnlySpan<float> input, PlaneSize size, int top, int left)
    {
        var part = new PlaneSize(
            size.Channels,
            Math.Min(InputTile, size.Height - top),
            Math.Min(InputTile, size.Width - left)
        );
        var tile = new Tile(part, new float[part.Length]);
        for (var c = 0; c < part.Channels; c++)
        {
            for (var y = 0; y < part.Height; y++)
            {
                input.Slice((c * size.Height + top + y) * size.Width + left, part.Width).CopyTo(tile.Row(c, y));
            }
        }

        return tile;
    }

    private void Paste(Tile tile, Span<float> output, PlaneSize size, int top, int left)
    {
        var height = Math.Min(Math.Min(Kept, tile.Size.Height), size.Height - top);
        var width = Math.Min(Math.Min(Kept, tile.Size.Width), size.Width - left);
        for (var c = 0; c < size.Channels; c++)
        {
            for (var y = 0; y < height; y++)
            {
                tile.Row(c, y)[..width].CopyTo(output[((c * size.Height + top + y) * size.Width + left)..]);
            }
        }
    }
}

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
