using System.Text;
using ImageForge.Planning.Statuses;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Statuses;

public class ConditionSetTests
{
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Then.AddMinutes(5);

    private static readonly V1Condition Old = new()
    {
        Type = "Ready",
        Status = "False",
        Reason = "Queued",
        Message = "waits",
        ObservedGeneration = 1,
        LastTransitionTime = Then.UtcDateTime,
    };

    [Fact]
    public void Same_status_word_keeps_the_time_although_reason_and_message_change()
    {
        var set = new ConditionSet([Old], 2, Now);
        set.Set("Ready", false, "Running", "runs");
        var condition = Assert.Single(set.ToList());
        Assert.Equal(Then, condition.LastTransitionTime);
        Assert.Equal("Running", condition.Reason);
        Assert.Equal(2, condition.ObservedGeneration);
    }

    [Fact]
    public void Other_status_word_has_a_new_time()
    {
        var set = new ConditionSet([Old], 1, Now);
        set.Set("Ready", true, "Completed", "done");
        Assert.Equal(Now, Assert.Single(set.ToList()).LastTransitionTime);
    }

    [Fact]
    public void Untouched_conditions_stay_and_are_observed_anew()
    {
        var condition = Assert.Single(new ConditionSet([Old], 3, Now).ToList());
        Assert.Equal(Old with { ObservedGeneration = 3 }, condition);
    }

    [Fact]
    public void Conditions_are_ordered_and_removed()
    {
        var set = new ConditionSet([Old], 1, Now);
        set.Set("Accepted", true, "Valid", "");
        set.Set("Reconciling", true, "Running", "");
        set.Remove("Reconciling");
        Assert.Equal(["Accepted", "Ready"], set.ToList().Select(c => c.Type));
    }

    [Fact]
    public void Messages_are_cut_between_characters()
    {
        var cut = Text.Truncate(string.Concat(Enumerable.Repeat("🏮", 400)), 1024);
        Assert.True(Encoding.UTF8.GetByteCount(cut) <= 1024);
        Assert.EndsWith("🏮…", cut, StringComparison.Ordinal);
    }
}
