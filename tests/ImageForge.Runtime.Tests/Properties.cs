using System.Globalization;
using FsCheck;
using Microsoft.FSharp.Core;

namespace ImageForge.Runtime.Tests;

/// <summary>Checks properties with a fixed seed, so that a run can be repeated; another may be given from outside.</summary>
internal static class Properties
{
    private const ulong DefaultSeed = 20261121;

    /// <summary>Throws with the smallest counterexample and the seed that leads to it.</summary>
    public static void Check(Property property, int tests = 1000)
    {
        var seed = Environment.GetEnvironmentVariable("IMAGEFORGE_TEST_SEED") is { Length: > 0 } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture)
            : DefaultSeed;
        var replay = new Replay(new Rnd(seed, 1), FSharpOption<int>.None);
        FsCheck.Check.One(
            Config
                .QuickThrowOnFailure.WithMaxTest(tests)
                .WithQuietOnSuccess(true)
                .WithReplay(FSharpOption<Replay>.Some(replay)),
            property
        );
    }
}
