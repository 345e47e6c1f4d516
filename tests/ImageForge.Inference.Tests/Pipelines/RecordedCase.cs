using System.Text.Json.Nodes;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Golden;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>A run of one of diffusers' pipelines: what it was given, and what it gave.</summary>
internal sealed class RecordedCase
{
    private readonly JsonObject _json;

    public RecordedCase(string folder)
    {
        Folder = folder;
        // Python writes a bound that is not there as a number that JSON does not have.
        var text = File.ReadAllText(Path.Combine(folder, "case.json"))
            .Replace("-Infinity", "null", StringComparison.Ordinal);
        _json = JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>The model's folder, for what lies beside its own parts.</summary>
    public string Model { get; init; } = "";

    /// <summary>scheduler_config.json of the scheduler that it ran with.</summary>
    public string SchedulerConfig
    {
        get
        {
            var config = _json["scheduler_config"]!.DeepClone().AsObject();
            config["_class_name"] = _json["scheduler"]!.GetValue<string>();
            return config.ToJsonString();
        }
    }

    /// <summary>How far latents of ONNX Runtime were from torch's when the case was recorded, all else being torch's own.</summary>
    public double NetworksDifference => (double)_json["onnxruntime_vs_torch"]!["any_latent"]!;

    /// <summary>The latents after each step.</summary>
    public Npy Latents => Npy.Read(Path.Combine(Folder, "latents.npy"));

    /// <summary>A file of the case.</summary>
    public Npy Array(string name) => Npy.Read(Path.Combine(Folder, name + ".npy"));

    /// <summary>Whether it has a file.</summary>
    public bool Has(string name) => File.Exists(Path.Combine(Folder, name));

    /// <summary>How many pictures it made.</summary>
    public int Variants => Latents.Shape[1];

    /// <summary>The request that asks for the same.</summary>
    public async Task<DiffusionRequest> RequestAsync()
    {
        var (width, height) = ((int)_json["width"]!, (int)_json["height"]!);
        var start = await ImageAsync("image", "input.png");
        return new DiffusionRequest
        {
            Prompt = (string)_json["prompt"]!,
            Negative = (string?)_json["negative_prompt"],
            Width = width,
            Height = height,
            Steps = (int)_json["num_inference_steps"]!,
            Guidance = (float)_json["guidance_scale"]!,
            Strength = (double?)_json["strength"] ?? 1,
            Mask = await MaskAsync(),
            Controls = await ControlsAsync(),
            Variants = [.. Enumerable.Range(0, Variants).Select(v => new DiffusionVariant(v, start))],
        };
    }

    /// <summary>8-bit values of its picture, four to a pixel; null where it was not kept.</summary>
    public async Task<byte[]?> PictureAsync(int variant)
    {
        var name = variant == 0 ? "image.png" : $"image_{variant}.png";
        if (!Has(name))
        {
            return null;
        }

        using var picture = await DecodeAsync(Path.Combine(Folder, name));
        return picture.Pixels.ToSrgb();
    }

    private async Task<PlanarImage?> ImageAsync(string field, string otherwise)
    {
        var name = (string?)_json[field] ?? (Has(otherwise) ? otherwise : null);
        return name is null ? null : await ImageAsync(name);
    }

    private async Task<PlanarImage> ImageAsync(string name)
    {
        using var picture = await DecodeAsync(Find(name));
        var planes = new PlanarImage(picture.Pixels.Width, picture.Pixels.Height);
        SrgbPlanes.Write(picture.Pixels, planes.Values);
        return planes;
    }

    private async Task<float[]?> MaskAsync()
    {
        var mask = await ImageAsync("mask_image", "mask.png");
        return mask?.Values[..(mask.Width * mask.Height)];
    }

    /// <summary>The first is the model's own network; a second lies beside it.</summary>
    private async Task<IReadOnlyList<DiffusionControl>> ControlsAsync()
    {
        var controls = new List<DiffusionControl>();
        var names = _json["control_images"]?.AsArray() ?? [];
        for (var i = 0; i < names.Count; i++)
        {
            var weight = _json["controlnet_conditioning_scale"]!;
            controls.Add(
                new DiffusionControl(
                    (await ImageAsync((string)names[i]!))!,
                    (float)(weight is JsonArray each ? each[i]! : weight),
                    i == 0 ? null : Path.Combine(Model, $"controlnet_{i + 1}")
                )
            );
        }

        return controls;
    }

    private string Find(string name) =>
        Has(name) ? Path.Combine(Folder, name) : Path.Combine(Path.GetDirectoryName(Folder)!, name);

    private static async Task<DecodedImage> DecodeAsync(string file) =>
        await new ImageDecoder().DecodeAsync(await File.ReadAllBytesAsync(file));
}
