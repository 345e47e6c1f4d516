using System.Globalization;
using System.Text;

namespace ImageForge.DevCluster.Cel;

/// <summary>Splits an expression into tokens.</summary>
internal sealed class CelLexer(string source)
{
    private static readonly string[] Symbols =
    [
        "&&",
        "||",
        "==",
        "!=",
        "<=",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "%",
        "!",
        "<",
        ">",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ".",
        ",",
        ":",
        "?",
    ];

    private int _position;

    /// <summary>All tokens, the last one of kind <see cref="CelTokenKind.End"/>.</summary>
    /// <exception cref="CelSyntaxError">A character or literal that is not of the language.</exception>
    public IReadOnlyList<CelToken> Tokenize()
    {
        var tokens = new List<CelToken>();
        do
        {
            SkipBlanks();
            tokens.Add(Next());
        } while (tokens[^1].Kind != CelTokenKind.End);
        return tokens;
    }

    private char Current => Peek(0);

    private char Peek(int ahead) => _position + ahead < source.Length ? source[_position + ahead] : '\0';

    private void SkipBlanks()
    {
        while (_position < source.Length)
        {
            if (Current is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                _position++;
            }
            else if (Current == '/' && Peek(1) == '/')
            {
                _position = source.IndexOf('\n', _position) is var end and >= 0 ? end : source.Length;
            }
            else
            {
                return;
            }
        }
    }

    private CelToken Next()
    {
        var start = _position;
        if (start >= source.Length)
        {
            return new CelToken(CelTokenKind.End, "<EOF>", start);
        }
        if (QuoteAhead() is { } prefix)
        {
            return Quoted(start, prefix);
        }
        if (char.IsAsciiLetter(Current) || Current == '_')
        {
            while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
            {
                _position++;
            }
            return new CelToken(CelTokenKind.Identifier, source[start.._position], start);
        }
        if (char.IsAsciiDigit(Current) || (Current == '.' && char.IsAsciiDigit(Peek(1))))
        {
            return Number(start);
        }
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(source, start, symbol, 0, symbol.Length) != 0)
            {
                continue;
            }
            _position += symbol.Length;
            return new CelToken(CelTokenKind.Symbol, symbol, start);
        }
        throw Fail(start, $"Syntax error: token recognition error at: '{source[start]}'");
    }

    private CelToken Number(int start)
    {
        if (Current == '0' && Peek(1) is 'x' or 'X')
        {
            _position += 2;
            while (char.IsAsciiHexDigit(Current))
            {
                _position++;
            }
            return Whole(start);
        }
        Digits();
        var real = false;
        if (Current == '.' && char.IsAsciiDigit(Peek(1)))
        {
            real = true;
            _position++;
            Digits();
        }
        if (
            Current is 'e' or 'E'
            && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2))))
        )
        {
            real = true;
            _position += 2;
            Digits();
        }
        return real ? new CelToken(CelTokenKind.Double, source[start.._position], start) : Whole(start);
    }

    private void Digits()
    {
        while (char.IsAsciiDigit(Current))
        {
            _position++;
        }
    }

    private CelToken Whole(int start)
    {
        var text = source[start.._position];
        if (Current is not ('u' or 'U'))
        {
            return new CelToken(CelTokenKind.Int, text, start);
        }
        _position++;
        return new CelToken(CelTokenKind.Uint, text, start);
    }

    /// <summary>The prefix letters before a quote that starts here, or null where no string starts here.</summary>
    private string? QuoteAhead()
    {
        var length = 0;
        while (length < 2 && Peek(length) is 'r' or 'R' or 'b' or 'B')
        {
            length++;
        }
        return Peek(length) is '"' or '\'' ? source.Substring(_position, length) : null;
    }

    private CelToken Quoted(int start, string prefix)
    {
        var raw = prefix.Contains('r', StringComparison.OrdinalIgnoreCase);
        var bytes = prefix.Contains('b', StringComparison.OrdinalIgnoreCase);
        _position += prefix.Length;
        var quote = Current;
        var triple = Peek(1) == quote && Peek(2) == quote;
        var closing = new string(quote, triple ? 3 : 1);
        _position += closing.Length;
        var content = new StringBuilder();
        while (string.CompareOrdinal(source, _position, closing, 0, closing.Length) != 0)
        {
            if (_position >= source.Length || (!triple && Current is '\n' or '\r'))
            {
                throw Fail(start, "Syntax error: unterminated string literal");
            }
            if (Current == '\\' && !raw)
            {
                Escape(content);
            }
            else
            {
                content.Append(source[_position++]);
            }
        }
        _position += closing.Length;
        return new CelToken(bytes ? CelTokenKind.Bytes : CelTokenKind.String, content.ToString(), start);
    }

    private void Escape(StringBuilder content)
    {
        var start = _position++;
        var letter = Current;
        _position++;
        switch (letter)
        {
            case 'a':
                content.Append('\a');
                break;
            case 'b':
                content.Append('\b');
                break;
            case 'f':
                content.Append('\f');
                break;
            case 'n':
                content.Append('\n');
                break;
            case 'r':
                content.Append('\r');
                break;
            case 't':
                content.Append('\t');
                break;
            case 'v':
                content.Append('\v');
                break;
            case '\\' or '\'' or '"' or '`' or '?':
                content.Append(letter);
                break;
            case 'x' or 'X':
                AppendCode(start, 2, 16, content);
                break;
            case 'u':
                AppendCode(start, 4, 16, content);
                break;
            case 'U':
                AppendCode(start, 8, 16, content);
                break;
            case >= '0' and <= '3':
                _position--;
                AppendCode(start, 3, 8, content);
                break;
            default:
                throw Fail(start, "Syntax error: invalid escape sequence in string literal");
        }
    }

    private void AppendCode(int start, int digits, int radix, StringBuilder content)
    {
        if (_position + digits > source.Length)
        {
            throw Fail(start, "Syntax error: incomplete escape sequence in string literal");
        }
        var text = source.Substring(_position, digits);
        _position += digits;
        if (!TryCode(text, radix, out var code) || !Rune.TryCreate(code, out var rune))
        {
            throw Fail(start, "Syntax error: invalid code point in string literal");
        }
        content.Append(rune.ToString());
    }

    private static bool TryCode(string text, int radix, out uint code)
    {
        if (radix == 16)
        {
            return uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
        }
        code = 0;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '7')
            {
                return false;
            }
            code = (code * 8) + (uint)(digit - '0');
        }
        return true;
    }

    private CelSyntaxError Fail(int position, string message) => new(source, [new CelIssue(position, message)]);
}
