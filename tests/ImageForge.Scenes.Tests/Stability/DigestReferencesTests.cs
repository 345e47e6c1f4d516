using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using Xunit;

namespace ImageForge.Scenes.Tests.Stability;

/// <summary>What a difference from recorded pictures leads to, on the machine that they were recorded on and on another.</summary>
public sealed class DigestReferencesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-digests-");
    private readonly DigestPicture _picture = new("a picture/of noise", 300, 40, Noise(300 * 40));

    [Fact]
    public void Equal_pictures_are_accepted_anywhere()
    {
        On("here").Write([_picture]);
        Assert.Equivalent(new DigestComparison([], true), On("here").Compare([_picture]));
        Assert.Equivalent(new DigestComparison([], true), On("there").Compare([_picture]));
        Assert.False(Directory.Exists(Results));
    }

    [Fact]
    public void One_value_off_by_one_is_refused_on_the_same_machine_and_accepted_on_another()
    {
        On("here").Write([_picture]);
        DigestPicture changed = Change(1, 20 * 300 * 4);

        DigestComparison here = On("here").Compare([changed]);
        DigestComparison there = On("there").Compare([changed]);

        Assert.False(here.IsAcceptable);
        Assert.True(there.IsAcceptable);
        Assert.StartsWith("a picture/of noise: ", Assert.Single(there.Differences), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_off_by_one_is_accepted_on_another_machine_and_by_two_is_not()
    {
        On("here").Write([_picture]);
        int[] all = [.. Enumerable.Range(0, _picture.Values.Length).Where(i => i % 4 != 3)];
        Assert.True(On("there").Compare([Change(1, all)]).IsAcceptable);
        Assert.False(On("there").Compare([Change(2, all)]).IsAcceptable);
    }

    [Fact]
    public void A_changed_area_is_refused_and_shown()
    {
        On("here").Write([_picture]);
        // Twelve pixels of the row in the middle, whose first 54 pixels lie outside the kept picture.
        int[] area = [.. Enumerable.Range((20 * 300 * 4) + (64 * 4), 12 * 4).Where(i => i % 4 != 3)];
        DigestPicture changed = Change(100, area);

        DigestComparison there = On("there").Compare([changed]);

        Assert.False(there.IsAcceptable);
        Assert.Contains("at most 100 of 255", Assert.Single(there.Differences), StringComparison.Ordinal);
        byte[] difference = Read("a-picture-of-noise-difference.png");
        int[] marked = [.. Enumerable.Range(0, difference.Length / 4).Where(i => difference[i * 4] > 0)];
        Assert.Equal(Enumerable.Range((20 * 192) + 10, 12), marked);
        byte[] actual = Read("a-picture-of-noise-actual.png");
        byte[] expected = Read("a-picture-of-noise-expected.png");
        Assert.Equal(100, Math.Abs(actual[marked[0] * 4] - expected[marked[0] * 4]));
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(_folder.FullName, "pictures", "a-picture-of-noise.png")),
            Bytes("expected")
        );
    }

    [Fact]
    public void Pictures_that_are_new_or_gone_or_of_another_size_are_refused_by_name()
    {
        On("here").Write([_picture, _picture with { Name = "gone" }]);

        DigestComparison there = On("there")
            .Compare([Change(1, 0) with { Width = 40, Height = 300 }, _picture with { Name = "new" }]);

        Assert.False(there.IsAcceptable);
        Assert.Equal(
            ["a picture/of noise", "new", "gone"],
            there.Differences.Select(line => line[..line.IndexOf(':')])
        );
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Results => Path.Combine(_folder.FullName, "results");

    private DigestReferences On(string machine) => new(_folder.FullName, Results, machine);

    private DigestPicture Change(int by, params int[] at)
    {
        byte[] values = [.. _picture.Values];
        foreach (int i in at)
        {
            values[i] = (byte)(values[i] + (values[i] < 128 ? by : -by));
        }

        return new(_picture.Name, _picture.Width, _picture.Height, values);
    }

    private byte[] Bytes(string which) => File.ReadAllBytes(Path.Combine(Results, $"a-picture-of-noise-{which}.png"));

    private byte[] Read(string file)
    {
        using PixelBuffer pixels = PngDecoder.Decode(File.ReadAllBytes(Path.Combine(Results, file)));
        return pixels.ToSrgb();
    }

    private static byte[] Noise(int pixels)
    {
        byte[] values = new byte[pixels * 4];
        new Random(1).NextBytes(values);
        for (int i = 3; i < values.Length; i += 4)
        {
            values[i] = byte.MaxValue;
        }

        return values;
    }
}
