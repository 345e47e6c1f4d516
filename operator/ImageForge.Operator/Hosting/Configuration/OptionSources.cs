namespace ImageForge.Operator.Hosting.Configuration;

/// <summary>A value and where it stands, for messages.</summary>
/// <param name="Text">The value, in the form that a flag has.</param>
/// <param name="Source">The flag, the variable, or the field and its place in a file.</param>
internal sealed record OptionValue(string Text, string Source);

/// <summary>The values of options: from flags, else from the environment, else from a configuration file.</summary>
internal sealed class OptionSources
{
    private readonly IReadOnlyDictionary<string, OptionValue> _flags;
    private readonly Func<string, string?> _environment;
    private readonly IReadOnlyDictionary<string, OptionValue> _file;

    private OptionSources(
        IReadOnlyDictionary<string, OptionValue> flags,
        Func<string, string?> environment,
        IReadOnlyDictionary<string, OptionValue> file
    )
    {
        _flags = flags;
        _environment = environment;
        _file = file;
    }

    /// <exception cref="OptionsException">A flag is unknown or lacks its value, or the file cannot be used.</exception>
    public static OptionSources Read(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var given = new OptionSources(Flags(args), environment, new Dictionary<string, OptionValue>());
        return given.Find("config") is { } file ? new(given._flags, environment, ConfigurationFile.Read(file)) : given;
    }

    /// <summary>The value of an option, or null where it is absent.</summary>
    public OptionValue? Find(string flag) =>
        _flags.TryGetValue(flag, out var value) ? value
        // Others set variables too: Kubernetes sets IMAGEFORGE_PORT for a Service of that name.
        : _environment(Option.VariableOf(flag)) is { Length: > 0 } set ? new(set, Option.VariableOf(flag))
        : _file.GetValueOrDefault(flag);

    private static Dictionary<string, OptionValue> Flags(IReadOnlyList<string> args)
    {
        var flags = new Dictionary<string, OptionValue>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (!name.StartsWith("--", StringComparison.Ordinal) || Option.Find(name[2..]) is not { } option)
            {
                throw new OptionsException($"unknown flag: {name}; see --help");
            }

            if (value is null && option.Type is OptionType.Switch)
            {
                value = "true";
            }

            if (value is null && (i + 1 == args.Count || args[i + 1].StartsWith("--", StringComparison.Ordinal)))
            {
                throw new OptionsException($"flag needs an argument: {name}");
            }

            value ??= args[++i];
            if (value.Length == 0)
            {
                // Such as --namespace="$UNSET", which must not mean all namespaces.
                throw new OptionsException($"flag needs an argument: {name} is empty");
            }

            flags[option.Flag] = new(
                option.Type is OptionType.List && flags.TryGetValue(option.Flag, out var others)
                    ? $"{others.Text},{value}"
                    : value,
                name
            );
        }

        return flags;
    }
}

/// <summary>The command line, the environment or the configuration file has an invalid value.</summary>
internal sealed class OptionsException(string message) : Exception(message);
