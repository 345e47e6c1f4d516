using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageForge.ChartWriter;

/// <summary>Writes the chart's README.md: how to use it, and a table of its values.</summary>
internal static class ValuesReference
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(IReadOnlyList<ChartValue> values)
    {
        var text = new StringBuilder(
            """
            # imageforge

            Installs ImageForge, a Kubernetes operator for images: its CustomResourceDefinitions, roles and operator. This file is generated from
            values.yaml by `make chart`.

            ```console
            $ helm install imageforge charts/imageforge --namespace imageforge-system --create-namespace --wait
            $ helm test imageforge --namespace imageforge-system
            ```

            `helm upgrade` upgrades the definitions too, since they are templates. `helm uninstall` keeps them, and so all resources, unless `crds.keep`
            is false: then it **deletes every GenerationJob, Storyboard and AtmosphereProfile** of the cluster. The repository's docs/cluster.md tells how
            to take over definitions that `kubectl apply -k` installed, and has examples.

            The defaults meet the Pod Security standard *restricted*. One installation works on all namespaces of a cluster, or each on those in its
            `watchNamespaces`: two that share a namespace would both reconcile its jobs.

            ## Values

            | Value | Default | Meaning |
            | --- | --- | --- |

            """
        );
        foreach (var value in values.SelectMany(Described))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{value.Path}` | {Default(value)} | {value.Description.Replace("|", "\\|", StringComparison.Ordinal)} |\n"
            );
        }

        return text.ToString();
    }

    private static IEnumerable<ChartValue> Described(ChartValue value) =>
        (value.Description.Length > 0 ? [value] : Enumerable.Empty<ChartValue>()).Concat(
            value.Children.SelectMany(Described)
        );

    // The fields of a mapping have rows of their own.
    private static string Default(ChartValue value) =>
        value.Children.Any(child => child.Description.Length > 0)
            ? ""
            : $"`{value.Default?.ToJsonString(Compact) ?? "null"}`";
}
