using ImageForge.DevCluster.Tests.Http;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.DevCluster.Tests.Kubectl;

/// <summary>An unmodified kubectl does its work against the development cluster.</summary>
public sealed class KubectlTests : IAsyncLifetime
{
    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: lamps.test.imageforge.dev}
        spec:
          group: test.imageforge.dev
          scope: Namespaced
          names: {plural: lamps, singular: lamp, kind: Lamp, listKind: LampList, shortNames: [lm], categories: [lights]}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            additionalPrinterColumns:
            - {name: Colour, type: string, jsonPath: .spec.colour}
            - {name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status'}
            - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
            schema:
              openAPIV3Schema:
                type: object
                description: Lamp gives light.
                properties:
                  spec:
                    type: object
                    properties:
                      colour: {type: string, enum: [red, green], default: red, description: The colour of the light.}
                      watts: {type: integer, maximum: 100}
                  status:
                    type: object
                    x-kubernetes-preserve-unknown-fields: true
        """;

    private readonly TemporaryFolder _folder = new();
    private DevelopmentCluster _cluster = null!;
    private KubectlProgram _kubectl = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(KubectlTool.Path is null, KubectlTool.Missing);
        _cluster = await DevelopmentCluster.StartAsync(
            new DevelopmentClusterOptions { DataDirectory = _folder.Path },
            TestContext.Current.CancellationToken
        );
        _kubectl = new KubectlProgram(KubectlTool.Path!, _cluster.KubeconfigPath, _folder.Path);
        _kubectl.Do("apply", "-f", Write("crd.yaml", Definition));
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
        _folder.Dispose();
    }

    [Fact]
    public void Applies_shows_and_deletes_custom_resources()
    {
        var lamp = Write("lamp.yaml", Lamp("green"));
        Assert.Equal("lamp.test.imageforge.dev/desk created\n", _kubectl.Do("apply", "-f", lamp));
        Assert.Equal("lamp.test.imageforge.dev/desk unchanged\n", _kubectl.Do("apply", "-f", lamp));
        Write("lamp.yaml", Lamp("red"));
        Assert.Equal(1, _kubectl.Run("diff", "-f", lamp).Exit);
        Assert.Equal("lamp.test.imageforge.dev/desk configured\n", _kubectl.Do("apply", "-f", lamp));
        Assert.Matches(@"NAME +COLOUR +READY +AGE\ndesk +red +\d+s\n", _kubectl.Do("get", "lm"));
        Assert.Equal("red", _kubectl.Do("get", "lm", "desk", "-o", "jsonpath={.spec.colour}"));
        Assert.Equal("lamp.test.imageforge.dev/desk\n", _kubectl.Do("get", "lights", "-o", "name"));
        Assert.Contains(
            "The colour of the light.",
            _kubectl.Do("explain", "lamp.spec.colour"),
            StringComparison.Ordinal
        );
        Assert.Contains("Colour:  red", _kubectl.Do("describe", "lm", "desk"), StringComparison.Ordinal);
        _kubectl.Do(
            "patch",
            "lm",
            "desk",
            "--type=json",
            "-p",
            """[{"op":"replace","path":"/spec/colour","value":"green"}]"""
        );
        _kubectl.Do("label", "lm", "desk", "room=study");
        Assert.Contains("desk", _kubectl.Do("get", "lm", "-l", "room=study"), StringComparison.Ordinal);
        _kubectl.Do(
            "patch",
            "lm",
            "desk",
            "--subresource=status",
            "--type=merge",
            "-p",
            """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}"""
        );
        Assert.Contains(
            "condition met",
            _kubectl.Do("wait", "lm/desk", "--for=condition=Ready", "--timeout=5s"),
            StringComparison.Ordinal
        );
        Assert.Contains("deleted", _kubectl.Do("delete", "lm", "desk", "--wait"), StringComparison.Ordinal);
        Assert.Contains("(NotFound)", _kubectl.Run("get", "lm", "desk").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_the_schema_refuses()
    {
        var bad = _kubectl.Run("apply", "-f", Write("bad.yaml", Lamp("blue")));
        Assert.Equal(1, bad.Exit);
        Assert.Contains(
            "spec.colour: Unsupported value: \"blue\": supported values: \"red\", \"green\"",
            bad.Error,
            StringComparison.Ordinal
        );
        var unknown = _kubectl.Run("apply", "-f", Write("unknown.yaml", Lamp("red, shape: round")));
        Assert.Contains("strict decoding error: unknown field \"spec.shape\"", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Applies_on_the_server_with_ownership()
    {
        var lamp = Write("lamp.yaml", Lamp("green"));
        Assert.Equal(
            "lamp.test.imageforge.dev/desk serverside-applied\n",
            _kubectl.Do("apply", "--server-side", "-f", lamp)
        );
        Write("lamp.yaml", Lamp("red"));
        var conflict = _kubectl.Run("apply", "--server-side", "--field-manager=other", "-f", lamp);
        Assert.Contains("conflict with \"kubectl\": .spec.colour", conflict.Error, StringComparison.Ordinal);
        _kubectl.Do("apply", "--server-side", "--field-manager=other", "--force-conflicts", "-f", lamp);
        Assert.Equal("red", _kubectl.Do("get", "lm", "desk", "-o", "jsonpath={.spec.colour}"));
    }

    [Fact]
    public void Runs_a_job_and_follows_its_log()
    {
        var job = Write(
            "job.yaml",
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: hello}
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                  - {name: main, image: none, command: [/bin/sh, -c, "echo one; sleep 1; echo two"]}
            """
        );
        _kubectl.Do("apply", "-f", job);
        Assert.Contains(
            "condition met",
            _kubectl.Do("wait", "job/hello", "--for=condition=Complete", "--timeout=20s"),
            StringComparison.Ordinal
        );
        Assert.Equal("one\ntwo\n", _kubectl.Do("logs", "-f", "job/hello"));
        Assert.Matches(@"hello-\w+ +0/1 +Completed +0 +\d+s", _kubectl.Do("get", "pods"));
        Assert.Matches(@"hello +Complete +1/1 +\d+s +\d+s", _kubectl.Do("get", "jobs"));
        Assert.Matches(@"Normal +SuccessfulCreate +job/hello", _kubectl.Do("get", "events"));
    }

    [Fact]
    public void Generates_simple_objects_and_asks_for_access()
    {
        Assert.Equal("namespace/one created\n", _kubectl.Do("create", "ns", "one"));
        Assert.Equal(
            "configmap/c created\n",
            _kubectl.Do("create", "configmap", "c", "-n", "one", "--from-literal=a=b")
        );
        Assert.Equal(
            "secret/s created\n",
            _kubectl.Do("create", "secret", "generic", "s", "-n", "one", "--from-literal=a=b")
        );
        Assert.Equal("yes\n", _kubectl.Do("auth", "can-i", "delete", "lamps"));
        Assert.Equal("no\n", _kubectl.Run("auth", "can-i", "delete", "lamps", "--as=alice").Output);
        Assert.Contains("Username    admin", _kubectl.Do("auth", "whoami"), StringComparison.Ordinal);
        Assert.Equal(3, _kubectl.Do("create", "token", "default", "-n", "one").Trim().Split('.').Length);
        Assert.Contains("lamps", _kubectl.Do("api-resources"), StringComparison.Ordinal);
        Assert.Contains("test.imageforge.dev/v1", _kubectl.Do("api-versions"), StringComparison.Ordinal);
        Assert.Contains("deleted", _kubectl.Do("delete", "ns", "one"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_moves_from_client_side_to_server_side_apply_and_back()
    {
        const string Managers = "jsonpath={range .metadata.managedFields[*]}{.manager} {.operation}\n{end}";
        var first = Write("first.yaml", Lamp("green, watts: 60"));
        _kubectl.Do("apply", "-f", first);
        Assert.Equal(
            "kubectl-client-side-apply Update\n",
            _kubectl.Do("get", "lamp", "desk", "--show-managed-fields", "-o", Managers)
        );

        // What the first configuration gave and the second leaves out is gone: kubectl took the old manager's fields over.
        var second = Write("second.yaml", Lamp("red"));
        _kubectl.Do("apply", "--server-side", "-f", second);
        Assert.Equal("red", _kubectl.Do("get", "lamp", "desk", "-o", "jsonpath={.spec.colour}{.spec.watts}"));
        Assert.Equal(
            ["kubectl Apply", "kubectl-last-applied Apply"],
            _kubectl.Do("get", "lamp", "desk", "--show-managed-fields", "-o", Managers).Trim().Split('\n').Order()
        );
        Assert.DoesNotContain(
            "watts",
            _kubectl.Do("apply", "view-last-applied", "lamp", "desk"),
            StringComparison.Ordinal
        );

        _kubectl.Do("apply", "-f", first);
        Assert.Equal("green60", _kubectl.Do("get", "lamp", "desk", "-o", "jsonpath={.spec.colour}{.spec.watts}"));
    }

    [Fact]
    public void Says_what_one_may_do()
    {
        Assert.Contains("*.*", _kubectl.Do("auth", "can-i", "--list"), StringComparison.Ordinal);
        var alice = _kubectl.Do("auth", "can-i", "--list", "--as=alice");
        Assert.Contains("selfsubjectaccessreviews.authorization.k8s.io", alice, StringComparison.Ordinal);
        Assert.DoesNotContain("*.*", alice, StringComparison.Ordinal);
    }

    private static string Lamp(string colour) =>
        $"apiVersion: test.imageforge.dev/v1\nkind: Lamp\nmetadata: {{name: desk}}\nspec: {{colour: {colour}}}\n";

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
