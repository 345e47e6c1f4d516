namespace ImageForge.Artifacts.Models;

/// <summary>How far a model is.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Done">Bytes that are there, those of an earlier attempt included.</param>
/// <param name="Total">Bytes in all; 0 while that is not known.</param>
/// <param name="BytesPerSecond">Mean since this attempt began; null where it says nothing.</param>
public sealed record ModelProgress(ModelStep Step, long Done, long Total, double? BytesPerSecond = null)
{
    /// <summary>Share that is done, 0 to 1.</summary>
    public double Share => Total > 0 ? Math.Clamp((double)Done / Total, 0, 1) : 0;

    /// <summary>One line for people, such as <c>Downloading model 1.2 of 3.4 GB (85 MB/s)</c>.</summary>
    public string Message =>
        Step switch
        {
            ModelStep.Listing => "Listing model",
            ModelStep.Waiting => $"Waiting for another runner that downloads the model{Amount(": ")}",
            ModelStep.Downloading => $"Downloading model{Amount(" ")}{Speed}",
            _ => $"Reading model{Amount(" ")}{Speed}",
        };

    private string Speed => BytesPerSecond is { } speed ? $" ({ByteCount.Text((long)speed)}/s)" : "";

    private string Amount(string separator) => Total > 0 ? separator + ByteCount.Text(Done, Total) : "";
}
