using ImageForge.Inference.Tokenizing;
using Xunit;

namespace ImageForge.Inference.Tests.Tokenizing;

public sealed class MergeQueueTests
{
    [Fact]
    public void The_least_comes_first_whenever_it_was_added()
    {
        var random = new Random(9);
        for (int run = 0; run < 200; run++)
        {
            long[] known = [.. Enumerable.Range(0, random.Next(100)).Select(_ => random.NextInt64(50))];
            var expected = new PriorityQueue<long, long>(known.Select(k => (k, k)));
            var queue = new MergeQueue(known);
            for (int i = 0; i < 300; i++)
            {
                if (random.Next(3) == 0)
                {
                    long value = random.NextInt64(50);
                    expected.Enqueue(value, value);
                    queue.Add(value);
                }

                Assert.Equal(expected.TryDequeue(out long one, out _), queue.TryTake(out long other));
                Assert.Equal(one, other);
            }
        }
    }
}
