/// <summary>Runs inside a runner (DOTNET_STARTUP_HOOKS): writes down which assemblies it has loaded when it ends.</summary>
internal static class StartupHook
{
    public const string Variable = "IMAGEFORGE_TEST_ASSEMBLIES";

    public static void Initialize() =>
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            File.WriteAllLines(
                Environment.GetEnvironmentVariable(Variable)!,
                AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name!)
            );
}
