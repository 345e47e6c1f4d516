using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http;

/// <summary>The options of a create, update or patch.</summary>
internal sealed record WriteOptions(bool DryRun, string FieldValidation, string FieldManager, bool? Force)
{
    private const int MaxManager = 128;

    public bool IsStrict => FieldValidation == "Strict";

    public bool Warns => FieldValidation is "Warn" or "";

    /// <param name="call">The request.</param>
    /// <param name="kind">CreateOptions, UpdateOptions or PatchOptions.</param>
    /// <param name="isApply">A server-side apply, which must name its manager.</param>
    /// <exception cref="ApiError">Invalid.</exception>
    public static WriteOptions Parse(ApiCall call, string kind, bool isApply = false)
    {
        var errors = new List<FieldError>();
        var dryRun = call.Http.Request.Query["dryRun"].Where(v => v is not null).ToList();
        if (dryRun.Any(v => v != "All"))
        {
            errors.Add(
                new FieldError(
                    FieldErrorType.NotSupported,
                    "dryRun",
                    $"[{string.Join(",", dryRun.Select(v => GoText.Quote(v!)))}]",
                    "supported values: \"All\""
                )
            );
        }
        var manager = call.Query("fieldManager") ?? "";
        if (isApply && manager.Length == 0)
        {
            errors.Add(FieldError.Required("fieldManager", "is required for apply patch"));
        }
        if (manager.Length > MaxManager)
        {
            errors.Add(FieldError.TooLong("fieldManager", MaxManager));
        }
        var validation = call.Query("fieldValidation") ?? "";
        if (validation is not ("" or "Ignore" or "Warn" or "Strict"))
        {
            errors.Add(FieldError.NotSupported("fieldValidation", validation, ["", "Ignore", "Strict", "Warn"]));
        }
        bool? force = call.Query("force") is { Length: > 0 } text ? text is "true" or "1" : null;
        if (force is not null && kind == "PatchOptions" && !isApply)
        {
            errors.Add(FieldError.Forbidden("force", "may not be specified for non-apply patch"));
        }
        if (errors.Count > 0)
        {
            throw ApiError.Invalid("meta.k8s.io", kind, "", errors);
        }
        if (manager.Length == 0)
        {
            // As with Kubernetes the program's name stands in: "kubectl/v1.32 …" is kubectl.
            manager = call.Http.Request.Headers.UserAgent.ToString().Split('/')[0];
            manager = manager.Length > MaxManager ? manager[..MaxManager] : manager;
        }
        return new WriteOptions(dryRun.Count > 0, validation, manager, force);
    }
}
