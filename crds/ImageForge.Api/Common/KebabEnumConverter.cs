using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>Serializes enum members in kebab-case.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class KebabEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
