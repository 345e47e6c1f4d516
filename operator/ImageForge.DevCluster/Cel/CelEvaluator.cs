using System.Runtime.CompilerServices;

namespace ImageForge.DevCluster.Cel;

/// <summary>
/// Evaluates an expression once. It always ends: loops are over finite values only, every step costs, and beyond the
/// budget everything is an error.
/// </summary>
internal sealed class CelEvaluator
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
            CelExpr.Binding binding => Bind(binding),
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
            return type;
        var operand = Visit(select.Operand);
        if (operand is CelError)
            return operand;
        if (operand is CelOptional optional)
            return optional.Value is { } inner && Field(inner, select.Field) is var found and not CelError
                ? new CelOptional(found)
                : CelOptional.None;
        var value = Field(operand, select.Field);
        if (!select.Optional)
            return value;
        return value is CelError ? CelOptional.None : new CelOptional(value);
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
            CelOptional { Value: null } => CelBool.False,
            CelOptional { Value: { } inner } => CelBool.Of(Field(inner, has.Field) is not CelError),
            CelMap map => CelBool.Of(map.Find(new CelString(has.Field)) is not null),
            _ => CelError.NoSuchOverload,
        };
    }

    private CelValue Call(CelExpr.Call call)
    {
        var name = call.Function;
        var target = call.Target;
        if (
            target is not null
            && CelTypeNames.Namespaced(target, name) is { } qualified
            && !_variables.ContainsKey(CelTypeNames.Root(target))
        )
            (name, target) = (qualified, null);
        var arguments = new CelValue[call.Arguments.Count + (target is null ? 0 : 1)];
        var next = 0;
        if (target is not null)
            arguments[next++] = Visit(target);
        // The alternative of an optional that has a value is not looked at.
        if (name is "orValue" or "or" && arguments is [CelOptional { Value: { } present }, _])
            return name == "or" ? arguments[0] : present;
        foreach (var argument in call.Arguments)
            arguments[next++] = Visit(argument);
        if (Array.Find(arguments, argument => argument is CelError) is { } error)
            return error;
        if (name is CelOperators.Index or CelOperators.OptionalIndex && arguments[0] is CelOptional optional)
            return IndexOptional(optional, arguments[1]);
        foreach (var overload in CelOverloads.Find(name, target is not null))
        {
            if (overload.Accepts(arguments))
                return Invoke(overload, arguments);
        }
        return CelError.NoSuchOverload;
    }

    private static CelValue IndexOptional(CelOptional optional, CelValue index)
    {
        if (optional.Value is null)
            return CelOptional.None;
        CelValue[] arguments = [optional.Value, index];
        var found = CelOverloads
            .Find(CelOperators.OptionalIndex, isMember: false)
            .FirstOrDefault(overload => overload.Accepts(arguments));
        return found is null ? CelError.NoSuchOverload : found.Invoke(arguments);
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
                    return flag;
            }
            else
                problem ??= value is CelError ? value : CelError.NoSuchOverload;
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

    private CelValue List(CelExpr.ListLiteral list)
    {
        var items = new List<CelValue>(list.Items.Count);
        foreach (var (item, optional) in list.Items)
        {
            var value = Visit(item);
            if (value is CelError)
                return value;
            if (!optional)
                items.Add(value);
            else if (value is not CelOptional option)
                return CelError.NoSuchOverload;
            else if (option.Value is { } present)
                items.Add(present);
        }
        return new CelList(items);
    }

    private CelValue Map(CelExpr.MapLiteral map)
    {
        var entries = new Dictionary<CelValue, CelValue>();
        foreach (var (keyExpression, valueExpression, optional) in map.Entries)
        {
            var key = Visit(keyExpression);
            if (key is CelError)
                return key;
            if (key is not (CelString or CelInt or CelUint or CelBool))
                return new CelError($"unsupported key type: {key.Type.Name}");
            var value = Visit(valueExpression);
            if (value is CelError)
                return value;
            if (optional)
            {
                if (value is not CelOptional option)
                    return CelError.NoSuchOverload;
                if (option.Value is null)
                    continue;
                value = option.Value;
            }
            if (new CelMap(entries).Find(key) is not null)
                return new CelError($"Failed with repeated key: {CelConversions.Show(key)}");
            entries[key] = value;
        }
        return new CelMap(entries);
    }

    private CelValue Comprehension(CelExpr.Comprehension expression)
    {
        var range = Visit(expression.Range);
        if (range is CelError)
            return range;
        if (Pairs(range, expression.SecondVariable is not null) is not { } pairs)
            return CelError.NoSuchOverload;

        var fold = new CelFold(expression.Macro);
        var shadowed = Save(expression.Variable, expression.SecondVariable);
        foreach (var (first, second) in pairs)
        {
            _variables[expression.Variable] = first;
            if (expression.SecondVariable is { } name)
                _variables[name] = second;
            if (!fold.Step(first, Visit, expression.Filter, expression.Body) || _budget < 0)
                break;
        }
        Restore(shadowed);
        return fold.Result;
    }

    /// <summary>What the variables run over: items, or index and item; keys, or key and value. Null where it is no range.</summary>
    private static IEnumerable<(CelValue First, CelValue Second)>? Pairs(CelValue range, bool two) =>
        range switch
        {
            CelList list => two
                ? list.Items.Select((item, index) => ((CelValue)new CelInt(index), item))
                : list.Items.Select(item => (item, item)),
            CelMap { IsObject: false } map => map
                .Entries.OrderBy(entry => CelConversions.Show(entry.Key), StringComparer.Ordinal)
                .Select(entry => (entry.Key, entry.Value)),
            _ => null,
        };

    private CelValue Bind(CelExpr.Binding binding)
    {
        var value = Visit(binding.Value);
        if (value is CelError)
            return value;
        if (binding.Macro != CelMacro.Bind)
        {
            if (value is not CelOptional optional)
                return CelError.NoSuchOverload;
            if (optional.Value is null)
                return CelOptional.None;
            value = optional.Value;
        }
        var shadowed = Save(binding.Variable, null);
        _variables[binding.Variable] = value;
        var result = Visit(binding.Body);
        Restore(shadowed);
        return binding.Macro == CelMacro.OptMap && result is not CelError ? new CelOptional(result) : result;
    }

    private List<(string Name, CelValue? Value)> Save(string first, string? second)
    {
        List<(string, CelValue?)> saved = [(first, _variables.GetValueOrDefault(first))];
        if (second is not null)
            saved.Add((second, _variables.GetValueOrDefault(second)));
        return saved;
    }

    private void Restore(List<(string Name, CelValue? Value)> saved)
    {
        foreach (var (name, value) in saved)
        {
            if (value is null)
                _variables.Remove(name);
            else
                _variables[name] = value;
        }
    }
}
