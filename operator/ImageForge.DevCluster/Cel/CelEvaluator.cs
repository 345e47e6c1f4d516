using System.Runtime.CompilerServices;

namespace ImageForge.DevCluster.Cel;

/// <summary>
/// Evaluates an expression once. It always ends: loops are over finite values only, every step costs, and beyond the
/// budget everything is an error.
/// </summary>
internal sealed partial class CelEvaluator
{
    /// <summary>Steps that one evaluation may take.</summary>
    public const long DefaultBudget = 1_000_000;

    private readonly Dictionary<string, CelValue> _variables;
    private long _budget;

    private CelEvaluator(IReadOnlyDictionary<string, CelValue> variables, long budget)
    {
        _variables = new Dictionary<string, CelValue>(variables);
        _budget = budget;
    }

    public static CelValue Evaluate(
        CelExpr expression,
        IReadOnlyDictionary<string, CelValue> variables,
        ref long budget
    )
    {
        var evaluator = new CelEvaluator(variables, Math.Min(budget, DefaultBudget));
        var before = evaluator._budget;
        var result = evaluator.Visit(expression);
        budget -= before - Math.Max(0, evaluator._budget);
        return evaluator._budget < 0 ? CelError.CostExceeded : result;
    }

    private CelValue Visit(CelExpr expression)
    {
        if (--_budget < 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _budget = -1;
            return CelError.CostExceeded;
        }
        return expression switch
        {
            CelExpr.Literal literal => literal.Value,
            CelExpr.Ident ident => Name(ident.Name),
            CelExpr.Select select => Select(select),
            CelExpr.Has has => Has(has),
            CelExpr.Call call => Call(call),
            CelExpr.Logical logical => Logical(logical),
            CelExpr.Conditional conditional => Conditional(conditional),
            CelExpr.ListLiteral list => List(list),
            CelExpr.MapLiteral map => Map(map),
            CelExpr.Comprehension comprehension => Comprehension(comprehension),
            _ => CelError.NoSuchOverload,
        };
    }

    private CelValue Name(string name) =>
        _variables.TryGetValue(name, out var value) ? value
        : CelTypeNames.Find(name) is { } type ? type
        : new CelError($"no such attribute(s): {name}");

    private CelValue Select(CelExpr.Select select)
    {
        if (CelTypeNames.Qualified(select) is { } type && !_variables.ContainsKey(CelTypeNames.Root(select)))
        {
            return type;
        }
        var operand = Visit(select.Operand);
        if (operand is CelError)
        {
            return operand;
        }
        return Field(operand, select.Field);
    }

    private static CelValue Field(CelValue operand, string field) =>
        operand is CelMap map
            ? map.Find(new CelString(field)) ?? new CelError($"no such key: {field}")
            : CelError.NoSuchOverload;

    private CelValue Has(CelExpr.Has has)
    {
        var operand = Visit(has.Operand);
        return operand switch
        {
            CelError => operand,
            CelMap map => CelBool.Of(map.Find(new CelString(has.Field)) is not null),
            _ => CelError.NoSuchOverload,
        };
    }

    private CelValue Call(CelExpr.Call call)
    {
        CelValue[] arguments = [.. call.Operands.Select(Visit)];
        if (Array.Find(arguments, argument => argument is CelError) is { } error)
        {
            return error;
        }
        foreach (var overload in CelOverloads.Find(call.Function, call.Target is not null))
        {
            if (overload.Accepts(arguments))
            {
                return Invoke(overload, arguments);
            }
        }
        return CelError.NoSuchOverload;
    }

    private CelValue Invoke(CelOverload overload, CelValue[] arguments)
    {
        _budget -= CelCost.Of(overload, arguments);
        return _budget < 0 ? CelError.CostExceeded : overload.Invoke(arguments);
    }

    private CelValue Logical(CelExpr.Logical logical)
    {
        CelValue? problem = null;
        foreach (var operand in logical.Operands)
        {
            var value = Visit(operand);
            if (value is CelBool flag)
            {
                if (flag.Value != logical.IsAnd)
                {
                    return flag;
                }
            }
            else
            {
                problem ??= value is CelError ? value : CelError.NoSuchOverload;
            }
        }
        return problem ?? CelBool.Of(logical.IsAnd);
    }

    private CelValue Conditional(CelExpr.Conditional conditional) =>
        Visit(conditional.Condition) switch
        {
            CelBool { Value: true } => Visit(conditional.Then),
            CelBool => Visit(conditional.Otherwise),
            CelError error => error,
            _ => CelError.NoSuchOverload,
        };
}
