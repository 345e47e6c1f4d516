using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Selectors;

/// <summary>Reads <c>a=b,c in (d,e),!f,g&gt;1</c>.</summary>
internal sealed class LabelSelectorParser(string text)
{
    private readonly List<string> _tokens = [.. Tokens(text)];
    private int _next;

    public List<LabelRequirement> Parse()
    {
        var requirements = new List<LabelRequirement>();
        while (true)
        {
            requirements.Add(Requirement());
            var separator = Take();
            if (separator.Length == 0)
            {
                return requirements;
            }
            if (separator != ",")
            {
                throw ApiError.BadRequest($"found '{separator}', expected: ',' or 'end of string'");
            }
        }
    }

    private LabelRequirement Requirement()
    {
        var token = Take();
        if (token == "!")
        {
            return new LabelRequirement(Key(Take()), "!", []);
        }
        var key = Key(token);
        switch (Peek())
        {
            case "" or ",":
                return new LabelRequirement(key, "exists", []);
            case "in" or "notin":
                return new LabelRequirement(key, Take(), Set());
            case "=" or "==":
                Take();
                return new LabelRequirement(key, "=", [Value()]);
            case "!=" or ">" or "<":
                return new LabelRequirement(key, Take(), [Value()]);
            case var found:
                throw Bad($"found '{found}', expected: in, notin, =, ==, !=, gt, lt");
        }
    }

    private static string Key(string token)
    {
        if (token.Length == 0 || IsSymbol(token))
        {
            throw Bad($"found '{token}', expected: identifier");
        }
        var errors = NameRules.QualifiedName(token).ToList();
        return errors.Count == 0 ? token : throw Bad($"<nil>: Invalid value: \"{token}\": {errors[0]}");
    }

    private string Value()
    {
        if (Peek() is "" or ",")
        {
            return "";
        }
        var token = Take();
        if (IsSymbol(token))
        {
            throw Bad($"found '{token}', expected: identifier");
        }
        var errors = NameRules.LabelValue(token).ToList();
        return errors.Count == 0 ? token : throw Bad($"<nil>: Invalid value: \"{token}\": {errors[0]}");
    }

    private List<string> Set()
    {
        if (Take() is var open && open != "(")
        {
            throw Bad($"found '{open}', expected: '('");
        }
        var values = new List<string>();
        while (true)
        {
            values.Add(Value());
            switch (Take())
            {
                case ")":
                    return values;
                case ",":
                    break;
                case var found:
                    throw Bad($"found '{found}', expected: ',' or ')'");
            }
        }
    }

    private string Peek() => _next < _tokens.Count ? _tokens[_next] : "";

    private string Take() => _next < _tokens.Count ? _tokens[_next++] : "";

    private static ApiError Bad(string message) => ApiError.BadRequest($"unable to parse requirement: {message}");

    private static bool IsSymbol(string token) =>
        token is "," or "(" or ")" or "=" or "==" or "!=" or "!" or ">" or "<";

    private static IEnumerable<string> Tokens(string text)
    {
        for (var i = 0; i < text.Length; )
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            if (text[i] is '=' or '!' && i + 1 < text.Length && text[i + 1] == '=')
            {
                i += 2;
            }
            else if (text[i] is ',' or '(' or ')' or '=' or '!' or '>' or '<')
            {
                i++;
            }
            else
            {
                while (
                    i < text.Length
                    && !char.IsWhiteSpace(text[i])
                    && text[i] is not (',' or '(' or ')' or '=' or '!' or '>' or '<')
                )
                {
                    i++;
                }
            }
            yield return text[start..i];
        }
    }
}
