using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageForge.Contracts.Networks;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Plans;
using Xunit;

namespace ImageForge.Runner.Tests.Inputs;

public sealed class HttpInputsTests : IDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    public HttpInputsTests() => _server.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Address => $"http://127.0.0.1:{((IPEndPoint)_server.LocalEndpoint).Port}";

    [Fact]
    public async Task Bytes_are_fetched_past_a_redirect()
    {
        var serving = ServeAsync(
            "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"
        );
        using var http = Inputs("127.0.0.0/8");
        Assert.Equal("abc"u8.ToArray(), await http.GetAsync($"{Address}/a.png", Token));
        Assert.Equal(["GET /a.png HTTP/1.1", "GET /there HTTP/1.1"], await serving);
    }

    [Theory]
    [InlineData(404, false, "InputMissing", "returned status 404")]
    [InlineData(410, false, "InputMissing", "returned status 410")]
    [InlineData(403, false, "InputUnreadable", "returned status 403")]
    [InlineData(401, false, "InputUnreadable", "returned status 401")]
    [InlineData(408, true, "InputUnavailable", "returned status 408")]
    [InlineData(429, true, "InputUnavailable", "returned status 429")]
    [InlineData(500, true, "InputUnavailable", "returned status 500")]
    [InlineData(503, true, "InputUnavailable", "returned status 503")]
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
        _server.Stop();
        using var http = Inputs("127.0.0.0/8");
        var error = await Assert.ThrowsAsync<InputUnavailableException>(() => http.GetAsync($"{address}/a.png", Token));
        Assert.Equal($"'{address}/a.png' cannot be fetched: connection failed", error.Message);
    }

    [Theory]
    [InlineData("https://host/a.png", "https://host/a.png")]
    [InlineData("https://host/a.png?X-Amz-Signature=secret", "https://host/a.png?...")]
    [InlineData("http://user:secret@host/a@b.png#c", "http://host/a@b.png?...")]
    [InlineData("http://user:secret@host", "http://host")]
    [InlineData("store:a?b@c.png", "store:a?b@c.png")]
    public void What_may_be_a_secret_is_not_shown(string uri, string shown) =>
        Assert.Equal(shown, HttpInputs.Shown(uri));

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData(
        "HTTP/1.1 302 Found\r\nLocation: ftp://other/?secret\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )]
    [InlineData("nonsense\r\n\r\n")]
    public async Task A_failure_does_not_show_the_query(string answer)
    {
        var serving = ServeAsync(answer);
        using var http = Inputs("127.0.0.0/8");
        var error = await Assert.ThrowsAnyAsync<InputException>(() => http.GetAsync($"{Address}/a.png?secret", Token));
        await serving;
        Assert.Contains("/a.png?...'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Percent_encoding_is_sent_as_it_is()
    {
        var serving = ServeAsync("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\na");
        using var http = Inputs("127.0.0.0/8");
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
        using var http = Inputs("127.0.0.0/8");
        var error = await Assert.ThrowsAsync<InputUnusableException>(() => http.GetAsync($"{Address}/a.png", Token));
        Assert.Contains("redirects more than 5 times", error.Message, StringComparison.Ordinal);
        await serving;
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fe80::1]/a.png")]
    [InlineData("http://[fd00:ec2::254]/a.png")]
    [InlineData("http://[fd00:ec2::23]/a.png")]
    [InlineData("http://[::ffff:169.254.169.254]/a.png")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/a.png")]
    [InlineData("http://[2002:a9fe:a9fe::1]/a.png")]
    [InlineData("http://100.100.100.200/latest/meta-data/")]
    [InlineData("http://168.63.129.16/machine")]
    [InlineData("http://192.0.0.192/latest/")]
    [InlineData("http://0xa9fea9fe/latest/meta-data/")]
    [InlineData("http://2852039166/latest/meta-data/")]
    [InlineData("http://0.0.0.0/a.png")]
    [InlineData("http://[::]/a.png")]
    public async Task Metadata_addresses_are_never_connected_to(string uri)
    {
        using var http = Inputs("0.0.0.0/0,::/0");
        var error = await Assert.ThrowsAsync<InputUnusableException>(() => http.GetAsync(uri, Token));
        Assert.Contains("which is never allowed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost/a.png")]
    [InlineData("http://127.8.8.8/a.png")]
    [InlineData("http://[::1]/a.png")]
    [InlineData("http://10.96.0.1/api")]
    [InlineData("http://192.168.1.1/a.png")]
    [InlineData("http://100.64.0.1/a.png")]
    [InlineData("http://[fd12:3456::1]/a.png")]
    [InlineData("https://[::ffff:10.0.0.1]/a.png")]
    public async Task Private_addresses_are_connected_to_only_where_they_are_allowed(string uri)
    {
        using var http = Inputs("");
        var error = await Assert.ThrowsAsync<InputUnusableException>(() => http.GetAsync(uri, Token));
        Assert.Contains("has no public address", error.Message, StringComparison.Ordinal);
        Assert.Contains("--allow-input-cidr", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inside.example", "inside.example has no public address")]
    [InlineData("metadata.example", "metadata.example has a link-local, cloud metadata")]
    [InlineData("127.0.0.2", "127.0.0.2 has no public address")]
    public async Task A_redirect_is_checked_as_the_first_address_is(string host, string message)
    {
        var port = ((IPEndPoint)_server.LocalEndpoint).Port;
        var serving = ServeAsync(
            $"HTTP/1.1 302 Found\r\nLocation: http://{host}:{port}/b.png\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        using var http = Inputs("127.0.0.1/32", Resolve);
        var error = await Assert.ThrowsAsync<InputUnusableException>(() =>
            http.GetAsync($"http://outside.example:{port}/a.png", Token)
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(["GET /a.png HTTP/1.1"], await serving);
    }

    [Fact]
    public async Task A_name_that_changes_its_address_is_checked_at_every_connection()
    {
        var serving = ServeAsync(
            "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        var answers = new Queue<string>(["127.0.0.1", "169.254.169.254"]);
        using var http = Inputs("127.0.0.1/32", _ => answers.Dequeue());
        var error = await Assert.ThrowsAsync<InputUnusableException>(() =>
            http.GetAsync($"http://rebinding.example:{((IPEndPoint)_server.LocalEndpoint).Port}/a.png", Token)
        );
        Assert.Contains("rebinding.example has a link-local, cloud metadata", error.Message, StringComparison.Ordinal);
        Assert.Empty(answers);
        await serving;
    }

    [Fact]
    public void A_redirect_from_https_to_http_is_refused()
    {
        var error = Assert.Throws<InputUnusableException>(() =>
            HttpInputs.Next(new("https://a.example/"), new("https://a.example/"), new("http://a.example/"), 0)
        );
        Assert.Contains("redirects from https to http", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_that_cannot_be_read_are_a_problem_of_the_plan()
    {
        var error = Assert.Throws<PlanInvalidException>(() => Inputs("10.0.0.0/99"));
        Assert.Contains("IMAGEFORGE_ALLOW_INPUT_CIDR", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _server.Dispose();

    private async Task FailsAsync(string answer, bool mayHelp, string reason, string message)
    {
        var serving = ServeAsync(answer);
        using var http = Inputs("127.0.0.0/8");
        var error = await Assert.ThrowsAnyAsync<InputException>(() => http.GetAsync($"{Address}/a.png", Token));
        Assert.Equal(mayHelp, error is InputUnavailableException);
        Assert.Equal(reason, error.Reason.ToString());
        Assert.StartsWith($"'{Address}/a.png' ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        await serving;
    }

    private static HttpInputs Inputs(string allowed, Func<string, string>? resolve = null) =>
        new(
            name => name == AddressKinds.AllowVariable ? allowed : null,
            TimeProvider.System,
            resolve is null ? null : (host, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(resolve(host))])
        );

    private static string Resolve(string host) =>
        host switch
        {
            "outside.example" => "127.0.0.1",
            "inside.example" => "10.0.0.7",
            "metadata.example" => "169.254.169.254",
            _ => host,
        };

    /// <summary>Answers one connection after the other; gives the first lines of what was asked.</summary>
    private async Task<IReadOnlyList<string>> ServeAsync(params string[] answers)
    {
        var asked = new List<string>();
        foreach (var answer in answers)
        {
            using var connection = await _server.AcceptTcpClientAsync(Token);
            using var reader = new StreamReader(connection.GetStream(), Encoding.ASCII);
            asked.Add((await reader.ReadLineAsync(Token))!);
            while (await reader.ReadLineAsync(Token) is { Length: > 0 }) { }

            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), Token);
        }

        return asked;
    }
}
