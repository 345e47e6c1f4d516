using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>The validation rules of a schema and of all below it.</summary>
internal sealed class RuleSet
{
    /// <summary>Stands in for the rules where the object is too wrong for them.</summary>
    public static readonly FieldError NotChecked = FieldError.Invalid(
        null,
        null,
        "some validation rules were not checked because the object was invalid; "
            + "correct the existing errors to complete validation"
    );

    private readonly RuleNode? _root;

    private RuleSet(RuleNode? root) => _root = root;

    public bool IsEmpty => _root is null;

    public static RuleSet Of(StructuralSchema schema) => new(RuleNode.Of(schema, isResource: true));

    /// <param name="value">A resource that its schema has no objection to.</param>
    /// <param name="old">What it replaces; null when it is being created, and rules about changes do not apply.</param>
    public IReadOnlyList<FieldError> Validate(JsonNode value, JsonNode? old)
    {
        var run = new RuleRun();
        _root?.Validate(value, old, path: null, unchangedParent: false, run);
        return run.Errors;
    }
}
