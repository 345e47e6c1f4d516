using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ImageForge.Planning.Naming;

/// <summary>Default seeds.</summary>
internal static class Seeds
{
    /// <summary>A seed from 0 to 2³¹ − 1 that is always the same for the same text.</summary>
    public static long FromText(string text) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) >> 1;
}
