namespace ImageForge.Scenes.Assets;

/// <summary>
/// Where assets go: the signals of a zone share its width in columns, in the order of the scene; an asset is centred in
/// its column, stands on the zone's lower bound, and never leaves the zone.
/// </summary>
internal static class SignalLayout
{
    // Neighbours may overlap a little, as people and houses do.
    private const float ColumnShare = 1.12f;

    public static PlacedBox[] Place(Scene scene, IReadOnlyList<float> aspects, float margin = 0f, float size = 1f)
    {
        var boxes = new PlacedBox[scene.Signals.Count];
        foreach (
            IGrouping<(Zone Zone, Area? Area), int> zone in Enumerable
                .Range(0, scene.Signals.Count)
                .GroupBy(i => (ZoneOf(scene.Signals[i]), scene.Signals[i].Area))
        )
        {
            int[] members = [.. zone];
            Area bounds = zone.Key.Area ?? Whole(scene.Zones[zone.Key.Zone]);
            for (int column = 0; column < members.Length; column++)
            {
                int index = members[column];
                boxes[index] = Fit(
                    scene,
                    zone.Key.Zone,
                    bounds,
                    scene.Signals[index],
                    aspects[index],
                    column,
                    members.Length,
                    margin,
                    size
                );
            }
        }

        return boxes;
    }

    public static Zone ZoneOf(Signal signal) => signal.Zone ?? CategoryZones.For(signal.Category, signal.Tag);

    private static Area Whole(Band band) => new(0, band.Top, 1, band.Bottom);

    private static PlacedBox Fit(
        Scene scene,
        Zone zone,
        Area bounds,
        Signal signal,
        float aspect,
        int column,
        int columns,
        float margin,
        float size
    )
    {
        float top = (float)bounds.Top * scene.Height;
        float bottom = (float)bounds.Bottom * scene.Height;
        float inset = scene.Width * (float)Math.Max(margin, bounds.Left);
        float room = Math.Max(1f, (scene.Width * (float)Math.Min(1 - margin, bounds.Right)) - inset);
        float columnWidth = room / columns;
        // The whole canvas is what a scale of 1 would fill.
        float scale = (0.3f + (0.4f * signal.Intensity)) * size;
        float width = Math.Min(scene.Width, scene.Height * aspect) * scale;
        width = Math.Min(width, Math.Min(columnWidth * ColumnShare, room));
        float height = width / aspect;
        if (height > (bottom - top) * size)
        {
            height = (bottom - top) * size;
            width = height * aspect;
        }

        float x = inset + (columnWidth * (column + 0.5f)) - (width / 2);
        x = Math.Clamp(x, inset, Math.Max(inset, inset + room - width));
        // In the sky things hang in the middle; elsewhere they stand.
        float y = zone == Zone.Sky ? top + ((bottom - top - height) * 0.55f) : bottom - height;
        if (zone == Zone.Street)
        {
            // Two rows of traffic read better than one: every other asset stands a little farther back.
            float back = (bottom - top - height) * (column % 2 == 0 ? 0.25f : 0.6f);
            y -= back;
        }

        return new PlacedBox(x, y, width, height);
    }
}

/// <summary>Where an asset goes, in pixels.</summary>
internal readonly record struct PlacedBox(float X, float Y, float Width, float Height);
