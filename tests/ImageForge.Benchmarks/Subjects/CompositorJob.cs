using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Kube;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>The job that is measured: 1024×768, signals, two overlays, one variant, no model.</summary>
internal static class CompositorJob
{
    public static ResourceType<Unstructured> Type { get; } =
        CoreResources.Plain(ApiGroup.Name, ApiGroup.Version, "GenerationJob", "generationjobs", namespaced: true);

    public static Unstructured Named(string name, int seed)
    {
        // Seeds differ from job to job, so that no result can be one that was made before.
        var json = JsonNode.Parse(
            $$"""
            {
              "apiVersion": "{{ApiGroup.Name}}/{{ApiGroup.Version}}",
              "kind": "GenerationJob",
              "metadata": {"namespace": "default", "name": "{{name}}"},
              "spec": {
                "prompt": {"text": "a night market in the rain"},
                "seed": {{seed}},
                "size": {"width": 1024, "height": 768},
                "compose": {
                  "timeOfDay": "night",
                  "signals": [
                    {"category": "transportation", "tag": "tram", "score": 0.6},
                    {"category": "economics", "tag": "growth", "score": 0.5},
                    {"category": "weather", "tag": "rain", "score": -0.7},
                    {"category": "weather", "tag": "fog", "score": -0.4}
                  ],
                  "atmosphere": {
                    "strategy": "Asset",
                    "overlays": [
                      {"category": "weather", "tag": "rain", "image": {"builtin": "rain"}, "blend": "screen"},
                      {"category": "weather", "tag": "fog", "image": {"builtin": "fog"}, "opacity": 0.6}
                    ]
                  }
                }
              }
            }
            """
        );
        return new Unstructured(json!.AsObject());
    }
}
