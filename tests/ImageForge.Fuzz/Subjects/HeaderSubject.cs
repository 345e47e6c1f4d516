using ImageForge.Imaging;
using ImageForge.Imaging.Files;

namespace ImageForge.Fuzz.Subjects;

/// <summary>The parsers that look at every file first, in the runner itself.</summary>
internal sealed class HeaderSubject : IFuzzSubject
{
    public string Name => "header";

    public TimeSpan Limit => TimeSpan.FromSeconds(5);

    public long MostBytes => 16 << 20;

    public IEnumerable<byte[]> Seeds() =>
        Enum.GetValues<ImageFormat>().Select(format => Small.File(new EncodeOptions { Format = format }));

    public byte[] Repair(byte[] input) => input;

    public Task<string?> ReadAsync(byte[] input)
    {
        try
        {
            _ = ImageHeader.Read(input, Small.Limits);
            return Task.FromResult<string?>(null);
        }
        catch (ImageFormatException e)
        {
            return Task.FromResult<string?>(e.Message);
        }
    }
}
