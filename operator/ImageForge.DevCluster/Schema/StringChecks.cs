namespace ImageForge.DevCluster.Schema;

/// <summary>Length, pattern and format of a string. The first of length and pattern that fails is the only one told.</summary>
internal static class StringChecks
{
    public static void Check(string text, StructuralSchema schema, string path, List<FieldError> errors)
    {
        if (Bounds(text, schema, path) is { } error)
        {
            errors.Add(error);
        }
        if (schema.Format.Length > 0 && !StringFormats.Matches(schema.Format, text))
        {
            var detail = $"{path} in body must be of type {schema.Format}: {GoText.Quote(text)}";
            errors.Add(FieldError.TypeInvalid(path, text, detail));
        }
    }

    private static FieldError? Bounds(string text, StructuralSchema schema, string path)
    {
        if (schema.MaxLength is { } max && Runes(text) > max)
        {
            return FieldError.TooLong(path, max);
        }
        if (schema.MinLength is { } min && Runes(text) < min)
        {
            return FieldError.Invalid(path, text, $"{path} in body should be at least {min} chars long");
        }
        if (schema.PatternRegex is { } regex && !regex.IsMatch(text))
        {
            return FieldError.Invalid(path, text, $"{path} in body should match '{schema.Pattern}'");
        }
        return null;
    }

    private static int Runes(string text) => text.EnumerateRunes().Count();
}
