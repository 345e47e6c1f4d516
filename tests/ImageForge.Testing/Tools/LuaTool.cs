namespace ImageForge.Testing.Tools;

/// <summary>The Lua 5.1 that tests/tools/lua.sh finds or fetches.</summary>
public static class LuaTool
{
    /// <summary>Why a test is skipped where it is missing.</summary>
    public const string Missing = "Lua 5.1 is missing: tests/tools/lua.sh says why";

    private static readonly Lazy<string?> Found = new(() => ToolScript.Run("lua.sh"));

    /// <summary>Its path; null where there is none.</summary>
    public static string? Path => Found.Value;
}
