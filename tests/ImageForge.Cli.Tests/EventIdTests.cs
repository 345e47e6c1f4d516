using System.Reflection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ImageForge.Cli.Tests;

/// <summary>An event id names one message, so that logs can be searched by it.</summary>
public sealed class EventIdTests
{
    [Fact]
    public void No_two_log_messages_of_any_assembly_have_one_event_id()
    {
        var messages = Assemblies()
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type =>
                type.GetMethods(
                    BindingFlags.Static
                        | BindingFlags.Instance
                        | BindingFlags.Public
                        | BindingFlags.NonPublic
                        | BindingFlags.DeclaredOnly
                )
            )
            .Select(method => (Method: method, Message: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(found => found.Message is not null)
            .ToList();
        Assert.True(messages.Count > 40, $"only {messages.Count} were found");
        Assert.Empty(
            messages
                .GroupBy(found => found.Message!.EventId)
                .Where(group => group.Count() > 1)
                .Select(group =>
                    $"{group.Key}: {string.Join(", ", group.Select(f => $"{f.Method.DeclaringType}.{f.Method.Name}"))}"
                )
        );
    }

    private static IEnumerable<Assembly> Assemblies() =>
        Directory
            .EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name =>
                name is "operator" or "runner" or "imageforge"
                || name!.StartsWith("ImageForge.", StringComparison.Ordinal)
                    && !name.Contains("Test", StringComparison.Ordinal)
            )
            .Select(name => Assembly.Load(name!));
}
