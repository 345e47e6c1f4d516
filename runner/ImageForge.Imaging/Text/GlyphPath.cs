using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Paths;

namespace ImageForge.Imaging.Text;

/// <summary>The contours of a glyph in font units, with its origin on the baseline and y upwards, wound as the font has them.</summary>
internal sealed partial class GlyphPath
{
    // No glyph that a person drew has so many.
    private const int MostSteps = 100_000;

    private readonly List<Step> _steps = [];

    /// <summary>What a step does; its coordinates follow one another.</summary>
    public enum StepKind : byte
    {
        /// <summary>Begins a contour.</summary>
        Move,

        /// <summary>A straight line.</summary>
        Line,

        /// <summary>A curve with one control point.</summary>
        Quad,

        /// <summary>A curve with two control points.</summary>
        Cubic,
    }

    /// <summary>A step: its control points, if any, and where it leads.</summary>
    public readonly record struct Step(
        StepKind Kind,
        float X,
        float Y,
        float Ax = 0,
        float Ay = 0,
        float Bx = 0,
        float By = 0
    );

    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Whether it has more steps than are kept.</summary>
    public bool IsCut { get; private set; }

    public void Add(Step step)
    {
        IsCut |= _steps.Count >= MostSteps;
        if (!IsCut)
        {
            _steps.Add(step);
        }
    }

    /// <summary>Ends a contour; what leads back to its start is implied.</summary>
    public void Close()
    {
        int start = _steps.FindLastIndex(s => s.Kind == StepKind.Move);
        if (
            start >= 0
            && _steps[^1] is { Kind: StepKind.Line } last
            && (last.X, last.Y) == (_steps[start].X, _steps[start].Y)
        )
        {
            _steps.RemoveAt(_steps.Count - 1);
        }
    }

    /// <summary>Adds the contours to an outline.</summary>
    public void AddTo(Outline outline)
    {
        foreach (Step s in _steps)
        {
            _ = s.Kind switch
            {
                StepKind.Move => outline.Move(s.X, s.Y),
                StepKind.Line => outline.Line(s.X, s.Y),
                StepKind.Quad => outline.Quad(s.Ax, s.Ay, s.X, s.Y),
                _ => outline.Cubic(s.Ax, s.Ay, s.Bx, s.By, s.X, s.Y),
            };
        }
    }

    /// <summary>Reads a glyph's contours. HarfBuzzSharp has no call for it, so that HarfBuzz itself is asked.</summary>
    public static GlyphPath Of(HarfBuzzSharp.Font font, int glyph)
    {
        var path = new GlyphPath();
        var handle = GCHandle.Alloc(path);
        try
        {
            Native.DrawGlyph(font.Handle, (uint)glyph, Native.Functions, GCHandle.ToIntPtr(handle));
        }
        finally
        {
            handle.Free();
        }

        return path;
    }

    private static unsafe partial class Native
    {
        private const string Library = "libHarfBuzzSharp";

        public static readonly nint Functions = Create();

        private static nint Create()
        {
            nint functions = CreateFunctions();
            SetMove(functions, &Move, 0, 0);
            SetLine(functions, &Line, 0, 0);
            SetQuad(functions, &Quad, 0, 0);
            SetCubic(functions, &Cubic, 0, 0);
            SetClose(functions, &End, 0, 0);
            MakeImmutable(functions);
            return functions;
        }

        private static GlyphPath Path(nint handle) => (GlyphPath)GCHandle.FromIntPtr(handle).Target!;

        [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
        private static void Move(nint functions, nint data, nint state, float x, float y, nint user) =>
            Path(data).Add(new(StepKind.Move, x, y));

        [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
        private static void Line(nint functions, nint data, nint state, float x, float y, nint user) =>
            Path(data).Add(new(StepKind.Line, x, y));

        [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
        private static void Quad(
            nint functions,
            nint data,
            nint state,
            float ax,
            float ay,
            float x,
            float y,
            nint user
        ) => Path(data).Add(new(StepKind.Quad, x, y, ax, ay));

        [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
        private static void Cubic(
            nint functions,
            nint data,
            nint state,
            float ax,
            float ay,
            float bx,
            float by,
            float x,
            float y,
            nint user
        ) => Path(data).Add(new(StepKind.Cubic, x, y, ax, ay, bx, by));

        [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
        private static void End(nint functions, nint data, nint state, nint user) => Path(data).Close();

        [LibraryImport(Library, EntryPoint = "hb_font_draw_glyph")]
        public static partial void DrawGlyph(nint font, uint glyph, nint functions, nint data);

        [LibraryImport(Library, EntryPoint = "hb_draw_funcs_create")]
        private static partial nint CreateFunctions();

        [LibraryImport(Library, EntryPoint = "hb_draw_funcs_make_immutable")]
        private static partial void MakeImmutable(nint functions);

        [LibraryImport(Library, EntryPoint = "hb_draw_funcs_set_move_to_func")]
        private static partial void SetMove(
            nint functions,
            delegate* unmanaged[Cdecl]<nint, nint, nint, float, float, nint, void> function,
            nint user,
            nint destroy
        );

        [LibraryImport(Library, EntryPoint = "hb_draw_funcs_set_line_to_func")]
        private static partial void SetLine(
            nint functions,
            delegate* unmanaged[Cdecl]<nint, nint, nint, float, float, nint, void> function,
            nint user,
            nint destroy
        );

        [LibraryImport(Library, EntryPoint = "hb_draw_funcs_set_quadratic_to_func")]
        private static partial void SetQuad(
            nint functions,
            delegate* unmanaged[Cdecl]<nint, nint, nint, float, float, float, float, nint, void> function,
            nint user,
            nint destroy
        );

        [LibraryImport(Library, EntryPoint = "hb_draw_funcs_set_cubic_to_func")]
        private static partial void SetCubic(
            nint functions,
            delegate* unmanaged[Cdecl]<nint, nint, nint, float, float, float, float, float, float, nint, void> function,
            nint user,
            nint destroy
        );

        [LibraryImport(Library, EntryPoint = "hb_draw_funcs_set_close_path_func")]
        private static partial void SetClose(
            nint functions,
            delegate* unmanaged[Cdecl]<nint, nint, nint, nint, void> function,
            nint user,
            nint destroy
        );
    }
}
