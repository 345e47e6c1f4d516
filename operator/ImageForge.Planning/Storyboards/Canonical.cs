using System.Text;
using System.Text.Json;
using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts;

namespace ImageForge.Planning.Storyboards;

/// <summary>Compares specs by value; generated record equality compares lists by reference.</summary>
internal static class Canonical
{
    public static string Of(GenerationJobSpec spec) =>
        Encoding.UTF8.GetString(
            CanonicalJson.Write(JsonSerializer.SerializeToNode(spec, ApiJson.Of<GenerationJobSpec>()))
        );
}
