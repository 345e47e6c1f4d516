using System.Text;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>
/// <c>$(NAME)</c> in command, args and env values: replaced where NAME is known, left as it is where not, and
/// <c>$$</c> is one dollar that starts nothing.
/// </summary>
internal static class VariableExpansion
{
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
            }
            else if (text[i + 1] == '$')
            {
                result.Append('$');
                i++;
            }
            else if (text[i + 1] == '(' && text.IndexOf(')', i + 2) is var end and >= 0)
            {
                var name = text[(i + 2)..end];
                result.Append(variables.GetValueOrDefault(name, text[i..(end + 1)]));
                i = end;
            }
            else
            {
                result.Append('$');
            }
        }
        return result.ToString();
    }
}
