using ImageForge.Scale;

// scale [N] [--baseline PROGRAM] [--rounds N] [--part children|life]
try
{
    var options = ScaleOptions.Parse(args);
    if (options.Part is null or "children")
    {
        await ChildrenCreated.MeasureAsync(options);
    }

    if (options.Part is null or "life")
    {
        await WholeLife.MeasureAsync(options);
    }

    return 0;
}
catch (ScaleException e)
{
    await Console.Error.WriteLineAsync($"scale: {e.Message}");
    return 1;
}
