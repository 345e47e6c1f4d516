using ImageForge.Kube.Config;

namespace ImageForge.Kube.Auth;

/// <summary>Chooses where credentials come from.</summary>
internal static class CredentialSources
{
    public static ICredentialSource For(KubeConfig config, TimeProvider time) =>
        config switch
        {
            { Exec: { } plugin } => new ExecCredentials(new ExecRunner(plugin, config).RunAsync, time),
            { TokenFile: { } file } => new TokenFile(file, config.Token, time),
            { Token: not null } => new StaticCredential(config.Token),
            _ => new StaticCredential(null),
        };
}
