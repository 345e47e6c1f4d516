using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;

namespace ImageForge.Operator.Hosting.Configuration;

/// <summary>The operator's configuration file: an OperatorConfiguration in YAML, as Kubernetes' components have one.</summary>
internal static class ConfigurationFile
{
    public const string ApiVersion = "config.imageforge.dev/v1alpha1";
    public const string Kind = "OperatorConfiguration";

    private const int Limit = 1 << 20;

    private static readonly Dictionary<string, Option> Fields = Option
        .All.Where(option => option.Field is not null)
        .ToDictionary(option => option.Field!);

    /// <summary>Reads what a file sets, by the names of flags, in the form that flags have.</summary>
    /// <param name="file">The file, and the flag or variable that names it.</param>
    /// <exception cref="OptionsException">It cannot be read, or has an unknown field or a value of the wrong type.</exception>
    public static IReadOnlyDictionary<string, OptionValue> Read(OptionValue file)
    {
        var path = file.Text;
        try
        {
            return YamlReader.Read(YamlFile.ReadText(path, Limit)) switch
            {
                [{ Value: JsonObject root } document] => Values(path, document, root),
                [] => throw new OptionsException($"{path}: the file is empty; {Head}"),
                _ => throw new OptionsException($"{path}: must be one YAML mapping; {Head}"),
            };
        }
        catch (YamlFormatException e)
        {
            throw new OptionsException($"{path}:{e.Position.Line}:{e.Position.Column}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OptionsException($"{file.Source}: {e.Message}");
        }
    }

    private static string Head => $"expected apiVersion: {ApiVersion} and kind: {Kind}";

    private static Dictionary<string, OptionValue> Values(string path, YamlDocument document, JsonObject root)
    {
        if ((root["apiVersion"]?.ToString(), root["kind"]?.ToString()) is not (ApiVersion, Kind))
        {
            throw Problem("apiVersion", Head);
        }

        root.Remove("apiVersion");
        root.Remove("kind");
        var values = new Dictionary<string, OptionValue>();
        Walk("", root);
        return values;

        void Walk(string prefix, JsonObject level)
        {
            foreach (var (name, value) in level)
            {
                var field = prefix + name;
                if (Fields.TryGetValue(field, out var option))
                {
                    // Null is absent, as in every Kubernetes object.
                    if (value is not null)
                    {
                        var text =
                            Text(option.Type, value) ?? throw Problem(field, $"{field}: must be {Form(option.Type)}");
                        values[option.Flag] = new OptionValue(text, $"{field} ({Place(field)})");
                    }
                }
                else if (!Fields.Keys.Any(known => known.StartsWith(field + ".", StringComparison.Ordinal)))
                {
                    throw Problem(field, $"unknown field \"{field}\"");
                }
                else if (value is JsonObject below)
                {
                    Walk(field + ".", below);
                }
                else if (value is not null)
                {
                    throw Problem(field, $"{field}: must be a mapping");
                }
            }
        }

        string Place(string field)
        {
            var position = document.PositionOf(field);
            return $"{path}:{position.Line}:{position.Column}";
        }

        OptionsException Problem(string field, string problem) => new($"{Place(field)}: {problem}");
    }

    private static string? Text(OptionType type, JsonNode value) =>
        (type, value.GetValueKind()) switch
        {
            (OptionType.Text or OptionType.Choice, JsonValueKind.String) => (string)value!,
            (OptionType.Number, JsonValueKind.Number) => value.ToJsonString(),
            (OptionType.Switch, JsonValueKind.True) => "true",
            (OptionType.Switch, JsonValueKind.False) => "false",
            (OptionType.Duration, JsonValueKind.String) => OptionType.Duration.Seconds((string)value!),
            (OptionType.List, JsonValueKind.Array)
                when value
                    .AsArray()
                    .All(item => item?.GetValueKind() == JsonValueKind.String && IsItem((string)item!)) => string.Join(
                ',',
                value.AsArray().Select(item => (string)item!)
            ),
            _ => null,
        };

    /// <summary>An item with a comma would be two, and an empty one none.</summary>
    private static bool IsItem(string text) =>
        !string.IsNullOrWhiteSpace(text) && !text.Contains(',', StringComparison.Ordinal);

    private static string Form(OptionType type) =>
        type switch
        {
            OptionType.Text or OptionType.Choice => "a string",
            OptionType.Number => "a number",
            OptionType.Switch => "true or false",
            OptionType.Duration => "a duration such as 1h30m",
            _ => "a list of strings, none empty or with a comma",
        };
}
