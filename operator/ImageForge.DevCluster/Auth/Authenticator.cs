using System.Security.Cryptography;
using System.Text;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Auth;

/// <summary>Finds out who makes a request: the admin by the kubeconfig's token, a ServiceAccount by its own.</summary>
internal sealed class Authenticator(string adminToken, ServiceAccountTokens tokens)
{
    private static readonly string[] ServerAudiences = [ServiceAccountTokens.ServerAudience];

    /// <exception cref="ApiError">Unauthorized.</exception>
    public UserInfo Identify(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        // Anything but a bearer token is as good as none.
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return UserInfo.Anonymous;
        var (user, _, _) = Check(header["Bearer ".Length..].Trim(), ServerAudiences);
        return user ?? throw ApiError.Make(401, "Unauthorized", "Unauthorized", null);
    }

    /// <summary>Who a token belongs to, the reason when to nobody, and the audiences it is good for.</summary>
    public (UserInfo? User, string Error, IReadOnlyList<string> Audiences) Check(
        string token,
        IReadOnlyList<string> audiences
    )
    {
        var isAdmin = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(token),
            Encoding.UTF8.GetBytes(adminToken)
        );
        return isAdmin ? (UserInfo.Admin, "", audiences) : tokens.Check(token, audiences);
    }
}
