using System.Text.Json.Nodes;
using ImageForge.DevCluster.Http.Verbs;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Leases, on which leader election rests: strict about versions and numbers.</summary>
internal sealed class LeaseRules : BuiltinRules
{
    public override bool AllowsUnconditionalUpdate => false;

    public override bool CreatesOnUpdate => true;

    public override void Decode(ServedResource resource, JsonObject o, ICollection<string> unknown)
    {
        base.Decode(resource, o, unknown);
        foreach (var field in (string[])["acquireTime", "renewTime"])
        {
            if (o["spec"]?[field] is { } time && GoMicroTime.Refusal((string?)time ?? "") is { } refusal)
            {
                throw ApiError.BadRequest(ObjectPipeline.CannotHandle(resource, refusal));
            }
        }
    }

    public override IReadOnlyList<FieldError> Validate(
        ServedResource resource,
        JsonObject o,
        JsonObject? old,
        IReadOnlyList<FieldError> metadataErrors
    )
    {
        var errors = new List<FieldError>(metadataErrors);
        if (o["spec"]?["leaseDurationSeconds"] is { } duration && duration.Integer() <= 0)
        {
            errors.Add(FieldError.Invalid("spec.leaseDurationSeconds", duration, "must be greater than 0"));
        }
        if (o["spec"]?["leaseTransitions"] is { } transitions && transitions.Integer() < 0)
        {
            errors.Add(FieldError.Invalid("spec.leaseTransitions", transitions, "must be greater than or equal to 0"));
        }
        return errors;
    }
}
