using System.Buffers;
using System.Globalization;

namespace ImageForge.Inference.Tokenizing;

/// <summary>
/// The notation of the web UIs: <c>(text)</c> counts 1.1 times, <c>[text]</c> 1/1.1 times, <c>(text:1.3)</c> 1.3 times, and
/// what is nested is multiplied; a backslash before a parenthesis, a bracket or a backslash takes its meaning away. Whatever has
/// no partner or no number is text.
/// </summary>
internal static class PromptWeights
{
    private const double Step = 1.1;

    /// <summary>No embedding survives more, and none is to become infinite.</summary>
    private const double Greatest = 100;

    private const string Escapable = @"\()[]";

    private static readonly SearchValues<char> Meaningful = SearchValues.Create(@"\()[]:");

    /// <summary>The parts of a prompt in order, neighbours of one weight together; at least one, that may be empty.</summary>
    public static IReadOnlyList<WeightedText> Parse(string prompt)
    {
        var texts = new WeightedTexts(Greatest);
        // Kinds may cross each other, so that each has weights of its own; leaving one brings exactly the former weight back.
        var round = new Stack<double>([1]);
        var square = new Stack<double>([1]);
        int at = 0;
        foreach (WeightMark mark in Marks(prompt))
        {
            double weight = round.Peek() * square.Peek();
            texts.Add(prompt.AsSpan(at..mark.At), weight);
            at = mark.At + mark.Length;
            switch (mark.Kind)
            {
                case WeightMarkKind.Text:
                    texts.Add(prompt.AsSpan(mark.At..at), weight);
                    break;
                case WeightMarkKind.Escape:
                    texts.Add(prompt.AsSpan((mark.At + 1)..at), weight);
                    break;
                default:
                    Turn(mark, mark.Kind is WeightMarkKind.OpenRound or WeightMarkKind.CloseRound ? round : square);
                    break;
            }
        }

        texts.Add(prompt.AsSpan(at), 1);
        return texts.Finish();
    }

    private static void Turn(WeightMark mark, Stack<double> weights)
    {
        if (mark.Kind is WeightMarkKind.OpenRound or WeightMarkKind.OpenSquare)
        {
            weights.Push(weights.Peek() * mark.Factor);
        }
        else
        {
            weights.Pop();
        }
    }

    /// <summary>All places that mean something, those without a partner as text; an opening one has the factor of its partner.</summary>
    private static List<WeightMark> Marks(string prompt)
    {
        var marks = new List<WeightMark>();
        var round = new Stack<int>();
        var square = new Stack<int>();
        for (int i = Next(prompt, 0); i < prompt.Length; i = Next(prompt, i))
        {
            WeightMark mark = MarkAt(prompt, i);
            switch (mark.Kind)
            {
                case WeightMarkKind.OpenRound:
                    round.Push(marks.Count);
                    mark = mark with { Kind = WeightMarkKind.Text };
                    break;
                case WeightMarkKind.OpenSquare:
                    square.Push(marks.Count);
                    mark = mark with { Kind = WeightMarkKind.Text };
                    break;
                case WeightMarkKind.CloseRound:
                    mark = Close(marks, round, mark, WeightMarkKind.OpenRound);
                    break;
                case WeightMarkKind.CloseSquare:
                    mark = Close(marks, square, mark, WeightMarkKind.OpenSquare);
                    break;
            }

            marks.Add(mark);
            i = mark.At + mark.Length;
        }

        return marks;
    }

    private static WeightMark Close(List<WeightMark> marks, Stack<int> open, WeightMark mark, WeightMarkKind kind)
    {
        if (!open.TryPop(out int partner))
        {
            return mark with { Kind = WeightMarkKind.Text };
        }

        marks[partner] = marks[partner] with { Kind = kind, Factor = mark.Factor };
        return mark;
    }

    private static int Next(string prompt, int from)
    {
        int at = prompt.AsSpan(from).IndexOfAny(Meaningful);
        return at < 0 ? prompt.Length : from + at;
    }

    private static WeightMark MarkAt(string prompt, int at) =>
        prompt[at] switch
        {
            '\\' when at + 1 < prompt.Length && Escapable.Contains(prompt[at + 1]) => new(at, 2, WeightMarkKind.Escape),
            '(' => new(at, 1, WeightMarkKind.OpenRound),
            '[' => new(at, 1, WeightMarkKind.OpenSquare),
            ')' => new(at, 1, WeightMarkKind.CloseRound, Step),
            ']' => new(at, 1, WeightMarkKind.CloseSquare, 1 / Step),
            ':' when WeightAt(prompt, at) is { } close => close,
            _ => new(at, 1, WeightMarkKind.Text),
        };

    /// <summary>A colon, a number and the parenthesis that it closes, with white space between them or not.</summary>
    private static WeightMark? WeightAt(string prompt, int at)
    {
        int from = at + 1;
        while (from < prompt.Length && char.IsWhiteSpace(prompt[from]))
        {
            from++;
        }

        int to = from;
        while (to < prompt.Length && (char.IsAsciiDigit(prompt[to]) || prompt[to] is '.' or '+' or '-'))
        {
            to++;
        }

        int close = to;
        while (close < prompt.Length && char.IsWhiteSpace(prompt[close]))
        {
            close++;
        }

        bool isWeight =
            double.TryParse(
                prompt.AsSpan(from, to - from),
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out double weight
            )
            && double.IsFinite(weight)
            && close < prompt.Length
            && prompt[close] == ')';
        return isWeight ? new WeightMark(at, close + 1 - at, WeightMarkKind.CloseRound, weight) : null;
    }
}
