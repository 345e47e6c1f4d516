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

/// <summary>A part of a prompt.</summary>
/// <param name="Text">What it says, escapes resolved.</param>
/// <param name="Weight">How much it counts; 1 as it is.</param>
internal readonly record struct WeightedText(string Text, float Weight);

/// <summary>A place in a prompt that may mean more than it says.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Kind">What it would mean.</param>
/// <param name="Factor">What it multiplies weights by; 1 until its partner is found.</param>
internal readonly record struct WeightMark(int At, int Length, WeightMarkKind Kind, double Factor = 1);

/// <summary>What a place in a prompt means.</summary>
internal enum WeightMarkKind
{
    /// <summary>What it says.</summary>
    Text,

    /// <summary>The character after the backslash.</summary>
    Escape,
    OpenRound,
    CloseRound,
    OpenSquare,
    CloseSquare,
}
