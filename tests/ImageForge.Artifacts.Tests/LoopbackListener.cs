using System.Net;
using System.Net.Sockets;

namespace ImageForge.Artifacts.Tests;

/// <summary>HttpListener takes no port 0: a free one is looked for, and another where it was taken in between.</summary>
internal static class LoopbackListener
{
    public static (HttpListener Listener, string Address) Start()
    {
        for (var attempts = 10; ; attempts--)
        {
            string address;
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            }

            var listener = new HttpListener();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempts > 1)
            {
                listener.Close();
            }
        }
    }
}
