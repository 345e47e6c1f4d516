using System.Text.Json.Nodes;
using ImageForge.DevCluster.Http;
using ImageForge.DevCluster.Storage;
using Xunit;

namespace ImageForge.DevCluster.Tests.Http;

/// <summary>Bodies as kubectl 1.32 sends them, byte for byte, and one of helm, put together from the published field numbers.</summary>
public class ProtobufBodiesTests
{
    private const string Namespace = "azhzAAoPCgJ2MRIJTmFtZXNwYWNlEh4KFgoGc3R1ZGlvEgAaACIAKgAyADgAQgASABoCCgAaACIA";

    private const string ConfigMap =
        "azhzAAoPCgJ2MRIJQ29uZmlnTWFwEi4KGQoIc2V0dGluZ3MSABoBYSIAKgAyADgAQgASBgoBYRIBYhIJCgFjEgTDqSBkGgAiAA==";

    private const string BinaryConfigMap =
        "azhzAAoPCgJ2MRIJQ29uZmlnTWFwEiMKFQoEYmxvYhIAGgFhIgAqADIAOABCABoKCgNiaW4SAwAB/xoAIgA=";

    private const string Secret =
        "azhzAAoMCgJ2MRIGU2VjcmV0EjkKEwoCczMSABoBYSIAKgAyADgAQgASDgoJYWNjZXNzS2V5EgF4EhAKCXNlY3JldEtleRIDeSB6GgAaACIA";

    private const string AccessReview =
        "azhzAAoyChdhdXRob3JpemF0aW9uLms4cy5pby92MRIXU2VsZlN1YmplY3RBY2Nlc3NSZXZpZXcSUgoQCgASABoAIgAqADIAOABCABI0CjIK"
        + "AWESBmNyZWF0ZRoAIgAqHWdlbmVyYXRpb25qb2JzLmltYWdlZm9yZ2UuZGV2MgA6ABoICAASABoAIAAaACIA";

    private const string SubjectReview =
        "azhzAAotChhhdXRoZW50aWNhdGlvbi5rOHMuaW8vdjESEVNlbGZTdWJqZWN0UmV2aWV3EhoKEAoAEgAaACIAKgAyADgAQgASBgoECgASABoAIgA=";

    private const string ServiceAccount =
        "azhzAAoUCgJ2MRIOU2VydmljZUFjY291bnQSGAoWCgVyb2JvdBIAGgFhIgAqADIAOABCABoAIgA=";

    private const string ClusterRole =
        "azhzAAorChxyYmFjLmF1dGhvcml6YXRpb24uazhzLmlvL3YxEgtDbHVzdGVyUm9sZRIlChIKAmNyEgAaACIAKgAyADgAQgASDwoDZ2V0KggvbWV0"
        + "cmljcxoAIgA=";

    private const string RoleBinding =
        "azhzAAorChxyYmFjLmF1dGhvcml6YXRpb24uazhzLmlvL3YxEgtSb2xlQmluZGluZxJZChMKAnJiEgAaAWEiACoAMgA4AEIAEhwKDlNlcnZpY2VB"
        + "Y2NvdW50EgAaBXJvYm90IgFhGiQKGXJiYWMuYXV0aG9yaXphdGlvbi5rOHMuaW8SBFJvbGUaAXIaACIA";

    // Helm sends such options with each delete of a release's Secret.
    private const string DeleteOptions = "azhzAAoTCgJ2MRINRGVsZXRlT3B0aW9ucxIZCAASBAoCdTEiCkJhY2tncm91bmQqA0FsbBoAIgA=";

    private const string Job =
        "azhzAAoPCghiYXRjaC92MRIDSm9iEpABChYKBWhlbGxvEgAaAWEiACoAMgA4AEIAEmwyagoQCgASABoAIgAqADIAOABCABJWEjMKBWhlbGxvEhFp"
        + "bWFnZWZvcmdlL3J1bm5lchoDcnVuKgBCAGoAcgCAAQCIAQCQAQCiAQAaBU5ldmVyMgBCAEoAUgBYAGAAaACCAQCKAQCaAQDCAQAaCCAAKAAw"
        + "ADoAGgAiAA==";

    [Theory]
    [InlineData(Namespace, """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"studio"}}""")]
    [InlineData(
        ConfigMap,
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"a"},"data":{"a":"b","c":"é d"}}"""
    )]
    [InlineData(
        BinaryConfigMap,
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"blob","namespace":"a"},"binaryData":{"bin":"AAH/"}}"""
    )]
    [InlineData(
        Secret,
        """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s3","namespace":"a"},"data":{"accessKey":"eA==","secretKey":"eSB6"}}"""
    )]
    [InlineData(
        AccessReview,
        """{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{"namespace":"a","verb":"create","resource":"generationjobs.imageforge.dev"}}}"""
    )]
    [InlineData(
        DeleteOptions,
        """{"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":0,"preconditions":{"uid":"u1"},"propagationPolicy":"Background","dryRun":["All"]}"""
    )]
    [InlineData(SubjectReview, """{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}""")]
    [InlineData(
        ServiceAccount,
        """{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot","namespace":"a"}}"""
    )]
    [InlineData(
        ClusterRole,
        """{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"cr"},"rules":[{"verbs":["get"],"nonResourceURLs":["/metrics"]}]}"""
    )]
    [InlineData(
        RoleBinding,
        """{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"rb","namespace":"a"},"subjects":[{"kind":"ServiceAccount","name":"robot","namespace":"a"}],"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"r"}}"""
    )]
    public void Reads_what_kubectl_sends(string body, string expected)
    {
        var read = ProtobufBodies.Decode(Convert.FromBase64String(body));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), read), read.ToJsonString());
    }

    [Fact]
    public void A_kind_that_is_not_understood_whole_is_refused()
    {
        var error = Assert.Throws<ApiError>(() => ProtobufBodies.Decode(Convert.FromBase64String(Job)));
        Assert.Equal(415, error.Code);
    }

    [Fact]
    public void Any_cut_of_a_body_is_refused_and_never_crashes()
    {
        var body = Convert.FromBase64String(ConfigMap);
        for (var length = 0; length < body.Length; length++)
        {
            try
            {
                ProtobufBodies.Decode(body[..length]);
            }
            catch (ApiError e)
            {
                Assert.InRange(e.Code, 400, 415);
            }
        }
    }
}
