using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>
/// Estimates the worst cost of an expression from the limits of the schema, so that a definition is refused before an
/// object can make its rules slow. Close to the API server's estimate in what dominates: sizes of lists and strings.
/// </summary>
internal sealed class CelCostEstimator
{
    private const double PerByte = 0.1;

    // What a macro spends on each item beside its own expressions.
    private const double PerItem = 4;

    private readonly Dictionary<string, CelEstimate> _variables = [];

    /// <summary>The cost of one evaluation.</summary>
    public static double Estimate(CelExpr expression, StructuralSchema self)
    {
        var estimator = new CelCostEstimator();
        estimator._variables["self"] = new CelEstimate(1, CelSizes.Max(self), self);
        estimator._variables["oldSelf"] = estimator._variables["self"];
        return estimator.Visit(expression).Cost;
    }

    private CelEstimate Visit(CelExpr expression) =>
        expression switch
        {
            CelExpr.Literal literal => new CelEstimate(0, literal.Value is CelString text ? text.Value.Length : 1),
            CelExpr.Ident ident => _variables.GetValueOrDefault(ident.Name) ?? new CelEstimate(1, 1),
            CelExpr.Select select => Select(select),
            CelExpr.Has has => Visit(has.Operand) with { Size = 1, Schema = null },
            CelExpr.Call call => Call(call),
            CelExpr.Logical logical => new CelEstimate(logical.Operands.Sum(operand => Visit(operand).Cost), 1),
            CelExpr.Conditional conditional => Conditional(conditional),
            CelExpr.ListLiteral list => new CelEstimate(
                10 + list.Items.Sum(item => Visit(item).Cost),
                list.Items.Count
            ),
            CelExpr.MapLiteral map => new CelEstimate(
                30 + map.Entries.Sum(entry => Visit(entry.Key).Cost + Visit(entry.Value).Cost),
                map.Entries.Count
            ),
            CelExpr.Comprehension comprehension => Comprehension(comprehension),
            _ => new CelEstimate(1, 1),
        };

    private CelEstimate Select(CelExpr.Select select)
    {
        var operand = Visit(select.Operand);
        var schema =
            operand.Schema?.Properties.FirstOrDefault(property => CelNames.Escape(property.Key) == select.Field).Value
            ?? operand.Schema?.AdditionalProperties;
        return new CelEstimate(operand.Cost + 1, CelSizes.Max(schema), schema);
    }

    private CelEstimate Conditional(CelExpr.Conditional conditional)
    {
        var (then, otherwise) = (Visit(conditional.Then), Visit(conditional.Otherwise));
        return new CelEstimate(
            Visit(conditional.Condition).Cost + Math.Max(then.Cost, otherwise.Cost),
            Math.Max(then.Size, otherwise.Size),
            then.Schema ?? otherwise.Schema
        );
    }

    private CelEstimate Call(CelExpr.Call call)
    {
        var operands = call.Operands.Select(Visit).ToList();
        var before = operands.Sum(operand => operand.Cost);
        var first = operands.Count > 0 ? operands[0] : new CelEstimate(0, 1);
        var second = operands.Count > 1 ? operands[1] : first;
        switch (call.Function)
        {
            case CelOperators.Index:
                var item = first.Schema?.Items ?? first.Schema?.AdditionalProperties;
                return new CelEstimate(before + 1, CelSizes.Max(item), item);
            case CelOperators.In:
                return new CelEstimate(before + second.Size, 1);
            case "_+_" when first.Size > 1 || second.Size > 1:
                return new CelEstimate(before + ((first.Size + second.Size) * PerByte), first.Size + second.Size);
            case CelOperators.Equal or CelOperators.NotEqual or "_<_" or "_<=_" or "_>_" or "_>=_":
                return new CelEstimate(before + Math.Max(1, Math.Min(first.Size, second.Size) * PerByte), 1);
            case "startsWith" or "endsWith":
                return new CelEstimate(before + (second.Size * PerByte), 1);
            case "contains":
                return new CelEstimate(before + (first.Size * PerByte * Math.Max(1, second.Size * PerByte)), 1);
            case "matches":
                return new CelEstimate(
                    before + ((first.Size + 1) * PerByte * Math.Ceiling(second.Size * 0.25)),
                    first.Size
                );
            case "string" when first.Schema?.Type != "string" && !IsText(call.Arguments[0]):
                // How long the text of a number gets is not estimated by the API server either: it has no bound.
                return new CelEstimate(before + 1, double.PositiveInfinity);
            case "bytes":
                return new CelEstimate(before + (first.Size * PerByte), first.Size, first.Schema);
            default:
                return new CelEstimate(before + 1, 1);
        }
    }

    private static bool IsText(CelExpr expression) => expression is CelExpr.Literal { Value: CelString };

    private CelEstimate Comprehension(CelExpr.Comprehension expression)
    {
        var range = Visit(expression.Range);
        var isMap = range.Schema is { AdditionalProperties: not null };
        var item = isMap ? null : range.Schema?.Items;
        var shadowed = _variables.GetValueOrDefault(expression.Variable);
        _variables[expression.Variable] = new CelEstimate(1, isMap ? CelSizes.MaxRequest : CelSizes.Max(item), item);
        var body = Visit(expression.Body);
        var cost = body.Cost + (expression.Filter is { } filter ? Visit(filter).Cost : 0);
        if (shadowed is null)
        {
            _variables.Remove(expression.Variable);
        }
        else
        {
            _variables[expression.Variable] = shadowed;
        }

        var total = range.Cost + (range.Size * (cost + PerItem));
        return expression.Macro switch
        {
            CelMacro.Filter => new CelEstimate(total + (range.Size * 10), range.Size, range.Schema),
            CelMacro.Map => new CelEstimate(
                total + (range.Size * 10),
                range.Size,
                body.Schema is null ? null : range.Schema
            ),
            _ => new CelEstimate(total, 1),
        };
    }
}
