using System.Security.Cryptography;

namespace ImageForge.DevCluster.Resources;

/// <summary>Completes <c>generateName</c> prefixes.</summary>
internal static class NameGenerator
{
    private const int RandomLength = 5;
    private const int MaxPrefix = 63 - RandomLength;

    // No vowels and nothing that looks alike, so that no words come out.
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Complete(string prefix) =>
        (prefix.Length > MaxPrefix ? prefix[..MaxPrefix] : prefix)
        + RandomNumberGenerator.GetString(Alphabet, RandomLength);
}
