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

    /// <summary>Who a token belongs to; null if it is not valid for the API server.</summary>
    public UserInfo? Find(string token)
    {
        if (
            Read(token) is not { } claims
            || !claims["aud"]!.AsArray().Any(a => (string?)a == ServerAudience)
            || (long)claims["exp"]! < store.Time.GetUtcNow().ToUnixTimeSeconds()
        )
        {
            return null;
        }

        var scope = claims["kubernetes.io"]!;
        var ns = (string)scope["namespace"]!;
        var name = (string)scope["serviceaccount"]!["name"]!;
        var account = store.Get(new ObjectKey(BuiltinResources.ServiceAccounts, ns, name));
        if (account is null || account.Uid() != (string?)scope["serviceaccount"]!["uid"])
        {
            return null;
        }

        return new UserInfo(
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
    }

    private JsonObject? Read(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }
        var expected = Encoding.ASCII.GetBytes(Sign($"{parts[0]}.{parts[1]}"));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(parts[2])))
        {
            return null;
        }
        return JsonSerializer.Deserialize<JsonObject>(Base64Url.DecodeFromChars(parts[1]), Http.JsonOutput.Options);
    }

    private string Sign(string text) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text)));

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
