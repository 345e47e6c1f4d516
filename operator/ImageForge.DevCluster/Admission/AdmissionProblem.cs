namespace ImageForge.DevCluster.Admission;

/// <summary>Why an API server would refuse an object.</summary>
/// <param name="Field">Path of the field, such as <c>spec.compose.signals[0].score</c>.</param>
/// <param name="Message">What is wrong with it, as Kubernetes words it.</param>
public sealed record AdmissionProblem(string Field, string Message);
