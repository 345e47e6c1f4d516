using ImageForge.Kube;
using ImageForge.Kube.Config;

namespace ImageForge.Cli.Plugin;

/// <summary>A command cannot be done; the message says why and what to do.</summary>
/// <param name="message">The message, without a prefix.</param>
/// <param name="isUsage">Whether the arguments are wrong.</param>
internal sealed class PluginException(string message, bool isUsage = false) : Exception(message)
{
    /// <summary>Whether the arguments are wrong.</summary>
    public bool IsUsage => isUsage;
}

/// <summary>Error messages in the form of kubectl's.</summary>
internal static class ServerErrors
{
    /// <summary>Whether <see cref="Lines"/> knows the exception.</summary>
    public static bool Knows(Exception exception) =>
        exception is KubeException or KubeTransportException or KubeConfigException or PluginException;

    /// <summary>The lines to print.</summary>
    public static IReadOnlyList<string> Lines(Exception exception) =>
        exception switch
        {
            KubeException { IsUnauthorized: true } => ["error: You must be logged in to the server (Unauthorized)"],
            KubeException { IsInvalid: true, Causes.Count: > 0 } invalid => Invalid(invalid),
            KubeException server when IsMissingKind(server) =>
            [
                "error: the server doesn't have the resource types of imageforge.dev/v1alpha1: install the ImageForge CRDs",
            ],
            KubeException { Reason: "" } server => [$"Error from server: {server.Message}"],
            KubeException server => [$"Error from server ({server.Reason}): {server.Message}"],
            KubeCredentialException credential => [$"error: getting credentials: {credential.Message}"],
            KubeTransportException transport => [$"Unable to connect to the server: {transport.Message}"],
            _ => [$"error: {exception.Message}"],
        };

    /// <summary>Whether the server does not serve the kind at all: it answers without naming an object.</summary>
    public static bool IsMissingKind(KubeException exception) =>
        exception.IsNotFound && string.IsNullOrEmpty(exception.Status.Details?.Name);

    private static IReadOnlyList<string> Invalid(KubeException invalid)
    {
        var details = invalid.Status.Details;
        var head = $"The {details?.Kind} \"{details?.Name}\" is invalid:";
        var causes = invalid.Causes.Select(cause =>
            string.IsNullOrEmpty(cause.Field) ? cause.Message : $"{cause.Field}: {cause.Message}"
        );
        return invalid.Causes.Count == 1
            ? [$"{head} {causes.Single()}"]
            : [head, .. causes.Select(cause => $"* {cause}")];
    }
}
