using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ImageForge.Api.CrdWriter;

/// <summary>The doc comments of the API, as plain text.</summary>
internal static partial class XmlDocs
{
    private static readonly Dictionary<string, XElement> Members = new[] { typeof(ApiGroup), typeof(ImageSource) }
        .SelectMany(t => XDocument.Load(Path.ChangeExtension(t.Assembly.Location, ".xml")).Descendants("member"))
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <summary>Summary of a type.</summary>
    public static string? Summary(Type type) => Text(Find($"T:{type.FullName}")?.Element("summary"));

    /// <summary>Summary of a property.</summary>
    public static string? Summary(PropertyInfo property) =>
        Text(Find($"P:{property.DeclaringType!.FullName}.{property.Name}")?.Element("summary"));

    /// <summary>Summary of a member of an enumeration.</summary>
    public static string? Summary(Enum member) =>
        Text(Find($"F:{member.GetType().FullName}.{member}")?.Element("summary"));

    /// <summary>What a record's doc comment says of a positional property.</summary>
    public static string? Parameter(ParameterInfo parameter) =>
        Text(
            Find($"T:{parameter.Member.DeclaringType!.FullName}")
                ?.Elements("param")
                .FirstOrDefault(element => element.Attribute("name")?.Value == parameter.Name)
        );

    private static XElement? Find(string id) => Members.GetValueOrDefault(id);

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = string.Concat(
            element
                .Nodes()
                .Select(node =>
                    node switch
                    {
                        XText words => words.Value,
                        XElement reference when reference.Attribute("cref") is { } cref => CamelCase(cref.Value),
                        XElement inline => inline.Value,
                        _ => "",
                    }
                )
        );
        return Spaces().Replace(text, " ").Trim();
    }

    private static string CamelCase(string cref)
    {
        var name = cref[(cref.LastIndexOf('.') + 1)..];
        return cref.StartsWith("P:", StringComparison.Ordinal) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
    }

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
