using FsCheck;
using FsCheck.Fluent;
using ImageForge.Planning.Naming;
using Xunit;

namespace ImageForge.Planning.Tests.Naming;

public class ChildNamesTests
{
    private const string Hash = "sha256:00";

    [Fact]
    public void Name_is_the_same_however_often_it_is_computed() =>
        Assert.Equal(ChildNames.ForRun("night", "u1", Hash), ChildNames.ForRun("night", "u1", Hash));

    [Fact]
    public void Name_begins_with_the_job() =>
        Assert.StartsWith("night-market-", ChildNames.ForRun("night-market", "u1", Hash), StringComparison.Ordinal);

    [Fact]
    public void Long_names_that_share_their_beginning_differ_by_uid()
    {
        var head = new string('a', 60);
        Assert.NotEqual(ChildNames.ForRun(head + "b", "u1", Hash), ChildNames.ForRun(head + "c", "u2", Hash));
    }

    [Fact]
    public void Recreated_job_has_other_children() =>
        Assert.NotEqual(ChildNames.ForRun("night", "u1", Hash), ChildNames.ForRun("night", "u2", Hash));

    [Fact]
    public void Names_are_valid_for_any_job_name() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Gen.Choose(1, 63).ToArbitrary(),
                length =>
                {
                    var job = "a" + new string('-', Math.Max(0, length - 2)) + (length > 1 ? "z" : "");
                    string[] names =
                    [
                        ChildNames.ForRun(job, "u", Hash),
                        ChildNames.ForFrame(job, "u", 0),
                        ChildNames.ForFrame(job, "u", 19),
                    ];
                    return names.All(n =>
                        n.Length <= ChildNames.MaxLength
                        && !n.EndsWith('-')
                        && n.All(c => c == '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                    );
                }
            )
        );

    [Fact]
    public void Frames_count_from_one() => Assert.Equal("chase-f01", ChildNames.ForFrame("chase", "u", 0));
}
