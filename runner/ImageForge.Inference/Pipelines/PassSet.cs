namespace ImageForge.Inference.Pipelines;

/// <summary>The passes of a step: one, or with guidance in two passes the one without the text first.</summary>
internal sealed class PassSet : IDisposable
{
    private readonly List<UnetPass> _passes = [];

    private PassSet() { }

    /// <summary>In the order in which they are run.</summary>
    public IReadOnlyList<UnetPass> All => _passes;

    /// <summary>Binds what a request needs.</summary>
    public static PassSet Create(
        DiffusionModel model,
        DiffusionRequest request,
        PromptPair texts,
        PlaneSize latent,
        CancellationToken cancellationToken
    )
    {
        var count = request.Variants.Count;
        var positive = Enumerable.Repeat(texts.Positive, count);
        IEnumerable<IEnumerable<Conditioning>> batches =
            texts.Negative is null ? [positive]
            : request.TwoPasses ? [Enumerable.Repeat(texts.Negative, count), positive]
            : [Enumerable.Repeat(texts.Negative, count).Concat(positive)];
        var set = new PassSet();
        try
        {
            foreach (var batch in batches)
            {
                Conditioning[] rows = [.. batch];
                set._passes.Add(
                    new UnetPass(
                        model.Unet,
                        latent,
                        model.Folder.Unet.InChannels,
                        rows,
                        request.Guidance,
                        Controls(model, request, latent, rows, cancellationToken)
                    )
                );
            }

            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    private static List<ControlPass> Controls(
        DiffusionModel model,
        DiffusionRequest request,
        PlaneSize latent,
        IReadOnlyList<Conditioning> rows,
        CancellationToken cancellationToken
    )
    {
        var controls = new List<ControlPass>();
        try
        {
            foreach (var control in request.Controls)
            {
                var net = model.Control(control.Path, cancellationToken);
                controls.Add(new ControlPass(net, latent, rows, control.Map, control.Weight, cancellationToken));
            }

            return controls;
        }
        catch
        {
            controls.ForEach(c => c.Dispose());
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var pass in _passes)
        {
            pass.Dispose();
        }
    }
}
