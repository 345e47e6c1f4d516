using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources.Types;

namespace ImageForge.DevCluster.Patching;

/// <summary>
/// A set of paths into an object, as <c>FieldsV1</c> keeps it. A path is a list of elements: <c>f:name</c> a field,
/// <c>k:{…}</c> an item of a list by its keys, <c>v:…</c> an item of a set by its value.
/// </summary>
internal sealed class FieldSet
{
    private readonly SortedSet<string> _members = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FieldSet> _children = new(StringComparer.Ordinal);

    public bool IsEmpty => _members.Count == 0 && _children.Values.All(c => c.IsEmpty);

    public void Insert(IReadOnlyList<string> path, int from = 0)
    {
        if (from == path.Count - 1)
        {
            _members.Add(path[from]);
        }
        else if (from < path.Count)
        {
            Child(path[from]).Insert(path, from + 1);
        }
    }

    public bool HasMember(string element) => _members.Contains(element);

    /// <summary>The paths below an element; null when there are none.</summary>
    public FieldSet? Below(string element) => _children.GetValueOrDefault(element);

    public FieldSet Union(FieldSet other)
    {
        var result = new FieldSet();
        result._members.UnionWith(_members);
        result._members.UnionWith(other._members);
        foreach (var element in _children.Keys.Union(other._children.Keys))
        {
            result._children[element] = (Below(element) ?? new FieldSet()).Union(
                other.Below(element) ?? new FieldSet()
            );
        }
        return result;
    }

    public FieldSet Except(FieldSet other)
    {
        var result = new FieldSet();
        result._members.UnionWith(_members.Except(other._members));
        foreach (var (element, child) in _children)
        {
            result.Keep(element, other.Below(element) is { } below ? child.Except(below) : child);
        }
        return result;
    }

    /// <summary>As <see cref="Except"/>, taking everything below a path of the other set away too.</summary>
    public FieldSet ExceptBelow(FieldSet other)
    {
        var result = new FieldSet();
        result._members.UnionWith(_members.Except(other._members));
        foreach (var (element, child) in _children)
        {
            if (!other.HasMember(element))
            {
                result.Keep(element, other.Below(element) is { } below ? child.ExceptBelow(below) : child);
            }
        }
        return result;
    }

    public FieldSet Intersect(FieldSet other)
    {
        var result = new FieldSet();
        result._members.UnionWith(_members.Intersect(other._members));
        foreach (var (element, child) in _children)
        {
            if (other.Below(element) is { } below)
            {
                result.Keep(element, child.Intersect(below));
            }
        }
        return result;
    }

    /// <summary>Only what lies at or below a field of the root.</summary>
    public FieldSet Only(string element)
    {
        var result = new FieldSet();
        if (HasMember(element))
        {
            result._members.Add(element);
        }
        if (Below(element) is { } below)
        {
            result.Keep(element, below);
        }
        return result;
    }

    /// <summary>With the named fields on the way to other paths as members of their own, by the type.</summary>
    public FieldSet WithNamedFields(FieldType type)
    {
        var result = new FieldSet();
        result._members.UnionWith(_members);
        foreach (var (element, child) in _children)
        {
            var isNamed =
                type is StructType declared
                && element.StartsWith("f:", StringComparison.Ordinal)
                && declared.Fields.ContainsKey(element[2..]);
            if (isNamed)
            {
                result._members.Add(element);
            }
            result._children[element] = child.WithNamedFields(TypedValue.Step(type, element));
        }
        return result;
    }

    /// <summary>All paths: at each level first those that end there, then those that go on.</summary>
    public IEnumerable<IReadOnlyList<string>> Paths()
    {
        foreach (var member in _members)
        {
            yield return [member];
        }
        foreach (var (element, child) in _children)
        {
            foreach (var path in child.Paths())
            {
                yield return [element, .. path];
            }
        }
    }

    public JsonObject ToJson()
    {
        var o = new JsonObject();
        foreach (var element in _members.Union(_children.Keys).Order(StringComparer.Ordinal))
        {
            var below = Below(element)?.ToJson() ?? [];
            if (below.Count > 0 && HasMember(element))
            {
                below.Insert(0, ".", new JsonObject());
            }
            o[element] = below;
        }
        return o;
    }

    /// <exception cref="FormatException">The document is no FieldsV1.</exception>
    public static FieldSet FromJson(JsonObject json)
    {
        var set = new FieldSet();
        foreach (var (element, value) in json)
        {
            if (value is not JsonObject below)
            {
                throw new FormatException($"the value of {element} is no object");
            }
            if (below.Count == 0 || below.ContainsKey("."))
            {
                set._members.Add(element);
            }
            if (below.Any(p => p.Key != "."))
            {
                set._children[element] = FromJson(
                    new JsonObject(
                        below.Where(p => p.Key != ".").Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))
                    )
                );
            }
        }
        return set;
    }

    private FieldSet Child(string element)
    {
        if (!_children.TryGetValue(element, out var child))
        {
            _children[element] = child = new FieldSet();
        }
        return child;
    }

    private void Keep(string element, FieldSet child)
    {
        if (!child.IsEmpty)
        {
            _children[element] = child;
        }
    }
}
