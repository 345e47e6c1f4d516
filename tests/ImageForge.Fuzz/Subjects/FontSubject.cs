using System.Buffers.Binary;
using ImageForge.Imaging.Text;
using ImageForge.Testing.Data;

namespace ImageForge.Fuzz.Subjects;

/// <summary>
/// A user's font, in the process that reads it for the runner: whatever it does, what comes back is a text that is set or a
/// sentence, in time.
/// </summary>
internal sealed class FontSubject : IFuzzSubject
{
    private static readonly FontLimits Limits = new()
    {
        ProcessorTime = TimeSpan.FromSeconds(5),
        Patience = TimeSpan.FromSeconds(20),
    };

    public string Name => "font";

    public TimeSpan Limit => TimeSpan.FromSeconds(60);

    public long MostBytes => 256 << 20;

    public IEnumerable<byte[]> Seeds() =>
        ((string[])["NotoSansHebrew-Regular.ttf", "NotoSansThai-Regular.ttf", "Lohit-Devanagari.ttf"]).Select(name =>
            File.ReadAllBytes(RecordedData.Path("fonts", name))
        );

    // Tables that end early are refused at once: their offsets and lengths are put inside the file.
    public byte[] Repair(byte[] input)
    {
        byte[] repaired = [.. input];
        if (repaired.Length < 12)
        {
            return repaired;
        }

        for (int i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(repaired.AsSpan(4)); i++)
        {
            if (12 + ((i + 1) * 16) > repaired.Length)
            {
                break;
            }

            Span<byte> record = repaired.AsSpan(12 + (i * 16), 16);
            uint offset = BinaryPrimitives.ReadUInt32BigEndian(record[8..]) % (uint)repaired.Length;
            uint length = BinaryPrimitives.ReadUInt32BigEndian(record[12..]);
            BinaryPrimitives.WriteUInt32BigEndian(record[8..], offset);
            BinaryPrimitives.WriteUInt32BigEndian(record[12..], Math.Min(length, (uint)repaired.Length - offset));
        }

        return repaired;
    }

    public async Task<string?> ReadAsync(byte[] input)
    {
        try
        {
            using UserFonts fonts = await UserFonts.OpenAsync([new FontFile("font", input)], Limits);
            foreach (
                string text in (string[])
                    ["שָׁלוֹם abc", "น้ำผึ้ง ที่นี่", "क्षत्रिय हिन्दी", "e\u0301 \u202Eab(c)\u202C\t1/2"]
            )
            {
                _ = fonts.Missing(text, Typeface.Sans, FontWeight.Bold);
                _ = fonts.Set(text, Typeface.Sans, FontWeight.Bold, 3000);
            }

            return null;
        }
        catch (FontFormatException e)
        {
            return e.Message;
        }
    }
}
