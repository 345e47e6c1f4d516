using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageForge.Api.Common;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Amounts in objects of built-in kinds: what a typed server says of malformed ones, and how it writes the others.</summary>
internal static partial class Quantities
{
    private const string Malformed =
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private static readonly string[] Decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] Binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    /// <summary>What is wrong with the first malformed amount of a pod spec; null where there is none.</summary>
    public static string? Mismatch(JsonNode? podSpec) =>
        All(podSpec).Select(Complaint).FirstOrDefault(m => m is not null);

    private static string? Complaint(JsonNode amount) =>
        amount.GetValueKind() switch
        {
            JsonValueKind.Number => null,
            JsonValueKind.String when QuantityText.TryParse((string?)amount, out _) => null,
            JsonValueKind.String when Suffixed().IsMatch((string)amount!) => "unable to parse quantity's suffix",
            _ => Malformed,
        };

    /// <summary>An amount with the largest suffix that leaves a whole number, as the API server writes it.</summary>
    public static string Canonical(string text)
    {
        if (!QuantityText.TryParse(text, out var amount) || amount == 0)
        {
            return "0";
        }
        var trimmed = text.TrimStart('+', '-', '.');
        if (text.EndsWith('i') && Math.Abs(amount) >= 1024 && decimal.IsInteger(amount))
        {
            return With(Binary, amount, 1024);
        }
        return Exponent().Match(trimmed) is { Success: true }
            ? Written(amount * 1e9m, e => e == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"e{e}"))
            : Written(amount * 1e9m, e => Decimal[(e / 3) + 3]);
    }

    private static string With(string[] suffixes, decimal amount, decimal step)
    {
        var i = 0;
        for (; i < suffixes.Length - 1 && amount % step == 0; i++)
        {
            amount /= step;
        }
        return amount.ToString("0", CultureInfo.InvariantCulture) + suffixes[i];
    }

    private static string Written(decimal nano, Func<int, string> suffix)
    {
        var exponent = -9;
        for (; exponent < 18 && nano % 1000 == 0; exponent += 3)
        {
            nano /= 1000;
        }
        return nano.ToString("0", CultureInfo.InvariantCulture) + suffix(exponent);
    }

    private static IEnumerable<JsonNode> All(JsonNode? spec)
    {
        var containers = ((string[])["initContainers", "containers"])
            .SelectMany(list => spec?[list] as JsonArray ?? [])
            .OfType<JsonObject>();
        var amounts = containers.SelectMany(container =>
            ((string[])["requests", "limits"])
                .Select(kind => (container["resources"] as JsonObject)?[kind] as JsonObject ?? [])
                .SelectMany(map => map.Select(entry => entry.Value))
        );
        var volumes = (spec?["volumes"] as JsonArray ?? []).OfType<JsonObject>();
        return amounts
            .Concat(volumes.Select(volume => (volume["emptyDir"] as JsonObject)?["sizeLimit"]))
            .OfType<JsonNode>();
    }

    [GeneratedRegex(@"^[+-]?[0-9.]*([eEinumkKMGTP]+|[-+][0-9]*)\z")]
    private static partial Regex Suffixed();

    [GeneratedRegex(@"[eE][+-]?[0-9]+\z")]
    private static partial Regex Exponent();
}
