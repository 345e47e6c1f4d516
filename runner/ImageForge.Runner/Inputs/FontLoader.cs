using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Text;

namespace ImageForge.Runner.Inputs;

/// <summary>Opens the fonts of texts, each set of them in a process of its own.</summary>
internal static class FontLoader
{
    /// <summary>The fonts of each text that has some.</summary>
    public static IEnumerable<IReadOnlyList<FontSpec>> TextsOf(WorkPlan work) =>
        work is GenerateWork { Compose.Layers: { } layers }
            ? layers.Select(l => l.Text?.Fonts).OfType<IReadOnlyList<FontSpec>>()
            : [];

    /// <summary>Opens the fonts of a text, without those that could not be had or are none.</summary>
    public static async Task OpenAsync(
        WorkPlan work,
        IReadOnlyList<FontSpec> text,
        Dictionary<(string, string?), byte[]> files,
        Dictionary<string, UserFonts> fonts,
        List<Warning> warnings,
        List<(string Subject, InputException Failure)> fatal,
        CancellationToken cancellationToken
    )
    {
        List<FontSpec> left = [.. text.Where(f => files.ContainsKey((f.Source.Uri!, f.Source.Digest)))];
        while (left.Count > 0)
        {
            try
            {
                fonts.Add(
                    UserImages.NameOf(text),
                    await UserFonts.OpenAsync(
                        [
                            .. left.Select(f => new FontFile(
                                f.Source.Uri!,
                                files[(f.Source.Uri!, f.Source.Digest)],
                                f.Index
                            )),
                        ],
                        cancellation: cancellationToken
                    )
                );
                return;
            }
            catch (FontFormatException e)
            {
                // A reader that crashed names no font: any of them may have done it.
                var at = e.Index ?? 0;
                var named = e.Index is null
                    ? string.Join("' or '", left.Select(f => HttpInputs.Shown(f.Source.Uri!)))
                    : HttpInputs.Shown(left[at].Source.Uri!);
                var reference = InputReference.Of(work).First(r => ReferenceEquals(r.Image, left[at].Source));
                var failure = new InputUnusableException($"'{named}' {e.Message}");
                if (reference.Substitute is null)
                {
                    fatal.Add((reference.Subject, failure));
                    return;
                }

                warnings.Add(new(reference.Subject, $"{failure.Message}; {reference.Substitute}"));
                left = e.Index is null ? [] : [.. left.Where((_, i) => i != at)];
            }
        }
    }
}
