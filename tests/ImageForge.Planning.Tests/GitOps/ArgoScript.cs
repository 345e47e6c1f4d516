using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Planning.Tests.GitOps;

/// <summary>
/// Runs a script as Argo CD runs health checks and actions: the resource is the global <c>obj</c>, the libraries are base, table,
/// package and two functions of os, and strings have no methods.
/// </summary>
internal static class ArgoScript
{
    private const string Program = """
        local gsub, format, byte, floor, next, type, pairs = string.gsub, string.format, string.byte, math.floor, next, type, pairs
        local concat, tostring, tonumber, error = table.concat, tostring, tonumber, error

        local function text(value)
          return '"' .. gsub(value, '[%c"\\]', function(c) return format("\\u%04x", byte(c)) end) .. '"'
        end

        local function json(value)
          local kind = type(value)
          if kind == "string" then return text(value) end
          if kind == "boolean" then return tostring(value) end
          if kind == "number" then
            if value == floor(value) then return format("%.0f", value) end
            local short = format("%.15g", value)
            return tonumber(short) == value and short or format("%.17g", value)
          end
          if kind ~= "table" then error("a " .. kind .. " is not JSON") end
          local parts = {}
          -- An empty table is an empty list.
          if next(value) == nil or #value > 0 then
            for i = 1, #value do parts[i] = json(value[i]) end
            return "[" .. concat(parts, ",") .. "]"
          end
          for key, item in pairs(value) do parts[#parts + 1] = text(key) .. ":" .. json(item) end
          return "{" .. concat(parts, ",") .. "}"
        end

        local safe = {time = os.time, date = os.date}
        local allowed = {os = safe, table = table, obj = obj, actionParams = {}, _VERSION = _VERSION}
        for _, name in pairs({"assert", "error", "getmetatable", "ipairs", "next", "pairs", "pcall", "print", "rawequal", "rawget",
            "rawset", "select", "setmetatable", "tonumber", "tostring", "type", "unpack", "xpcall"}) do
          allowed[name] = _G[name]
        end
        allowed.require = function(name) return name == "os" and safe or error("module " .. name .. " not found") end
        allowed._G = allowed
        local chunk, problem = loadstring(script, "script")
        if not chunk then error(problem) end
        setfenv(chunk, allowed)
        debug.setmetatable("", nil)
        local result = chunk()
        io.write(result == nil and "null" or json(result))
        """;

    /// <summary>What the script returns.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is Lua's.</exception>
    public static async Task<JsonNode?> RunAsync(string script, JsonObject resource)
    {
        Assert.SkipWhen(LuaTool.Path is null, LuaTool.Missing);
        var start = new ProcessStartInfo(LuaTool.Path!, "-")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.WriteAsync(
            $"local obj = {Literal(resource)}\nlocal script = {Literal(script)}\n{Program}".AsMemory(),
            cancellation
        );
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? JsonNode.Parse(await output) : throw new InvalidOperationException(await errors);
    }

    /// <summary>The resource that an action leaves: Argo CD gives empty objects back, which Lua takes for empty lists.</summary>
    public static async Task<JsonObject> ActAsync(string script, JsonObject resource) =>
        Restored((await RunAsync(script, resource))!, resource).AsObject();

    private static JsonNode Restored(JsonNode returned, JsonNode? original) =>
        (returned, original) switch
        {
            (JsonArray { Count: 0 }, JsonObject) => new JsonObject(),
            (JsonArray items, JsonArray before) => new JsonArray([
                .. items.Select((item, i) => Restored(item!, i < before.Count ? before[i] : null)),
            ]),
            (JsonObject members, JsonObject before) => new JsonObject(
                members.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, Restored(m.Value!, before[m.Key])))
            ),
            _ => returned.DeepClone(),
        };

    private static string Literal(JsonNode? value) =>
        value switch
        {
            null => "nil",
            JsonObject members => "{"
                + string.Concat(members.Select(m => $"[{Literal(m.Key)}]={Literal(m.Value)},"))
                + "}",
            JsonArray items => "{" + string.Concat(items.Select(i => Literal(i) + ",")) + "}",
            JsonValue text when text.TryGetValue<string>(out var content) => Literal(content),
            _ => value.ToJsonString(),
        };

    private static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            literal.Append('\\').Append(unit.ToString("000", CultureInfo.InvariantCulture));
        }

        return literal.Append('"').ToString();
    }
}
