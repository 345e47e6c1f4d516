using System.Text.Json.Nodes;
using ImageForge.DevCluster.Cel;
using Xunit;

namespace ImageForge.DevCluster.Tests.Cel;

/// <summary>A table: what an expression results in, as JSON, or how it fails.</summary>
public class CelEvaluationTests
{
    private const string Self = """
        {"name":"night","n":5,"f":2.5,"big":9223372036854775807,"on":true,"off":false,"nothing":null,
         "tags":["rain","neon","rain"],"nums":[3,1,2],"labels":{"a":"1","b.c":"2"},
         "items":[{"name":"x","weight":1},{"name":"y"}],"empty":[],"text":"Grüße, 世界","spec":{"size":{"width":64}}}
        """;

    private const string Table = """
        1 + 2 => 3
        7 - 10 => -3
        6 * 7 => 42
        7 / 2 => 3
        -7 / 2 => -3
        7 % 3 => 1
        -7 % 3 => -1
        1.5 + 2.0 => 3.5
        5.0 / 2.0 => 2.5
        -(3) => -3
        --3 => 3
        0x1F => 31
        -0x10 => -16
        3u + 4u => 7
        2u * 3u => 6
        1e3 => 1000
        .5 + 0.25 => 0.75
        -9223372036854775808 => -9223372036854775808
        9223372036854775807 + 1 => error: integer overflow
        self.big + 1 => error: integer overflow
        -9223372036854775808 - 1 => error: integer overflow
        3037000500 * 3037000500 => error: integer overflow
        1 / 0 => error: division by zero
        1 % 0 => error: modulus by zero
        1u - 2u => error: unsigned integer overflow
        1.0 / 0.0 > 1e308 => true
        1 + 2 * 3 - 4 / 2 => 5
        (1 + 2) * 3 => 9
        1 < 2 => true
        2 <= 2 => true
        1 > 2 => false
        3 >= 4 => false
        1 < 1.5 => true
        2.0 >= 2 => true
        1u < 2 => true
        self.n == 5.0 => true
        self.n != 5 => false
        1 == 1 && 2.5 == 2.5 => true
        'a' < 'b' => true
        'a' == "a" => true
        false < true => true
        dyn(1) == dyn('1') => false
        [1, 2] == [1, 2] => true
        [1, 2] == [2, 1] => false
        dyn([1, 2.0]) == dyn([1.0, 2]) => true
        {'a': 1} == {'a': 1} => true
        {'a': 1, 'b': 2} == {'b': 2, 'a': 1} => true
        {'a': 1} == {'a': 2} => false
        null == null => true
        self.nothing == null => true
        self.n == null => false
        !true => false
        !!true => true
        !self.on => false
        true && false => false
        true || false => true
        false && 1 / 0 == 1 => false
        1 / 0 == 1 && false => false
        true || 1 / 0 == 1 => true
        1 / 0 == 1 || true => true
        1 / 0 == 1 || false => error: division by zero
        1 / 0 == 1 && true => error: division by zero
        self.on ? 1 : 2 => 1
        self.off ? 1 / 0 : 2 => 2
        false ? 1 : true ? 2 : 3 => 2
        self.name => "night"
        self.spec.size.width => 64
        self['name'] => "night"
        self.labels['b.c'] => "2"
        self.tags[1] => "neon"
        self.items[0].weight => 1
        self.missing => error: no such key: missing
        self.spec.nope.deep => error: no such key: nope
        self.tags[9] => error: index out of bounds: 9
        self.tags[-1] => error: index out of bounds: -1
        self.labels['z'] => error: no such key: z
        self.n.x => error: no such overload
        has(self.name) => true
        has(self.missing) => false
        has(self.nothing) => true
        has(self.spec.size.width) => true
        has(self.spec.size.height) => false
        has(self.missing.deep) => error: no such key: missing
        'rain' in self.tags => true
        'snow' in self.tags => false
        'a' in self.labels => true
        'z' in self.labels => false
        1 in [1.0, 2.0].map(x, dyn(x)) => true
        !('x' in ['y']) => true
        size(self.tags) => 3
        self.tags.size() => 3
        size('abc') => 3
        size(self.text) => 9
        'abc'.size() => 3
        size(self.labels) => 2
        size({}) => 0
        size(b'abc') => 3
        self.tags.all(t, t.size() == 4) => true
        self.nums.all(x, x > 1) => false
        self.empty.all(x, false) => true
        self.nums.exists(x, x == 3) => true
        self.nums.exists(x, x > 3) => false
        self.nums.exists_one(x, x == 3) => true
        self.nums.existsOne(x, x > 1) => false
        self.tags.exists_one(t, t == 'rain') => false
        self.nums.map(x, x * 2) => [6,2,4]
        self.nums.map(x, x > 1, x * 2) => [6,4]
        self.nums.filter(x, x > 1) => [3,2]
        self.labels.all(k, k.size() >= 1) => true
        self.labels.map(k, self.labels[k]) => ["1","2"]
        self.labels.exists(k, k == 'b.c') => true
        self.items.all(i, has(i.weight)) => false
        self.items.filter(i, has(i.weight)).map(i, i.name) => ["x"]
        self.items.all(i, self.items.exists_one(j, j.name == i.name)) => true
        [0, 1].exists(x, 1 / x == 1) => true
        [0, 2].exists(x, 1 / x == 1) => error: division by zero
        [0, 1].all(x, 1 / x == 2) => false
        [1, 0].map(x, 1 / x) => error: division by zero
        [[1], [2, 3]].map(x, x.size()) => [1,2]
        'hello'.contains('ell') => true
        'hello'.startsWith('he') => true
        'hello'.endsWith('lo') => true
        'hello'.endsWith('LO') => false
        'hello'.matches('^h.*o$') => true
        'hello\n'.matches('^hello$') => false
        'hello'.matches('ell') => true
        matches('abc', 'b') => true
        'abc'.matches('(') => error: error parsing regexp
        'a' + 'b' => "ab"
        'tab\there' => "tab\there"
        r'raw\n' => "raw\\n"
        '\u00e9\x41\101' => "éAA"
        '''multi 'quoted' text''' => "multi 'quoted' text"
        [1] + [2, 3] => [1,2,3]
        {'a': 1}['a'] => 1
        {'a': 1}.a => 1
        {1: 'x'}[1] => "x"
        {'a': 1, 'a': 2} => error: Failed with repeated key: a
        int('42') => 42
        int('x') => error: strconv.ParseInt: parsing "x": invalid syntax
        int(3.9) => 3
        int(-3.9) => -3
        int(1e19) => error: integer overflow
        uint(3) => 3
        uint(-1) => error: unsigned integer overflow
        double('2.5') => 2.5
        double(3) => 3
        string(42) => "42"
        string(2.5) => "2.5"
        string(1000000.0) => "1e+06"
        string(true) => "true"
        string(b'abc') => "abc"
        bool('true') => true
        bool('maybe') => error: strconv.ParseBool: parsing "maybe": invalid syntax
        bytes('é').size() => 2
        type(1) == int => true
        type('a') == string => true
        type([]) == list => true
        type(self.n) != string => true
        type(duration('1s')) == google.protobuf.Duration => true
        type(null) == null_type => true
        duration('1h30m') == duration('90m') => true
        duration('90m') > duration('1h') => true
        string(duration('90m')) => "5400s"
        duration('bad') => error: time: invalid duration "bad"
        timestamp('2026-01-02T03:04:05Z') + duration('1h') == timestamp('2026-01-02T04:04:05Z') => true
        timestamp('2026-01-02T00:00:00Z') - timestamp('2026-01-01T00:00:00Z') == duration('24h') => true
        string(timestamp('2026-01-02T03:04:05Z')) => "2026-01-02T03:04:05Z"
        timestamp('tomorrow') => error: parsing time "tomorrow"
        self.n + self.name => error: no such overload
        self.n < self.name => error: no such overload
        self.n && true => error: no such overload
        self.name.all(c, true) => error: no such overload
        1 + 1 // and a comment => 2
        ['a', 'ab'].map(type, type.contains('b')) => [false,true]
        """;

    public static IEnumerable<TheoryDataRow<string, string>> Rows() =>
        Table
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (line, at: line.LastIndexOf(" => ", StringComparison.Ordinal)))
            .Select(row => new TheoryDataRow<string, string>(row.line[..row.at], row.line[(row.at + 4)..]));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Evaluates(string expression, string expected)
    {
        var value = CelProgram.Compile(expression).Evaluate(JsonNode.Parse(Self), null);
        if (expected.StartsWith("error: ", StringComparison.Ordinal))
        {
            Assert.StartsWith(expected[7..], Assert.IsType<CelError>(value).Message, StringComparison.Ordinal);
        }
        else if (!JsonNode.DeepEquals(JsonNode.Parse(expected), CelJson.ToJson(value)))
        {
            Assert.Fail($"{expression}: wanted {expected}, got {CelJson.ToJson(value)?.ToJsonString() ?? "null"}");
        }
    }

    [Fact]
    public void The_table_is_long_enough_to_mean_something() => Assert.True(Rows().Count() >= 170);

    [Fact]
    public void Evaluation_ends_where_it_would_take_too_long()
    {
        var items = string.Join(',', Enumerable.Range(0, 200));
        var program = CelProgram.Compile("self.all(a, self.all(b, self.all(c, a + b + c >= 0)))");
        Assert.Equal(CelError.CostExceeded, program.Evaluate(JsonNode.Parse($"[{items}]"), null));
    }

    [Fact]
    public void Old_value_is_compared_with() =>
        Assert.Equal(CelBool.False, CelProgram.Compile("self == oldSelf").Evaluate("a", "b"));
}
