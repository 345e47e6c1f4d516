using System.Globalization;
using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Schedulers;

/// <summary>Takes settings out of a configuration for one scheduler, and refuses by name what that one cannot do.</summary>
/// <param name="config">The file.</param>
/// <param name="scheduler">The scheduler's class in diffusers, for messages.</param>
internal sealed class SettingReader(SchedulerConfig config, string scheduler)
{
    /// <summary>More timesteps of training than any model has are a corrupt file.</summary>
    private const int MostTrainTimesteps = 100_000;

    public SchedulerConfig Config => config;

    public int TrainTimesteps
    {
        get
        {
            int count = config.NumTrainTimesteps ?? 1000;
            Require(count is >= 1 and <= MostTrainTimesteps, "num_train_timesteps", count);
            return count;
        }
    }

    public PredictionType Prediction =>
        config.PredictionType switch
        {
            null or "epsilon" => PredictionType.Epsilon,
            "v_prediction" => PredictionType.VPrediction,
            var other => throw Refusal("prediction_type", other),
        };

    public int StepsOffset
    {
        get
        {
            int offset = config.StepsOffset ?? 0;
            Require(offset >= 0 && offset < TrainTimesteps, "steps_offset", offset);
            return offset;
        }
    }

    /// <summary>Whether the last sigma is zero rather than the least of training.</summary>
    public bool FinalSigmaIsZero =>
        config.FinalSigmasType switch
        {
            null or "zero" => true,
            "sigma_min" => false,
            var other => throw Refusal("final_sigmas_type", other),
        };

    public TimestepSpacing Spacing(TimestepSpacing byDefault) =>
        config.TimestepSpacing switch
        {
            null => byDefault,
            "leading" => TimestepSpacing.Leading,
            "trailing" => TimestepSpacing.Trailing,
            "linspace" => TimestepSpacing.Linspace,
            var other => throw Refusal("timestep_spacing", other),
        };

    /// <summary>How far predictions of the clean latent may go from zero; infinite where they are not clipped.</summary>
    public float ClipRange(bool byDefault)
    {
        RefuseTrue(config.Thresholding, "thresholding");
        double range = config.ClipSampleRange ?? 1;
        Require(range > 0, "clip_sample_range", range);
        return config.ClipSample ?? byDefault ? (float)range : float.PositiveInfinity;
    }

    public void RefuseTrue(bool? value, string setting)
    {
        if (value is true)
        {
            throw Refusal(setting, "true");
        }
    }

    /// <summary>Refuses what is neither absent nor the one value that is known.</summary>
    public void RefuseOther(string? value, string known, string setting)
    {
        if (value is not null && value != known)
        {
            throw Refusal(setting, value);
        }
    }

    /// <exception cref="ModelInvalidException">The condition does not hold.</exception>
    public void Require(bool condition, string setting, IFormattable value)
    {
        if (!condition)
        {
            throw Refusal(setting, value.ToString(null, CultureInfo.InvariantCulture));
        }
    }

    public ModelInvalidException Refusal(string setting, string value) =>
        new($"{scheduler} with {setting} {value} is not supported ({SchedulerConfig.File})");
}
