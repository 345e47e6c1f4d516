using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ImageForge.Api.Yaml;

/// <summary>Reads YAML (and so JSON) into JSON nodes with source positions.</summary>
public static class YamlReader
{
    /// <summary>Reads every document of a text as kubectl reads manifests; empty documents are left out.</summary>
    /// <exception cref="YamlFormatException">The text is not YAML, or uses what has no meaning in JSON.</exception>
    public static IReadOnlyList<YamlDocument> Read(string text) => Read(text, new YamlReaderOptions());

    /// <summary>Reads every document of a text; empty documents are left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="YamlFormatException">The text is not YAML, or uses what has no meaning in JSON.</exception>
    public static IReadOnlyList<YamlDocument> Read(string text, YamlReaderOptions options)
    {
        var scanner = new Scanner(new StringReader(text));
        try
        {
            var parser = new Parser(scanner);
            parser.Consume<StreamStart>();
            var documents = new List<YamlDocument>();
            while (parser.TryConsume<DocumentStart>(out _))
            {
                var builder = new YamlTreeBuilder(parser, options);
                var value = builder.Build();
                parser.Consume<DocumentEnd>();
                if (value is not null)
                {
                    documents.Add(new YamlDocument(value, builder.Positions, builder.Duplicates));
                }
            }

            return documents;
        }
        catch (YamlException exception)
        {
            // The scanner notices a tab late, and names where the mapping or scalar around it begins.
            throw exception.Message.Contains(" tab ", StringComparison.Ordinal)
            && IndentingTab(text, exception.Start.Line, scanner.CurrentPosition.Line) is { } tab
                ? new YamlFormatException("tabs are not allowed for indentation; use spaces", tab)
                : new YamlFormatException(Reason(exception), new(exception.Start.Line, exception.Start.Column));
        }
        // The scanner fails in this way on a plain scalar that ends in the middle of a flow collection.
        catch (InvalidOperationException)
        {
            var at = scanner.CurrentPosition;
            throw new YamlFormatException("invalid YAML: unclosed bracket or quote", new(at.Line, at.Column));
        }
    }

    /// <summary>The last tab that indents a line of a range; null where none does.</summary>
    private static YamlPosition? IndentingTab(string text, long first, long last)
    {
        YamlPosition? found = null;
        var line = 0L;
        foreach (var span in text.AsSpan().EnumerateLines())
        {
            line++;
            var indent = span[..(span.Length - span.TrimStart(" \t").Length)];
            if (line >= first && line <= last && indent.IndexOf('\t') is >= 0 and var at)
            {
                found = new YamlPosition(line, at + 1);
            }
        }

        return found;
    }

    // YamlDotNet's message begins with the place, which the exception carries by itself.
    private static string Reason(YamlException exception)
    {
        var message = exception.Message;
        var end = message.LastIndexOf("): ", StringComparison.Ordinal);
        return end < 0 ? message : message[(end + 3)..];
    }
}

/// <summary>Options of the YAML reader; the default matches kubectl.</summary>
public sealed record YamlReaderOptions
{
    /// <summary>
    /// Leaves plain scalars texts instead of giving them types: for files whose fields say themselves what they must be,
    /// such as a kubeconfig, where a token of digits is no number. Null stays null.
    /// </summary>
    public bool ScalarsAreText { get; init; }

    /// <summary>
    /// Lets the last of several values of one key count and lists the key in <see cref="YamlDocument.Duplicates"/>, as an
    /// API server does with bodies, instead of refusing the text.
    /// </summary>
    public bool LastKeyCounts { get; init; }
}

/// <summary>Invalid or unsupported YAML.</summary>
/// <param name="message">The error, without the position.</param>
/// <param name="position">Position of the error.</param>
public sealed class YamlFormatException(string message, YamlPosition position) : FormatException(message)
{
    /// <summary>Position of the error.</summary>
    public YamlPosition Position { get; } = position;
}
