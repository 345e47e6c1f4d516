using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Auth;

/// <summary>What the groups that every cluster has may do without a binding of their own; in the form of RBAC rules.</summary>
internal static class BootstrapRules
{
    private const string Authenticated = "system:authenticated";

    private static readonly (string[] Groups, JsonObject[] Rules)[] All =
    [
        ([UserInfo.Masters], [Resources(["*"], ["*"], "*"), Paths("*", "*")]),
        (
            [Authenticated],
            [
                Resources(["authorization.k8s.io"], ["selfsubjectaccessreviews", "selfsubjectrulesreviews"], "create"),
                Resources(["authentication.k8s.io"], ["selfsubjectreviews"], "create"),
                Paths(
                    "get",
                    "/api",
                    "/api/*",
                    "/apis",
                    "/apis/*",
                    "/healthz",
                    "/livez",
                    "/openapi",
                    "/openapi/*",
                    "/readyz",
                    "/version",
                    "/version/"
                ),
            ]
        ),
        (
            [Authenticated, "system:unauthenticated"],
            [Paths("get", "/healthz", "/livez", "/readyz", "/version", "/version/")]
        ),
        (
            ["system:serviceaccounts"],
            [
                Paths(
                    "get",
                    "/.well-known/openid-configuration",
                    "/.well-known/openid-configuration/",
                    "/openid/v1/jwks",
                    "/openid/v1/jwks/"
                ),
            ]
        ),
    ];

    public static IEnumerable<JsonObject> Of(UserInfo user) =>
        All.Where(r => r.Groups.Any(user.Groups.Contains)).SelectMany(r => r.Rules);

    private static JsonObject Resources(string[] groups, string[] resources, string verb) =>
        new()
        {
            ["verbs"] = new JsonArray(verb),
            ["apiGroups"] = new JsonArray([.. groups.Select(g => (JsonNode)g)]),
            ["resources"] = new JsonArray([.. resources.Select(r => (JsonNode)r)]),
        };

    private static JsonObject Paths(string verb, params string[] paths) =>
        new()
        {
            ["verbs"] = new JsonArray(verb),
            ["nonResourceURLs"] = new JsonArray([.. paths.Select(p => (JsonNode)p)]),
        };
}
