using System.Text;
using ImageForge.Runner.Plans;
using Xunit;

namespace ImageForge.Runner.Tests.Plans;

public sealed class PlanReaderTests
{
    [Theory]
    [InlineData("", "cannot be read")]
    [InlineData("null", "empty")]
    [InlineData("[]", "cannot be read")]
    [InlineData("{\"version\": \"imageforge.dev/plan/v9\", \"new\": 1}", "imageforge.dev/plan/v9")]
    [InlineData("{\"version\": 3}", "version '3'")]
    [InlineData("{\"planHash\": \"x\", \"unknown\": 1}", "unknown")]
    [InlineData("{\"planHash\": \"x\", \"work\": {\"task\": \"Dance\"}}", "Dance")]
    [InlineData("{\"planHash\": \"x\", \"work\": {}}", "work")]
    public void What_is_no_plan_is_named(string json, string named)
    {
        var e = Assert.Throws<PlanInvalidException>(() => PlanReader.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var e = Assert.Throws<PlanInvalidException>(() => PlanReader.ReadFile("no/such/plan.json"));
        Assert.Contains("no/such/plan.json", e.Message, StringComparison.Ordinal);
    }
}
