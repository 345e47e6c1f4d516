using System.Net;

namespace ImageForge.Operator.Hosting;

/// <summary>Asks an operator whether it is ready (<c>operator probe URL</c>): the chart's <c>helm test</c>, whose image has no other client.</summary>
internal static class Probe
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Asks until the answer is 200, which is printed, or time is up.</summary>
    /// <param name="url">The address of /readyz.</param>
    /// <param name="patience">The longest to ask.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The exit code; where it is not 0, the last answer is in the standard error output.</returns>
    public static async Task<int> RunAsync(
        string url,
        TimeSpan patience,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await Console.Error.WriteLineAsync($"{url}: is not an http or https URL");
            return 1;
        }

        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var begun = time.GetTimestamp();
        while (true)
        {
            var (ready, answer) = await AskAsync(client, address, cancellation);
            if (ready)
            {
                Console.WriteLine($"{url}: {answer}");
                return 0;
            }

            if (time.GetElapsedTime(begun) >= patience)
            {
                await Console.Error.WriteLineAsync($"{url}: not ready after {patience.TotalSeconds:0} s: {answer}");
                return 1;
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    private static async Task<(bool Ready, string Answer)> AskAsync(
        HttpClient client,
        Uri url,
        CancellationToken cancellation
    )
    {
        try
        {
            using var answer = await client.GetAsync(url, cancellation);
            var text = (await answer.Content.ReadAsStringAsync(cancellation)).Trim();
            return (answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {text}");
        }
        catch (HttpRequestException e)
        {
            return (false, e.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (false, "no answer in time");
        }
    }
}
