using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Kube;
using ImageForge.Operator.Controllers;
using k8s.Models;
using Xunit;

namespace ImageForge.Operator.Tests.Controllers;

public class RegistrationTests
{
    private static readonly AtmosphereProfile Profile = new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "monsoon",
            NamespaceProperty = "studio",
            Uid = "u",
            Generation = 1,
        },
        Spec = new(),
    };

    /// <summary>Whether a change of a profile wakes the jobs and storyboards that use it.</summary>
    public static TheoryData<string, AtmosphereProfile?, AtmosphereProfile?, bool> Changes { get; } =
        new()
        {
            { "status written", Profile, Profile with { Status = new() { Jobs = 2 } }, false },
            { "spec changed", Profile, Profile with { Metadata = Profile.Metadata with { Generation = 2 } }, true },
            { "created", null, Profile, true },
            { "deleted", Profile, null, true },
            {
                "deleted and created again",
                Profile,
                Profile with
                {
                    Metadata = Profile.Metadata with { Uid = "v" },
                },
                true
            },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Profile_wakes_its_users_when_its_spec_has_changed(
        string what,
        AtmosphereProfile? old,
        AtmosphereProfile? now,
        bool wakes
    ) => Assert.True(wakes == Registration.IsRelevant(new(new ObjectKey("studio", "monsoon"), old, now, false)), what);
}
