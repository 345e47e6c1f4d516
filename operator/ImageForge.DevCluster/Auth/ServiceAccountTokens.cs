using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Auth;

/// <summary>Signs and checks tokens of ServiceAccounts; they are worth nothing once the cluster has stopped.</summary>
internal sealed class ServiceAccountTokens(ObjectStore store)
{
    /// <summary>The audience of tokens for the API server itself.</summary>
    public const string ServerAudience = "https://kubernetes.default.svc";

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Issue(JsonObject account, IReadOnlyList<string> audiences, DateTimeOffset expires)
    {
        var claims = new JsonObject
        {
            ["aud"] = new JsonArray([.. audiences.Select(a => (JsonNode)a)]),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["iat"] = store.Time.GetUtcNow().ToUnixTimeSeconds(),
            ["iss"] = ServerAudience,
            ["jti"] = Guid.NewGuid().ToString(),
            ["kubernetes.io"] = new JsonObject
            {
                ["namespace"] = account.Namespace(),
                ["serviceaccount"] = new JsonObject { ["name"] = account.Name(), ["uid"] = account.Uid() },
            },
            ["sub"] = $"system:serviceaccount:{account.Namespace()}:{account.Name()}",
        };
        var signed = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode(claims.ToJsonString())}";
        return $"{signed}.{Sign(signed)}";
    }

    /// <summary>Who a token belongs to; null with the reason when it is not valid for any of the audiences.</summary>
    public (UserInfo? User, string Error, IReadOnlyList<string> Audiences) Check(
        string token,
        IReadOnlyList<string> audiences
    )
    {
        const string Invalid = "invalid bearer token";
        if (Read(token) is not { } claims)
            return (null, Invalid, []);
        var held = claims["aud"]!.AsArray().Select(a => (string)a!).ToList();
        var shared = held.Intersect(audiences).ToList();
        if (shared.Count == 0)
            return (
                null,
                $"[{Invalid}, token audiences {Quote(held)} is invalid for the target audiences {Quote(audiences)}]",
                []
            );
        if ((long)claims["exp"]! < store.Time.GetUtcNow().ToUnixTimeSeconds())
            return (null, $"[{Invalid}, service account token has expired]", []);
        var scope = claims["kubernetes.io"]!;
        var ns = (string)scope["namespace"]!;
        var name = (string)scope["serviceaccount"]!["name"]!;
        var account = store.Get(new ObjectKey(BuiltinResources.ServiceAccounts, ns, name));
        if (account is null || account.Uid() != (string?)scope["serviceaccount"]!["uid"])
            return (null, $"[{Invalid}, serviceaccounts \"{name}\" not found]", []);
        var user = new UserInfo(
            $"system:serviceaccount:{ns}:{name}",
            account.Uid(),
            ["system:serviceaccounts", $"system:serviceaccounts:{ns}", "system:authenticated"]
        )
        {
            Extra = new Dictionary<string, string>
            {
                ["authentication.kubernetes.io/credential-id"] = $"JTI={claims["jti"]}",
            },
        };
        return (user, "", shared);
    }

    private JsonObject? Read(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
            return null;
        var expected = Encoding.ASCII.GetBytes(Sign($"{parts[0]}.{parts[1]}"));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(parts[2])))
            return null;
        return JsonSerializer.Deserialize<JsonObject>(Base64Url.DecodeFromChars(parts[1]), Http.JsonOutput.Options);
    }

    private string Sign(string text) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text)));

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Quote(IEnumerable<string> audiences) =>
        $"[{string.Join(" ", audiences.Select(a => $"\"{a}\""))}]";
}
