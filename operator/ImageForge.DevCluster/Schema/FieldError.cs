using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>One cause of a refused object, worded as the API words it.</summary>
/// <param name="Type">The class of the error.</param>
/// <param name="Path">Where it is, such as <c>spec.inputs[0].name</c>; null where no field can be named.</param>
/// <param name="ValueText">The offending value as it is shown; null when it is left out.</param>
/// <param name="Detail">What is wrong; may be empty.</param>
internal sealed record FieldError(FieldErrorType Type, string? Path, string? ValueText, string Detail)
{
    /// <summary>The field as clients see it.</summary>
    public string Field => Path ?? "<nil>";

    /// <summary>The machine-readable reason of the cause.</summary>
    public string Reason =>
        Type switch
        {
            FieldErrorType.Required => "FieldValueRequired",
            FieldErrorType.TypeInvalid => "FieldValueTypeInvalid",
            FieldErrorType.NotSupported => "FieldValueNotSupported",
            FieldErrorType.TooLong => "FieldValueTooLong",
            FieldErrorType.TooMany => "FieldValueTooMany",
            FieldErrorType.Duplicate => "FieldValueDuplicate",
            FieldErrorType.Forbidden => "FieldValueForbidden",
            FieldErrorType.NotFound => "FieldValueNotFound",
            FieldErrorType.InternalError => "InternalError",
            _ => "FieldValueInvalid",
        };

    /// <summary>The message of the cause, without the field.</summary>
    public string Message
    {
        get
        {
            var title = Type switch
            {
                FieldErrorType.Required => "Required value",
                FieldErrorType.NotSupported => "Unsupported value",
                FieldErrorType.TooLong => "Too long",
                FieldErrorType.TooMany => "Too many",
                FieldErrorType.Duplicate => "Duplicate value",
                FieldErrorType.Forbidden => "Forbidden",
                FieldErrorType.NotFound => "Not found",
                FieldErrorType.InternalError => "Internal error",
                _ => "Invalid value",
            };
            var withValue = ValueText is null ? title : $"{title}: {ValueText}";
            return Detail.Length == 0 ? withValue : $"{withValue}: {Detail}";
        }
    }

    /// <summary>Whether validation rules are left out once this error is known, as they may rely on the schema.</summary>
    public bool BlocksRules =>
        Type
            is FieldErrorType.Required
                or FieldErrorType.TypeInvalid
                or FieldErrorType.NotSupported
                or FieldErrorType.TooLong
                or FieldErrorType.TooMany;

    public static FieldError Required(string? path, string detail = "") =>
        new(FieldErrorType.Required, path, null, detail);

    public static FieldError Forbidden(string? path, string detail) =>
        new(FieldErrorType.Forbidden, path, null, detail);

    public static FieldError Invalid(string? path, JsonNode? value, string detail) =>
        new(FieldErrorType.Invalid, path, GoText.Value(value), detail);

    /// <summary>An error about an object or list that is too large to be shown.</summary>
    public static FieldError InvalidWithoutValue(string? path, string detail) =>
        new(FieldErrorType.Invalid, path, null, detail);

    public static FieldError TypeInvalid(string? path, JsonNode? value, string detail) =>
        new(FieldErrorType.TypeInvalid, path, GoText.Value(value), detail);

    public static FieldError Duplicate(string? path, JsonNode? value) =>
        new(FieldErrorType.Duplicate, path, GoText.Value(value), "");

    public static FieldError TooLong(string? path, long max) =>
        new(FieldErrorType.TooLong, path, null, $"may not be more than {max} bytes");

    public static FieldError TooMany(string? path, long actual, long max) =>
        new(FieldErrorType.TooMany, path, GoText.Integer(actual), $"must have at most {max} items");

    public static FieldError NotSupported(string? path, JsonNode? value, IEnumerable<string> supported) =>
        new(
            FieldErrorType.NotSupported,
            path,
            GoText.Value(value),
            "supported values: " + string.Join(", ", supported.Select(GoText.Quote))
        );

    public override string ToString() => $"{Field}: {Message}";
}

/// <summary>What is wrong with a field, in the classes that the API reports to clients.</summary>
internal enum FieldErrorType
{
    Required,
    Invalid,
    TypeInvalid,
    NotSupported,
    TooLong,
    TooMany,
    Duplicate,
    Forbidden,
    NotFound,
    InternalError,
}
