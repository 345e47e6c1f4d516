namespace ImageForge.DevCluster.Storage;

/// <summary>One cause of a refusal.</summary>
/// <param name="Reason">Such as <c>FieldValueInvalid</c> or <c>FieldValueRequired</c>.</param>
/// <param name="Message">Without the field's name: <c>Invalid value: 0: must be greater than 0</c>.</param>
/// <param name="Field">The path of the field; <c>&lt;nil&gt;</c> for none.</param>
internal sealed record FieldError(string Reason, string Message, string Field);
