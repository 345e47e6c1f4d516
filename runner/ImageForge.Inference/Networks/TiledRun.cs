using ImageForge.Inference.Errors;
using ImageForge.Inference.Pipelines;

namespace ImageForge.Inference.Networks;

/// <summary>Puts a picture through a network tile by tile; one tile where it fits.</summary>
internal sealed class TiledRun(NetworkRun run, PlanarImage picture)
{
    private readonly TileGrid _rows = new(picture.Height, run.Height);
    private readonly TileGrid _columns = new(picture.Width, run.Width);

    /// <summary>The whole picture.</summary>
    public PlanarImage Make(IProgress<DiffusionStep>? progress, CancellationToken cancellationToken)
    {
        var made = new PlanarImage(picture.Width * run.Scale, picture.Height * run.Scale);
        var (down, across) = (_rows.Weights(run.Scale), _columns.Weights(run.Scale));
        var total = _rows.Starts.Count * _columns.Starts.Count;
        for (var i = 0; i < total; i++)
        {
            var (row, column) = (i / _columns.Starts.Count, i % _columns.Starts.Count);
            run.Write(picture, _rows.Starts[row], _columns.Starts[column]);
            var (top, left) = (_rows.Starts[row] * run.Scale, _columns.Starts[column] * run.Scale);
            run.Run(
                (color, y, line) =>
                    Add(
                        line,
                        made.Values.AsSpan((color * made.Height + top + y) * made.Width + left, line.Length),
                        down[row][y],
                        total == 1 ? null : across[column]
                    ),
                cancellationToken
            );
            progress?.Report(new(i + 1, total));
        }

        if (!Spans.AreFinite(made.Values))
        {
            throw new NumericalException("the network gives values that are not finite");
        }

        OutputCheck.Check(made.Values, picture.Values, run.Format);
        Spans.Clip(made.Values);
        return made;
    }

    private static void Add(ReadOnlySpan<float> line, Span<float> into, float weight, float[]? weights)
    {
        if (weights is null)
        {
            line.CopyTo(into);
            return;
        }

        for (var x = 0; x < line.Length; x++)
        {
            into[x] += line[x] * (weight * weights[x]);
        }
    }
}
