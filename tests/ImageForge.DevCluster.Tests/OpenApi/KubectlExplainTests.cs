using System.Diagnostics;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.OpenApi;
using ImageForge.DevCluster.Tests.Schema;
using ImageForge.Testing.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ImageForge.DevCluster.Tests.OpenApi;

/// <summary>What a real kubectl explains from the documents, against what it printed with a real control plane.</summary>
public sealed class KubectlExplainTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("imageforge-explain-");

    [Theory]
    [InlineData("gj.spec", "### `kubectl explain gj.spec` (cold cache)")]
    [InlineData("gj.spec.sampler.steps", "### `kubectl explain gj.spec.sampler.steps`")]
    [InlineData("gj --recursive", "### `kubectl explain gj --recursive`")]
    public async Task Explains_as_recorded(string arguments, string heading)
    {
        var recorded = Recorded(heading);
        var (output, exit) = await ExplainAsync(arguments);
        Assert.Equal(0, exit);
        Assert.StartsWith(recorded, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_field_is_an_error()
    {
        var (output, exit) = await ExplainAsync("gj.spec.nope");
        Assert.Equal(1, exit);
        Assert.Contains("error: field \"nope\" does not exist", output, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Delete(recursive: true);

    /// <summary>The recorded output under a heading, up to where it was cut.</summary>
    private static string Recorded(string heading)
    {
        var text = File.ReadAllText(GoldenCluster.Path("kubectl.md"));
        var start = text.IndexOf(heading + "\n", StringComparison.Ordinal);
        start = text.IndexOf("stdout:\n```\n", start, StringComparison.Ordinal) + "stdout:\n```\n".Length;
        var output = text[start..text.IndexOf("\n```", start, StringComparison.Ordinal)];
        return output.Split("\n… cut")[0].TrimEnd();
    }

    private async Task<(string Output, int Exit)> ExplainAsync(string arguments)
    {
        Assert.SkipWhen(KubectlTool.Path is null, KubectlTool.Missing);
        await using var server = await ServeAsync();
        var address = server
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        var start = new ProcessStartInfo(KubectlTool.Path!, $"explain {arguments} --server={address}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = _home.FullName;
        start.Environment["KUBECONFIG"] = "/dev/null";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (await output + await error, process.ExitCode);
    }

    private static async Task<WebApplication> ServeAsync()
    {
        var documents = new OpenApiDocuments([OpenApiDocumentsTests.Resource()]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            var path = http.Request.Path.Value!.Trim('/');
            JsonNode? body = path switch
            {
                "api" => Discovery([]),
                "apis" => Discovery([Group()]),
                "openapi/v3" => documents.Index(),
                _ when path.StartsWith("openapi/v3/", StringComparison.Ordinal) => documents.Document(path[11..]),
                _ => null,
            };
            http.Response.StatusCode = body is null ? 404 : 200;
            http.Response.ContentType = path.StartsWith("api", StringComparison.Ordinal)
                ? "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
                : "application/json";
            await http.Response.WriteAsync(body?.ToJsonString() ?? "");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static JsonObject Discovery(JsonArray groups) =>
        new()
        {
            ["kind"] = "APIGroupDiscoveryList",
            ["apiVersion"] = "apidiscovery.k8s.io/v2",
            ["metadata"] = new JsonObject(),
            ["items"] = groups,
        };

    private static JsonNode Group() =>
        JsonNode.Parse(
            """
            {"metadata":{"name":"imageforge.dev"},"versions":[{"version":"v1alpha1","freshness":"Current","resources":[
              {"resource":"generationjobs","responseKind":{"group":"imageforge.dev","version":"v1alpha1","kind":"GenerationJob"},
               "scope":"Namespaced","singularResource":"generationjob","verbs":["get","list"],"shortNames":["gj"]}]}]}
            """
        )!;
}
