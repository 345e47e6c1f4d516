using System.Globalization;
using ImageForge.Fuzz;

// FUZZ_SECONDS for each subject (600), FUZZ_SEED (1); arguments name subjects, or `replay SUBJECT FILE…`. Exit code 1: something was found.
static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
if (args is ["replay", var named, .. var files])
{
    IFuzzSubject one = FuzzSubjects.All.Single(s => s.Name == named);
    foreach (string file in files)
    {
        Console.WriteLine($"{file}: {await one.ReadAsync(await File.ReadAllBytesAsync(file)) ?? "taken"}");
    }

    return 0;
}

if (args.FirstOrDefault(a => FuzzSubjects.All.All(s => s.Name != a)) is { } unknown)
{
    Console.Error.WriteLine($"fuzz: '{unknown}' is none of {string.Join(", ", FuzzSubjects.All.Select(s => s.Name))}");
    return 2;
}

var duration = TimeSpan.FromSeconds(double.Parse(Setting("FUZZ_SECONDS") ?? "600", CultureInfo.InvariantCulture));
int seed = int.Parse(Setting("FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);
int found = 0;
foreach (IFuzzSubject subject in FuzzSubjects.All.Where(s => args.Length == 0 || args.Contains(s.Name)))
{
    found += await new FuzzRun(subject, duration, seed, Setting("FUZZ_FINDINGS") ?? "build/fuzz").RunAsync();
}

return found == 0 ? 0 : 1;
