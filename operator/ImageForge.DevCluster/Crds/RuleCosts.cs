using System.Globalization;
using ImageForge.DevCluster.Cel;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Crds;

/// <summary>
/// Whether the rules of a schema stay within what they may cost together. A rule counts as often as its place can occur
/// in one object.
/// </summary>
internal sealed class RuleCosts
{
    private const double PerExpression = 10_000_000;
    private const double PerSchema = 100_000_000;

    private readonly List<(string Path, double Cost)> _expensive = [];
    private readonly List<FieldError> _errors = [];
    private double _total;

    public static void Check(StructuralSchema schema, string path, List<FieldError> errors)
    {
        var costs = new RuleCosts();
        costs.Visit(schema, isResource: true, times: 1, path);
        if (costs._total > PerSchema)
        {
            foreach (var (at, _) in costs._expensive.OrderByDescending(rule => rule.Cost).Take(4))
            {
                costs._errors.Add(
                    FieldError.Forbidden(
                        at,
                        "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema"
                    )
                );
            }
            costs._errors.Add(
                FieldError.Forbidden(
                    path,
                    Exceeded(
                        "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema",
                        costs._total / PerSchema
                    )
                )
            );
        }
        errors.AddRange(costs._errors);
    }

    private void Visit(StructuralSchema schema, bool isResource, double times, string path)
    {
        if (schema.Validations.Count > 0 && CelSchemaTypes.Of(schema, isResource) is { } self)
        {
            for (var i = 0; i < schema.Validations.Count; i++)
            {
                var rule = schema.Validations[i];
                var at = $"{path}.x-kubernetes-validations[{i}]";
                Add(rule.Rule, rule, schema, self, times, $"{at}.rule", "estimated rule cost");
                if (rule.MessageExpression.Length > 0)
                {
                    Add(
                        rule.MessageExpression,
                        rule,
                        schema,
                        self,
                        times,
                        $"{at}.messageExpression",
                        "estimated messageExpression cost"
                    );
                }
            }
        }
        foreach (var (name, property) in schema.Properties)
        {
            Visit(property, property.EmbeddedResource, times, $"{path}.properties[{name}]");
        }
        if (schema.Items is { } items)
        {
            Visit(items, items.EmbeddedResource, times * CelSizes.Max(schema), $"{path}.items");
        }
        if (schema.AdditionalProperties is { } values)
        {
            Visit(values, values.EmbeddedResource, times * CelSizes.Max(schema), $"{path}.additionalProperties");
        }
    }

    private void Add(
        string expression,
        ValidationRule rule,
        StructuralSchema schema,
        CelType self,
        double times,
        string path,
        string what
    )
    {
        var cost = CelProgram.Compile(expression, self).EstimateCost(schema) * times;
        if (cost > PerExpression)
        {
            _errors.Add(FieldError.Forbidden(path, Exceeded(what, cost / PerExpression)));
        }
        _total += cost;
        if (cost >= PerSchema / 100)
        {
            _expensive.Add((path, cost));
        }
    }

    private static string Exceeded(string what, double factor)
    {
        var times =
            factor > 100 ? "more than 100x"
            : factor < 1.5 ? factor.ToString("F6", CultureInfo.InvariantCulture) + "x"
            : factor.ToString("F1", CultureInfo.InvariantCulture) + "x";
        return $"{what} exceeds budget by factor of {times} (try simplifying the rule, or adding maxItems, maxProperties, "
            + "and maxLength where arrays, maps, and strings are declared)";
    }
}
