using System.Text;
using ImageForge.Operator.Hosting.Configuration;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Operator.Tests.Hosting;

public class ConfigurationReferenceTests
{
    /// <summary>The reference is generated from the one table of options.</summary>
    [Fact]
    public async Task The_reference_is_up_to_date()
    {
        var token = TestContext.Current.CancellationToken;
        var text = Reference();
        var generated = Path.Combine(AppContext.BaseDirectory, "operator-configuration.md");
        await File.WriteAllTextAsync(generated, text, token);
        var committed = Path.Combine(Checkout.Root, "docs", "operator-configuration.md");
        Assert.True(
            File.Exists(committed) && await File.ReadAllTextAsync(committed, token) == text,
            $"docs/operator-configuration.md is out of date: copy {generated} over it."
        );
    }

    private static string Reference()
    {
        var text = new StringBuilder(
            $"""
            # Reference of the operator's configuration

            The operator reads one file, named by `--config`: YAML with `apiVersion: {ConfigurationFile.ApiVersion}` and
            `kind: {ConfigurationFile.Kind}`. Unknown fields and wrong values are refused with their line and column. A flag
            overrides its environment variable, which overrides its field of the file. The flag `--default-store` has the
            variable `IMAGEFORGE_DEFAULT_STORE`, and so on.

            | Field | Type | Flag | Meaning |
            | --- | --- | --- | --- |

            """
        );
        foreach (var option in Option.All)
        {
            var field = option.Field is null ? "" : $"`{option.Field}`";
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| {field} | {Type(option)} | `--{option.Flag}` | {option.Help} |\n"
            );
        }

        return text.ToString();
    }

    private static string Type(Option option) =>
        option.Field is null
            ? ""
            : option.Type switch
            {
                OptionType.Switch => "boolean",
                OptionType.List list => $"list of strings, each {list.Item.Form}",
                OptionType.Duration { IsZeroAllowed: true } => "duration, such as 1h30m (flag: seconds)",
                OptionType.Duration => "duration of at least 1s, such as 1h30m (flag: seconds)",
                OptionType.Number number => $"integer from {number.Least} to {number.Most}",
                OptionType.Choice choice => choice.Form,
                OptionType.Text text => $"string: {text.Form}",
                _ => throw new NotSupportedException($"{option.Type} has no name."),
            };
}
