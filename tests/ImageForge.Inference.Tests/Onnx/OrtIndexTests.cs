using System.Reflection;
using ImageForge.Inference.Onnx;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

public sealed class OrtIndexTests
{
    [Fact]
    public void Every_index_is_where_the_header_has_its_function()
    {
        IReadOnlyList<string> members = Header.Members(File.ReadAllText(Require()), "OrtApi");
        var wrong = new List<string>();
        foreach ((string name, int index) in Constants())
        {
            if (index >= members.Count || members[index] != name)
            {
                wrong.Add($"{name} is {index}, where the header has {members.ElementAtOrDefault(index)}");
            }
        }

        Assert.Empty(wrong);
        Assert.InRange(Constants().Count(), 40, int.MaxValue);
    }

    [Fact]
    public void The_library_gives_its_table_first_and_its_version_second() =>
        Assert.Equal(["GetApi", "GetVersionString"], Header.Members(File.ReadAllText(Require()), "OrtApiBase"));

    [Fact]
    public void A_condition_among_the_members_is_refused() =>
        Assert.Throws<InvalidDataException>(() =>
            Header.Members("struct T {\n#if A\n ORT_CLASS_RELEASE(Env);\n#endif\n};\n", "T")
        );

    [Fact]
    public void Members_are_read_from_every_way_of_writing_them() =>
        Assert.Equal(
            ["CreateStatus", "GetErrorCode", "CreateEnv", "ReleaseEnv", "GetMemType", "GetTrainingApi"],
            Header.Members(
                """
                struct T {
                  /* A comment; with a semicolon and a name( */
                  OrtStatus*(ORT_API_CALL* CreateStatus)(OrtErrorCode code, const char* msg)NO_EXCEPTION ORT_ALL_ARGS_NONNULL;
                  OrtErrorCode(ORT_API_CALL* GetErrorCode)(const OrtStatus* status) NO_EXCEPTION; // another;
                  ORT_API2_STATUS(CreateEnv, OrtLoggingLevel level,
                                  _Outptr_ OrtEnv** out);
                  ORT_CLASS_RELEASE(Env);
                  ORT_API_T(OrtDeviceMemoryType, GetMemType, _In_ const OrtMemoryInfo* ptr);
                  const OrtTrainingApi*(ORT_API_CALL* GetTrainingApi)(uint32_t version)NO_EXCEPTION;
                };

                """,
                "T"
            )
        );

    private static IEnumerable<(string Name, int Index)> Constants() =>
        typeof(OrtIndex)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (field.Name, (int)field.GetRawConstantValue()!));

    private static string Require()
    {
        for (string? at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            string header = Path.Combine(at, "tools", "onnxruntime_c_api.h");
            if (File.Exists(header))
            {
                return header;
            }
        }

        Assert.Skip("ONNX Runtime's header is missing: run tests/tools/onnxruntime-header.sh.");
        return "";
    }
}
