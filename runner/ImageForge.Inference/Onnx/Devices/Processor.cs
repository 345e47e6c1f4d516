using System.Runtime.InteropServices;

namespace ImageForge.Inference.Onnx.Devices;

/// <summary>The machine's processor.</summary>
internal static class Processor
{
    /// <summary>Its model as the kernel gives it, else its architecture.</summary>
    public static string Model()
    {
        const string Key = "model name";
        try
        {
            foreach (string line in File.ReadLines("/proc/cpuinfo"))
            {
                if (line.StartsWith(Key, StringComparison.Ordinal) && line.IndexOf(':') is var colon and > 0)
                {
                    return line[(colon + 1)..].Trim();
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A name is a courtesy: where the kernel hides it, the architecture has to do.
        }

        return $"{RuntimeInformation.ProcessArchitecture} processor";
    }
}
