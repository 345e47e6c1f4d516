using System.Text.Json;
using ImageForge.DevCluster.Auth;
using ImageForge.DevCluster.Http;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Audit;

/// <summary>Writes who asked for what, a JSON line for each request of a known user.</summary>
internal sealed class AuditLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly TimeProvider _time;

    private AuditLog(FileStream file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    /// <summary>Opens the file for appending.</summary>
    /// <exception cref="DevelopmentClusterException">It cannot be written.</exception>
    public static AuditLog Open(string path, TimeProvider time)
    {
        try
        {
            // No buffer: who follows the file sees a line as soon as it is there.
            return new AuditLog(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, 0), time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DevelopmentClusterException($"The audit log {path} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Logs the request once it is answered.</summary>
    public void Follow(HttpContext http, RequestInfo info, UserInfo user)
    {
        var (id, received) = (Guid.NewGuid(), _time.GetUtcNow());
        // A watch is open for long: it counts from its beginning.
        if (info is { IsResource: true, Verb: "watch" })
        {
            http.Response.OnStarting(() => WriteAsync("ResponseStarted"));
        }
        http.Response.OnCompleted(() => WriteAsync("ResponseComplete"));

        Task WriteAsync(string stage)
        {
            Write(
                new AuditEvent
                {
                    AuditID = id,
                    Stage = stage,
                    RequestURI = $"{http.Request.Path}{http.Request.QueryString}",
                    Verb = info.Verb,
                    User = new AuditUser(user.Name, user.Groups),
                    UserAgent = Some(http.Request.Headers.UserAgent.ToString()),
                    ObjectRef = info.IsResource ? Describe(info) : null,
                    ResponseStatus = new AuditStatus(http.Response.StatusCode),
                    RequestReceivedTimestamp = received,
                    StageTimestamp = _time.GetUtcNow(),
                }
            );
            return Task.CompletedTask;
        }
    }

    public void Dispose() => _file.Dispose();

    private static AuditObject Describe(RequestInfo info) =>
        new()
        {
            Resource = info.Resource,
            Namespace = Some(info.Namespace),
            Name = Some(info.Name),
            ApiGroup = Some(info.Group),
            ApiVersion = info.Version,
            Subresource = Some(info.Subresource),
        };

    private static string? Some(string? text) => text is { Length: > 0 } ? text : null;

    private void Write(AuditEvent happened)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(happened, AuditJson.Default.AuditEvent), (byte)'\n'];
        lock (_gate)
        {
            _file.Write(line);
        }
    }
}
