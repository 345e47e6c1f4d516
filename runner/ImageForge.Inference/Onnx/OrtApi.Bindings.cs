namespace ImageForge.Inference.Onnx;

internal sealed unsafe partial class OrtApi
{
    /// <summary>Options of a run.</summary>
    public nint CreateRunOptions() => Create(OrtIndex.CreateRunOptions);

    /// <summary>Stops the run that is under way with these options, on whatever thread, and those that come.</summary>
    public void Terminate(nint runOptions) => Set(OrtIndex.RunOptionsSetTerminate, runOptions);

    /// <summary>Lets runs with these options go on again.</summary>
    public void Resume(nint runOptions) => Set(OrtIndex.RunOptionsUnsetTerminate, runOptions);

    /// <summary>A list of a session's inputs and outputs, empty so far.</summary>
    public nint CreateBinding(nint session)
    {
        nint binding = 0;
        Check(((delegate* unmanaged<nint, nint*, nint>)table[OrtIndex.CreateIoBinding])(session, &binding));
        return binding;
    }

    /// <summary>Puts an input on the list, or in the place of an earlier one; copies it to the device where that is another.</summary>
    public nint BindInput(nint binding, byte* name, nint value) =>
        ((delegate* unmanaged<nint, byte*, nint, nint>)table[OrtIndex.BindInput])(binding, name, value);

    /// <summary>Puts an output on the list, or in the place of an earlier one.</summary>
    public nint BindOutput(nint binding, byte* name, nint value) =>
        ((delegate* unmanaged<nint, byte*, nint, nint>)table[OrtIndex.BindOutput])(binding, name, value);

    /// <summary>Runs what is on the list.</summary>
    public nint Run(nint session, nint runOptions, nint binding) =>
        ((delegate* unmanaged<nint, nint, nint, nint>)table[OrtIndex.RunWithBinding])(session, runOptions, binding);
}
