using System.Runtime.CompilerServices;

namespace ImageForge.DevCluster.Cel;

/// <summary>
/// Finds what cannot work before anything is evaluated: unknown names, unknown fields, functions that do not take such
/// arguments. Where a type is not known it says nothing.
/// </summary>
internal sealed class CelChecker
{
    private readonly Dictionary<string, CelType> _variables;
    private readonly List<CelIssue> _issues = [];

    private CelChecker(IReadOnlyDictionary<string, CelType> variables) =>
        _variables = new Dictionary<string, CelType>(variables);

    /// <summary>The type of the result.</summary>
    /// <exception cref="CelSyntaxError">With everything that was found.</exception>
    public static CelType Check(string source, CelExpr expression, IReadOnlyDictionary<string, CelType> variables)
    {
        var checker = new CelChecker(variables);
        var type = checker.Visit(expression);
        return checker._issues.Count == 0 ? type : throw new CelSyntaxError(source, checker._issues);
    }

    private CelType Visit(CelExpr expression)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return Fail(expression.Position, "expression is nested too deeply");
        }
        return expression switch
        {
            CelExpr.Literal literal => literal.Value.Type,
            CelExpr.Ident ident => Name(ident),
            CelExpr.Select select => Select(select),
            CelExpr.Has has => Has(has),
            CelExpr.Call call => Call(call),
            CelExpr.Logical logical => Logical(logical),
            CelExpr.Conditional conditional => Conditional(conditional),
            CelExpr.ListLiteral list => List(list),
            CelExpr.MapLiteral map => Map(map),
            CelExpr.Comprehension comprehension => Comprehension(comprehension),
            _ => CelType.Dyn,
        };
    }

    private CelType Name(CelExpr.Ident ident)
    {
        if (_variables.TryGetValue(ident.Name, out var type))
        {
            return type;
        }
        return CelTypeNames.Find(ident.Name) is not null
            ? CelType.TypeOfType
            : Fail(ident.Position, $"undeclared reference to '{ident.Name}' (in container '')");
    }

    private CelType Select(CelExpr.Select select)
    {
        if (CelTypeNames.Qualified(select) is not null && !_variables.ContainsKey(CelTypeNames.Root(select)))
        {
            return CelType.TypeOfType;
        }
        return Field(Visit(select.Operand), select.Field, select.Position);
    }

    private CelType Has(CelExpr.Has has)
    {
        Field(Visit(has.Operand), has.Field, has.Position);
        return CelType.Bool;
    }

    private CelType Field(CelType operand, string field, int position) =>
        operand switch
        {
            CelType.ObjectType type => type.Fields.TryGetValue(field, out var found)
                ? found
                : Fail(position, $"undefined field '{field}'"),
            CelType.MapType map => map.Value,
            _ when operand == CelType.Dyn => CelType.Dyn,
            _ => Fail(position, $"type '{operand}' does not support field selection"),
        };

    private CelType Call(CelExpr.Call call)
    {
        var name = call.Function;
        List<CelType> arguments = [.. call.Operands.Select(Visit)];
        if (!CelOverloads.Exists(name))
        {
            return Fail(call.Position, $"undeclared reference to '{name}' (in container '')");
        }

        List<CelType> results = [];
        foreach (var overload in CelOverloads.Find(name, call.Target is not null))
        {
            if (CelUnifier.Apply(overload, arguments) is { } result)
            {
                results.Add(result);
            }
        }
        if (results.Count == 0)
        {
            return Fail(call.Position, NoMatch(name, call.Target is not null, arguments));
        }
        return results.TrueForAll(result => result == results[0]) ? results[0] : CelType.Dyn;
    }

    private static string NoMatch(string name, bool isMember, List<CelType> arguments)
    {
        var applied = isMember
            ? $"{arguments[0]}.({string.Join(", ", arguments.Skip(1))})"
            : $"({string.Join(", ", arguments)})";
        return $"found no matching overload for '{name}' applied to '{applied}'";
    }

    private CelType Logical(CelExpr.Logical logical)
    {
        foreach (var operand in logical.Operands)
        {
            Expect(operand, CelType.Bool, logical.IsAnd ? "_&&_" : "_||_");
        }
        return CelType.Bool;
    }

    private CelType Conditional(CelExpr.Conditional conditional)
    {
        Expect(conditional.Condition, CelType.Bool, "_?_:_");
        var (then, otherwise) = (Visit(conditional.Then), Visit(conditional.Otherwise));
        if (CelUnifier.Join(then, otherwise) is { } joined)
        {
            return joined;
        }
        return Fail(
            conditional.Position,
            $"found no matching overload for '_?_:_' applied to '(bool, {then}, {otherwise})'"
        );
    }

    private void Expect(CelExpr operand, CelType wanted, string name)
    {
        var type = Visit(operand);
        if (type != wanted && type != CelType.Dyn)
        {
            Fail(operand.Position, $"expected type '{wanted}' but found '{type}' in '{name}'");
        }
    }

    private CelType List(CelExpr.ListLiteral list)
    {
        CelType? joined = null;
        foreach (var item in list.Items)
        {
            var type = Visit(item);
            joined = joined is null ? type : CelUnifier.Join(joined, type) ?? CelType.Dyn;
        }
        return CelType.ListOf(joined ?? CelType.Dyn);
    }

    private CelType Map(CelExpr.MapLiteral map)
    {
        CelType? keys = null;
        CelType? values = null;
        foreach (var (keyExpression, valueExpression) in map.Entries)
        {
            var (key, value) = (Visit(keyExpression), Visit(valueExpression));
            keys = keys is null ? key : CelUnifier.Join(keys, key) ?? CelType.Dyn;
            values = values is null ? value : CelUnifier.Join(values, value) ?? CelType.Dyn;
        }
        return CelType.MapOf(keys ?? CelType.Dyn, values ?? CelType.Dyn);
    }

    private CelType Comprehension(CelExpr.Comprehension expression)
    {
        var range = Visit(expression.Range);
        var item = range switch
        {
            CelType.ListType list => list.Item,
            CelType.MapType map => map.Key,
            _ => CelType.Dyn,
        };
        if (range is not (CelType.ListType or CelType.MapType) && range != CelType.Dyn)
        {
            return Fail(
                expression.Range.Position,
                $"expression of type '{range}' cannot be range of a comprehension (must be list, map, or dynamic)"
            );
        }
        var shadowed = _variables.GetValueOrDefault(expression.Variable);
        _variables[expression.Variable] = item;
        if (expression.Filter is { } filter)
        {
            Expect(filter, CelType.Bool, "_?_:_");
        }

        var body = Visit(expression.Body);
        if (shadowed is null)
        {
            _variables.Remove(expression.Variable);
        }
        else
        {
            _variables[expression.Variable] = shadowed;
        }

        if (expression.Macro is CelMacro.All or CelMacro.Exists or CelMacro.ExistsOne or CelMacro.Filter)
        {
            if (body != CelType.Bool && body != CelType.Dyn)
            {
                return Fail(expression.Body.Position, $"expected type 'bool' but found '{body}'");
            }
        }
        return expression.Macro switch
        {
            CelMacro.Map => CelType.ListOf(body),
            CelMacro.Filter => CelType.ListOf(item),
            _ => CelType.Bool,
        };
    }

    private CelType Fail(int position, string message)
    {
        var issue = new CelIssue(position, message);
        if (!_issues.Contains(issue))
        {
            _issues.Add(issue);
        }
        return CelType.Dyn;
    }
}
