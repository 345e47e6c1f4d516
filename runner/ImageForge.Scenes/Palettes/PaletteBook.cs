using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Palettes;

/// <summary>The palettes, as data.</summary>
internal static class PaletteBook
{
    public static Palette For(TimeOfDay time, Genre? genre) =>
        genre switch
        {
            Genre.Noir => Make(
                "1b1e24 3a4048 8b9099 e9e6dc 5a6068 6d737c 464c55 2a2f37 353a42 0f1115 b3202a 7d838c ffe7b0",
                0.45f,
                0.62f,
                0.10f,
                0.85f
            ),
            Genre.Scifi => Make(
                "120a3a 3a1a78 e0489c ffd0f0 6a3aa0 7a4bb4 3a3a92 1b2c66 17214a 0a0d26 ff3d9a 1fd6d0 62fff0",
                0.85f,
                0.55f,
                0.5f,
                0.7f
            ),
            Genre.Horror => Make(
                "0d1614 22382f 6f8a58 d8e6a0 2c4238 4a624a 2d4238 18261f 141d18 070b09 8a1f24 5b4a63 c9e063",
                0.22f,
                0.5f,
                0.15f,
                0.95f
            ),
            Genre.Action => Make(
                "0f3a5a 2f7f9a ffb45e fff0c0 f29a52 7fa3a6 3f6f7f 1f4356 283844 0c1a24 ff5a1f 1aa7c4 ffc25e",
                0.6f,
                0.34f,
                0f,
                0.85f
            ),
            Genre.Drama => Make(
                "5d6b7d 97958f e2c6a4 fff2d8 c9b8a2 b3a593 8a7a6e 5c4f4a 6e6058 2b2525 a8503c 5e7f78 ffd79a",
                0.45f,
                0.4f,
                0f,
                0.7f
            ),
            Genre.Fantasy => Make(
                "2c1f6b 6f4bb3 f6b7c8 fff3b8 a884d6 a98ad0 6f5bb0 43387f 3b3a6d 1a1640 f2b63c 4fc1a6 ffe08a",
                0.7f,
                0.6f,
                0.6f,
                0.65f
            ),
            Genre.Thriller => Make(
                "101c2a 27425a 7f9bad e8f0f2 48606f 5d7a8c 37536a 1d3244 22303c 0a121a d22630 8fa3a8 ffd9a0",
                0.5f,
                0.48f,
                0.15f,
                0.9f
            ),
            Genre.Western => Make(
                "3f7f93 a6b89a f7cf86 fff6d6 f3d9a8 d9a066 b8713a 7f4422 c08a4e 3a1d12 b5361c 2f7a78 ffc96b",
                0.3f,
                0.4f,
                0f,
                0.8f
            ),
            _ => For(time),
        };

    // Zenith, sky, horizon, disc, cloud, far, middle, near, ground, dark, accent, second, lamp.
    private static Palette For(TimeOfDay time) =>
        time switch
        {
            TimeOfDay.Dawn => Make(
                "5a7fb8 a9a6d0 fbc6b4 fff1d6 f7d9d6 d3abc0 a07fa6 62588a 6f6488 2c2a4a ef6a5b 3f9c9a ffd28a",
                0.35f,
                0.22f,
                0.06f,
                0.6f
            ),
            TimeOfDay.Noon => Make(
                "2f8fd0 6dbbe6 cfeef2 fffbe0 ffffff a9d0dc 6fa9bf 3f7f9c 8fa3a0 1f4a5c f2553d 2a9f7c fff0c0",
                0.04f,
                0.78f,
                0f,
                0.62f
            ),
            TimeOfDay.GoldenHour => Make(
                "2f6f9a 8fb0a6 ffc77a fff4cf ffdfb0 e2a877 b8705a 74434f 7d5a55 2e1f33 e8452c 1f8f8c ffd37a",
                0.4f,
                0.30f,
                0f,
                0.75f
            ),
            TimeOfDay.Dusk => Make(
                "1d2a5e 5a4a8e f28a6e ffd9a8 a86a92 8f5f8f 5a4579 302c58 2c2f54 12132c ff6b4a 2fb3a8 ffca6b",
                0.7f,
                0.16f,
                0.35f,
                0.7f
            ),
            TimeOfDay.Night => Make(
                "0a1233 17265c 3b4f8f fdf4d8 2b3c74 33477f 22315f 141d40 161d3a 070a1c e8503f 26a69a ffc45c",
                0.62f,
                0.72f,
                1f,
                0.75f
            ),
            _ => Make(
                "7f919d a3b2b9 d3dbd9 eef2ee b9c5c9 aab8bd 80929a 536670 66747b 263339 d9553f 3d8f8a ffdb9a",
                0.3f,
                0.6f,
                0f,
                0.42f
            ),
        };

    private static Palette Make(string colors, float lit, float discHeight, float stars, float shadow)
    {
        string[] c = colors.Split(' ');
        return new Palette
        {
            Zenith = LinearColor.Parse(c[0]),
            Sky = LinearColor.Parse(c[1]),
            Horizon = LinearColor.Parse(c[2]),
            Disc = LinearColor.Parse(c[3]),
            Cloud = LinearColor.Parse(c[4]),
            Far = LinearColor.Parse(c[5]),
            Middle = LinearColor.Parse(c[6]),
            Near = LinearColor.Parse(c[7]),
            Ground = LinearColor.Parse(c[8]),
            Dark = LinearColor.Parse(c[9]),
            Accent = LinearColor.Parse(c[10]),
            Second = LinearColor.Parse(c[11]),
            Lamp = LinearColor.Parse(c[12]),
            Lit = lit,
            DiscHeight = discHeight,
            Stars = stars,
            Shadow = shadow,
        };
    }
}
