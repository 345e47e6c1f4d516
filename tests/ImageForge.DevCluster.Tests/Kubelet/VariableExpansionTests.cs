using ImageForge.DevCluster.Kubelet;
using Xunit;

namespace ImageForge.DevCluster.Tests.Kubelet;

public sealed class VariableExpansionTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("$(A)", "a")]
    [InlineData("x$(A)y$(B)z", "xaybz")]
    [InlineData("$(NONE)", "$(NONE)")]
    [InlineData("$$(A)", "$(A)")]
    [InlineData("$$$(A)", "$a")]
    [InlineData("$A", "$A")]
    [InlineData("$(A", "$(A")]
    [InlineData("end$", "end$")]
    public void Known_names_are_replaced(string text, string expected) =>
        Assert.Equal(
            expected,
            VariableExpansion.Expand(text, new Dictionary<string, string> { ["A"] = "a", ["B"] = "b" })
        );
}
