using ImageForge.DevCluster.Audit;
using ImageForge.DevCluster.Auth;
using ImageForge.DevCluster.Discovery;
using ImageForge.DevCluster.Http.Verbs;
using ImageForge.DevCluster.Kubelet;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Http;

/// <summary>Finds out who asks for what, whether they may, and who answers.</summary>
internal sealed class RequestRouter(
    ObjectStore store,
    ResourceRegistry registry,
    Authenticator authenticator,
    Authorizer authorizer,
    ReviewEndpoints reviews,
    DiscoveryEndpoints discovery,
    PodLogs logs,
    AuditLog? audit,
    CancellationToken stopping
)
{
    public async Task RunAsync(HttpContext http)
    {
        var watch = Responses.IsTrue(http.Request.Query["watch"]);
        var info = RequestInfo.Parse(http.Request.Method, http.Request.Path.Value ?? "/", watch);
        var user = Impersonate(http, authenticator.Identify(http.Request));
        audit?.Follow(http, info, user);
        if (authorizer.Refusal(info, user) is { } refusal)
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            throw refusal;
        }
        if (!info.IsResource)
        {
            await discovery.RunAsync(http, info);
            return;
        }
        if (await reviews.TryRunAsync(http, info, user))
        {
            return;
        }
        if (registry.Find(info.Group, info.Version, info.Resource) is not { } resource)
        {
            await UnknownAsync(http, info);
            return;
        }
        var call = new ApiCall(http, info, user, resource, store, authorizer, stopping);
        await (info.Subresource.Length == 0 ? RunAsync(call) : RunOnSubresourceAsync(call));
    }

    private static Task RunAsync(ApiCall call)
    {
        var (info, resource) = (call.Info, call.Resource);
        // Only reading goes over all namespaces.
        if (resource.Namespaced && info.Namespace is null && info.Verb is not ("list" or "watch"))
        {
            return Responses.WriteNotFoundAsync(call.Http);
        }
        if (!resource.Namespaced && info.Namespace is not null)
        {
            return Responses.WriteNotFoundAsync(call.Http);
        }
        if (info.Verb is "update" or "patch" && info.Name.Length == 0)
        {
            if (resource.IsCustom)
            {
                throw ApiError.BadRequest("name must be provided");
            }
            throw MethodNotAllowed();
        }
        if (info.Verb == "deletecollection" && !resource.Verbs.Contains("deletecollection"))
        {
            throw MethodNotAllowed();
        }
        return info.Verb switch
        {
            "get" => GetVerb.RunAsync(call),
            "list" => ListVerb.RunAsync(call),
            "watch" => WatchVerb.RunAsync(call),
            "create" => CreateVerb.RunAsync(call),
            "update" => UpdateVerb.RunAsync(call),
            "patch" => PatchVerb.RunAsync(call),
            "delete" => DeleteVerb.RunAsync(call),
            "deletecollection" => DeleteVerb.RunOnCollectionAsync(call),
            _ => throw MethodNotAllowed(call),
        };
    }

    private Task RunOnSubresourceAsync(ApiCall call)
    {
        var found = call.Resource.Subresources.FirstOrDefault(s => s.Name == call.Info.Subresource);
        if (found is null)
        {
            if (call.Resource.IsCustom)
            {
                throw call.NotFound();
            }
            throw ApiError.Make(404, "NotFound", "the server could not find the requested resource", []);
        }
        if (!found.Verbs.Contains(call.Info.Verb))
        {
            throw MethodNotAllowed(call);
        }
        return (found.Name, call.Info.Verb) switch
        {
            ("log", "get") => LogVerb.RunAsync(call, logs),
            (_, "get") => GetVerb.RunAsync(call),
            (_, "update") => UpdateVerb.RunAsync(call),
            (_, "patch") => PatchVerb.RunAsync(call),
            _ => throw MethodNotAllowed(call),
        };
    }

    // Only administrators may impersonate.
    private static UserInfo Impersonate(HttpContext http, UserInfo user)
    {
        var name = http.Request.Headers["Impersonate-User"].ToString();
        if (name.Length == 0)
        {
            return user;
        }
        if (!user.Groups.Contains(UserInfo.Masters))
        {
            throw ApiError.Forbidden(
                new ResourceId("", "users"),
                name,
                $"User \"{user.Name}\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope"
            );
        }
        var groups = http.Request.Headers["Impersonate-Group"].Where(g => g is not null).Select(g => g!);
        return new UserInfo(
            name,
            http.Request.Headers["Impersonate-Uid"].ToString(),
            [.. groups, "system:authenticated"]
        );
    }

    private static Task UnknownAsync(HttpContext http, RequestInfo info)
    {
        // Built-in groups answer as such; all others may be defined one day.
        var isBuiltin =
            info.Group.Length == 0
            || BuiltinResources.All.Any(r => r.Id.Group == info.Group)
            || BuiltinResources.Reviews.Any(r => r.Group == info.Group);
        return isBuiltin
            ? throw ApiError.Make(404, "NotFound", "the server could not find the requested resource", [])
            : Responses.WriteNotFoundAsync(http);
    }

    private static ApiError MethodNotAllowed() =>
        ApiError.Make(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    private static ApiError MethodNotAllowed(ApiCall call)
    {
        if (!call.Resource.IsCustom)
        {
            return MethodNotAllowed();
        }
        var id = call.Resource.Id;
        return ApiError.Make(
            405,
            "MethodNotAllowed",
            $"{call.Info.Verb} is not supported on resources of kind \"{id}\"",
            ApiError.Details(id, "")
        );
    }
}
