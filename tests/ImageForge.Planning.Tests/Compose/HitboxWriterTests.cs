using ImageForge.Contracts.Plans;
using ImageForge.Planning.Compose;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Compose;

public class HitboxWriterTests
{
    private static readonly RunPlan Plan = Assert
        .IsType<Resolution.Ready>(
            JobResolver.Resolve(
                Given.Job(
                    """{"compose":{"hitboxes":"Status","signals":[{"category":"weather","tag":"rain","score":-0.75},{"category":"sports","tag":"match","score":0.5}]}}"""
                ),
                null,
                new OperatorDefaults { StoreUri = "s3://b" }
            )
        )
        .Plan;

    [Fact]
    public void Boxes_are_those_of_the_signals_in_their_order()
    {
        Assert.True(Plan.Delivery.ReportsHitboxes);
        var boxes = HitboxWriter.Write(
            (GenerateWork)Plan.Work,
            [
                [1, 2, 3, 4],
                [5, 6, 7, 8],
            ]
        )!;
        Assert.Equal(["rain -0.75 0.75", "match 0.5 0.5"], boxes.Select(b => $"{b.Tag} {b.Score} {b.Intensity}"));
        Assert.Equal((5, 6, 7, 8), (boxes[1].X, boxes[1].Y, boxes[1].Width, boxes[1].Height));
    }

    [Fact]
    public void Boxes_that_did_not_fit_into_the_message_are_left_to_the_manifest() =>
        Assert.Equal(
            "rain",
            Assert
                .Single(
                    HitboxWriter.Write(
                        (GenerateWork)Plan.Work,
                        [
                            [1, 2, 3, 4],
                        ]
                    )!
                )
                .Tag
        );
}
