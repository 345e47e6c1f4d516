using static ImageForge.DevCluster.Http.ProtobufForm;

namespace ImageForge.DevCluster.Http;

/// <summary>The messages of Kubernetes' API that kubectl and helm send, with their published field numbers.</summary>
internal static class ProtobufSchemas
{
    private static readonly ProtobufMessage ObjectMeta = Message(
        (1, new("name", Text)),
        (2, new("generateName", Text)),
        (3, new("namespace", Text)),
        (4, new("selfLink", Text)),
        (5, new("uid", Text)),
        (6, new("resourceVersion", Text)),
        (7, new("generation", Ignored)),
        (8, new("creationTimestamp", Ignored)),
        (11, new("labels", StringMap)),
        (12, new("annotations", StringMap)),
        (14, new("finalizers", Text, Repeated: true))
    );

    private static readonly ProtobufField Metadata = new("metadata", ProtobufForm.Message, ObjectMeta);

    private static readonly ProtobufMessage ResourceAttributes = Message(
        (1, new("namespace", Text)),
        (2, new("verb", Text)),
        (3, new("group", Text)),
        (4, new("version", Text)),
        (5, new("resource", Text)),
        (6, new("subresource", Text)),
        (7, new("name", Text))
    );

    private static readonly ProtobufMessage NonResourceAttributes = Message(
        (1, new("path", Text)),
        (2, new("verb", Text))
    );

    private static readonly ProtobufField Rules = new(
        "rules",
        ProtobufForm.Message,
        Message(
            (1, new("verbs", Text, Repeated: true)),
            (2, new("apiGroups", Text, Repeated: true)),
            (3, new("resources", Text, Repeated: true)),
            (4, new("resourceNames", Text, Repeated: true)),
            (5, new("nonResourceURLs", Text, Repeated: true))
        ),
        Repeated: true
    );

    private static readonly ProtobufMessage Binding = Message(
        (1, Metadata),
        (
            2,
            new(
                "subjects",
                ProtobufForm.Message,
                Message(
                    (1, new("kind", Text)),
                    (2, new("apiGroup", Text)),
                    (3, new("name", Text)),
                    (4, new("namespace", Text))
                ),
                Repeated: true
            )
        ),
        (
            3,
            new(
                "roleRef",
                ProtobufForm.Message,
                Message((1, new("apiGroup", Text)), (2, new("kind", Text)), (3, new("name", Text)))
            )
        )
    );

    private static readonly Dictionary<string, ProtobufMessage> Known = new()
    {
        ["Namespace"] = Message(
            (1, Metadata),
            (2, new("spec", ProtobufForm.Message, Message((1, new("finalizers", Text, Repeated: true))))),
            (3, new("status", ProtobufForm.Message, Message((1, new("phase", Text)))))
        ),
        ["ConfigMap"] = Message(
            (1, Metadata),
            (2, new("data", StringMap)),
            (3, new("binaryData", BytesMap)),
            (4, new("immutable", ProtobufForm.Boolean))
        ),
        ["Secret"] = Message(
            (1, Metadata),
            (2, new("data", BytesMap)),
            (3, new("type", Text)),
            (4, new("stringData", StringMap)),
            (5, new("immutable", ProtobufForm.Boolean))
        ),
        ["ServiceAccount"] = Message((1, Metadata)),
        ["Role"] = Message((1, Metadata), (2, Rules)),
        ["ClusterRole"] = Message((1, Metadata), (2, Rules)),
        ["RoleBinding"] = Binding,
        ["ClusterRoleBinding"] = Binding,
        ["TokenRequest"] = Message(
            (1, Metadata),
            (
                2,
                new(
                    "spec",
                    ProtobufForm.Message,
                    Message((1, new("audiences", Text, Repeated: true)), (4, new("expirationSeconds", Integer)))
                )
            ),
            (3, new("status", Ignored))
        ),
        ["DeleteOptions"] = Message(
            (1, new("gracePeriodSeconds", Integer)),
            (
                2,
                new(
                    "preconditions",
                    ProtobufForm.Message,
                    Message((1, new("uid", Text)), (2, new("resourceVersion", Text)))
                )
            ),
            (3, new("orphanDependents", ProtobufForm.Boolean)),
            (4, new("propagationPolicy", Text)),
            (5, new("dryRun", Text, Repeated: true))
        ),
        ["SelfSubjectAccessReview"] = Message(
            (1, Metadata),
            (
                2,
                new(
                    "spec",
                    ProtobufForm.Message,
                    Message(
                        (1, new("resourceAttributes", ProtobufForm.Message, ResourceAttributes)),
                        (2, new("nonResourceAttributes", ProtobufForm.Message, NonResourceAttributes))
                    )
                )
            ),
            (3, new("status", Ignored))
        ),
        ["SelfSubjectRulesReview"] = Message(
            (1, Metadata),
            (2, new("spec", ProtobufForm.Message, Message((1, new("namespace", Text))))),
            (3, new("status", Ignored))
        ),
        ["SelfSubjectReview"] = Message((1, Metadata), (2, new("status", Ignored))),
    };

    /// <summary>The message of a kind; null when it is not one of those that kubectl sends.</summary>
    public static ProtobufMessage? For(string? kind) => kind is null ? null : Known.GetValueOrDefault(kind);

    private static ProtobufMessage Message(params (int Number, ProtobufField Field)[] fields) =>
        new(fields.ToDictionary(f => f.Number, f => f.Field));
}
