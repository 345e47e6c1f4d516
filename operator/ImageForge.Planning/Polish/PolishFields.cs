using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polish;

/// <summary>A field of spec.polish.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsSet">Whether a spec sets it.</param>
internal sealed record PolishField(string Name, Func<PolishSpec, bool> IsSet)
{
    /// <summary>The model of a back end that has one.</summary>
    public static PolishField Model { get; } = new("model", p => p.Model is not null);
}

/// <summary>Validates which fields are set for which back end; a field without effect is rejected.</summary>
internal static class PolishFields
{
    private static readonly PolishField[] OfAnyBackend =
    [
        new("provider", p => p.Provider is not null),
        new("guidanceImages", p => p.GuidanceImages is { Count: > 0 }),
        new("onFailure", p => p.OnFailure != PolishFailurePolicy.Fail),
        new("timeout", p => p.Timeout is not null),
    ];

    /// <summary>The first field that does not apply to the back end, or null.</summary>
    public static Problem? Validate(PolishSpec polish)
    {
        var own = Backends.Of(polish);
        var misplaced = Backends
            .All.SelectMany(backend => backend.Fields)
            .Concat(own is null ? OfAnyBackend : [])
            .FirstOrDefault(field => field.IsSet(polish) && own?.Fields.Any(f => f.Name == field.Name) != true);
        if (misplaced is null)
        {
            return null;
        }

        var owners = Backends.All.Where(b => b.Fields.Any(f => f.Name == misplaced.Name)).Select(b => b.Title);
        var why = own is null
            ? "has no effect without spec.polish.backend, such as Onnx"
            : $"applies to {string.Join(" and ", owners)} only; remove it";
        return new(Reasons.InvalidSpec, $"spec.polish.{misplaced.Name} {why}.");
    }
}
