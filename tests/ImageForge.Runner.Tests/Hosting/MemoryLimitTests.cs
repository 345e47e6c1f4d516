using ImageForge.Runner.Hosting;
using Xunit;

namespace ImageForge.Runner.Tests.Hosting;

public sealed class MemoryLimitTests
{
    private const long GiB = 1L << 30;
    private const string Machine = "MemTotal:       25165824 kB\nMemFree:        1 kB\n";

    [Fact]
    public void A_limit_that_is_given_counts() =>
        Assert.Equal(123456789, MemoryLimit.Find(_ => "123456789", Files(("/proc/meminfo", Machine))));

    [Fact]
    public void Without_one_the_machine_is_the_limit_less_a_twentieth() =>
        Assert.Equal(
            (24 * GiB) - (24 * GiB / 20),
            Find(("/proc/meminfo", Machine), ("/proc/self/cgroup", "0::/\n"), ("/sys/fs/cgroup/memory.max", "max\n"))
        );

    [Theory]
    [InlineData("0::/", "/sys/fs/cgroup/memory.max")]
    [InlineData("0::/kubepods/pod1/c1", "/sys/fs/cgroup/kubepods/pod1/c1/memory.max")]
    [InlineData("0::/kubepods/pod1/c1", "/sys/fs/cgroup/kubepods/pod1/memory.max")]
    [InlineData("0::/../../pod1/c1", "/sys/fs/cgroup/memory.max")]
    [InlineData("5:memory:/docker/abc", "/sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes")]
    [InlineData("5:memory:/docker/abc", "/sys/fs/cgroup/memory/memory.limit_in_bytes")]
    [InlineData("4:cpu,memory:/", "/sys/fs/cgroup/memory/memory.limit_in_bytes")]
    public void A_group_has_the_limits_of_those_above_it(string group, string file) =>
        Assert.Equal(
            (2 * GiB) - (2 * GiB / 20),
            Find(("/proc/meminfo", Machine), ("/proc/self/cgroup", $"9:cpu:/x\n{group}\n"), (file, "2147483648\n"))
        );

    [Fact]
    public void The_number_for_no_limit_is_none() =>
        Assert.Equal(
            (24 * GiB) - (24 * GiB / 20),
            Find(
                ("/proc/meminfo", Machine),
                ("/proc/self/cgroup", "4:memory:/\n"),
                ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n")
            )
        );

    [Fact]
    public void Little_memory_keeps_a_margin_for_the_kernel() =>
        Assert.Equal(192L << 20, Find(("/proc/self/cgroup", "0::/"), ("/sys/fs/cgroup/memory.max", "268435456")));

    [Fact]
    public void What_cannot_be_read_is_no_limit() => Assert.Null(Find());

    private static long? Find(params (string Path, string Text)[] files) => MemoryLimit.Find(_ => null, Files(files));

    private static Func<string, string?> Files(params (string Path, string Text)[] files) =>
        path => files.FirstOrDefault(f => f.Path == path).Text;
}
