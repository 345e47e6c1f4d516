using Xunit;

namespace ImageForge.Api.Tests.Crds;

/// <summary>Which changes of an object an API server refuses.</summary>
public sealed class ChangeTests
{
    private const string Job = "{prompt: {text: a town}, cleanup: {childrenAfter: 1h}, tags: [old]}";
    private const string Board = "{scene: a town at the end of the line}";

    [Theory]
    [InlineData(Job)]
    [InlineData("{prompt: {text: a town}, tags: [old], suspend: true}")]
    [InlineData("{prompt: {text: a town}, tags: [old], cancel: true, cleanup: {childrenAfter: 2h}}")]
    [InlineData("{prompt: {text: a town}, tags: [old], discard: [2]}")]
    public void HoldingEndingAndCleaningUpIsAllowed(string changed) =>
        Assert.Empty(Changed("GenerationJob", Job, changed));

    [Theory]
    [InlineData("spec.prompt:", "prompt is immutable", "{prompt: {text: another town}, tags: [old]}")]
    [InlineData("spec.variants:", "variants is immutable", "{prompt: {text: a town}, tags: [old], variants: 2}")]
    [InlineData("spec.polish:", "polish is immutable", "{prompt: {text: a town}, tags: [old], polish: {}}")]
    [InlineData("spec.tags:", "tags is immutable", "{prompt: {text: a town}}")]
    [InlineData("spec.size:", "size is immutable", "{prompt: {text: a town}, tags: [old], size: {preset: Card}}")]
    public void EverythingElseIsRefusedNamingTheField(string field, string message, string changed) =>
        AdmissionTests.Refused(field, message, Changed("GenerationJob", Job, changed));

    [Fact]
    public void CancellingCannotBeUndone()
    {
        var problems = Changed("GenerationJob", "{compose: {}, cancel: true}", "{compose: {}, cancel: false}");

        AdmissionTests.Refused("spec.cancel:", "cancel cannot be undone", problems);
    }

    [Fact]
    public void FramesOfAStoryboardMayBeRefinedLater()
    {
        var refined = "{scene: a town at the end of the line, refine: [{frame: 2, instruction: make it snow}]}";

        Assert.Empty(Changed("Storyboard", Board, refined));
        AdmissionTests.Refused(
            "spec.genre:",
            "genre is immutable",
            Changed("Storyboard", Board, "{scene: a town at the end of the line, genre: noir}")
        );
    }

    private static IReadOnlyList<string> Changed(string kind, string old, string changed) =>
        Admission.Problems(Admission.Object(kind, changed), Admission.Object(kind, old));
}
