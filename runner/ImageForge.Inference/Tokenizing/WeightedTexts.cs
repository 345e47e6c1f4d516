using System.Text;

namespace ImageForge.Inference.Tokenizing;

/// <summary>Gathers the parts of a prompt.</summary>
/// <param name="greatest">Weights beyond it, to either side, are limited to it.</param>
internal sealed class WeightedTexts(double greatest)
{
    private readonly List<WeightedText> _texts = [];
    private readonly StringBuilder _text = new();
    private float _weight = 1;

    public void Add(ReadOnlySpan<char> text, double weight)
    {
        if (text.IsEmpty)
        {
            return;
        }

        float limited = (float)Math.Clamp(weight, -greatest, greatest);
        if (limited != _weight)
        {
            Flush();
            _weight = limited;
        }

        _text.Append(text);
    }

    /// <summary>All of them; one that is empty where there was no text.</summary>
    public IReadOnlyList<WeightedText> Finish()
    {
        Flush();
        return _texts.Count > 0 ? _texts : [new WeightedText("", 1)];
    }

    private void Flush()
    {
        if (_text.Length > 0)
        {
            _texts.Add(new WeightedText(_text.ToString(), _weight));
            _text.Clear();
        }
    }
}
