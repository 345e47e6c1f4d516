using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>
/// Gives each pod a loopback address of its own, 127.x.y.1 to 127.x.y.250, so that pods can listen on the same port.
/// The net 127.x.y.0/24 is the cluster's alone on this machine: a socket bound in it holds it while the cluster runs.
/// </summary>
internal sealed class PodNetwork : IDisposable
{
    private const int Nets = 64 * 256;
    private const int HoldPort = 47_000;
    private const int Addresses = 250;

    private readonly Lock _lock = new();
    private readonly HashSet<int> _used = [];
    private readonly Socket _hold;
    private readonly string _prefix;
    private int _last;

    /// <summary>Takes the first free net, beginning at one that differs from process to process.</summary>
    /// <exception cref="InvalidOperationException">No net is free.</exception>
    public PodNetwork()
    {
        for (var i = 0; i < Nets; i++)
        {
            var net = (Environment.ProcessId + i) % Nets;
            var prefix = string.Create(CultureInfo.InvariantCulture, $"127.{64 + net / 256}.{net % 256}.");
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Parse(prefix + "254"), HoldPort));
                (_hold, _prefix) = (socket, prefix);
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                socket.Dispose();
            }
        }
        throw new InvalidOperationException("no loopback net 127.64.0.0/24 to 127.127.255.0/24 is free for pods");
    }

    /// <summary>An address that no other pod has; the least recently given one.</summary>
    /// <exception cref="InvalidOperationException">All are in use.</exception>
    public string Take()
    {
        lock (_lock)
        {
            for (var i = 0; i < Addresses; i++)
            {
                _last = _last % Addresses + 1;
                if (_used.Add(_last))
                {
                    return _prefix + _last.ToString(CultureInfo.InvariantCulture);
                }
            }
        }
        throw new InvalidOperationException($"all {Addresses} pod addresses are in use");
    }

    public void Return(string address)
    {
        lock (_lock)
        {
            _used.Remove(int.Parse(address[_prefix.Length..], CultureInfo.InvariantCulture));
        }
    }

    public void Dispose() => _hold.Dispose();
}
