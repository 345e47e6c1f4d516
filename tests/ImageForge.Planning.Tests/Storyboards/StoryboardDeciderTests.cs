using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Storyboards;

public class StoryboardDeciderTests
{
    private const string Three = """
        {"scene":"Rain falls on the quiet tram stop at night.","genre":"noir","concurrency":2,
         "parameters":{"fov":40,"contrast":70},"template":{"seed":11},
         "shots":[{"text":"The tram leaves in the rain."},{"text":"She waits, alone.","caption":"Missed","parameters":{"fov":90}},
                  {"text":"Lanterns light the street.","seed":99}]}
        """;

    [Fact]
    public void Frames_are_begun_as_many_at_once_as_may_run()
    {
        var world = new BoardWorld(Three);
        world.Settle();
        Assert.Equal(["chase-f01", "chase-f02"], world.Frames.Select(f => f.Metadata.Name));
        Assert.Equal(JobState.Queued, world.Status.State);
        Assert.Equal("0/3", world.Status.FramesDone);

        world.End(0, JobState.Completed);
        world.Settle();
        Assert.Equal(3, world.Frames.Count);
        Assert.Equal("1/3", world.Status.FramesDone);
        Assert.Equal(JobState.Running, world.Status.State);
    }

    [Fact]
    public void Frames_carry_genre_camera_seed_signals_and_prompt()
    {
        var world = new BoardWorld(Three);
        world.Settle();
        world.End(0, JobState.Completed);
        world.Settle();
        var (first, second, third) = (world.Frames[0].Spec, world.Frames[1].Spec, world.Frames[2].Spec);
        Assert.Equal("The tram leaves in the rain. (Rain falls on the quiet tram stop at night.)", first.Prompt!.Text);
        Assert.Equal(Genre.Noir, first.Compose!.Genre);
        Assert.Equal(["tram", "rain"], first.Compose.Signals!.Select(s => s.Tag));
        Assert.Equal((40, 70), (first.Polish!.Camera!.Fov, first.Polish.Camera.Contrast));
        Assert.Equal((90, 70), (second.Polish!.Camera!.Fov, second.Polish.Camera.Contrast));
        Assert.Equal((11, 11, 99), (first.Seed, second.Seed, third.Seed));
        Assert.Equal(300, first.Runner!.ActiveDeadlineSeconds);
    }

    // Kept while the frame is suspended, and after.
    [Fact]
    public void Frames_join_the_trace_that_the_storyboard_was_asked_to_join()
    {
        const string Context = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var world = new BoardWorld(Three);
        world.Board = world.Board with
        {
            Metadata = world.Board.Metadata with
            {
                Annotations = new Dictionary<string, string> { [Labels.TraceParent] = Context, ["team"] = "night" },
            },
        };
        foreach (var suspend in new[] { false, true, false })
        {
            world.Board = world.Board with { Spec = world.Board.Spec with { Suspend = suspend } };
            world.Settle();
            Assert.All(
                world.Frames,
                frame =>
                {
                    Assert.Equal(Context, frame.Metadata.Annotations![Labels.TraceParent]);
                    Assert.Equal(suspend, frame.Spec.Suspend);
                    Assert.Equal(suspend ? 2 : 1, frame.Metadata.Annotations.Count);
                }
            );
        }
    }

    [Fact]
    public void Frames_that_would_be_the_same_picture_get_seeds_of_their_own()
    {
        var world = new BoardWorld(
            """{"concurrency":3,"shots":[{"text":"She waits here."},{"text":"She waits on."},{"text":"She still waits."}]}"""
        );
        world.Settle();
        Assert.Equal(3, world.Frames.Select(f => f.Spec.Seed).Distinct().Count());
    }

    [Fact]
    public void Frames_are_rendered_as_the_template_says_from_one_seed_and_their_own_words()
    {
        var world = new BoardWorld(
            """
            {"concurrency":3,"negative":"text","shots":[{"text":"She waits here."},{"text":"She waits on."}],"template":{"seed":7,
             "quality":"High","runner":{"gpu":{},"onGpuMissing":"UseCpu"},
             "polish":{"backend":"Onnx","model":{"uri":"s3://models/sd"},"strength":0.5,"mask":{"uri":"file:///m.png"}}}}
            """
        );
        world.Settle();
        Assert.Equal([7L, 7L], world.Frames.Select(f => f.Spec.Seed!.Value));
        var works = world.Frames.Select(f =>
            (GenerateWork)
                Assert
                    .IsType<Resolution.Ready>(
                        JobResolver.Resolve(
                            f with
                            {
                                Metadata = f.Metadata with { Uid = Given.Uid },
                            },
                            null,
                            new OperatorDefaults { StoreUri = "s3://b", AllowFileUris = true }
                        )
                    )
                    .Plan.Work
        );
        Assert.All(
            works,
            work =>
            {
                Assert.Equal(
                    (0.5, Quality.High, "file:///m.png"),
                    (work.Polish!.Strength, work.Polish.Quality, work.Polish.Mask!.Uri)
                );
                Assert.NotNull(work.Compose);
                Assert.Equal("text", work.Prompt!.Negative);
            }
        );
        Assert.Equal(2, works.Select(w => w.Prompt!.Text).Distinct().Count());
    }

    [Fact]
    public void Finished_frames_are_put_on_a_sheet_and_the_storyboard_is_ready()
    {
        var world = Ended(JobState.Completed, JobState.Completed, JobState.Completed);
        Assert.Equal("True", Condition(world, Conditions.FramesReady));
        Assert.Equal(3, world.Sheet.Columns);
        Assert.Equal((480, 270), (world.Sheet.Width, world.Sheet.Height));
        Assert.Equal(["frame-0.png", "frame-1.png", "frame-2.png"], world.Sheet.Frames.Select(f => f.Key));
        Assert.Equal("Missed", world.Sheet.Frames[1].Caption);

        world.FinishSheet();
        world.Settle();
        Assert.Equal(JobState.Completed, world.Status.State);
        Assert.Equal("True", Condition(world, Conditions.Ready));
        Assert.Equal("True", Condition(world, Conditions.Assembled));
        Assert.Equal("studio/chase/contact-sheet.png", world.Status.ContactSheet!.Key);
        Assert.Equal(100, world.Status.Progress!.Percent);
    }

    [Fact]
    public void Failed_frame_does_not_lose_the_others()
    {
        var world = Ended(JobState.Completed, JobState.Failed, JobState.Completed);
        Assert.Null(world.Sheet.Frames[1].Key);
        world.FinishSheet();
        world.Settle();
        Assert.Equal(JobState.Failed, world.Status.State);
        Assert.Equal("True", Condition(world, Conditions.Stalled));
        Assert.NotNull(world.Status.ContactSheet);
        Assert.Contains(
            "Frame 2",
            world.Status.Conditions!.Single(c => c.Type == Conditions.Ready).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Frame_that_the_api_server_refuses_is_told_once_and_the_others_go_on()
    {
        var world = new BoardWorld(Three) { Refusing = { ["chase-f01"] = "spec.seed: Invalid value: 9" } };
        world.Settle();
        world.Settle();
        Assert.Equal(["chase-f01"], world.Asked);
        Assert.Equal(["chase-f02", "chase-f03"], world.Frames.Select(f => f.Metadata.Name));
        Assert.Equal(JobState.Rejected, world.Status.Frames![0].State);
        Assert.Equal("spec.seed: Invalid value: 9", world.Status.Frames[0].Message);
        var told = Assert.Single(world.Events, e => e.Reason == Reasons.FrameRefused);
        Assert.True(told.Warning);
        Assert.Contains("spec.seed: Invalid value: 9", told.Note, StringComparison.Ordinal);

        world.End(0, JobState.Completed);
        world.End(1, JobState.Completed);
        world.Settle();
        world.FinishSheet();
        world.Settle();
        Assert.Equal(JobState.Failed, world.Status.State);
        Assert.Equal("2/3", world.Status.FramesDone);
        Assert.Contains(
            "Frame 1: Rejected: spec.seed: Invalid value: 9",
            world.Status.Conditions!.Single(c => c.Type == Conditions.Ready).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(["chase-f01"], world.Asked);
    }

    [Fact]
    public void A_frame_that_its_user_suspended_stays_so_whatever_becomes_of_the_storyboard()
    {
        var world = new BoardWorld(Three);
        world.Settle();
        Suspend(1, true);
        world.Settle();
        Assert.Equal([false, true], world.Frames.Select(f => f.Spec.Suspend));

        world.Board = world.Board with { Spec = world.Board.Spec with { Suspend = true } };
        world.Settle();
        Assert.Equal([true, true], world.Frames.Select(f => f.Spec.Suspend));
        world.Board = world.Board with { Spec = world.Board.Spec with { Suspend = false } };
        world.Settle();
        Assert.Equal([false, true], world.Frames.Select(f => f.Spec.Suspend));
        Assert.All(world.Frames, f => Assert.Null(f.Metadata.Annotations));

        Suspend(1, false);
        world.Settle();
        Assert.Equal([false, false], world.Frames.Select(f => f.Spec.Suspend));

        void Suspend(int index, bool value) =>
            world.Frames[index] = world.Frames[index] with { Spec = world.Frames[index].Spec with { Suspend = value } };
    }

    [Fact]
    public void Frames_that_an_earlier_version_suspended_without_a_mark_are_resumed_once()
    {
        var world = new BoardWorld(Three);
        world.Settle();
        world.Board = world.Board with { Spec = world.Board.Spec with { Suspend = true } };
        world.Settle();
        for (var i = 0; i < world.Frames.Count; i++)
        {
            world.Frames[i] = world.Frames[i] with { Metadata = world.Frames[i].Metadata with { Annotations = null } };
        }

        world.Board = world.Board with { Spec = world.Board.Spec with { Suspend = false } };
        world.Settle();
        Assert.All(world.Frames, f => Assert.False(f.Spec.Suspend));
        world.Frames[0] = world.Frames[0] with { Spec = world.Frames[0].Spec with { Suspend = true } };
        world.Settle();
        Assert.True(world.Frames[0].Spec.Suspend);
    }

    [Fact]
    public void Frame_that_its_user_suspended_stays_so_when_the_status_is_written_late()
    {
        var world = new BoardWorld(Three);
        world.Settle();
        world.Frames[1] = world.Frames[1] with { Spec = world.Frames[1].Spec with { Suspend = true } };
        world.Board = world.Board with { Spec = world.Board.Spec with { Suspend = true } };
        world.Settle();

        // The marked frame is resumed, and the status still says Suspended.
        world.Board = world.Board with
        {
            Spec = world.Board.Spec with { Suspend = false },
        };
        world.Frames[0] = world.Frames[0] with
        {
            Spec = world.Frames[0].Spec with { Suspend = false },
            Metadata = world.Frames[0].Metadata with { Annotations = null },
        };
        world.Settle();
        Assert.Equal([false, true], world.Frames.Select(f => f.Spec.Suspend));
    }

    [Fact]
    public void Frames_that_would_wait_for_themselves_are_refused_until_the_cycle_is_broken()
    {
        var world = new BoardWorld(Three) { Cycle = ["chase-f02", "sea", "chase-f02"] };
        world.Settle();
        world.Settle();
        Assert.Equal(JobState.Rejected, world.Status.State);
        Assert.Empty(world.Frames);
        var told = Assert.Single(world.Events);
        Assert.Equal((true, Reasons.ArtifactCycle), (told.Warning, told.Reason));
        Assert.Contains("chase-f02 → sea → chase-f02", told.Note, StringComparison.Ordinal);

        world.Cycle = null;
        world.Settle();
        Assert.Equal(2, world.Frames.Count);
        Assert.Equal("True", Condition(world, Conditions.Accepted));
    }

    [Fact]
    public void Refused_frame_is_asked_for_again_when_the_spec_has_changed()
    {
        var world = new BoardWorld(Three) { Refusing = { ["chase-f01"] = "no" } };
        world.Settle();
        world.Board = world.Board with { Metadata = world.Board.Metadata with { Generation = 2 } };
        world.End(0, JobState.Completed);
        world.Settle();
        Assert.Equal(["chase-f01", "chase-f01"], world.Asked);
    }

    [Fact]
    public void Without_a_single_frame_there_is_no_sheet()
    {
        var world = Ended(JobState.Failed, JobState.Rejected, JobState.Failed);
        Assert.Empty(world.ConfigMaps);
        Assert.Equal(JobState.Failed, world.Status.State);
    }

    [Fact]
    public void Suspend_cancel_and_resume_reach_the_frames()
    {
        var world = new BoardWorld(Three);
        world.Settle();
        world.Board = world.Board with { Spec = world.Board.Spec with { Suspend = true } };
        world.Settle();
        Assert.All(world.Frames, f => Assert.True(f.Spec.Suspend));
        Assert.Equal(JobState.Suspended, world.Status.State);
        world.Board = world.Board with { Spec = world.Board.Spec with { Suspend = false } };
        world.Settle();
        Assert.All(world.Frames, f => Assert.False(f.Spec.Suspend));
        world.Board = world.Board with { Spec = world.Board.Spec with { Cancel = true } };
        world.Settle();
        Assert.All(world.Frames, f => Assert.True(f.Spec.Cancel));
        Assert.Equal(JobState.Cancelled, world.Status.State);
    }

    [Fact]
    public void Job_of_somebody_else_in_a_frame_s_place_is_left_alone()
    {
        var world = new BoardWorld(Three);
        var job = Given.Job("""{"compose":{}}""");
        world.Frames.Add(job with { Metadata = job.Metadata with { Name = "chase-f01" } });
        world.Settle();
        Assert.Equal(JobState.Rejected, world.Status.State);
        Assert.Equal(Reasons.NameConflict, world.Status.Conditions!.Single(c => c.Type == Conditions.Accepted).Reason);
        Assert.Single(world.Frames);
    }

    [Theory]
    [InlineData(
        """{"scene":"A quiet street at night.","script":{"engine":"LanguageModel","languageModel":{"url":"http://x","model":"y"}}}""",
        "script.engine"
    )]
    [InlineData("""{"scene":"A quiet street at night.","consistency":{}}""", "consistency")]
    [InlineData(
        """{"scene":"A quiet street at night.","refine":[{"frame":1,"instruction":"darker please"}]}""",
        "refine"
    )]
    [InlineData("""{"scene":"A quiet street at night.","exports":[{"format":"JSON"}]}""", "exports")]
    [InlineData("""{"shots":[{"text":"A street.","duration":"3s"}]}""", "shots.duration")]
    [InlineData("""{"scene":"A quiet street at night.","contactSheet":{"columns":20}}""", "contactSheet.columns")]
    public void What_is_not_carried_out_is_refused_by_name(string spec, string field)
    {
        var world = new BoardWorld(spec);
        world.Settle();
        var accepted = world.Status.Conditions!.Single(c => c.Type == Conditions.Accepted);
        Assert.Equal((Reasons.NotSupported, JobState.Rejected), (accepted.Reason, world.Status.State));
        Assert.StartsWith($"spec.{field} ", accepted.Message, StringComparison.Ordinal);
        Assert.Empty(world.Frames);
    }

    private static BoardWorld Ended(params JobState[] states)
    {
        var world = new BoardWorld(Three);
        for (var i = 0; i < states.Length; i++)
        {
            world.Settle();
            world.End(i, states[i]);
        }

        world.Settle();
        return world;
    }

    private static string? Condition(BoardWorld world, string type) =>
        world.Status.Conditions!.FirstOrDefault(c => c.Type == type)?.Status;
}
