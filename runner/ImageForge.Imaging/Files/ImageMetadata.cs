namespace ImageForge.Imaging.Files;

/// <summary>What is written into a file beside its pixels. The same for every format, under each format's own names.</summary>
public sealed record ImageMetadata
{
    /// <summary>The program and its version.</summary>
    public required string Software { get; init; }

    /// <summary>What the picture shows: the prompt.</summary>
    public string? Description { get; init; }

    /// <summary>The seed that it was made with.</summary>
    public string? Seed { get; init; }

    /// <summary>The hash of the plan that it was made by.</summary>
    public string? PlanHash { get; init; }

    /// <summary>What the user had stored with it, as one JSON object.</summary>
    public string? Properties { get; init; }

    /// <summary>Entries that no format has a name for: ours, with their values.</summary>
    internal IEnumerable<(string Name, string Value)> Own
    {
        get
        {
            if (PlanHash is not null)
            {
                yield return ("Plan", PlanHash);
            }

            if (Seed is not null)
            {
                yield return ("Seed", Seed);
            }

            if (Properties is not null)
            {
                yield return ("Properties", Properties);
            }
        }
    }
}
