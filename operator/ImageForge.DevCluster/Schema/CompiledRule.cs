using ImageForge.DevCluster.Cel;

namespace ImageForge.DevCluster.Schema;

/// <summary>A validation rule with its programs.</summary>
/// <param name="Rule">As it was written.</param>
/// <param name="Program">Null where it does not compile.</param>
/// <param name="Message">The program of its messageExpression; null where there is none, or none that compiles.</param>
/// <param name="Problem">Why it does not compile.</param>
internal sealed record CompiledRule(ValidationRule Rule, CelProgram? Program, CelProgram? Message, string Problem)
{
    public static CompiledRule Compile(ValidationRule rule, CelType self)
    {
        var (program, problem) = TryCompile(rule.Rule, self);
        var message = rule.MessageExpression.Length > 0 ? TryCompile(rule.MessageExpression, self).Program : null;
        return new CompiledRule(rule, program, message, problem);
    }

    private static (CelProgram? Program, string Problem) TryCompile(string expression, CelType self)
    {
        try
        {
            return (CelProgram.Compile(expression, self), "");
        }
        catch (CelSyntaxError e)
        {
            return (null, e.Message);
        }
    }
}
