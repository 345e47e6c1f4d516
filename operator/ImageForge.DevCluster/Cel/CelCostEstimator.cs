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

    private static readonly HashSet<string> Scans =
    [
        "lowerAscii",
        "upperAscii",
        "trim",
        "reverse",
        "split",
        "join",
        "replace",
        "substring",
        "indexOf",
        "lastIndexOf",
        "url",
        "isURL",
        "quantity",
        "isQuantity",
        "ip",
        "isIP",
        "cidr",
        "isCIDR",
        "bytes",
        "format",
    ];

    private static readonly HashSet<string> ListScans =
    [
        "isSorted",
        "sum",
        "min",
        "max",
        "distinct",
        "sort",
        "flatten",
    ];

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
                10 + list.Items.Sum(item => Visit(item.Item).Cost),
                list.Items.Count
            ),
            CelExpr.MapLiteral map => new CelEstimate(
                30 + map.Entries.Sum(entry => Visit(entry.Key).Cost + Visit(entry.Value).Cost),
                map.Entries.Count
            ),
            CelExpr.Comprehension comprehension => Comprehension(comprehension),
            CelExpr.Binding binding => Bind(binding),
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
            case CelOperators.Index or CelOperators.OptionalIndex:
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
            case "contains" when call.Target is not CelExpr.Ident { Name: "sets" }:
                return new CelEstimate(before + (first.Size * PerByte * Math.Max(1, second.Size * PerByte)), 1);
            case "contains" or "equivalent" or "intersects":
                return new CelEstimate(before + (operands[^2].Size * operands[^1].Size), 1);
            case "matches" or "find" or "findAll":
                return new CelEstimate(
                    before + ((first.Size + 1) * PerByte * Math.Ceiling(second.Size * 0.25)),
                    first.Size
                );
            case "string" when first.Schema?.Type != "string" && !IsText(call.Arguments[0]):
                // How long the text of a number gets is not estimated by the API server either: it has no bound.
                return new CelEstimate(before + 1, double.PositiveInfinity);
            case "orValue" or "or":
                return new CelEstimate(before + 1, Math.Max(first.Size, second.Size), first.Schema);
            case var name when Scans.Contains(name):
                return new CelEstimate(before + (first.Size * PerByte), first.Size, first.Schema);
            case var name when ListScans.Contains(name):
                return new CelEstimate(before + first.Size, first.Size, first.Schema);
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
        var first = new CelEstimate(1, isMap ? CelSizes.MaxRequest : CelSizes.Max(item), item);
        var value = range.Schema?.AdditionalProperties ?? range.Schema?.Items;
        var (cost, body) = Scoped(
            expression.SecondVariable is null ? first
                : isMap ? first
                : new CelEstimate(1, 1),
            expression.Variable,
            new CelEstimate(1, CelSizes.Max(value), value),
            expression.SecondVariable,
            () =>
            {
                var inner = Visit(expression.Body);
                var filter = expression.Filter is { } test ? Visit(test).Cost : 0;
                return (inner.Cost + filter, inner);
            }
        );
        var total = range.Cost + (range.Size * (cost + PerItem));
        return expression.Macro switch
        {
            CelMacro.Filter => new CelEstimate(total + (range.Size * 10), range.Size, range.Schema),
            CelMacro.Map or CelMacro.TransformList or CelMacro.TransformMap => new CelEstimate(
                total + (range.Size * 10),
                range.Size,
                body.Schema is null ? null : range.Schema
            ),
            _ => new CelEstimate(total, 1),
        };
    }

    private CelEstimate Bind(CelExpr.Binding binding)
    {
        var value = Visit(binding.Value);
        var (_, body) = Scoped(
            value with
            {
                Cost = 1,
            },
            binding.Variable,
            value,
            null,
            () =>
            {
                var inner = Visit(binding.Body);
                return (inner.Cost, inner);
            }
        );
        return body with { Cost = value.Cost + body.Cost };
    }

    private (double Cost, CelEstimate Body) Scoped(
        CelEstimate first,
        string firstName,
        CelEstimate second,
        string? secondName,
        Func<(double, CelEstimate)> visit
    )
    {
        var saved = new Dictionary<string, CelEstimate>(_variables);
        _variables[firstName] = first;
        if (secondName is not null)
            _variables[secondName] = second;
        var result = visit();
        _variables.Clear();
        foreach (var (name, estimate) in saved)
            _variables[name] = estimate;
        return result;
    }
}
