using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Tests.Controllers;
using Xunit;

namespace ImageForge.DevCluster.Tests.Kubelet;

public sealed class PodConfigurationTests
{
    [Fact]
    public async Task Environment_comes_from_values_fields_config_maps_and_secrets()
    {
        await using var node = TestNode.Start();
        node.CreateConfigMap("settings", """{"COLOUR":"red","size":"9"}""");
        node.CreateSecret("s3", "token", "geheim");
        node.CreatePod(
            "env",
            "echo $A $B $C $NAME $NS $S $X_COLOUR $X_size $L; env | cut -d= -f1 | sort | tr '\\n' ' '",
            s =>
            {
                s["containers"]![0]!["env"] = JsonNode.Parse(
                    """
                    [{"name":"A","value":"a"},{"name":"B","value":"$(A)b"},{"name":"C","value":"$$(A)$(NONE)"},
                     {"name":"NAME","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}},
                     {"name":"NS","valueFrom":{"fieldRef":{"fieldPath":"metadata.namespace"}}},
                     {"name":"L","valueFrom":{"fieldRef":{"fieldPath":"metadata.labels['none']"}}},
                     {"name":"O","valueFrom":{"configMapKeyRef":{"name":"absent","key":"k","optional":true}}},
                     {"name":"S","valueFrom":{"secretKeyRef":{"name":"s3","key":"token"}}}]
                    """
                );
                s["containers"]![0]!["envFrom"] = JsonNode.Parse(
                    """[{"prefix":"X_","configMapRef":{"name":"settings"}}]"""
                );
            }
        );
        await node.UntilPhaseAsync("env", "Succeeded", "Failed");
        var log = (await node.LogAsync("env")).Split('\n');
        Assert.Equal("a ab $(A)$(NONE) env jobs geheim red 9", log[0]);
        var names = log[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain("O", names);
        HashSet<string> expected =
        [
            .. new[] { "A", "B", "C", "NAME", "NS", "L", "S", "X_COLOUR", "X_size" },
            .. new[] { "PATH", "HOME", "LANG", "DOTNET_ROOT", "HOSTNAME", "TMPDIR", "IMAGEFORGE_TERMINATION_LOG" },
            .. new[] { "PWD", "OLDPWD", "SHLVL", "_" },
        ];
        Assert.Subset(expected, names.ToHashSet());
    }

    [Fact]
    public async Task Volumes_are_files_and_paths_in_arguments_and_values_lead_there()
    {
        await using var node = TestNode.Start();
        node.CreateConfigMap("plan", """{"plan.json":"{}","other":"x"}""");
        node.CreateSecret("s3", "token", "geheim");
        node.CreatePod(
            "volumes",
            """
            cat "$1/plan.json" "$2" "$SECRET"; ls "$1"; stat -c %a "$SECRET"
            echo "$3" | cut -d= -f1; echo kept > "${3#*=}/out"; touch "$WORK/sub"; echo $4
            """,
            s =>
            {
                s["volumes"] = JsonNode.Parse(
                    """
                    [{"name":"plan","configMap":{"name":"plan","items":[{"key":"plan.json","path":"plan.json"}]}},
                     {"name":"all","configMap":{"name":"plan"}},
                     {"name":"secret","secret":{"secretName":"s3","defaultMode":256}},
                     {"name":"data","persistentVolumeClaim":{"claimName":"renders"}},
                     {"name":"work","emptyDir":{}},
                     {"name":"absent","secret":{"secretName":"absent","optional":true}}]
                    """
                );
                var main = s["containers"]![0]!;
                main["volumeMounts"] = JsonNode.Parse(
                    """
                    [{"name":"plan","mountPath":"/etc/plan"},{"name":"all","mountPath":"/etc/other","subPath":"other"},
                     {"name":"secret","mountPath":"/etc/s3/"},{"name":"data","mountPath":"/data","subPath":"a/b"},
                     {"name":"work","mountPath":"/work"}]
                    """
                );
                main["env"] = JsonNode.Parse(
                    """[{"name":"SECRET","value":"/etc/s3/token"},{"name":"WORK","value":"/work"}]"""
                );
                main["args"]!.AsArray().Add("script");
                foreach (var argument in (string[])["/etc/plan", "/etc/other", "--out=/data", "/etc/planet"])
                {
                    main["args"]!.AsArray().Add(argument);
                }
            }
        );
        var pod = await node.UntilPhaseAsync("volumes", "Succeeded", "Failed");
        Assert.Equal("{}xgeheimplan.json\n400\n--out\n/etc/planet\n", await node.LogAsync("volumes"));
        Assert.Equal("Succeeded", pod.Text("status", "phase"));
        Assert.Equal(
            "kept\n",
            await File.ReadAllTextAsync(
                Path.Combine(node.Folder, "volumes", "jobs", "renders", "a", "b", "out"),
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task A_missing_key_is_waited_for()
    {
        await using var node = TestNode.Start();
        node.CreatePod(
            "waits",
            "echo got $K",
            s =>
                s["containers"]![0]!["env"] = JsonNode.Parse(
                    """[{"name":"K","valueFrom":{"configMapKeyRef":{"name":"later","key":"k"}}}]"""
                )
        );
        var pod = await node.UntilAsync(
            TestNode.Pod("waits"),
            p => TestNode.State(p, "waiting").Text("reason") == "CreateContainerConfigError"
        );
        Assert.Equal("configmap \"later\" not found", TestNode.State(pod, "waiting").Text("message"));
        node.CreateConfigMap("later", "{}");
        await node.UntilAsync(
            TestNode.Pod("waits"),
            p => TestNode.State(p, "waiting").Text("message") == "couldn't find key k in ConfigMap jobs/later"
        );
        node.Store.Mutate(
            TestNode.ConfigMap("later"),
            c =>
            {
                c["data"] = new JsonObject { ["k"] = "it" };
                return c;
            }
        );
        await node.UntilPhaseAsync("waits", "Succeeded");
        Assert.Equal("got it\n", await node.LogAsync("waits"));
    }

    [Fact]
    public async Task A_missing_volume_is_waited_for_with_an_event()
    {
        await using var node = TestNode.Start();
        node.CreatePod(
            "mounts",
            "exit 0",
            s => s["volumes"] = JsonNode.Parse("""[{"name":"v","configMap":{"name":"later"}}]""")
        );
        await node.UntilAsync(
            () =>
                node.Events("mounts")
                    .Contains(
                        "Warning FailedMount 1: MountVolume.SetUp failed for volume \"v\" : configmap \"later\" not found"
                    )
                    ? new JsonObject()
                    : null,
            () => node.Store.Get(TestNode.Pod("mounts"))
        );
        Assert.Equal(
            "ContainerCreating",
            TestNode.State(node.Store.Get(TestNode.Pod("mounts"))!, "waiting").Text("reason")
        );
        node.CreateConfigMap("later", "{}");
        await node.UntilPhaseAsync("mounts", "Succeeded");
    }
}
