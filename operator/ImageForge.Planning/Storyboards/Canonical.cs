using System.Text;
using System.Text.Json;
using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts;

namespace ImageForge.Planning.Storyboards;

/// <summary>Compares specifications by what they say: records with lists compare those by identity.</summary>
internal static class Canonical
{
    public static string Of(GenerationJobSpec spec) =>
        Encoding.UTF8.GetString(
            CanonicalJson.Write(JsonSerializer.SerializeToNode(spec, ApiJson.Default.GenerationJobSpec))
        );
}
