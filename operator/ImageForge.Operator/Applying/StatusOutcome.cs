using ImageForge.Planning;

namespace ImageForge.Operator.Applying;

/// <summary>What became of a status.</summary>
/// <param name="Before">The object that was decided about last.</param>
/// <param name="Plan">What was decided about it.</param>
/// <param name="IsWritten">Whether its status differed and was written.</param>
internal sealed record StatusOutcome<T, TStatus>(T Before, Plan<TStatus> Plan, bool IsWritten);
