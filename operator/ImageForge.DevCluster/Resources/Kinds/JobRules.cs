using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Jobs: selector and labels made from the uid, a template that does not change.</summary>
internal sealed class JobRules : BuiltinRules
{
    private static readonly string[] OwnLabels =
    [
        "batch.kubernetes.io/controller-uid",
        "batch.kubernetes.io/job-name",
        "controller-uid",
        "job-name",
    ];

    public override string? TypeMismatch(JsonObject o) => Quantities.Mismatch(o["spec"]?["template"]?["spec"]);

    public override void Default(ServedResource resource, JsonObject o)
    {
        if (o["spec"] is not JsonObject spec)
        {
            return;
        }
        if (spec["completions"] is null && spec["parallelism"] is null)
        {
            spec["completions"] = 1;
        }
        spec["parallelism"] ??= 1;
        spec["backoffLimit"] ??= spec["backoffLimitPerIndex"] is null ? 6 : int.MaxValue;
        spec["completionMode"] ??= "NonIndexed";
        spec["suspend"] ??= false;
        spec["manualSelector"] ??= false;
        spec["podReplacementPolicy"] ??= spec["podFailurePolicy"] is null ? "TerminatingOrFailed" : "Failed";
        foreach (var rule in (spec["podFailurePolicy"]?["rules"] as JsonArray ?? []).OfType<JsonObject>())
        {
            foreach (var condition in (rule["onPodConditions"] as JsonArray ?? []).OfType<JsonObject>())
            {
                condition["status"] ??= "True";
            }
        }
        if (spec["template"] is JsonObject template)
        {
            PodDefaults.ApplyToTemplate(template);
        }
    }

    public override void PrepareForCreate(ServedResource resource, JsonObject o)
    {
        o["status"] = new JsonObject();
        if (o["spec"] is not JsonObject spec || spec["manualSelector"]?.GetValue<bool>() == true)
        {
            return;
        }
        var labels = new JsonObject
        {
            ["batch.kubernetes.io/controller-uid"] = o.Uid(),
            ["batch.kubernetes.io/job-name"] = o.Name(),
            ["controller-uid"] = o.Uid(),
            ["job-name"] = o.Name(),
        };
        var hasOwnLabels = o.Metadata()["labels"] is JsonObject { Count: > 0 };
        if (spec["template"] is JsonObject template)
        {
            if (template["metadata"] is not JsonObject metadata)
            {
                template["metadata"] = metadata = [];
            }
            Merge(metadata, labels);
            // A Job without labels gets those of its pods.
            if (!hasOwnLabels)
            {
                Merge(o.Metadata(), (JsonObject)metadata["labels"]!);
            }
        }
        spec["selector"] = new JsonObject
        {
            ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = o.Uid() },
        };
    }

    public override IReadOnlyList<FieldError> Validate(
        ServedResource resource,
        JsonObject o,
        JsonObject? old,
        IReadOnlyList<FieldError> metadataErrors
    )
    {
        var spec = o["spec"] as JsonObject ?? [];
        // The labels that the server itself has added are its template's and not the Job's, as long as they are checked.
        var labels = (o["metadata"]?["labels"] as JsonObject ?? []).Where(label => !OwnLabels.Contains(label.Key));
        var errors = metadataErrors
            .Where(e => e.Path != "metadata.labels")
            .Concat(MetadataRules.Labels(labels, "metadata.labels"))
            .Concat(
                MetadataRules.Labels(spec["template"]?["metadata"]?["labels"] as JsonObject, "spec.template.labels")
            )
            .ToList();
        foreach (
            var field in (string[])
                ["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished"]
        )
        {
            if (spec[field].Integer() < 0)
            {
                errors.Add(FieldError.Invalid($"spec.{field}", spec[field], "must be greater than or equal to 0"));
            }
        }
        errors.AddRange(FailurePolicyChecks.Check(spec));
        var annotations = spec["template"]?["metadata"]?["annotations"] as JsonObject;
        errors.AddRange(MetadataRules.Annotations(annotations, "spec.template.annotations"));
        errors.AddRange(PodChecks.Spec(spec["template"]?["spec"] as JsonObject, "spec.template.spec"));
        var policy = spec["template"]?["spec"]?["restartPolicy"];
        const string RestartPolicy = "spec.template.spec.restartPolicy";
        if ((string?)policy is null or "" or "Always")
        {
            errors.Add(FieldError.Required(RestartPolicy, "valid values: \"OnFailure\", \"Never\""));
        }
        else if ((string?)policy is not ("OnFailure" or "Never"))
        {
            errors.Add(FieldError.NotSupported(RestartPolicy, policy, ["OnFailure", "Never"]));
        }
        else if ((string?)policy is "OnFailure" && spec["podFailurePolicy"] is not null)
        {
            errors.Add(
                FieldError.Invalid(
                    RestartPolicy,
                    policy,
                    "only \"Never\" is supported when podFailurePolicy is specified"
                )
            );
        }
        if (old is not null)
        {
            errors.AddRange(CheckFixed(spec, old["spec"] as JsonObject ?? []));
        }
        return errors;
    }

    private static IEnumerable<FieldError> CheckFixed(JsonObject spec, JsonObject old)
    {
        foreach (
            var field in (string[])
                [
                    "completions",
                    "selector",
                    "template",
                    "completionMode",
                    "podFailurePolicy",
                    "backoffLimitPerIndex",
                    "managedBy",
                    "successPolicy",
                ]
        )
        {
            // A suspended Job's template may still be given where its pods go; Kueue relies on that.
            if (field == "template" && old["suspend"]?.GetValue<bool>() == true)
            {
                continue;
            }
            if (!JsonNode.DeepEquals(spec[field], old[field]))
            {
                yield return FieldError.Invalid($"spec.{field}", spec[field], "field is immutable");
            }
        }
    }

    private static void Merge(JsonObject metadata, JsonObject labels)
    {
        if (metadata["labels"] is not JsonObject target)
        {
            metadata["labels"] = target = [];
        }
        foreach (var (key, value) in labels)
        {
            target[key] ??= value?.DeepClone();
        }
    }
}
