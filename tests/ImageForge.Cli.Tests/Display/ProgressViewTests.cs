using ImageForge.Cli.Display;
using Xunit;

namespace ImageForge.Cli.Tests.Display;

public sealed class ProgressViewTests
{
    [Fact]
    public void Lines_are_written_once_for_each_change()
    {
        var output = new StringWriter { NewLine = "\n" };
        var view = new LineView(output);
        view.Show("fog", 30, "Generating", "0/2");
        view.Show("fog", 35, "Generating", "0/2", "Step 3/20");
        view.Show("fog", 60, "Generating", "1/2");
        view.Finish("fog done");
        Assert.Equal("fog: Generating 0/2\nfog: Generating 1/2\nfog done\n", output.ToString());
    }

    [Fact]
    public void A_bar_says_what_exactly_is_done()
    {
        var output = new StringWriter { NewLine = "\n" };
        var view = new BarView(output, 100);
        view.Show("fog", 30, "Generating", "0/2", "Downloading model 40 %");
        view.Show("fog", 80, "Evaluating", "2/2", "Evaluating");
        var drawn = output.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("30%  Generating  0/2  Downloading model 40 %", drawn[0], StringComparison.Ordinal);
        Assert.EndsWith("80%  Evaluating  2/2", drawn[1].TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_is_redrawn_in_place_and_never_wider_than_the_terminal()
    {
        var output = new StringWriter { NewLine = "\n" };
        var view = new BarView(output, 40);
        view.Show("night-market", 50, "Generating", "2/4 of a long message");
        view.Show("night-market", 100, "Completed", "4/4");
        view.Finish("night-market done");
        var drawn = output.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(drawn, line => Assert.True(line.Length <= 40, line));
        Assert.StartsWith("night-market  ━━━━━━━━━━━━──────────", drawn[0], StringComparison.Ordinal);
        Assert.Equal("night-market done\n", drawn[^1]);
    }
}
