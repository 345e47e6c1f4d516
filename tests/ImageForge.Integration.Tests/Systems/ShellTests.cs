using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>Completion by the shells themselves, and by kubectl, with names of the cluster.</summary>
public sealed class ShellTests(InstalledSystem system) : IDisposable
{
    private readonly PluginFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bash_completes()
    {
        var kubectl = await JobsAsync("shell-bash");
        // What readline does: the function fills COMPREPLY. Words are split as COMP_WORDBREAKS says.
        const string Script = """
            source <(imageforge completion bash)
            complete -p imageforge
            try() {
              COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
              _imageforge
              echo "${COMPREPLY[*]}"
            }
            try imageforge logs mar
            try imageforge get images -o ''
            try imageforge get images --output = j
            try imageforge open storyboard/
            try imageforge run -f ''
            """;
        Assert.Equal(
            """
            complete -o default -F _imageforge imageforge
            market-day market-night
            json name wide yaml
            json
            storyboard/tram


            """,
            (await RunAsync(kubectl, "bash", ["--norc", "-c", Script])).Succeeded()
        );
    }

    [Fact]
    public async Task Fish_completes()
    {
        var fish = Shell("fish");
        var kubectl = await JobsAsync("shell-fish");
        const string Script = """
            set -q IMAGEFORGE_SHELLS; and set -p fish_function_path $IMAGEFORGE_SHELLS/usr/share/fish/functions
            imageforge completion fish | source
            for line in 'imageforge logs mar' 'imageforge get images -o ' 'imageforge get images --output=j' 'imageforge run -f READ'
              complete -C $line
            end
            """;
        Assert.Equal(
            "market-day\nmarket-night\njson\nname\nwide\nyaml\n--output=json\nREADME.md\n",
            (await RunAsync(kubectl, fish, ["--no-config", "-c", Script])).Succeeded()
        );
    }

    [Fact]
    public async Task Zsh_completes()
    {
        var zsh = Shell("zsh");
        var kubectl = await JobsAsync("shell-zsh");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, ".zshrc"),
            """
            [ -z "$IMAGEFORGE_SHELLS" ] || module_path=($IMAGEFORGE_SHELLS/usr/lib/x86_64-linux-gnu/zsh/*)
            [ -z "$IMAGEFORGE_SHELLS" ] || fpath=($IMAGEFORGE_SHELLS/usr/share/zsh/functions/**/*(/))
            autoload -Uz compinit && compinit -u -D
            source <(imageforge completion zsh)
            # What the line is after a tab, instead of running it.
            show() { print -r -- "LINE[$BUFFER]"; BUFFER=; }
            zle -N accept-line show
            print READY
            """,
            TestContext.Current.CancellationToken
        );
        // A terminal of its own, in which keys are typed.
        const string Script = """
            [ -z "$IMAGEFORGE_SHELLS" ] || module_path=($IMAGEFORGE_SHELLS/usr/lib/x86_64-linux-gnu/zsh/*)
            zmodload zsh/zpty || exit 3
            zpty shell "stty columns 200; exec $1 -i"
            zpty -r shell line '*READY*' || exit 4
            for keys in 'imageforge logs market-n' 'imageforge get images --output=j' 'imageforge open story'; do
              zpty -w -n shell "$keys"$'\t'
              zpty -w -n shell $'\r'
              zpty -r shell line '*LINE\[*\]*' || exit 5
              print -r -- ${${line##*LINE\[}%%\]*}
            done
            """;
        kubectl.Environment["ZDOTDIR"] = _folder.Path;
        Assert.Equal(
            "imageforge logs market-night \nimageforge get images --output=json \nimageforge open storyboard/tram \n",
            (await RunAsync(kubectl, zsh, ["-f", "-c", Script, "zsh", zsh])).Succeeded()
        );
    }

    [Fact]
    public async Task Kubectl_completes_its_plugin()
    {
        var kubectl = await JobsAsync("shell-kubectl");
        var file = Path.Combine(_folder.Path, "kubectl_complete-imageforge");
        var script = await RunAsync(kubectl, "imageforge", ["completion", "kubectl"]);
        await File.WriteAllTextAsync(file, script.Succeeded(), TestContext.Current.CancellationToken);
        (await RunAsync(kubectl, "chmod", ["+x", file])).Succeeded();
        var completed = await RunAsync(
            kubectl,
            system.KubectlProgram!,
            ["__complete", "imageforge", "logs", "--namespace", "shell-kubectl", "mar"]
        );
        Assert.Equal("market-day\nmarket-night\n:4\n", completed.Succeeded());
    }

    private static string Shell(string name)
    {
        var file = Repository.File("build", "tools", "shells", "bin", name);
        Assert.SkipUnless(File.Exists(file), $"{name} is missing: tests/tools/shells.sh says why");
        return file;
    }

    private static Task<ProgramResult> RunAsync(Kubectl kubectl, string program, IEnumerable<string> arguments) =>
        Programs.RunAsync(program, arguments, kubectl.Environment);

    /// <summary>A namespace with jobs and a storyboard, which is that of the kubeconfig's context.</summary>
    private async Task<Kubectl> JobsAsync(string space)
    {
        var kubectl = await system.KubectlAsync(space);
        kubectl.Environment["PATH"] = _folder.SearchPath;
        foreach (var name in new[] { "market-day", "market-night", "storm" })
        {
            (await kubectl.RunAsync("apply -f -", Manifests.Job(name, "  suspend: true"))).Succeeded();
        }

        const string Board =
            "apiVersion: imageforge.dev/v1alpha1\nkind: Storyboard\nmetadata: {name: tram}\nspec: {scene: The last tram crosses the city., suspend: true}\n";
        (await kubectl.RunAsync("apply -f -", Board)).Succeeded();
        var config = (await kubectl.RunAsync("config view --raw --flatten --minify")).Succeeded();
        kubectl.Environment["KUBECONFIG"] = Path.Combine(_folder.Path, "config");
        await File.WriteAllTextAsync(kubectl.Environment["KUBECONFIG"], config, TestContext.Current.CancellationToken);
        (await kubectl.RunAsync($"config set-context --current --namespace={space}")).Succeeded();
        return kubectl;
    }
}
