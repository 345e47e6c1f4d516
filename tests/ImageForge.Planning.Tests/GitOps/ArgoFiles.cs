using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ImageForge.Testing.Data;
using YamlDotNet.Serialization;

namespace ImageForge.Planning.Tests.GitOps;

/// <summary>
/// The files below config/argocd that follow from the deciders, from docs/gitops.md and from the scripts. <c>make argocd</c> writes
/// them.
/// </summary>
internal static class ArgoFiles
{
    private const string Waiting = "Waiting for the operator";

    private static readonly ISerializer Serializer = new SerializerBuilder().WithQuotingNecessaryStrings().Build();

    private static readonly string[] Actions = ["suspend", "resume", "cancel"];

    public static string Root { get; } = Path.Combine(Checkout.Root, "config", "argocd");

    /// <summary>States whose health Argo CD asks the script for: of what is being deleted it knows it by itself.</summary>
    public static IReadOnlyList<State> States { get; } = [.. GitOps.States.All.Where(s => s.Name != State.Deleting)];

    /// <summary>Kinds that have actions.</summary>
    public static IReadOnlyList<string> Acting { get; } = ["GenerationJob", "Storyboard"];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Root, name));

    public static string Folder(string kind) => $"resource_customizations/imageforge.dev/{kind}";

    /// <summary>All generated files by their path below config/argocd.</summary>
    public static IReadOnlyDictionary<string, string> Generated()
    {
        var files = new Dictionary<string, string> { ["argocd-cm.yaml"] = ConfigMap() };
        foreach (var kind in States.GroupBy(s => s.Kind))
        {
            files[$"{Folder(kind.Key)}/health_test.yaml"] = Yaml(new JsonObject { ["tests"] = Tests(kind) });
            foreach (var state in kind)
            {
                files[$"{Folder(kind.Key)}/testdata/{state.Name}.yaml"] = Yaml(Shown(state));
            }
        }

        foreach (var kind in Acting)
        {
            Acted("running", "suspended", "suspend", true);
            Acted("suspended", "resumed", "suspend", false);
            Acted("running", "cancelled", "cancel", true);

            void Acted(string before, string after, string field, bool value)
            {
                var resource = Shown(States.Single(s => s.Kind == kind && s.Name == before));
                resource["spec"]![field] = value;
                files[$"{Folder(kind)}/actions/testdata/{before}-{after}.yaml"] = Yaml(resource);
            }
        }

        return files;
    }

    /// <summary>What the scripts may read of a state; the rest of the status changes with every version.</summary>
    private static JsonObject Shown(State state)
    {
        var resource = state.Resource.DeepClone().AsObject();
        var status = resource["status"]!.AsObject();
        foreach (var name in status.Select(m => m.Key).ToList())
        {
            if (name is not ("observedGeneration" or "state" or "conditions"))
            {
                status.Remove(name);
            }
        }

        return resource;
    }

    private static JsonArray Tests(IEnumerable<State> states) =>
        [
            .. states.Select(state => new JsonObject
            {
                ["healthStatus"] = new JsonObject
                {
                    ["status"] = StateTable.Row(state.Name).Health,
                    ["message"] = state.Message ?? Waiting,
                },
                ["inputPath"] = $"testdata/{state.Name}.yaml",
            }),
        ];

    /// <summary>A patch of Argo CD's ConfigMap with all scripts.</summary>
    private static string ConfigMap()
    {
        var text = new StringBuilder(
            "# Written by `make argocd` from resource_customizations. Apply it with\n"
                + "# kubectl -n argocd patch configmap argocd-cm --patch-file config/argocd/argocd-cm.yaml\n"
                + "data:\n"
        );
        foreach (var kind in States.Select(s => s.Kind).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"  resource.customizations.health.imageforge.dev_{kind}: |\n");
            Append(Read($"{Folder(kind)}/health.lua"), 4);
        }

        foreach (var kind in Acting)
        {
            text.Append(CultureInfo.InvariantCulture, $"  resource.customizations.actions.imageforge.dev_{kind}: |\n");
            text.Append("    discovery.lua: |\n");
            Append(Read($"{Folder(kind)}/actions/discovery.lua"), 6);
            text.Append("    definitions:\n");
            foreach (var action in Actions)
            {
                text.Append(CultureInfo.InvariantCulture, $"    - name: {action}\n      action.lua: |\n");
                Append(Read($"{Folder(kind)}/actions/{action}/action.lua"), 8);
            }
        }

        return text.ToString();

        void Append(string script, int indent)
        {
            foreach (var line in script.TrimEnd('\n').Split('\n'))
            {
                text.Append(line.Length == 0 ? "" : new string(' ', indent) + line).Append('\n');
            }
        }
    }

    private static string Yaml(JsonObject document) => Serializer.Serialize(Plain(document)!);

    private static object? Plain(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.ToDictionary(m => m.Key, m => Plain(m.Value)),
            JsonArray items => items.Select(Plain).ToList(),
            JsonValue text when text.TryGetValue<string>(out var content) => content,
            JsonValue flag when flag.TryGetValue<bool>(out var holds) => holds,
            JsonValue whole when whole.TryGetValue<long>(out var number) => number,
            JsonValue real => real.GetValue<double>(),
            _ => null,
        };
}

/// <summary>The table of states in docs/gitops.md: what each state means to kstatus, to Argo CD and to config/flux.</summary>
internal static class StateTable
{
    private static readonly IReadOnlyList<StateRow> Rows =
    [
        .. File.ReadLines(Path.Combine(Checkout.Root, "docs", "gitops.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new StateRow(cells[1].Trim('`'), cells[2], cells[3], cells[4])),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Rows.Select(r => r.Name)];

    public static StateRow Row(string name) => Rows.Single(r => r.Name == name);
}

/// <param name="Name">Of the state.</param>
/// <param name="Kstatus">What kstatus makes of it.</param>
/// <param name="Health">What Argo CD shows.</param>
/// <param name="Expressions">What Flux makes of it with the expressions in config/flux.</param>
internal sealed record StateRow(string Name, string Kstatus, string Health, string Expressions);
