using System.Text;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Schedulers;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Inference.Tests.Schedulers;

public sealed class SchedulerConfigTests
{
    [Fact]
    public void A_file_as_diffusers_saves_it_is_read()
    {
        SchedulerConfig config = SchedulerConfig.Parse(
            File.ReadAllBytes(RecordedData.Path("schedulers", "scheduler_config_dpmsolver_as_saved.json"))
        );
        Assert.Equal("DPMSolverMultistepScheduler", config.ClassName);
        Assert.Equal(double.NegativeInfinity, config.LambdaMinClipped);
        Assert.True(config.UseKarrasSigmas);
        Assert.Null(config.TrainedBetas);
        Assert.IsType<DpmSolverScheduler>(SchedulerFactory.Create(config));
    }

    [Theory]
    [InlineData("""{"lambda_min_clipped":-Infinity}""", """{"lambda_min_clipped":"-Infinity"}""")]
    [InlineData("""{"a":[Infinity,NaN, -Infinity]}""", """{"a":["Infinity","NaN", "-Infinity"]}""")]
    [InlineData("""{"NaN":"-Infinity \" NaN"}""", """{"NaN":"-Infinity \" NaN"}""")]
    [InlineData("""{"a":"\\",NaN:1}""", """{"a":"\\","NaN":1}""")]
    [InlineData("\"\\", "\"\\")]
    [InlineData("", "")]
    public void Bare_words_of_python_are_quoted_outside_of_strings(string json, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(PythonJson.Quoted(Encoding.UTF8.GetBytes(json))));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"steps_offset": "one"}""")]
    [InlineData("""{"beta_start": {}}""")]
    public void What_is_no_such_file_is_refused_by_its_name(string json)
    {
        var e = Assert.Throws<ModelInvalidException>(() => SchedulerConfig.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(SchedulerConfig.File, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UniPCMultistepScheduler")]
    [InlineData("HeunDiscreteScheduler")]
    [InlineData(null)]
    public void Classes_that_there_are_not_are_named_but_may_be_replaced(string? name)
    {
        var config = new SchedulerConfig { ClassName = name };
        var e = Assert.Throws<ModelInvalidException>(() => SchedulerFactory.Create(config));
        Assert.Contains(name ?? "no _class_name", e.Message, StringComparison.Ordinal);
        Assert.IsType<EulerScheduler>(SchedulerFactory.Create(config, Scheduler.Euler));
    }

    [Theory]
    [InlineData("DDIMScheduler", """ "thresholding": true """, "thresholding true")]
    [InlineData("DDIMScheduler", """ "prediction_type": "sample" """, "prediction_type sample")]
    [InlineData("DDIMScheduler", """ "beta_schedule": "squaredcos_cap_v2" """, "beta_schedule squaredcos_cap_v2")]
    [InlineData("DDIMScheduler", """ "timestep_spacing": "random" """, "timestep_spacing random")]
    [InlineData("DDIMScheduler", """ "beta_start": 2 """, "beta_start 2")]
    [InlineData("DDIMScheduler", """ "num_train_timesteps": 0 """, "num_train_timesteps 0")]
    [InlineData("DDIMScheduler", """ "num_train_timesteps": 2000000000 """, "num_train_timesteps 2000000000")]
    [InlineData("DDIMScheduler", """ "steps_offset": -1 """, "steps_offset -1")]
    [InlineData("DDIMScheduler", """ "trained_betas": [0.1] """, "trained_betas of a length of 1")]
    [InlineData(
        "DDIMScheduler",
        """ "trained_betas": [2], "num_train_timesteps": 1 """,
        "trained_betas beyond 0 and 1"
    )]
    [InlineData("DDIMScheduler", """ "clip_sample_range": 0 """, "clip_sample_range 0")]
    [InlineData("DDIMScheduler", """ "rescale_betas_zero_snr": true """, "rescale_betas_zero_snr true")]
    [InlineData("LCMScheduler", """ "thresholding": true """, "thresholding true")]
    [InlineData("LCMScheduler", """ "original_inference_steps": 1001 """, "original_inference_steps 1001")]
    [InlineData("LCMScheduler", """ "timestep_scaling": 0 """, "timestep_scaling 0")]
    [InlineData("PNDMScheduler", """ "skip_prk_steps": false """, "skip_prk_steps false")]
    [InlineData("EulerDiscreteScheduler", """ "use_exponential_sigmas": true """, "use_exponential_sigmas true")]
    [InlineData("EulerDiscreteScheduler", """ "use_beta_sigmas": true """, "use_beta_sigmas true")]
    [InlineData("EulerDiscreteScheduler", """ "interpolation_type": "log_linear" """, "interpolation_type log_linear")]
    [InlineData("EulerDiscreteScheduler", """ "timestep_type": "continuous" """, "timestep_type continuous")]
    [InlineData("EulerDiscreteScheduler", """ "sigma_max": 700.0 """, "sigma_max 700")]
    [InlineData("EulerDiscreteScheduler", """ "final_sigmas_type": "one" """, "final_sigmas_type one")]
    [InlineData(
        "DPMSolverMultistepScheduler",
        """ "algorithm_type": "sde-dpmsolver++" """,
        "algorithm_type sde-dpmsolver++"
    )]
    [InlineData("EulerDiscreteScheduler", """ "beta_end": 0.9, "beta_start": 0.8 """, "betas that end at a sigma of")]
    [InlineData("DPMSolverMultistepScheduler", """ "solver_order": 3 """, "solver_order 3")]
    [InlineData("DPMSolverMultistepScheduler", """ "solver_type": "heun" """, "solver_type heun")]
    [InlineData("DPMSolverMultistepScheduler", """ "use_lu_lambdas": true """, "use_lu_lambdas true")]
    [InlineData("DPMSolverMultistepScheduler", """ "use_flow_sigmas": true """, "use_flow_sigmas true")]
    [InlineData("DPMSolverMultistepScheduler", """ "variance_type": "learned" """, "variance_type learned")]
    public void Settings_that_are_not_supported_are_named(string name, string setting, string expected)
    {
        string json = $$"""{"_class_name": "{{name}}", {{setting}}}""";
        SchedulerConfig config = SchedulerConfig.Parse(Encoding.UTF8.GetBytes(json));
        var e = Assert.Throws<ModelInvalidException>(() => SchedulerFactory.Create(config));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_of_solver_takes_the_place_of_the_files()
    {
        var config = new SchedulerConfig
        {
            AlgorithmType = "sde-dpmsolver",
            SolverOrder = 3,
            UseLuLambdas = true,
        };
        Assert.IsType<DpmSolverScheduler>(SchedulerFactory.Create(config, Scheduler.DpmSolver2MKarras));
    }
}
