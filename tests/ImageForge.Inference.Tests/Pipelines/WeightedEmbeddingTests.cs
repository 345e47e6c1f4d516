using ImageForge.Inference.Pipelines;
using Xunit;

namespace ImageForge.Inference.Tests.Pipelines;

public sealed class WeightedEmbeddingTests
{
    [Fact]
    public void Weights_of_one_change_nothing()
    {
        float[] embeddings = [1, -3.3f, float.Epsilon, 7];
        float[] before = [.. embeddings];
        WeightedEmbedding.Apply(embeddings, [1, 1]);
        Assert.Equal(before, embeddings);
    }

    [Fact]
    public void Each_token_is_weighed_and_the_mean_restored()
    {
        float[] embeddings = [1, 2, 3, 4, 5, 6];
        WeightedEmbedding.Apply(embeddings, [1, 2, 0.5f]);

        // 1 2 6 8 2.5 3 have a sum of 22.5 where there was one of 21.
        float[] expected = [.. new[] { 1, 2, 6, 8, 2.5f, 3 }.Select(x => x * 21 / 22.5f)];
        Assert.All(expected.Zip(embeddings), p => Assert.Equal(p.First, p.Second, 1e-6f));
    }

    [Fact]
    public void One_weight_for_all_changes_nothing_but_rounding()
    {
        var random = new Random(2);
        float[] embeddings = [.. Enumerable.Range(0, 77 * 32).Select(_ => random.NextSingle() - 0.4f)];
        float[] before = [.. embeddings];
        float[] weights = new float[77];
        Array.Fill(weights, 1.3f);
        WeightedEmbedding.Apply(embeddings, weights);
        Assert.All(before.Zip(embeddings), p => Assert.Equal(p.First, p.Second, 1e-6f));
    }

    [Fact]
    public void A_sum_of_zero_stays_finite()
    {
        float[] embeddings = [1, 2, 3, 4];
        WeightedEmbedding.Apply(embeddings, [0, 0]);
        Assert.Equal([0, 0, 0, 0], embeddings);
    }
}
