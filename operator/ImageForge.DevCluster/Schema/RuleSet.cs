namespace ImageForge.DevCluster.Schema;

/// <summary>The validation rules of a schema and of all below it.</summary>
internal sealed class RuleSet
{
    public static readonly FieldError NotChecked = FieldError.Invalid(
        null,
        null,
        "some validation rules were not checked because the object was invalid; "
            + "correct the existing errors to complete validation"
    );

    public bool IsEmpty { get; private init; }

    public static RuleSet Compile(StructuralSchema schema) => new() { IsEmpty = !HasRules(schema) };

    private static bool HasRules(StructuralSchema? schema) =>
        schema is not null
        && (
            schema.Validations.Count > 0
            || HasRules(schema.Items)
            || HasRules(schema.AdditionalProperties)
            || schema.Properties.Values.Any(HasRules)
            || schema.AllOf.Any(HasRules)
        );
}
