using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>Who may do what, and where a person sees it.</summary>
public sealed class AccessTests(InstalledSystem system)
{
    [Fact]
    public async Task What_an_account_may_do_is_listed_and_no_more_is_allowed()
    {
        var kubectl = await system.KubectlAsync("access");
        var robot = await RobotAsync(kubectl, "access", "get,list");
        var rules = (await kubectl.RunAsync($"auth can-i --list {robot}")).Succeeded();
        Assert.Matches(@"(?m)^pods +\[\] +\[\] +\[get list\]$", rules);
        Assert.Matches(@"(?m)^generationjobs\.imageforge\.dev +\[\] +\[\] +\[get list\]$", rules);
        Assert.Matches(@"(?m)^selfsubjectaccessreviews\.authorization\.k8s\.io +\[\] +\[\] +\[create\]$", rules);
        Assert.Matches(@"(?m)^ +\[/openapi/\*\] +\[\] +\[get\]$", rules);
        Assert.Matches(@"(?m)^\*\.\* +\[\] +\[\] +\[\*\]$", (await kubectl.RunAsync("auth can-i --list")).Succeeded());
        Assert.Equal("yes\n", (await kubectl.RunAsync($"auth can-i list gj {robot}")).Succeeded());
        Assert.Equal("no\n", (await kubectl.RunAsync($"auth can-i delete gj {robot}")).Output);
        Assert.Contains(
            "cannot delete resource \"generationjobs\" in API group \"imageforge.dev\" in the namespace \"access\"",
            (await kubectl.RunAsync($"delete gj any {robot}")).Failed(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Applying_what_is_not_there_takes_the_right_to_create_it()
    {
        var kubectl = await system.KubectlAsync("patching");
        var robot = await RobotAsync(kubectl, "patching", "get,patch");
        var apply = $"apply --server-side -f - {robot}";
        Assert.Contains(
            "generationjobs.imageforge.dev \"held\" is forbidden: User \"system:serviceaccount:patching:robot\""
                + " cannot create resource \"generationjobs\" in API group \"imageforge.dev\" in the namespace \"patching\"",
            (await kubectl.RunAsync(apply, Manifests.Job("held", "  suspend: true"))).Failed(),
            StringComparison.Ordinal
        );
        (await kubectl.RunAsync("apply --server-side -f -", Manifests.Job("held", "  suspend: true"))).Succeeded();
        (await kubectl.RunAsync(apply, Manifests.Job("held", "  suspend: true"))).Succeeded();
    }

    private static async Task<string> RobotAsync(Kubectl kubectl, string space, string verbs)
    {
        (await kubectl.RunAsync("create serviceaccount robot")).Succeeded();
        (
            await kubectl.RunAsync($"create role robot --verb={verbs} --resource=pods,generationjobs.imageforge.dev")
        ).Succeeded();
        (await kubectl.RunAsync($"create rolebinding robot --role=robot --serviceaccount={space}:robot")).Succeeded();
        return $"--as system:serviceaccount:{space}:robot";
    }
}
