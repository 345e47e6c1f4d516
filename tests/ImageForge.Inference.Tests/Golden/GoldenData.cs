using Xunit;

namespace ImageForge.Inference.Tests.Golden;

/// <summary>What diffusers and transformers were recorded to give, where it lies beside this checkout.</summary>
internal static class GoldenData
{
    /// <summary>A file or folder; skips the test where there is no recording.</summary>
    public static string Path(params string[] parts)
    {
        string? folder = Find(parts[0]);
        Assert.SkipWhen(folder is null, $"shared/golden/{parts[0]} is not beside this checkout");
        return System.IO.Path.Combine([folder!, .. parts[1..]]);
    }

    private static string? Find(string name)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string folder = System.IO.Path.Combine(at.FullName, "shared", "golden", name);
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
