namespace ImageForge.Runner.Plans;

/// <summary>Reads the names that a plan has for what the compositor has enumerations for.</summary>
internal static class PlanNames
{
    /// <summary>The value of that name.</summary>
    /// <exception cref="PlanInvalidException">There is none; the message lists those that there are.</exception>
    public static T Parse<T>(string field, string name)
        where T : struct, Enum
    {
        // Enum.TryParse takes numbers too, which are no names.
        foreach (var value in Enum.GetValues<T>())
        {
            if (value.ToString() == name)
            {
                return value;
            }
        }

        throw new PlanInvalidException($"{field} '{name}' is unknown: {string.Join(", ", Enum.GetNames<T>())}");
    }

    /// <summary>The value of that name, or one for an absent name.</summary>
    /// <exception cref="PlanInvalidException">There is none.</exception>
    public static T Parse<T>(string field, string? name, T absent)
        where T : struct, Enum => name is null ? absent : Parse<T>(field, name);
}
