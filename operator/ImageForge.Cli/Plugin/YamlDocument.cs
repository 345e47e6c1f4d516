using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ImageForge.Cli.Plugin;

/// <summary>Writes JSON as YAML, in the style of <c>kubectl -o yaml</c>.</summary>
internal static partial class YamlDocument
{
    public static void Write(JsonNode document, TextWriter output)
    {
        var emitter = new Emitter(output, new EmitterSettings(2, int.MaxValue, false, 1024, true));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(document, emitter);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    private static void Write(JsonNode? node, Emitter emitter)
    {
        switch (node)
        {
            case JsonObject members:
                emitter.Emit(new MappingStart());
                foreach (var (name, value) in members)
                {
                    Write(JsonValue.Create(name), emitter);
                    Write(value, emitter);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray items:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, SequenceStyle.Any));
                foreach (var item in items)
                {
                    Write(item, emitter);
                }

                emitter.Emit(new SequenceEnd());
                break;
            default:
                emitter.Emit(Scalar(node));
                break;
        }
    }

    private static Scalar Scalar(JsonNode? node)
    {
        var text = node?.GetValueKind() switch
        {
            null => "null",
            JsonValueKind.String => node.GetValue<string>(),
            _ => node.ToJsonString(JsonSerializerOptions.Default),
        };
        // Plain text that a reader could take for a number, a date or a flag is quoted.
        var style =
            node?.GetValueKind() != JsonValueKind.String || PlainText().IsMatch(text) && !Word().IsMatch(text)
                ? ScalarStyle.Plain
                : ScalarStyle.DoubleQuoted;
        return new Scalar(AnchorName.Empty, TagName.Empty, text, style, true, true);
    }

    [GeneratedRegex(@"^[A-Za-z_/][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*\z")]
    private static partial Regex PlainText();

    [GeneratedRegex(@"^(y|n|yes|no|on|off|true|false|null|nan|inf|\.nan|\.inf)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
