using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>What was there before an exchange was recorded and is not itself in the recording.</summary>
internal static class Preparations
{
    private const string Jobs = "/apis/imageforge.dev/v1alpha1/namespaces/";

    public static IEnumerable<(string Method, string Path, string? Body, string Type)> Of(
        Recording recording,
        int index
    )
    {
        if (index == 0)
        {
            foreach (var ns in Namespaces(recording.Name))
            {
                yield return Post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + ns + "\"}}");
            }
        }
        // Each violation is tried on the same name; the few that are none leave it taken.
        if (
            recording.Name == "05-schema-violations"
            && index > 0
            && recording.Exchanges[index - 1].Response?["status"]?.GetValue<int>() == 201
        )
        {
            yield return ("DELETE", CreatedPath(recording.Exchanges[index - 1]), null, "application/json");
        }
        foreach (var step in Steps(recording, index))
        {
            yield return step;
        }
    }

    private static string[] Namespaces(string recording) =>
        recording switch
        {
            "02-discovery" => ["old"],
            "04-create" => ["create"],
            "05-schema-violations" => ["schema", "create"],
            "06-get-list" => ["list"],
            "08-update-patch" or "09-status-subresource" or "10-server-side-apply" => ["update"],
            "11-delete" => ["del"],
            "15-events" or "16-lease" or "17-auth" => ["misc"],
            _ => [],
        };

    private static IEnumerable<(string, string, string?, string)> Steps(Recording recording, int index)
    {
        switch (recording.Name, index)
        {
            case ("02-discovery", 0):
                yield return Job("old", "o1");
                break;
            case ("05-schema-violations", 55):
                yield return Job("create", "imm");
                break;
            case ("06-get-list", 0):
                foreach (var item in recording.Exchanges[4].Response!["body"]!["items"]!.AsArray().OfType<JsonObject>())
                {
                    var name = (string)item["metadata"]!["name"]!;
                    yield return Post(
                        $"{Jobs}list/generationjobs",
                        new JsonObject
                        {
                            ["apiVersion"] = "imageforge.dev/v1alpha1",
                            ["kind"] = "GenerationJob",
                            ["metadata"] = new JsonObject
                            {
                                ["name"] = name,
                                ["labels"] = item["metadata"]!["labels"]!.DeepClone(),
                            },
                            ["spec"] = item["spec"]!.DeepClone(),
                        }.ToJsonString()
                    );
                }
                var status = recording.Exchanges[0].Response!["body"]!["status"]!.ToJsonString();
                yield return (
                    "PATCH",
                    $"{Jobs}list/generationjobs/j0/status",
                    "{\"status\":" + status + "}",
                    "application/merge-patch+json"
                );
                break;
            case ("06-get-list", 7):
                yield return Post("/api/v1/namespaces", """{"metadata":{"name":"all"}}""");
                yield return Post("/api/v1/namespaces", """{"metadata":{"name":"more"}}""");
                foreach (var name in Elsewhere(recording.Exchanges[7]))
                {
                    yield return Job(name.StartsWith('o') || name == "elsewhere" ? "more" : "all", name);
                }
                break;
            case ("06-get-list", 8):
                foreach (var ns in (string[])["all", "more"])
                {
                    yield return ("DELETE", $"{Jobs}{ns}/generationjobs", null, "application/json");
                }
                break;
            case ("06-get-list", 10):
                yield return Job("list", "j00");
                break;
            case ("06-get-list", 12):
                yield return ("DELETE", $"{Jobs}list/generationjobs/j00", null, "application/json");
                break;
            case ("11-delete", 0 or 2 or 10 or 11 or 12 or 13):
                yield return Job("del", "a");
                break;
            case ("11-delete", 16):
                yield return Job("del", "a");
                yield return Job("del", "fg");
                yield return Job("del", "or");
                break;
            case ("11-delete", 20):
                yield return Job("del", "fin", """["imageforge.dev/hold","imageforge.dev/other"]""");
                break;
            case ("11-delete", 32):
                yield return Job("del", "fin2", """["imageforge.dev/hold"]""");
                yield return ("DELETE", $"{Jobs}del/generationjobs/fin2", null, "application/json");
                break;
            case ("11-delete", 34):
                for (var i = 0; i < 3; i++)
                {
                    yield return Job("del", $"col{i}", labels: """{"c":"x"}""");
                }
                yield return Job("del", "colfin", """["imageforge.dev/hold"]""", """{"c":"x"}""");
                break;
            case ("11-delete", 36):
                yield return (
                    "PATCH",
                    $"{Jobs}del/generationjobs/colfin",
                    """{"metadata":{"finalizers":null}}""",
                    "application/merge-patch+json"
                );
                break;
            case ("11-delete", 40):
                yield return Post(
                    "/api/v1/namespaces/del/configmaps",
                    """{"metadata":{"name":"imm"},"data":{"a":"1"},"immutable":true}"""
                );
                break;
            case ("15-events", 0) or ("17-auth", 0):
                yield return Job("misc", "subject");
                yield return Post("/api/v1/namespaces/misc/serviceaccounts", """{"metadata":{"name":"nobody"}}""");
                break;
            case ("17-auth", 55):
                yield return ("DELETE", "/api/v1/namespaces/misc/serviceaccounts/nobody", null, "application/json");
                break;
        }
    }

    // A list over all namespaces shows what other recordings had left.
    private static IEnumerable<string> Elsewhere(Exchange list) =>
        list.Response!["body"]!["items"]!
            .AsArray()
            .Select(i => (string)i!["metadata"]!["name"]!)
            .Where(n => n.Length != 2 || n[0] != 'j');

    private static (string, string, string?, string) Job(
        string ns,
        string name,
        string? finalizers = null,
        string? labels = null
    )
    {
        var metadata = $"\"name\":\"{name}\"";
        if (finalizers is not null)
        {
            metadata += $",\"finalizers\":{finalizers}";
        }
        if (labels is not null)
        {
            metadata += $",\"labels\":{labels}";
        }
        return Post(
            $"{Jobs}{ns}/generationjobs",
            """{"apiVersion":"imageforge.dev/v1alpha1","kind":"GenerationJob","metadata":{METADATA},"spec":{"prompt":"a lighthouse","model":"sdxl","inline":"x"}}""".Replace(
                "METADATA",
                metadata,
                StringComparison.Ordinal
            )
        );
    }

    private static string CreatedPath(Exchange exchange) =>
        $"{exchange.Path.Split('?')[0]}/{(exchange.Request!["body"] as JsonObject)?["metadata"]?["name"] ?? "bad"}";

    private static (string, string, string?, string) Post(string path, string body) =>
        ("POST", path, body, "application/json");
}
