using System.CommandLine;
using ImageForge.Cli.Display;
using ImageForge.Cli.Local;
using ImageForge.Cli.Manifests;
using ImageForge.Cli.Verifying;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge verify</c>: runs manifests twice and compares the bytes.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var files = new Option<string[]>("--filename", "-f")
        {
            Description = "Manifest file, directory of manifests, or - for standard input; can be repeated.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var runner = new Option<string>("--runner")
        {
            Description = "Runner executable.",
            DefaultValueFactory = _ => Programs.Runner,
        };
        var command = new Command(
            "verify",
            "Runs manifests twice from scratch, with different numbers of threads, and compares the checksums."
        )
        {
            files,
            runner,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    parsed.GetValue(files)!,
                    parsed.GetValue(runner)!,
                    ProgressViews.For(parsed.InvocationConfiguration.Output),
                    parsed.InvocationConfiguration.Error,
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string[] files,
        string program,
        IProgressView view,
        TextWriter errors,
        CancellationToken cancellation
    )
    {
        LocalObjects objects;
        try
        {
            objects = LocalObjects.Admit(ManifestReader.Read(files, Console.In), TimeProvider.System);
            Check(objects, program);
        }
        catch (ManifestException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return ExitCodes.BadInput;
        }

        var folder = Directory.CreateTempSubdirectory("imageforge-verify-");
        try
        {
            var others = Environment.ProcessorCount == 1 ? 2 : 1;
            var first = await RunAsync("first", $"First run, {Threads(Environment.ProcessorCount)}", null);
            var second = await RunAsync("second", $"Second run, {Threads(others)}", others);
            var verification = await Verification.OfAsync(first, second, cancellation);
            foreach (var line in VerificationReport.Lines(verification))
            {
                view.Finish(line);
            }

            foreach (var problem in VerificationReport.Problems(verification))
            {
                await errors.WriteLineAsync(problem);
            }

            return verification.IsSame ? ExitCodes.Success : ExitCodes.Failure;

            Task<VerifiedRun> RunAsync(string name, string caption, int? threads)
            {
                var store = folder.CreateSubdirectory(name).FullName;
                var runner = new ProgramRunner(program, folder.FullName, caption, threads, view);
                return VerifiedRun.MakeAsync(objects, store, runner, TimeProvider.System, cancellation);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Check(LocalObjects objects, string program)
    {
        if (objects.Jobs.Count + objects.Storyboards.Count == 0)
        {
            throw new ManifestException("no GenerationJob or Storyboard found in the manifests");
        }

        if (!File.Exists(program))
        {
            throw new ManifestException($"--runner {program}: file not found");
        }
    }

    private static string Threads(int count) => count == 1 ? "1 thread" : $"{count} threads";
}
