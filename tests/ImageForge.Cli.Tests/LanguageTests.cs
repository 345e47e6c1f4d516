using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Cli.Tests;

/// <summary>Messages, comments and CRD descriptions use the terms of Kubernetes and .NET.</summary>
public sealed class LanguageTests
{
    /// <summary>Phrases that must not be used, and what to write instead.</summary>
    private static readonly (string Phrase, string Instead)[] Banned =
    [
        ("carried out by this version", "supported in this version"),
        ("is carried out yet", "is supported"),
        ("are carried out yet", "are supported"),
        ("frames are being made", "3/8 frames complete"),
        ("contact sheet is being made", "assembling the contact sheet"),
        ("runner is at work", "the runner pod is running"),
        ("belongs to somebody else", "is not owned by ..."),
        ("its last Job is gone", "waiting for the previous Job to be deleted"),
        ("let the CPU do", "fall back to CPU"),
        ("no GPU works where one was asked for", "no usable GPU"),
        ("held by spec.suspend", "suspended by spec.suspend"),
        ("ended by spec.cancel", "cancelled by spec.cancel"),
        ("is refused by the API server", "the API server rejected ..."),
        ("the API server refuses", "the API server rejected ..."),
        ("Kubernetes refuses the pod", "pod creation rejected"),
        ("no node takes the runner", "the pod is unschedulable"),
        ("left no message", "without a termination message"),
        ("the job goes on when", "waiting for ..."),
        ("the same command goes on", "run the same command again to resume"),
        ("the log has the details", "see the log"),
        ("caches are not filled", "caches not synced"),
        ("no credential can be had", "no credentials available"),
        ("stops to lead", "stopped leading"),
        ("stop to lead", "stop leading"),
        ("leads by Lease", "acquired leader lease"),
        ("}' is no flag", "unknown flag: --x"),
        ("mended by looking again", "conflict: requeue with fresh state"),
        ("every observation has a plan", "pure; handles every state"),
        ("total over whatever", "pure; handles every state"),
        ("what becomes of a GenerationJob", "computes the next status of a GenerationJob"),
        ("what becomes of a Storyboard", "computes the next status of a Storyboard"),
        ("what has become of", "observed state of"),
        ("for somebody to mend", "retried"),
        ("one word for programs", "CamelCase reason"),
        ("as a sentence for people", "human-readable message"),
        ("what to tell people", "human-readable message"),
        ("the server's words", "error message of the API server"),
        ("stands twice", "duplicate"),
        ("in what was given", "no manifests found"),
        ("there is no manifest in", "no manifests found"),
        ("manifests out in this process", "runs manifests locally"),
        ("manifests out twice", "runs manifests twice"),
        ("shows what becomes of them", "waits until they are complete"),
        ("lays them side by side", "writes a side-by-side sheet"),
        ("look after these namespaces", "namespaces to watch"),
        ("goes with an s3 uri", "requires an s3:// uri"),
        ("this version does not shape", "not supported in this version"),
        ("is no input.", "is not an input"),
        ("is no request.", "is not a request"),
        ("is no event.", "is not an event"),
        ("that this runner carries out", "not supported by this runner"),
        ("one of this runner's", "not supported by this runner"),
        ("the run goes on without", "continuing without it"),
        ("is at hand:", "is ready:"),
        ("no GPU works", "no usable GPU"),
        ("not enough memory: lower", "out of memory: reduce ..."),
        ("does not allow this", "denies access"),
        ("refuses the credentials", "rejected the credentials"),
        ("refuses the request", "rejected the request"),
        ("cannot be connected to", "connection failed"),
        ("understood are", "supported are"),
        ("is none that is understood", "is not supported"),
        ("does not run here", "is not available"),
        ("is no colour such as", "is not a colour such as"),
        ("is no URI", "is not a URI"),
        ("is no JSON", "is not valid JSON"),
        ("is no number of", "is not a number of"),
        ("is no collection", "is not a collection"),
        ("is no finite", "is not finite"),
        ("less confined than they could be", "reduced isolation"),
        ("RunReading.Leaving", "RunReading.Terminating"),
        ("RunReading.Held", "RunReading.Suspended"),
        ("RunReading.Unseen", "RunReading.PodNotFound"),
        ("ProgressBook", "ProgressCache"),
        ("ImageForge.Operator.Applying", "ImageForge.Operator.Apply"),
        ("ImageForge.Operator.Following", "ImageForge.Operator.Progress"),
        ("Hindered(", "Blocked("),
        ("Worthless(", "Unusable("),
    ];

    [Fact]
    public void Product_sources_and_crds_use_no_banned_phrase()
    {
        string[] files =
        [
            .. new[] { "operator", "crds", "runner" }.SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories)
            ),
        ];
        files = [.. files.Where(file => Path.GetExtension(file) is ".cs" or ".yaml").Where(IsProduct)];
        Assert.True(files.Length > 500, $"only {files.Length} files were found");
        Assert.Contains(files, file => file.EndsWith("_generationjobs.yaml", StringComparison.Ordinal));
        string[] found =
        [
            .. files.SelectMany(file => Find(Path.GetRelativePath(Checkout.Root, file), File.ReadAllLines(file))),
        ];
        // Not Assert.Empty, which truncates its list.
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("a.cs:1: ", "throw new(\"spec.mode is not carried out by this version: remove it.\");")]
    [InlineData("a.cs:2: ", "/// Pure.", "/// Decides what becomes", "/// of a Storyboard.")]
    [InlineData("a.cs:1: ", "// One word", "// for programs.")]
    [InlineData("a.cs:2: ", "description: |-", "  What has become of", "  a Storyboard.")]
    public void A_phrase_is_found_with_file_and_line(string place, params string[] lines)
    {
        string found = Assert.Single(Find("a.cs", lines));
        Assert.StartsWith(place, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_text_is_not_found() =>
        Assert.Empty(Find("a.cs", ["/// Computes the next status.", "\"spec.mode is not supported in this version\""]));

    /// <summary>Finds phrases that a line break splits too: lines are joined without indentation and comment marks.</summary>
    private static IEnumerable<string> Find(string file, IReadOnlyList<string> lines)
    {
        string[] texts = [.. lines.Select(line => line.Trim().TrimStart('/', ' '))];
        string text = string.Join(' ', texts);
        foreach ((string phrase, string instead) in Banned)
        {
            int at = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
            while (at >= 0)
            {
                yield return $"{file}:{Line(texts, at)}: \"{phrase}\": write \"{instead}\"";
                at = text.IndexOf(phrase, at + phrase.Length, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private static int Line(string[] texts, int at)
    {
        var line = 0;
        for (; at > texts[line].Length; line++)
        {
            at -= texts[line].Length + 1;
        }

        return line + 1;
    }

    // The development cluster repeats texts of Kubernetes.
    private static bool IsProduct(string file) =>
        !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "ImageForge.DevCluster");
}
