namespace ImageForge.DevCluster.Schema;

/// <summary>The wording of what field validation finds.</summary>
internal static class StrictDecoding
{
    public static string UnknownField(string path) => $"unknown field {GoText.Quote(path)}";

    public static string DuplicateField(string path) => $"duplicate field {GoText.Quote(path)}";

    /// <summary>The message of the refusal where <c>fieldValidation=Strict</c>.</summary>
    /// <param name="kind">The kind of the object.</param>
    /// <param name="version">Its version without the group.</param>
    /// <param name="findings">Sentences made by the other methods of this class, at least one.</param>
    public static string Refusal(string kind, string version, IEnumerable<string> findings) =>
        $"{kind} in version {GoText.Quote(version)} cannot be handled as a {kind}: strict decoding error: "
        + string.Join(", ", findings);

    /// <summary>The value of one <c>Warning</c> header where <c>fieldValidation=Warn</c>.</summary>
    public static string Warning(string finding) => $"299 - {GoText.Quote(finding)}";
}
