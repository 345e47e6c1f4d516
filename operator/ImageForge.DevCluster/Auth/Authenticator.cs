using System.Security.Cryptography;
using System.Text;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Auth;

/// <summary>Finds out who makes a request: the admin by the kubeconfig's token, a ServiceAccount by its own.</summary>
internal sealed class Authenticator(string adminToken, ServiceAccountTokens tokens)
{
    /// <exception cref="ApiError">Unauthorized.</exception>
    public UserInfo Identify(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        // Credentials other than a bearer token are ignored.
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return UserInfo.Anonymous;
        }
        var token = header["Bearer ".Length..].Trim();
        var isAdmin = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(token),
            Encoding.UTF8.GetBytes(adminToken)
        );
        return (isAdmin ? UserInfo.Admin : tokens.Find(token))
            ?? throw ApiError.Make(401, "Unauthorized", "Unauthorized", null);
    }
}

/// <summary>Who makes a request.</summary>
internal sealed record UserInfo(string Name, string Uid, IReadOnlyList<string> Groups)
{
    public const string Masters = "system:masters";

    /// <summary>Extra facts about the credential, such as its id.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    public static UserInfo Anonymous { get; } = new("system:anonymous", "", ["system:unauthenticated"]);

    public static UserInfo Admin { get; } = new("admin", "admin", [Masters, "system:authenticated"]);
}
