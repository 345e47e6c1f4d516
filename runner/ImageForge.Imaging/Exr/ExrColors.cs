namespace ImageForge.Imaging.Exr;

/// <summary>Which channels are the picture, as indices into a part's channels.</summary>
/// <param name="Red">Red; luminance where the picture is grey.</param>
/// <param name="Green">Green; the same luminance.</param>
/// <param name="Blue">Blue; the same luminance.</param>
/// <param name="Alpha">Null where all pixels are opaque.</param>
internal sealed record ExrColors(int Red, int Green, int Blue, int? Alpha)
{
    // Enough to see which they are; a file may have hundreds.
    private const int MostNames = 16;

    /// <summary>
    /// The channels without a layer's name; where they are no colours, those of the one layer that has colours.
    /// </summary>
    /// <param name="channels">The channels of a part.</param>
    /// <param name="problem">Why there are none.</param>
    /// <returns>Null where none, or more than one layer, could be meant.</returns>
    public static ExrColors? Find(IReadOnlyList<ExrChannel> channels, out string problem)
    {
        problem = "";
        var layers = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        for (int i = 0; i < channels.Count; i++)
        {
            string name = channels[i].Name;
            int dot = name.LastIndexOf('.');
            string layer = dot < 0 ? "" : name[..dot];
            if (!layers.TryGetValue(layer, out Dictionary<string, int>? components))
            {
                layers[layer] = components = new Dictionary<string, int>(StringComparer.Ordinal);
            }

            components[name[(dot + 1)..]] = i;
        }

        if (layers.TryGetValue("", out Dictionary<string, int>? own) && Find(own) is { } found)
        {
            return found;
        }

        string[] colored = [.. layers.Where(l => Find(l.Value) is not null).Select(l => l.Key)];
        if (colored.Length == 1)
        {
            return Find(layers[colored[0]]);
        }

        problem =
            colored.Length > 1
                ? $"has colours in the layers {List(colored)}, and none without a layer: which is meant is unknown."
            : layers.Values.Any(l => l.ContainsKey("RY") || l.ContainsKey("BY"))
                ? "has the luminance and chroma channels Y, RY and BY, which are not supported: R, G and B, or Y, are needed."
            : $"has the channels {List(channels.Select(c => c.Name))}; R, G and B, or Y, are needed.";
        return null;
    }

    private static ExrColors? Find(Dictionary<string, int> components)
    {
        int? alpha = components.TryGetValue("A", out int a) ? a : null;
        if (
            components.TryGetValue("R", out int r)
            && components.TryGetValue("G", out int g)
            && components.TryGetValue("B", out int b)
        )
        {
            return new ExrColors(r, g, b, alpha);
        }

        bool isGrey = !components.Keys.Any(name => name is "R" or "G" or "B" or "RY" or "BY");
        return isGrey && components.TryGetValue("Y", out int y) ? new ExrColors(y, y, y, alpha) : null;
    }

    private static string List(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string shown = string.Join(", ", all.Take(MostNames).Select(n => Printable.Text(n)));
        return all.Length > MostNames ? $"{shown} and {all.Length - MostNames} more" : shown;
    }
}
