using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>A compiled expression. It is immutable and may be evaluated by many threads at once.</summary>
internal sealed class CelProgram
{
    private readonly CelExpr _expression;

    private CelProgram(CelExpr expression, CelType result)
    {
        _expression = expression;
        ResultType = result;
        UsesOldSelf = CelReferences.Contains(expression, "oldSelf");
    }

    /// <summary>The type of the result as far as it is known.</summary>
    public CelType ResultType { get; }

    /// <summary>Whether it compares with the value before the change.</summary>
    public bool UsesOldSelf { get; }

    /// <summary>Compiles an expression over <c>self</c> and <c>oldSelf</c> of unknown types.</summary>
    /// <exception cref="CelSyntaxError">It cannot be compiled.</exception>
    public static CelProgram Compile(string expression) => Compile(expression, CelType.Dyn);

    /// <summary>Compiles an expression over values of a schema.</summary>
    /// <exception cref="CelSyntaxError">It cannot be compiled.</exception>
    public static CelProgram Compile(string expression, CelType self)
    {
        var variables = new Dictionary<string, CelType> { ["self"] = self, ["oldSelf"] = self };
        var tree = CelParser.Parse(expression);
        return new CelProgram(tree, CelChecker.Check(expression, tree, variables));
    }

    /// <summary>The worst that one evaluation may cost, by the limits of the schema of <c>self</c>.</summary>
    public double EstimateCost(StructuralSchema self) => CelCostEstimator.Estimate(_expression, self);

    /// <summary>Evaluates over plain JSON. Never throws: what goes wrong is a <see cref="CelError"/>.</summary>
    public CelValue Evaluate(JsonNode? self, JsonNode? oldSelf)
    {
        var budget = CelEvaluator.DefaultBudget;
        return Evaluate(CelJson.ToValue(self), oldSelf is null ? null : CelJson.ToValue(oldSelf), ref budget);
    }

    /// <summary>Evaluates over values, at a cost that is taken off the budget.</summary>
    public CelValue Evaluate(CelValue self, CelValue? oldSelf, ref long budget)
    {
        var variables = new Dictionary<string, CelValue> { ["self"] = self };
        if (oldSelf is not null)
        {
            variables["oldSelf"] = oldSelf;
        }
        return CelEvaluator.Evaluate(_expression, variables, ref budget);
    }
}
