using System.Text;
using ImageForge.Artifacts.Errors;

namespace ImageForge.Artifacts.Tests;

/// <summary>What a store should do, in a dictionary; outcomes are texts so that both sides compare.</summary>
internal sealed class StoreModel
{
    private readonly SortedDictionary<string, string> _objects = new(StringComparer.Ordinal);

    public string Apply(StoreOperation operation)
    {
        var (call, key, other, content) = operation;
        switch (call)
        {
            case StoreCall.Put:
                _objects[key] = content;
                return "done";
            case StoreCall.PutIfAbsent:
                return _objects.TryAdd(key, content) ? nameof(PutOutcome.Created) : nameof(PutOutcome.AlreadyThere);
            case StoreCall.Get:
                return _objects.GetValueOrDefault(key, "missing");
            case StoreCall.Head:
                return _objects.TryGetValue(key, out var found) ? $"{found.Length}" : "missing";
            case StoreCall.List:
                return string.Join(
                    '\n',
                    _objects.Keys.Where(k => k.StartsWith(PrefixOf(key), StringComparison.Ordinal))
                );
            case StoreCall.Copy:
                if (!_objects.TryGetValue(key, out var copied))
                {
                    return "missing";
                }

                _objects[other] = copied;
                return "done";
            case StoreCall.Delete:
                _objects.Remove(key);
                return "done";
            default:
                foreach (
                    var gone in _objects.Keys.Where(k => k.StartsWith(FolderOf(key), StringComparison.Ordinal)).ToList()
                )
                {
                    _objects.Remove(gone);
                }

                return "done";
        }
    }

    public static async Task<string> ApplyAsync(IArtifactStore store, StoreOperation operation, CancellationToken token)
    {
        var (call, key, other, content) = operation;
        var bytes = Encoding.UTF8.GetBytes(content);
        try
        {
            switch (call)
            {
                case StoreCall.Put:
                    await store.PutAsync(key, bytes, token);
                    return "done";
                case StoreCall.PutIfAbsent:
                    return $"{await store.PutIfAbsentAsync(key, bytes, token)}";
                case StoreCall.Get:
                    return Encoding.UTF8.GetString(await store.GetAsync(key, token));
                case StoreCall.Head:
                    return await store.HeadAsync(key, token) is { } size ? $"{size}" : "missing";
                case StoreCall.List:
                    return string.Join('\n', await store.ListAsync(PrefixOf(key), token));
                case StoreCall.Copy:
                    await store.CopyAsync(key, other, token);
                    return "done";
                case StoreCall.Delete:
                    await store.DeleteAsync(key, token);
                    return "done";
                default:
                    await store.DeleteAllAsync(FolderOf(key), token);
                    return "done";
            }
        }
        catch (ObjectNotFoundException)
        {
            return "missing";
        }
    }

    // Half of a key, so that prefixes end anywhere; of a one-letter key nothing, which lists all.
    private static string PrefixOf(string key) =>
        key[..(key.Length / 2)] is var half && half.EndsWith('/') ? half : half.TrimEnd('.');

    private static string FolderOf(string key) => key.Contains('/') ? key[..(key.LastIndexOf('/') + 1)] : "none/";
}
