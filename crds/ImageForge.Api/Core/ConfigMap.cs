namespace ImageForge.Api.Core;

/// <summary>Configuration data that pods mount or read (<c>v1 ConfigMap</c>).</summary>
public sealed record ConfigMap : IKubeObject
{
    /// <inheritdoc/>
    public string ApiVersion => "v1";

    /// <inheritdoc/>
    public string Kind => "ConfigMap";

    /// <inheritdoc/>
    public ObjectMeta Metadata
    {
        get;
        // Generated readers set what is absent to null.
        init => field = value ?? new ObjectMeta();
    } = new();

    /// <summary>File name to UTF-8 content.</summary>
    public IReadOnlyDictionary<string, string>? Data { get; init; }

    /// <summary>File name to base64 content.</summary>
    public IReadOnlyDictionary<string, string>? BinaryData { get; init; }

    /// <summary>True forbids every later change of the data.</summary>
    public bool? Immutable { get; init; }
}
