using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageForge.Runner.Inputs;
using Xunit;

namespace ImageForge.Runner.Tests.Inputs;

public sealed class HttpInputsTests : IDisposable
{
    private readonly TcpListener server = new(IPAddress.Loopback, 0);

    public HttpInputsTests() => server.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Address => $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}";

    [Fact]
    public async Task Bytes_are_fetched_past_a_redirect()
    {
        var serving = ServeAsync(
            "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"
        );
        using var http = Inputs(allowLocal: true);
        Assert.Equal("abc"u8.ToArray(), await http.GetAsync($"{Address}/a.png", Token));
        Assert.Equal(["GET /a.png HTTP/1.1", "GET /there HTTP/1.1"], await serving);
    }

    [Theory]
    [InlineData(404, false, "InputMissing", "answers 404")]
    [InlineData(410, false, "InputMissing", "answers 410")]
    [InlineData(403, false, "InputUnreadable", "answers 403")]
    [InlineData(401, false, "InputUnreadable", "answers 401")]
    [InlineData(408, true, "InputUnavailable", "answers 408")]
    [InlineData(429, true, "InputUnavailable", "answers 429")]
    [InlineData(500, true, "InputUnavailable", "answers 500")]
    [InlineData(503, true, "InputUnavailable", "answers 503")]
    public async Task A_status_says_whether_another_attempt_may_help(
        int status,
        bool mayHelp,
        string reason,
        string message
    ) =>
        await FailsAsync(
            $"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            mayHelp,
            reason,
            message
        );

    [Theory]
    [InlineData(
        "HTTP/1.1 302 Found\r\nLocation: ftp://example.com/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        false,
        "InputUnreadable",
        "redirects from http to ftp"
    )]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nabc",
        true,
        "InputUnavailable",
        "cannot be fetched: the answer cannot be read, or ends early"
    )]
    [InlineData("nonsense\r\n\r\n", true, "InputUnavailable", "cannot be fetched")]
    public async Task What_cannot_be_had_is_named(string answer, bool mayHelp, string reason, string message) =>
        await FailsAsync(answer, mayHelp, reason, message);

    [Fact]
    public async Task A_server_that_is_not_there_is_asked_again_later()
    {
        var address = Address;
        server.Stop();
        using var http = Inputs(allowLocal: true);
        var error = await Assert.ThrowsAsync<InputUnavailableException>(() => http.GetAsync($"{address}/a.png", Token));
        Assert.Equal($"'{address}/a.png' cannot be fetched: its server cannot be connected to", error.Message);
    }

    [Fact]
    public async Task Percent_encoding_is_sent_as_it_is()
    {
        var serving = ServeAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\na");
        using var http = Inputs(allowLocal: true);
        const string Path = "/a%20b%23%3F%26%27%3B%5B%2B%C3%BC%2520.png?x=%26%20+";
        await http.GetAsync(Address + Path, Token);
        Assert.Equal([$"GET {Path} HTTP/1.1"], await serving);
    }

    [Fact]
    public async Task Redirects_end()
    {
        var serving = ServeAsync([
            .. Enumerable.Repeat(
                "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                6
            ),
        ]);
        using var http = Inputs(allowLocal: true);
        var error = await Assert.ThrowsAsync<InputUnusableException>(() => http.GetAsync($"{Address}/a.png", Token));
        Assert.Contains("redirects more than 5 times", error.Message, StringComparison.Ordinal);
        await serving;
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fe80::1]/a.png")]
    [InlineData("http://[fd00:ec2::254]/a.png")]
    [InlineData("http://[::ffff:169.254.169.254]/a.png")]
    [InlineData("http://localhost/a.png")]
    [InlineData("http://127.8.8.8/a.png")]
    public async Task The_machine_itself_and_link_local_addresses_are_not_asked(string uri)
    {
        using var http = Inputs(allowLocal: false);
        var error = await Assert.ThrowsAsync<InputUnusableException>(() => http.GetAsync(uri, Token));
        Assert.Contains("is the machine itself or a link-local address", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => server.Dispose();

    private async Task FailsAsync(string answer, bool mayHelp, string reason, string message)
    {
        var serving = ServeAsync(answer);
        using var http = Inputs(allowLocal: true);
        var error = await Assert.ThrowsAnyAsync<InputException>(() => http.GetAsync($"{Address}/a.png", Token));
        Assert.Equal(mayHelp, error is InputUnavailableException);
        Assert.Equal(reason, error.Reason.ToString());
        Assert.StartsWith($"'{Address}/a.png' ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        await serving;
    }

    private static HttpInputs Inputs(bool allowLocal) =>
        new(name => name == HttpInputs.AllowLocal && allowLocal ? "true" : null, TimeProvider.System);

    /// <summary>Answers one connection after the other; gives the first lines of what was asked.</summary>
    private async Task<IReadOnlyList<string>> ServeAsync(params string[] answers)
    {
        var asked = new List<string>();
        foreach (var answer in answers)
        {
            using var connection = await server.AcceptTcpClientAsync(Token);
            using var reader = new StreamReader(connection.GetStream(), Encoding.ASCII);
            asked.Add((await reader.ReadLineAsync(Token))!);
            while (await reader.ReadLineAsync(Token) is { Length: > 0 }) { }

            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), Token);
        }

        return asked;
    }
}
