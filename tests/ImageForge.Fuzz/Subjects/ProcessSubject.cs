using ImageForge.Imaging;
using ImageForge.Imaging.Files;

namespace ImageForge.Fuzz.Subjects;

/// <summary>
/// A format that libvips decodes, the way that the runner has it decoded: whatever its process does, what comes back is a picture
/// or a sentence, in time.
/// </summary>
internal sealed class ProcessSubject(string name, ImageFormat format) : IFuzzSubject
{
    private readonly ImageDecoder _decoder = new(Small.Limits);

    public string Name => name;

    public TimeSpan Limit => Small.Limits.Patience + TimeSpan.FromSeconds(10);

    public long MostBytes => Small.MostBytes;

    public IEnumerable<byte[]> Seeds() =>
        [
            Small.File(new EncodeOptions { Format = format }),
            Small.File(new EncodeOptions { Format = format }, opaque: false, width: 33, height: 7),
        ];

    public byte[] Repair(byte[] input) => input;

    public async Task<string?> ReadAsync(byte[] input)
    {
        try
        {
            using DecodedImage picture = await _decoder.DecodeAsync(input);
            return null;
        }
        catch (ImageFormatException e)
        {
            return e.Message;
        }
    }
}
