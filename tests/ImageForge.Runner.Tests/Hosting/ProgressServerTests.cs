using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ImageForge.Contracts;
using ImageForge.Contracts.Results;
using ImageForge.Hosting.Serving;
using ImageForge.Runner.Hosting;
using Xunit;

namespace ImageForge.Runner.Tests.Hosting;

public sealed class ProgressServerTests : IAsyncLifetime
{
    private readonly ProgressBoard _board = new(At(Stage.Queued, 0), () => { });
    private readonly HttpClient _client = new();
    private AnswerServer? _server;

    private int Port => _server!.Address.Port;

    public async ValueTask InitializeAsync()
    {
        _server = await ProgressServer.StartAsync(new(IPAddress.Loopback, 0), _board);
        _client.BaseAddress = _server.Address;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Progress_is_what_was_reported_last()
    {
        _board.Report(At(Stage.Generating, 40));
        _board.Report(At(Stage.Evaluating, 70));
        var json = await _client.GetStringAsync("/progress", Token);
        Assert.Equal(At(Stage.Evaluating, 70), JsonSerializer.Deserialize(json, ContractsJson.Of<Progress>()));
    }

    [Fact]
    public async Task Health_is_ok() => Assert.Equal("ok\n", await _client.GetStringAsync("/healthz?full=1", Token));

    [Fact]
    public async Task Hundreds_of_clients_that_connect_and_say_nothing_keep_nobody_out()
    {
        List<Socket> idle = [];
        try
        {
            for (var n = 0; n < 200; n++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                idle.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, Port, Token);
            }

            // Sooner than silent clients are given up.
            _client.Timeout = TimeSpan.FromSeconds(4);
            Assert.Equal("ok\n", await _client.GetStringAsync("/healthz", Token));
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task Head_has_the_length_and_no_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/healthz");
        using var response = await _client.SendAsync(request, Token);
        Assert.Equal(3, response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("GET", "/secrets", HttpStatusCode.NotFound)]
    [InlineData("POST", "/progress", HttpStatusCode.MethodNotAllowed)]
    public async Task Nothing_else_is_served(string method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new(method), path);
        using var response = await _client.SendAsync(request, Token);
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("hello\r\n\r\n", 400)]
    [InlineData("GET /progress\r\n\r\n", 505)]
    public async Task What_is_no_request_is_refused(string sent, int code) =>
        Assert.StartsWith($"HTTP/1.1 {code}", await SendAsync(Encoding.ASCII.GetBytes(sent)), StringComparison.Ordinal);

    [Fact]
    public async Task A_head_without_end_is_cut_off_and_others_are_served()
    {
        var endless = new byte[64 * 1024];
        Array.Fill(endless, (byte)'a');
        try
        {
            var answer = await SendAsync(endless);
            Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 414", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            // Closed while we still sent: as good an answer.
        }

        Assert.Equal("ok\n", await _client.GetStringAsync("/healthz", Token));
    }

    [Fact]
    public async Task Silent_clients_do_not_keep_others_out()
    {
        var silent = new List<TcpClient>();
        for (var i = 0; i < 20; i++)
        {
            var one = new TcpClient();
            await one.ConnectAsync(IPAddress.Loopback, Port, Token);
            silent.Add(one);
        }

        Assert.Equal("ok\n", await _client.GetStringAsync("/healthz", Token));
        silent.ForEach(s => s.Dispose());
    }

    [Fact]
    public Task A_taken_port_is_reported() =>
        Assert.ThrowsAsync<IOException>(() => ProgressServer.StartAsync(new(IPAddress.Loopback, Port), _board));

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _server?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> SendAsync(byte[] bytes)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Port, Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(bytes, Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Token);
    }

    private static Progress At(Stage stage, int percent) =>
        new()
        {
            PlanHash = "sha256:0",
            Stage = stage,
            Percent = percent,
            VariantsDone = 0,
            VariantsTotal = 1,
        };
}
