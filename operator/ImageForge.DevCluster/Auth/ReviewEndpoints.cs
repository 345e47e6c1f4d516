using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.DevCluster.Http;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Resources.Types;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tables;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Auth;

/// <summary>What is answered when posted and never stored: reviews of one's own access, and requests for tokens.</summary>
internal sealed class ReviewEndpoints(ObjectStore store, Authorizer authorizer, ServiceAccountTokens tokens)
{
    private const long MinTokenSeconds = 600;

    /// <summary>Answers a review; false when the request is none.</summary>
    public async Task<bool> TryRunAsync(HttpContext http, RequestInfo info, UserInfo user)
    {
        var isToken = (info.Group, info.Resource, info.Subresource) is ("", "serviceaccounts", "token");
        var review = BuiltinResources.Reviews.FirstOrDefault(r => r.Group == info.Group && r.Plural == info.Resource);
        if (!isToken && review.Kind is null)
        {
            return false;
        }
        if (info.Verb != "create")
        {
            throw ApiError.Make(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                []
            );
        }
        var kind = isToken ? "TokenRequest" : review.Kind!;
        var group = isToken ? "authentication.k8s.io" : info.Group;
        var body = await ReadAsync(http, info, user, kind, group);
        var answer = kind switch
        {
            "TokenRequest" => RequestToken(info, body),
            "SelfSubjectReview" => ReviewSelf(user),
            "SelfSubjectAccessReview" => ReviewAccess(body, user),
            _ => ReviewRules(body, user),
        };
        answer.Insert(0, "kind", kind);
        answer.Insert(1, "apiVersion", $"{group}/v1");
        if (!answer.ContainsKey("metadata"))
        {
            answer.Insert(2, "metadata", new JsonObject());
        }
        await Responses.WriteAsync(http, 201, answer);
        return true;
    }

    private async Task<JsonObject> ReadAsync(
        HttpContext http,
        RequestInfo info,
        UserInfo user,
        string kind,
        string group
    )
    {
        var resource = new ServedResource
        {
            Id = new ResourceId(group, info.Resource),
            Version = "v1",
            Kind = kind,
            Singular = "",
            Type = new StructType(new Dictionary<string, StructField>()),
            Rules = new BuiltinRules(),
            Columns = new TableColumns([], (_, _) => []),
        };
        var call = new ApiCall(http, info, user, resource, store, authorizer, http.RequestAborted);
        return (await BodyReader.ObjectAsync(call)).Object;
    }

    private JsonObject RequestToken(RequestInfo info, JsonObject body)
    {
        var account =
            store.Get(new ObjectKey(BuiltinResources.ServiceAccounts, info.Namespace, info.Name))
            ?? throw ApiError.NotFound(BuiltinResources.ServiceAccounts, info.Name);
        var seconds = body["spec"]?["expirationSeconds"].Integer() ?? 3600;
        if (seconds < MinTokenSeconds)
        {
            throw ApiError.Invalid(
                "authentication.k8s.io",
                "TokenRequest",
                "",
                [
                    FieldError.Invalid(
                        "spec.expirationSeconds",
                        seconds,
                        "may not specify a duration less than 10 minutes"
                    ),
                ]
            );
        }
        var asked = (body["spec"]?["audiences"] as JsonArray ?? []).Select(a => (string)a!).ToList();
        var audiences = asked.Count > 0 ? asked : [ServiceAccountTokens.ServerAudience];
        var now = store.Time.GetUtcNow();
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = account.Name(),
                ["namespace"] = account.Namespace(),
                ["uid"] = account.Uid(),
                ["creationTimestamp"] = now.Rfc3339(),
            },
            ["spec"] = new JsonObject
            {
                ["audiences"] = new JsonArray([.. audiences.Select(a => (JsonNode)a)]),
                ["expirationSeconds"] = seconds,
                ["boundObjectRef"] = null,
            },
            ["status"] = new JsonObject
            {
                ["token"] = tokens.Issue(account, audiences, Waits.After(now, Waits.Seconds(seconds))),
                ["expirationTimestamp"] = Waits.After(now, Waits.Seconds(seconds)).Rfc3339(),
            },
        };
    }

    private JsonObject ReviewSelf(UserInfo user) =>
        new()
        {
            ["metadata"] = new JsonObject { ["creationTimestamp"] = store.Time.GetUtcNow().Rfc3339() },
            ["status"] = new JsonObject { ["userInfo"] = Describe(user) },
        };

    private JsonObject ReviewAccess(JsonObject body, UserInfo user)
    {
        var spec = body["spec"] as JsonObject ?? [];
        var resource = spec["resourceAttributes"] as JsonObject;
        var path = spec["nonResourceAttributes"] as JsonObject;
        if (resource is null == path is null)
        {
            throw ApiError.Invalid(
                "authorization.k8s.io",
                "",
                "",
                [
                    FieldError.Invalid(
                        "spec.resourceAttributes",
                        null,
                        "exactly one of nonResourceAttributes or resourceAttributes must be specified"
                    ),
                ]
            );
        }
        var name = (string?)resource?["resource"] ?? "";
        var (allowed, reason) = authorizer.Decide(
            new AccessQuestion
            {
                User = user,
                Verb = (string?)(resource ?? path)!["verb"] ?? "",
                Group = (string?)resource?["group"] ?? "",
                Resource = (string?)resource?["subresource"] is { Length: > 0 } sub ? $"{name}/{sub}" : name,
                Namespace = (string?)resource?["namespace"],
                Name = (string?)resource?["name"] ?? "",
                Path = (string?)path?["path"] ?? "",
            }
        );
        var status = new JsonObject { ["allowed"] = allowed };
        if (reason.Length > 0)
        {
            status["reason"] = reason;
        }
        return new JsonObject { ["spec"] = spec.DeepClone(), ["status"] = status };
    }

    private JsonObject ReviewRules(JsonObject body, UserInfo user)
    {
        var ns = (string?)body["spec"]?["namespace"] ?? "";
        if (ns.Length == 0)
        {
            throw ApiError.BadRequest("no namespace on request");
        }
        var rules = authorizer.Rules(user, ns).ToLookup(r => r.ContainsKey("nonResourceURLs"));
        return new JsonObject
        {
            ["spec"] = new JsonObject(),
            ["status"] = new JsonObject
            {
                ["resourceRules"] = new JsonArray([.. rules[false].Select(r => r.DeepClone())]),
                ["nonResourceRules"] = new JsonArray([.. rules[true].Select(r => r.DeepClone())]),
                ["incomplete"] = false,
            },
        };
    }

    private static JsonObject Describe(UserInfo user)
    {
        var o = new JsonObject { ["username"] = user.Name };
        if (user.Uid.Length > 0)
        {
            o["uid"] = user.Uid;
        }
        o["groups"] = new JsonArray([.. user.Groups.Select(g => (JsonNode)g)]);
        if (user.Extra.Count > 0)
        {
            o["extra"] = new JsonObject(
                user.Extra.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)new JsonArray(e.Value)))
            );
        }
        return o;
    }
}
