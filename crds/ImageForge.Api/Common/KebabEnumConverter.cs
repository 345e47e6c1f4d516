using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>Writes members as lower-case words joined by hyphens: the form of the field's own vocabulary.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class KebabEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
