using System.CommandLine;
using System.Text.Json.Nodes;
using ImageForge.Cli.Dev;
using ImageForge.Cli.Plugin;
using ImageForge.Kube;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge rerun</c>, <c>suspend</c>, <c>resume</c> and <c>cancel</c>: commands that write to a cluster.</summary>
internal static class JobCommands
{
    public static Command Rerun()
    {
        var names = ClusterNames.Objects("The job to run again.");
        var seed = new Option<long>("--seed")
        {
            Description = "Seed of the new job.",
            HelpName = "SEED",
            Required = true,
        };
        var name = new Option<string?>("--name")
        {
            Description = "Name of the new job. Defaults to a generated one that begins with the job's name.",
            HelpName = "NAME",
        };
        seed.CompletesNothing();
        name.CompletesNothing();
        var command = new Command("rerun", "Creates a job with the spec of another one and another seed.")
        {
            names,
            seed,
            name,
        };
        var cluster = new ClusterArguments(lists: false);
        cluster.AddTo(
            command,
            async (session, parsed, cancellation) =>
            {
                var target = Targets.ReadSingle(parsed.GetValue(names)!);
                if (target.Type == KnownKinds.Storyboards)
                {
                    throw new PluginException("only jobs can be run again, not storyboards", isUsage: true);
                }

                var job = await session.FindAsync(target with { Type = KnownKinds.GenerationJobs }, cancellation);
                var copy = Plugin.Rerun.Of(job, parsed.GetValue(seed), parsed.GetValue(name));
                var created = await session.Client.CreateAsync(KnownKinds.GenerationJobs, copy, cancellation);
                session.Output.Line($"{created.Reference()} created");
                return ExitCodes.Success;
            }
        );
        cluster.CompleteNames(names);
        return command;
    }

    public static Command Suspend() =>
        Set("suspend", "Stops jobs and storyboards; finished variants are kept.", "suspend", true, "suspended");

    public static Command Resume() =>
        Set("resume", "Continues suspended jobs and storyboards.", "suspend", false, "resumed");

    public static Command Cancel() =>
        Set("cancel", "Ends jobs and storyboards. This cannot be undone.", "cancel", true, "cancelled");

    private static Command Set(string name, string description, string field, bool value, string done)
    {
        var names = ClusterNames.Objects("Jobs and storyboards (NAME, storyboard/NAME).");
        names.Arity = ArgumentArity.OneOrMore;
        var command = new Command(name, description) { names };
        var cluster = new ClusterArguments(lists: false);
        cluster.AddTo(
            command,
            async (session, parsed, cancellation) =>
            {
                var targets = Targets.ReadObjects(parsed.GetValue(names)!);
                if (targets.Names.Count == 0)
                {
                    throw new PluginException("at least one NAME is required", isUsage: true);
                }

                foreach (var found in await session.FindAsync(targets, cancellation))
                {
                    await SetAsync(session, found, field, value, done, cancellation);
                }

                return ExitCodes.Success;
            }
        );
        cluster.CompleteNames(names);
        return command;
    }

    private static async Task SetAsync(
        ClusterSession session,
        Unstructured value,
        string field,
        bool flag,
        string done,
        CancellationToken cancellation
    )
    {
        if (value.Json.FlagAt("spec", field) == flag)
        {
            session.Output.Line($"{value.Reference()} {done} (no change)");
            return;
        }

        var patch = new JsonObject { ["spec"] = new JsonObject { [field] = flag } };
        await session.Client.MergePatchAsync(Targets.KindOf(value.Kind)!, ObjectKey.Of(value), patch, cancellation);
        session.Output.Line($"{value.Reference()} {done}");
    }
}
