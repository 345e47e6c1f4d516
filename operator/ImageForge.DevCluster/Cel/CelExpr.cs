namespace ImageForge.DevCluster.Cel;

/// <summary>A node of a parsed expression.</summary>
/// <param name="Position">The place in the source that errors about the node point at.</param>
internal abstract record CelExpr(int Position)
{
    /// <summary>A constant.</summary>
    public sealed record Literal(int Position, CelValue Value) : CelExpr(Position);

    /// <summary>A variable or the name of a type.</summary>
    public sealed record Ident(int Position, string Name) : CelExpr(Position);

    /// <summary><c>operand.field</c>.</summary>
    public sealed record Select(int Position, CelExpr Operand, string Field) : CelExpr(Position);

    /// <summary><c>has(operand.field)</c>.</summary>
    public sealed record Has(int Position, CelExpr Operand, string Field) : CelExpr(Position);

    /// <summary>A function or operator; <paramref name="Target"/> is what stands before the dot of a method.</summary>
    public sealed record Call(int Position, string Function, CelExpr? Target, IReadOnlyList<CelExpr> Arguments)
        : CelExpr(Position)
    {
        public IReadOnlyList<CelExpr> Operands => Target is null ? Arguments : [Target, .. Arguments];
    }

    /// <summary>A chain of <c>&amp;&amp;</c>, or of <c>||</c>: errors count only where no operand decides.</summary>
    public sealed record Logical(int Position, bool IsAnd, IReadOnlyList<CelExpr> Operands) : CelExpr(Position);

    /// <summary><c>condition ? then : otherwise</c>.</summary>
    public sealed record Conditional(int Position, CelExpr Condition, CelExpr Then, CelExpr Otherwise)
        : CelExpr(Position);

    /// <summary><c>[a, b]</c>.</summary>
    public sealed record ListLiteral(int Position, IReadOnlyList<CelExpr> Items) : CelExpr(Position);

    /// <summary><c>{k: v}</c>.</summary>
    public sealed record MapLiteral(int Position, IReadOnlyList<(CelExpr Key, CelExpr Value)> Entries)
        : CelExpr(Position);

    /// <summary>A macro that runs over a list or the keys of a map, such as <c>all</c>.</summary>
    public sealed record Comprehension(
        int Position,
        CelMacro Macro,
        CelExpr Range,
        string Variable,
        CelExpr? Filter,
        CelExpr Body
    ) : CelExpr(Position);
}
