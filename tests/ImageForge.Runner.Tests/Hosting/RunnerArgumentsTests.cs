using ImageForge.Runner.Hosting;
using Xunit;

namespace ImageForge.Runner.Tests.Hosting;

public sealed class RunnerArgumentsTests
{
    [Theory]
    [InlineData("--plan p.json", false)]
    [InlineData("--plan=p.json --log=json", false)]
    [InlineData("--log text --plan p.json", true)]
    public void A_plan_and_a_log_format_are_read(string line, bool text) =>
        Assert.Equal(new RunnerArguments.Run("p.json", text), RunnerArguments.Parse(line.Split(' ')));

    [Theory]
    [InlineData("", "--plan is missing")]
    [InlineData("--plan", "--plan needs a value")]
    [InlineData("--plan=", "--plan needs a value")]
    [InlineData("--plan p --log xml", "xml")]
    [InlineData("--plna p", "--plna")]
    [InlineData("p.json", "p.json")]
    public void What_is_wrong_is_named(string line, string named)
    {
        var refused = Assert.IsType<RunnerArguments.Refuse>(
            RunnerArguments.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        );
        Assert.Contains(named, refused.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "usage")]
    [InlineData("--version", "0.")]
    public void Help_and_version_are_printed(string line, string part)
    {
        var print = Assert.IsType<RunnerArguments.Print>(RunnerArguments.Parse([line]));
        Assert.Contains(part, print.Text, StringComparison.Ordinal);
    }
}
