using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Yaml;
using ImageForge.Contracts.Plans;
using ImageForge.DevCluster.Admission;
using ImageForge.Planning;
using ImageForge.Planning.Resolving;
using ImageForge.Runner.Compose;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Plans;
using ImageForge.Scenes;

namespace ImageForge.Fuzz.Subjects;

/// <summary>
/// Layers as a user writes them: read as YAML, admitted by the schema, planned, and where nothing of that refuses them,
/// drawn. A spec that was admitted and planned must be drawn, whatever it says.
/// </summary>
internal sealed class LayersSubject : IFuzzSubject
{
    private const int Width = 48;
    private const int Height = 32;

    private readonly CustomResourceAdmission _admission = new(
        CustomResourceDefinitions.Yaml.SelectMany(YamlReader.Read).Select(d => d.Value!.AsObject())
    );

    private readonly Compositor _compositor = new(1);

    public string Name => "layers";

    public TimeSpan Limit => TimeSpan.FromSeconds(20);

    public long MostBytes => 256 << 20;

    public IEnumerable<byte[]> Seeds() =>
        [
            """
            - {name: a, color: "#ff000080", left: 0.1, top: 0.9, anchor: TopLeft, width: 0.5, height: 0.2, rotation: 30}
            - {name: b, gradient: {angle: 45, stops: [{color: "#ffffff"}, {color: "#00000000", position: 0.5}]}}
            - {name: c, noise: {from: "#000000", to: "#ffffff", size: 0.2, detail: 3, seed: 5}, blend: soft-light}
            """u8.ToArray(),
            """
            - name: title
              plane: Top
              text: {content: "Festival\nof Lanterns", typeface: Serif, size: 0.3, lineHeight: 1.1, align: Center}
              mask: {channel: Luminance, gradient: {shape: Radial, stops: [{color: "#ffffff"}, {color: "#000000"}]}}
            - {name: asset, plane: Back, image: {builtin: festivals-lanterns}, scale: 0.5, opacity: 0.7, blend: color-dodge}
            """u8.ToArray(),
        ];

    public byte[] Repair(byte[] input) => input;

    public Task<string?> ReadAsync(byte[] input) => Task.FromResult(Read(Encoding.UTF8.GetString(input)));

    private string? Read(string yaml)
    {
        JsonNode? layers;
        try
        {
            layers = YamlReader.Read(yaml) is [var first, ..] ? first.Value : null;
        }
        catch (YamlFormatException e)
        {
            return e.Message;
        }

        var job = new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = "GenerationJob",
            ["metadata"] = new JsonObject
            {
                ["name"] = "fuzz",
                ["namespace"] = "default",
                ["uid"] = "fuzz",
            },
            ["spec"] = new JsonObject
            {
                ["seed"] = 1,
                ["compose"] = new JsonObject
                {
                    ["background"] = new JsonObject { ["color"] = "#204060" },
                    ["layers"] = layers?.DeepClone(),
                },
            },
        };
        if (_admission.Admit(ApiGroup.ApiVersion, "GenerationJob", job) is [var problem, ..])
        {
            return $"{problem.Field}: {problem.Message}";
        }

        return JobResolver.Resolve(
            job.Deserialize(ApiJson.Of<GenerationJob>())!,
            null,
            new OperatorDefaults { StoreUri = "file:///fuzz", AllowFileUris = true }
        ) switch
        {
            Resolution.Ready ready => Draw((GenerateWork)ready.Plan.Work),
            Resolution.Refused refused => refused.Message,
            Resolution.Waiting waiting => waiting.Message,
            var other => throw new InvalidOperationException($"{other} is no resolution"),
        };
    }

    private string? Draw(GenerateWork work)
    {
        work = work with { Width = Width, Height = Height };
        ComposePlan compose = work.Compose!;
        try
        {
            InputLoader.Check(work);
            using Composition picture = _compositor.Render(SceneReader.Read(work, compose, 0, UserImages.None));
            return SceneReader.Warnings(compose, UserImages.None).Select(w => w.Message).FirstOrDefault();
        }
        catch (PlanInvalidException e) when (e.Message.Contains("is none of", StringComparison.Ordinal))
        {
            // An address is not looked at before the runner does.
            return e.Message;
        }
    }
}
