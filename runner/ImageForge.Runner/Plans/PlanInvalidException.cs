namespace ImageForge.Runner.Plans;

/// <summary>The plan is invalid and not retried; the message names what must change.</summary>
internal sealed class PlanInvalidException(string message) : Exception(message)
{
    /// <summary>Throws unless the condition holds.</summary>
    public static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new PlanInvalidException(message);
        }
    }

    /// <summary>Throws unless the value is in its range.</summary>
    public static void RequireRange(string field, int value, int min, int max) =>
        Require(value >= min && value <= max, $"{field} {value} is not between {min} and {max}");
}
