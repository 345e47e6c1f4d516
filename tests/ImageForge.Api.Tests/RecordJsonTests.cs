using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Testing.Data;
using k8s.Models;
using Xunit;

namespace ImageForge.Api.Tests;

/// <summary>The records' JSON is what System.Text.Json's own reflection writes and reads.</summary>
public sealed class RecordJsonTests
{
    public static TheoryData<Type> Documents =>
        [
            typeof(GenerationJob),
            typeof(Storyboard),
            typeof(AtmosphereProfile),
            typeof(RunPlan),
            typeof(Manifest),
            typeof(Progress),
            typeof(TerminationMessage),
        ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_with_every_field_is_written_as_the_framework_writes_it(Type type)
    {
        var document = Full(type, 0)!;
        Assert.Equal(
            JsonSerializer.Serialize(document, type, Framework(Ours(type).Options)),
            JsonSerializer.Serialize(document, Ours(type))
        );
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_with_every_field_is_read_as_it_was_written(Type type)
    {
        var written = JsonSerializer.Serialize(Full(type, 0)!, Ours(type));
        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize(written, Ours(type))!, Ours(type)));
    }

    // The operator is native code, which has only the generics and members that were known when it was made.
    [Fact]
    public async Task A_native_program_reads_writes_and_walks_the_same()
    {
        List<(string Name, object Value, string Json)> documents =
        [
            .. Documents
                .Select(document => (Type)document.Data)
                .SelectMany(type => Variants(type).Select(value => (type.Name, value, Json(type, value)))),
        ];
        Assert.True(documents.Count > Documents.Count);
        var program = Path.Combine(
            Checkout.Root,
            "build/publish/ImageForge.NativeRecords/release_linux-x64/native-records"
        );
        Assert.True(File.Exists(program), $"{program} is missing; `make test` builds it");
        using var process = Process.Start(
            new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(string.Concat(documents.Select(d => $"{d.Name}\n{d.Json}\n")));
        process.StandardInput.Close();
        Assert.Equal(
            documents.SelectMany(d =>
                new[] { d.Json, string.Join(' ', Records.Values(d.Value).Select(field => field.Path)) }
            ),
            (await output).TrimEnd('\n').Split('\n')
        );

        static string Json(Type type, object value) => JsonSerializer.Serialize(value, Ours(type));

        static IEnumerable<object> Variants(Type type) =>
            type == typeof(RunPlan)
                ? typeof(WorkPlan)
                    .GetCustomAttributes<JsonDerivedTypeAttribute>()
                    .Select(work => (RunPlan)Full(type, 0)! with { Work = (WorkPlan)Full(work.DerivedType, 0)! })
                : [Full(type, 0)!];
    }

    [Theory]
    [InlineData(typeof(GenerationJobSpec))]
    [InlineData(typeof(StoryboardSpec))]
    [InlineData(typeof(AtmosphereProfileSpec))]
    [InlineData(typeof(RunPlan))]
    public void Every_image_of_a_document_is_found(Type type)
    {
        var document = Full(type, 0)!;
        var images = Records.Values(document).Where(field => field.Value is ImageSource { Builtin: null });
        Assert.Equal(images.Select(field => field.Path), Records.Images(document).Select(image => image.Path));
    }

    [Fact]
    public void Equal_words_are_read_as_one_string_and_others_as_they_are()
    {
        string[] words = [.. Enumerable.Range(0, 10_000).Select(i => $"word-{i}"), "", "é", "a\"b", new('x', 200)];
        var json = JsonSerializer.Serialize(words.ToDictionary(word => word, word => word));
        var options = new JsonSerializerOptions { Converters = { new PooledStrings() } };
        var read = JsonSerializer.Deserialize<Dictionary<string, string>>(json, options)!;
        Assert.Equal(words, read.Keys);
        Assert.Equal(words, read.Values);
        Assert.Same(read.Keys.Skip(5000).First(), read.Values.Skip(5000).First());
        Assert.Equal(json, JsonSerializer.Serialize(read, options));
        Assert.Null(JsonSerializer.Deserialize<string>("null", options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<string>("1", options));
    }

    // Each field of a plan is left out, made null and made another type in turn: refused or accepted as by the framework.
    [Theory]
    [InlineData(typeof(RunPlan))]
    [InlineData(typeof(Manifest))]
    [InlineData(typeof(GenerationJob))]
    public void Fields_that_are_missing_null_or_of_another_type_are_judged_as_by_the_framework(Type type)
    {
        var written = JsonSerializer.SerializeToNode(Full(type, 0)!, Ours(type))!;
        var framework = Framework(Ours(type).Options).GetTypeInfo(type);
        var count = Fields(written).Count();
        var judged = 0;
        for (var i = 0; i < count; i++)
        {
            foreach (var change in (Func<JsonNode?>[])[() => null, () => new JsonObject(), () => 0.5, () => "?"])
            {
                var changed = written.DeepClone();
                var (parent, name) = Fields(changed).ElementAt(i);
                parent[name] = change();
                var expected = Outcome(changed, type, framework);
                Assert.True(
                    expected == Outcome(changed, type, Ours(type)),
                    $"{parent.GetPath()}.{name} = {parent[name]?.ToJsonString() ?? "null"}: the framework {(expected ? "reads" : "refuses")} it"
                );
                judged++;
            }

            var without = written.DeepClone();
            var (holder, field) = Fields(without).ElementAt(i);
            holder.Remove(field);
            Assert.True(
                Outcome(without, type, framework) == Outcome(without, type, Ours(type)),
                $"{holder.GetPath()} without {field}"
            );
        }

        Assert.True(judged > 100, $"{judged}");
    }

    [Fact]
    public void A_field_that_is_left_out_keeps_its_default()
    {
        var output = JsonSerializer.Deserialize("""{"format":"PNG"}""", ContractsJson.Of<OutputPlan>())!;
        Assert.Equal((8, true), (output.BitDepth, output.Metadata));
    }

    [Theory]
    [InlineData("\"golden-hour\"", "GoldenHour")]
    [InlineData("\"GoldenHour\"", null)]
    [InlineData("\"golden-hour \"", null)]
    [InlineData("2", null)]
    public void Members_of_enumerations_are_read_by_their_names_alone(string json, string? member)
    {
        var text = $$"""{"timeOfDay":{{json}}}""";
        if (member is null)
        {
            var e = Assert.Throws<JsonException>(() =>
                JsonSerializer.Deserialize(text, ContractsJson.Of<ComposePlan>())
            );
            Assert.Matches("^\\$\\.timeOfDay: .*(not one of|is unknown:).* golden-hour", RecordJson.Explain(e));
        }
        else
        {
            Assert.Equal(
                member,
                JsonSerializer.Deserialize(text, ContractsJson.Of<ComposePlan>())!.TimeOfDay.ToString()
            );
        }
    }

    private static bool Outcome(JsonNode json, Type type, JsonTypeInfo info)
    {
        try
        {
            return JsonSerializer.Deserialize(json, info)?.GetType() == type;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return false;
        }
    }

    private static IEnumerable<(JsonObject Parent, string Name)> Fields(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.ToList().SelectMany(f => Fields(f.Value).Prepend((map, f.Key))),
            JsonArray list => list.SelectMany(Fields),
            _ => [],
        };

    private static JsonTypeInfo Ours(Type type) =>
        type.Assembly == typeof(RunPlan).Assembly
            ? (JsonTypeInfo)typeof(ContractsJson).GetMethod("Of", 1, [])!.MakeGenericMethod(type).Invoke(null, [])!
            : ApiJson.Of(type);

    private static JsonSerializerOptions Framework(JsonSerializerOptions ours)
    {
        var options = new JsonSerializerOptions(ours)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver
            {
                Modifiers =
                {
                    // Of Kubernetes' own types only what we keep.
                    info =>
                    {
                        if (info.Type == typeof(V1ObjectMeta))
                        {
                            info.Properties.Remove(info.Properties.Single(p => p.Name == "managedFields"));
                        }
                    },
                },
            },
        };
        foreach (var type in typeof(KebabCaseAttribute).Assembly.GetTypes().Concat(typeof(ApiJson).Assembly.GetTypes()))
        {
            if (type.IsEnum)
            {
                var policy = type.IsDefined(typeof(KebabCaseAttribute)) ? JsonNamingPolicy.KebabCaseLower : null;
                options.Converters.Add(
                    (JsonConverter)
                        Activator.CreateInstance(
                            typeof(JsonStringEnumConverter<>).MakeGenericType(type),
                            policy,
                            false
                        )!
                );
            }
        }

        options.Converters.Add(new JsonStringEnumConverter(null, allowIntegerValues: false));
        return options;
    }

    // An instance with a value for every property, each list with one item.
    private static object? Full(Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(WorkPlan))
        {
            return Full(typeof(GenerateWork), depth);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        }

        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            if (arguments.Length == 2)
            {
                var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
                map["key"] = Full(arguments[1], depth + 1);
                return map;
            }

            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments))!;
            list.Add(Full(arguments[0], depth + 1));
            return list;
        }

        return type == typeof(string) ? "text"
            : type == typeof(bool) ? true
            : type == typeof(int) ? 7
            : type == typeof(long) ? 1L << 40
            : type == typeof(double) ? -0.25
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)
            : type == typeof(DateTime) ? new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)
            : type == typeof(Quantity) ? new Quantity("500m")
            : type == typeof(V1ObjectMeta) ? new V1ObjectMeta { Name = "night", NamespaceProperty = "default" }
            : type == typeof(V1Condition)
                ? new V1Condition
                {
                    Type = "Ready",
                    Status = "True",
                    LastTransitionTime = default,
                }
            : type == typeof(V1Toleration) ? new V1Toleration { Key = "gpu" }
            : Record(type, depth);
    }

    private static object Record(Type type, int depth)
    {
        Assert.True(depth < 20, type.Name);
        var constructor = type.GetConstructors().Single();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Full(p.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            property.SetValue(made, Full(property.PropertyType, depth + 1));
        }

        return made;
    }
}
