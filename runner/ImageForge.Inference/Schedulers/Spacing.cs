using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Schedulers;

/// <summary>Timesteps of a run, from the noisiest, with NumPy's roundings: half to even, strides accumulated in float64.</summary>
internal static class Spacing
{
    /// <exception cref="RequestInvalidException">The training had fewer timesteps.</exception>
    public static void Check(int steps, int trainTimesteps)
    {
        if (steps < 1 || steps > trainTimesteps)
        {
            throw new RequestInvalidException($"{steps} steps: the model has 1 to {trainTimesteps}");
        }
    }

    /// <exception cref="RequestInvalidException">One of the timesteps is none of training.</exception>
    public static void CheckTimesteps(ReadOnlySpan<float> timesteps, int trainTimesteps)
    {
        if (timesteps[0] > trainTimesteps - 1)
        {
            throw new RequestInvalidException(
                $"{timesteps.Length} steps begin at timestep {timesteps[0]}: the model's last is {trainTimesteps - 1}"
            );
        }
    }

    /// <summary>0, stride, 2·stride … and the offset.</summary>
    public static float[] Leading(int steps, int stride, int offset)
    {
        var timesteps = new float[steps];
        for (int i = 0; i < steps; i++)
        {
            timesteps[i] = ((steps - 1 - i) * stride) + offset;
        }

        return timesteps;
    }

    /// <summary>
    /// From <paramref name="last"/> down in strides. At some step counts (61, 103, 121 …) the rounding of the stride leaves a
    /// last timestep of −1, as it does in diffusers.
    /// </summary>
    public static float[] Trailing(int steps, int last, int trainTimesteps)
    {
        double stride = (double)trainTimesteps / steps;
        int count = (int)Math.Ceiling(last / stride);
        // arange() takes the difference of its first two values for the stride.
        double difference = last - stride - last;
        var timesteps = new float[count];
        for (int i = 0; i < count; i++)
        {
            timesteps[i] = (float)(Math.Round(last + (i * difference), MidpointRounding.ToEven) - 1);
        }

        return timesteps;
    }

    /// <summary>From <paramref name="last"/> to 0, not rounded.</summary>
    public static double[] Linspace(int count, int last)
    {
        var timesteps = new double[count];
        double stride = count > 1 ? (double)last / (count - 1) : 0;
        for (int i = 0; i < count - 1; i++)
        {
            timesteps[count - 1 - i] = i * stride;
        }

        timesteps[0] = count > 1 ? last : 0;
        return timesteps;
    }

    /// <summary>From the last timestep of training to 0, in whole numbers.</summary>
    public static float[] RoundedLinspace(int count, int last) =>
        Array.ConvertAll(Linspace(count, last), t => (float)Math.Round(t, MidpointRounding.ToEven));

    /// <summary>The timesteps of schedulers that look ā up, which have no use for one below zero.</summary>
    public static float[] OfAlphas(TimestepSpacing spacing, int steps, int trainTimesteps, int offset)
    {
        Check(steps, trainTimesteps);
        float[] timesteps = spacing switch
        {
            TimestepSpacing.Leading => Leading(steps, trainTimesteps / steps, offset),
            // diffusers reads its table from the end at −1, and so begins again at noise: left out.
            TimestepSpacing.Trailing => Trailing(steps, trainTimesteps, trainTimesteps)[..steps],
            _ => RoundedLinspace(steps, trainTimesteps - 1),
        };
        CheckTimesteps(timesteps, trainTimesteps);
        return timesteps;
    }
}
