using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using ImageForge.Testing.Data;

namespace ImageForge.Scenes.Tests.Stability;

/// <summary>A picture's 8-bit sRGB values, four to a pixel.</summary>
internal sealed record DigestPicture(string Name, int Width, int Height, byte[] Values)
{
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Values));
}

/// <summary>How recorded pictures compare with those made here.</summary>
/// <param name="Differences">One line for each picture that differs or is missing on either side.</param>
/// <param name="IsAcceptable">Whether nothing differs, or this is another machine and all differences are within the tolerance.</param>
internal sealed record DigestComparison(IReadOnlyList<string> Differences, bool IsAcceptable);

/// <summary>
/// The recorded pictures: digests.txt has the SHA-256 of each, pictures/ the middle of each as PNG, at most
/// <see cref="PictureSide"/> pixels wide and high.
/// Digests have to be equal on the processor architecture and .NET version that they were recorded on, which digests.txt names in
/// its first line: what is computed there is the same to the bit. Elsewhere, where another compiler may add in another order, a
/// picture is accepted if no more than <see cref="MostFarValues"/> of its values differ by more than one level.
/// </summary>
/// <param name="folder">Where digests.txt and pictures/ lie.</param>
/// <param name="results">Where the actual, expected and difference pictures are written when something differs.</param>
/// <param name="machine">What this machine is called in the first line of digests.txt.</param>
internal sealed partial class DigestReferences(string folder, string results, string machine)
{
    /// <summary>Share of values: room for a particle on an edge to fall on the other side, not for another shape or colour.</summary>
    public const double MostFarValues = 0.001;

    /// <summary>In pixels.</summary>
    public const int PictureSide = 192;

    /// <summary>By how much the picture of the differences is brighter than they are.</summary>
    public const int Amplification = 16;

    public static DigestReferences Committed { get; } =
        new(
            Path.Combine(Checkout.Root, "tests", "ImageForge.Scenes.Tests", "Stability"),
            Path.Combine(Checkout.Root, "build", "tests", "digests"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"# {RuntimeInformation.ProcessArchitecture}, .NET {Environment.Version.Major}.{Environment.Version.Minor}"
            )
        );

    private string ListPath => Path.Combine(folder, "digests.txt");

    /// <summary>Records pictures in the place of those that were recorded.</summary>
    public void Write(IEnumerable<DigestPicture> pictures)
    {
        string shown = Path.Combine(folder, "pictures");
        if (Directory.Exists(shown))
        {
            Directory.Delete(shown, recursive: true);
        }

        Directory.CreateDirectory(shown);
        var lines = new List<string> { machine };
        foreach (DigestPicture picture in pictures)
        {
            WritePng(PictureOf(picture.Name), Middle(picture));
            lines.Add($"{picture.Name} {picture.Digest}");
        }

        File.WriteAllLines(ListPath, lines);
    }

    /// <summary>Compares pictures with those that were recorded.</summary>
    public DigestComparison Compare(IEnumerable<DigestPicture> pictures)
    {
        string[] lines = File.ReadAllLines(ListPath);
        bool isStrict = lines[0] == machine;
        var recorded = lines[1..].ToDictionary(l => l[..l.LastIndexOf(' ')], l => l[(l.LastIndexOf(' ') + 1)..]);
        var differences = new List<string>();
        bool isAcceptable = true;
        foreach (DigestPicture picture in pictures)
        {
            if (!recorded.Remove(picture.Name, out string? digest))
            {
                differences.Add($"{picture.Name}: not recorded");
                isAcceptable = false;
            }
            else if (digest != picture.Digest)
            {
                (double farValues, string line) = Difference(picture);
                differences.Add(line);
                isAcceptable &= !isStrict && farValues <= MostFarValues;
            }
        }

        differences.AddRange(recorded.Keys.Select(name => $"{name}: recorded, but no longer made"));
        return new(differences, isAcceptable && recorded.Count == 0);
    }

    private (double FarValues, string Line) Difference(DigestPicture picture)
    {
        DigestPicture actual = Middle(picture);
        DigestPicture expected = ReadPng(picture.Name);
        string file = Path.Combine(results, FileName(picture.Name));
        Directory.CreateDirectory(results);
        WritePng($"{file}-actual.png", actual);
        WritePng($"{file}-expected.png", expected);
        if ((expected.Width, expected.Height) != (actual.Width, actual.Height))
        {
            return (1, $"{picture.Name}: another size, see {file}-*.png");
        }

        byte[] map = new byte[actual.Values.Length];
        (long squares, int largest, int far) = (0, 0, 0);
        for (int i = 0; i < map.Length; i++)
        {
            int difference = Math.Abs(actual.Values[i] - expected.Values[i]);
            squares += difference * difference;
            largest = Math.Max(largest, difference);
            far += difference > 1 ? 1 : 0;
            map[i] = i % 4 == 3 ? byte.MaxValue : (byte)Math.Min(byte.MaxValue, difference * Amplification);
        }

        WritePng($"{file}-difference.png", actual with { Values = map });
        // Infinite where only what lies outside the kept middle differs.
        double psnr = 10 * Math.Log10(255.0 * 255 * map.Length / squares);
        double share = (double)far / map.Length;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"PSNR {psnr:f1} dB, at most {largest} of 255, {share:p2} of the values by more than 1"
        );
        return (share, $"{picture.Name}: {text}, see {file}-*.png");
    }

    private static DigestPicture Middle(DigestPicture picture)
    {
        (int width, int height) = (Math.Min(picture.Width, PictureSide), Math.Min(picture.Height, PictureSide));
        (int left, int top) = ((picture.Width - width) / 2, (picture.Height - height) / 2);
        byte[] values = new byte[width * height * 4];
        for (int y = 0; y < height; y++)
        {
            picture
                .Values.AsSpan((((top + y) * picture.Width) + left) * 4, width * 4)
                .CopyTo(values.AsSpan(y * width * 4));
        }

        return new(picture.Name, width, height, values);
    }

    private DigestPicture ReadPng(string name)
    {
        using PixelBuffer pixels = PngDecoder.Decode(File.ReadAllBytes(PictureOf(name)));
        return new(name, pixels.Width, pixels.Height, pixels.ToSrgb());
    }

    private static void WritePng(string file, DigestPicture picture)
    {
        using PixelBuffer pixels = PixelBuffer.FromSrgb(picture.Width, picture.Height, picture.Values);
        File.WriteAllBytes(file, PngEncoder.Encode(pixels, new PngOptions { CompressionLevel = 9 }));
    }

    private string PictureOf(string name) => Path.Combine(folder, "pictures", FileName(name) + ".png");

    private static string FileName(string name) => NotInNames().Replace(name.ToLowerInvariant(), "-");

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInNames();
}
