namespace ImageForge.DevCluster.Cel;

/// <summary>One reason why an expression does not compile.</summary>
/// <param name="Position">Index into the expression of the place that is to blame.</param>
/// <param name="Message">What is wrong there.</param>
internal sealed record CelIssue(int Position, string Message);
