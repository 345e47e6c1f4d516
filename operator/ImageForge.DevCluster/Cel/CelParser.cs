using System.Text;

namespace ImageForge.DevCluster.Cel;

/// <summary>Parses an expression by recursive descent; macros are expanded on the way.</summary>
internal sealed partial class CelParser
{
    // Deep enough for anything written by people, shallow enough for a thread's stack.
    private const int MaxDepth = 100;
    private const int MaxChain = 200;

    private readonly string _source;
    private readonly IReadOnlyList<CelToken> _tokens;
    private int _next;
    private int _depth;

    private CelParser(string source)
    {
        _source = source;
        _tokens = new CelLexer(source).Tokenize();
    }

    /// <exception cref="CelSyntaxError">The text is no expression.</exception>
    public static CelExpr Parse(string source)
    {
        var parser = new CelParser(source);
        var expression = parser.Expression();
        return parser.Current.Kind == CelTokenKind.End ? expression : throw parser.Unexpected();
    }

    private CelToken Current => _tokens[_next];

    private CelExpr Expression()
    {
        if (++_depth > MaxDepth)
        {
            throw Fail(Current.Position, $"expression recursion limit exceeded: {MaxDepth}");
        }
        var condition = Or();
        var result = condition;
        if (Current.Is("?"))
        {
            var position = Take().Position;
            var then = Or();
            Expect(":");
            result = new CelExpr.Conditional(position, condition, then, Expression());
        }
        _depth--;
        return result;
    }

    private CelExpr Or() => Chain("||", isAnd: false, And);

    private CelExpr And() => Chain("&&", isAnd: true, Relation);

    private CelExpr Chain(string symbol, bool isAnd, Func<CelExpr> operand)
    {
        var first = operand();
        if (!Current.Is(symbol))
        {
            return first;
        }
        var position = Current.Position;
        List<CelExpr> operands = [first];
        while (Current.Is(symbol))
        {
            Take();
            operands.Add(operand());
        }
        return new CelExpr.Logical(position, isAnd, operands);
    }

    private CelExpr Relation() =>
        LeftAssociative(
            Addition,
            token =>
                token.Text is "<" or "<=" or ">" or ">=" or "==" or "!="
                || token is { Kind: CelTokenKind.Identifier, Text: "in" }
        );

    private CelExpr Addition() => LeftAssociative(Multiplication, token => token.Text is "+" or "-");

    private CelExpr Multiplication() => LeftAssociative(Unary, token => token.Text is "*" or "/" or "%");

    private CelExpr LeftAssociative(Func<CelExpr> operand, Func<CelToken, bool> isOperator)
    {
        var left = operand();
        for (var length = 0; IsOperator(isOperator); length++)
        {
            if (length > MaxChain)
            {
                throw Fail(Current.Position, $"expression chain limit exceeded: {MaxChain}");
            }
            var token = Take();
            var name = token.Text == "in" ? CelOperators.In : $"_{token.Text}_";
            left = new CelExpr.Call(token.Position, name, null, [left, operand()]);
        }
        return left;
    }

    private bool IsOperator(Func<CelToken, bool> isOperator) =>
        Current.Kind is CelTokenKind.Symbol or CelTokenKind.Identifier && isOperator(Current);

    private CelExpr Unary()
    {
        if (!Current.Is("!") && !Current.Is("-"))
        {
            return Member();
        }
        var token = Take();
        if (token.Is("-") && Current.Kind is CelTokenKind.Int or CelTokenKind.Double)
        {
            return Suffixes(Number(Take(), "-"));
        }
        if (++_depth > MaxDepth)
        {
            throw Fail(token.Position, $"expression recursion limit exceeded: {MaxDepth}");
        }
        var operand = Unary();
        _depth--;
        return new CelExpr.Call(
            token.Position,
            token.Is("!") ? CelOperators.Not : CelOperators.Negate,
            null,
            [operand]
        );
    }

    private CelExpr Member() => Suffixes(Primary());

    private CelExpr Suffixes(CelExpr operand)
    {
        for (var length = 0; ; length++)
        {
            if (length > MaxChain)
            {
                throw Fail(Current.Position, $"expression chain limit exceeded: {MaxChain}");
            }
            if (Current.Is("."))
            {
                operand = Field(operand, Take());
            }
            else if (Current.Is("["))
            {
                var bracket = Take();
                var index = Expression();
                Expect("]");
                operand = new CelExpr.Call(bracket.Position, CelOperators.Index, null, [operand, index]);
            }
            else
            {
                return operand;
            }
        }
    }

    private CelExpr Field(CelExpr operand, CelToken dot)
    {
        var name = TakeIdentifier();
        if (!Current.Is("("))
        {
            return new CelExpr.Select(dot.Position, operand, name.Text);
        }
        var open = Take();
        var arguments = Arguments();
        return CelMacros.Expand(operand, name.Text, open.Position, arguments, Fail)
            ?? new CelExpr.Call(open.Position, name.Text, operand, arguments);
    }

    private CelExpr Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case CelTokenKind.Int or CelTokenKind.Uint or CelTokenKind.Double:
                return Number(Take(), "");
            case CelTokenKind.String:
                return new CelExpr.Literal(Take().Position, new CelString(token.Text));
            case CelTokenKind.Bytes:
                return new CelExpr.Literal(Take().Position, new CelBytes(Encoding.UTF8.GetBytes(token.Text)));
            case CelTokenKind.Identifier:
                return Name();
            case CelTokenKind.Symbol when token.Text == ".":
                Take();
                return Name();
            case CelTokenKind.Symbol when token.Text == "(":
                Take();
                var inner = Expression();
                Expect(")");
                return inner;
            case CelTokenKind.Symbol when token.Text == "[":
                return ListLiteral();
            case CelTokenKind.Symbol when token.Text == "{":
                return MapLiteral();
            default:
                throw Unexpected();
        }
    }

    private CelExpr Name()
    {
        var token = TakeIdentifier();
        switch (token.Text)
        {
            case "true":
                return new CelExpr.Literal(token.Position, CelBool.True);
            case "false":
                return new CelExpr.Literal(token.Position, CelBool.False);
            case "null":
                return new CelExpr.Literal(token.Position, CelNull.Instance);
        }
        if (CelNames.IsReserved(token.Text))
        {
            throw Fail(token.Position, $"reserved identifier: {token.Text}");
        }
        if (!Current.Is("("))
        {
            return new CelExpr.Ident(token.Position, token.Text);
        }
        var open = Take();
        var arguments = Arguments();
        return CelMacros.Expand(null, token.Text, open.Position, arguments, Fail)
            ?? new CelExpr.Call(open.Position, token.Text, null, arguments);
    }

    private CelToken Take() => _tokens[_next++];

    private bool TakeIf(string symbol)
    {
        if (!Current.Is(symbol))
        {
            return false;
        }
        Take();
        return true;
    }

    private CelToken TakeIdentifier() =>
        Current.Kind == CelTokenKind.Identifier && Current.Text != "in" ? Take() : throw Unexpected();

    private void Expect(string symbol)
    {
        if (!TakeIf(symbol))
        {
            throw Fail(Current.Position, $"Syntax error: mismatched input '{Current.Text}' expecting '{symbol}'");
        }
    }

    private CelSyntaxError Unexpected() =>
        Fail(Current.Position, $"Syntax error: mismatched input '{Current.Text}' expecting an expression");

    private CelSyntaxError Fail(int position, string message) => new(_source, [new CelIssue(position, message)]);
}
