using System.Numerics;

namespace ImageForge.Imaging.Looks;

/// <summary>Corners darken by the fourth power of the distance from the centre, which stays as it is.</summary>
internal sealed class Vignette
{
    private const float Darkest = 0.85f;

    private readonly float[] _columns;
    private readonly float _strength;
    private readonly float _height;

    public Vignette(int width, int height, float strength)
    {
        _strength = strength * Darkest;
        _height = height;
        _columns = new float[width];
        for (int x = 0; x < width; x++)
        {
            float u = ((x + 0.5f) / width * 2f) - 1f;
            _columns[x] = u * u * 0.5f;
        }
    }

    public void Apply(Span<Vector4> row, int y)
    {
        float v = ((y + 0.5f) / _height * 2f) - 1f;
        v *= v * 0.5f;
        for (int x = 0; x < row.Length; x++)
        {
            float away = _columns[x] + v;
            float gain = 1f - (_strength * away * away);
            row[x] *= new Vector4(gain, gain, gain, 1f);
        }
    }
}
