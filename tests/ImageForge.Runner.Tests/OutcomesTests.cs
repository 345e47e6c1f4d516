using ImageForge.Artifacts.Errors;
using ImageForge.Contracts;
using ImageForge.Contracts.Results;
using Xunit;

namespace ImageForge.Runner.Tests;

/// <summary>Which failures of a store are worth another attempt.</summary>
public sealed class OutcomesTests
{
    public static TheoryData<Exception, ExitCode, RunErrorReason> Stores { get; } =
        new()
        {
            { new StoreUnreachableException("x"), ExitCode.Retryable, RunErrorReason.StoreUnreachable },
            { new ObjectNotFoundException("store", "key"), ExitCode.Retryable, RunErrorReason.StoreUnreachable },
            { new StoreDeniedException("x"), ExitCode.BadInput, RunErrorReason.StoreRefused },
            { new StoreNotFoundException("x"), ExitCode.BadInput, RunErrorReason.StoreRefused },
            { new StorePlanException("x"), ExitCode.BadInput, RunErrorReason.PlanInvalid },
        };

    [Theory]
    [MemberData(nameof(Stores))]
    public void A_store_that_refuses_is_not_asked_again(Exception e, ExitCode code, RunErrorReason reason)
    {
        var outcome = Outcomes.Failure("sha256:1", e, CancellationToken.None);
        Assert.Equal((code, reason), (outcome.ExitCode, outcome.Message.Error!.Reason));
        Assert.Equal(e.Message, outcome.Message.Error.Message);
    }
}
