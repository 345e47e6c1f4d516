using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Kube;
using ImageForge.Operator.Tests.Integration;
using Xunit;

namespace ImageForge.Operator.Tests.Admission;

/// <summary>
/// The cluster takes and refuses Jobs as Kubernetes does. job-cases.json holds what kube-apiserver 1.36.2 said of each, and
/// the test runs unchanged against a real one.
/// </summary>
public class JobAdmissionTests(ClusterFixture cluster)
{
    private static readonly ResourceType<Unstructured> Jobs = CoreResources.Plain("batch", "v1", "Job", "jobs", true);

    [Fact]
    public async Task Jobs_are_refused_with_the_words_of_Kubernetes()
    {
        var cases = Cases();
        Assert.True(cases.Count > 100);
        List<string> wrong = [];
        foreach (var (name, job, code, errors) in cases)
        {
            var (gotCode, got) = await CreateAsync(job);
            if (gotCode != code || !got.SequenceEqual(errors))
            {
                wrong.Add($"{name}: {gotCode} instead of {code}\n  {Lines(got)}\n  instead of\n  {Lines(errors)}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count}:\n{string.Join('\n', wrong)}");
    }

    private async Task<(int Code, IReadOnlyList<string> Errors)> CreateAsync(JsonObject job)
    {
        job["metadata"]!["namespace"] = "default";
        try
        {
            await cluster.Client.CreateAsync(Jobs, new Unstructured(job), CancellationToken.None);
            return (201, []);
        }
        catch (KubeException e) when (e.IsInvalid)
        {
            // A server looks at maps in any order.
            var causes = e.Causes.Select(cause => $"{cause.Field}: {cause.Message}").Distinct();
            return (e.Code, [.. causes.Order(StringComparer.Ordinal)]);
        }
        catch (KubeException e)
        {
            return (e.Code, [e.Message]);
        }
    }

    private static List<(string Name, JsonObject Job, int Code, List<string> Errors)> Cases()
    {
        using var file = typeof(JobAdmissionTests).Assembly.GetManifestResourceStream("job-cases.json")!;
        return
        [
            .. JsonNode
                .Parse(file)!
                .AsArray()
                .Select(c =>
                    (
                        $"{c!["case"]}",
                        c["job"]!.AsObject(),
                        (int)c["code"]!,
                        c["errors"]!.Deserialize<List<string>>()!.Order(StringComparer.Ordinal).ToList()
                    )
                ),
        ];
    }

    private static string Lines(IEnumerable<string> errors) => string.Join("\n  ", errors);
}
