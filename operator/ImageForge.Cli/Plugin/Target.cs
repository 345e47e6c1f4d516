using ImageForge.Api;
using ImageForge.Cli.Dev;
using ImageForge.Kube;
using ImageForge.Planning.Naming;

namespace ImageForge.Cli.Plugin;

/// <summary>An object that a command names, and possibly one of its images.</summary>
/// <param name="Type">Its kind; null for a GenerationJob or, if there is none of the name, a Storyboard.</param>
/// <param name="Name">Its name.</param>
/// <param name="Image">The image: a variant's index or <see cref="ImageList.Sheet"/>; null for none in particular.</param>
internal sealed record Target(ResourceType<Unstructured>? Type, string Name, string? Image = null);

/// <summary>The objects that a command is about.</summary>
/// <param name="Kinds">The kinds, where no object is named.</param>
/// <param name="Names">The named objects; empty for all of the kinds.</param>
internal sealed record Targets(IReadOnlyList<ResourceType<Unstructured>> Kinds, IReadOnlyList<Target> Names)
{
    /// <summary>The kinds that make images.</summary>
    public static IReadOnlyList<ResourceType<Unstructured>> AllKinds { get; } =
    [KnownKinds.GenerationJobs, KnownKinds.Storyboards];

    /// <summary>
    /// Reads arguments in the forms of kubectl: <c>NAME…</c>, <c>KIND/NAME…</c>, <c>KIND NAME…</c> and <c>KIND</c>. An image
    /// is <c>JOB/VARIANT</c> or <c>STORYBOARD/sheet</c>, as <c>get images</c> prints them.
    /// </summary>
    /// <exception cref="PluginException">An argument has none of these forms.</exception>
    public static Targets Read(IReadOnlyList<string> arguments)
    {
        if (arguments.Count > 0 && KindOf(arguments[0]) is { } kind)
        {
            return new Targets([kind], [.. arguments.Skip(1).Select(name => ReadOne($"{kind.Plural}/{name}"))]);
        }

        return new Targets(AllKinds, [.. arguments.Select(ReadOne)]);
    }

    /// <summary>Reads arguments that name objects but no images.</summary>
    /// <exception cref="PluginException">An argument has another form.</exception>
    public static Targets ReadObjects(IReadOnlyList<string> arguments)
    {
        var targets = Read(arguments);
        return targets.Names.FirstOrDefault(target => target.Image is not null) is { } image
            ? throw new PluginException(
                $"invalid name \"{image.Name}/{image.Image}\": a job or storyboard is required, not an image",
                isUsage: true
            )
            : targets;
    }

    /// <summary>Reads the one object of a command such as <c>logs</c>.</summary>
    /// <exception cref="PluginException">The arguments name none or several, or an image.</exception>
    public static Target ReadSingle(IReadOnlyList<string> arguments) =>
        ReadObjects(arguments).Names switch
        {
            [var target] => target,
            _ => throw new PluginException("exactly one NAME is required", isUsage: true),
        };

    /// <summary>The kind that a word means: its kind, plural or short name, with or without the group.</summary>
    public static ResourceType<Unstructured>? KindOf(string word)
    {
        var name = word.EndsWith("." + ApiGroup.Name, StringComparison.OrdinalIgnoreCase)
            ? word[..^(ApiGroup.Name.Length + 1)]
            : word;
        return name.ToLowerInvariant() switch
        {
            "generationjob" or "generationjobs" or "genjob" or "gj" => KnownKinds.GenerationJobs,
            "storyboard" or "storyboards" or "sb" => KnownKinds.Storyboards,
            _ => null,
        };
    }

    private static Target ReadOne(string text) =>
        text.Split('/') switch
        {
            [var name] => new Target(null, Checked(name)),
            [var kind, var name] when KindOf(kind) is { } type => new Target(type, Checked(name)),
            [var kind, var name, var image] when KindOf(kind) is { } type => new Target(type, Checked(name), image),
            [var name, ImageList.Sheet] => new Target(KnownKinds.Storyboards, Checked(name), ImageList.Sheet),
            [var name, var variant] when variant.Length > 0 && variant.All(char.IsAsciiDigit) => new Target(
                KnownKinds.GenerationJobs,
                Checked(name),
                variant
            ),
            _ => throw new PluginException(
                $"invalid name \"{text}\": use NAME, generationjob/NAME, storyboard/NAME, or JOB/VARIANT for an image",
                isUsage: true
            ),
        };

    // A name becomes part of a path.
    private static string Checked(string name) =>
        KubernetesNames.IsSubdomain(name)
            ? name
            : throw new PluginException($"invalid resource name \"{name}\"", isUsage: true);
}
