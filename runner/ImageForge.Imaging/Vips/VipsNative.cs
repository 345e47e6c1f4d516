using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Vips;

/// <summary>
/// The few functions of libvips and GObject through which every operation is reached: create by name, set properties,
/// build, get properties.
/// </summary>
internal static partial class VipsNative
{
    public const string Library = "vips";

    private const StringMarshalling Utf8 = StringMarshalling.Utf8;

    public static nint ImageType => ImageGetType();

    public static nint BlobType => BlobGetType();

    /// <summary>What went wrong last, in one line; forgotten afterwards.</summary>
    public static string TakeError()
    {
        string text = Marshal.PtrToStringUTF8(ErrorBuffer()) ?? "";
        ErrorClear();
        return text.Trim().ReplaceLineEndings("; ");
    }

    [LibraryImport(Library, EntryPoint = "vips_init", StringMarshalling = Utf8)]
    internal static partial int Init(string program);

    [LibraryImport(Library, EntryPoint = "vips_cache_set_max")]
    internal static partial void CacheSetMax(int operations);

    [LibraryImport(Library, EntryPoint = "vips_block_untrusted_set")]
    internal static partial void BlockUntrusted(int state);

    [LibraryImport(Library, EntryPoint = "vips_concurrency_set")]
    internal static partial void SetConcurrency(int threads);

    [LibraryImport(Library, EntryPoint = "vips_operation_new", StringMarshalling = Utf8)]
    internal static partial nint OperationNew(string name);

    [LibraryImport(Library, EntryPoint = "vips_cache_operation_buildp")]
    internal static partial int Build(ref nint operation);

    [LibraryImport(Library, EntryPoint = "vips_object_unref_outputs")]
    internal static partial void UnrefOutputs(nint operation);

    [LibraryImport(Library, EntryPoint = "vips_object_set_argument_from_string", StringMarshalling = Utf8)]
    internal static partial int SetArgument(nint operation, string name, string value);

    [LibraryImport(Library, EntryPoint = "g_object_set_property", StringMarshalling = Utf8)]
    internal static partial void SetProperty(nint target, string name, ref GValue value);

    [LibraryImport(Library, EntryPoint = "g_object_get_property", StringMarshalling = Utf8)]
    internal static partial void GetProperty(nint target, string name, ref GValue value);

    [LibraryImport(Library, EntryPoint = "g_object_unref")]
    internal static partial void Unref(nint target);

    [LibraryImport(Library, EntryPoint = "g_value_init")]
    internal static partial nint ValueInit(ref GValue value, nint type);

    [LibraryImport(Library, EntryPoint = "g_value_unset")]
    internal static partial void ValueUnset(ref GValue value);

    [LibraryImport(Library, EntryPoint = "g_value_set_object")]
    internal static partial void ValueSetObject(ref GValue value, nint target);

    [LibraryImport(Library, EntryPoint = "g_value_dup_object")]
    internal static partial nint ValueDupObject(ref GValue value);

    [LibraryImport(Library, EntryPoint = "g_value_set_boxed")]
    internal static partial void ValueSetBoxed(ref GValue value, nint boxed);

    [LibraryImport(Library, EntryPoint = "g_value_get_boxed")]
    internal static partial nint ValueGetBoxed(ref GValue value);

    [LibraryImport(Library, EntryPoint = "vips_image_get_type")]
    private static partial nint ImageGetType();

    [LibraryImport(Library, EntryPoint = "vips_blob_get_type")]
    private static partial nint BlobGetType();

    [LibraryImport(Library, EntryPoint = "vips_blob_new")]
    internal static partial nint BlobNew(nint free, nint data, nuint length);

    [LibraryImport(Library, EntryPoint = "vips_blob_get")]
    internal static partial nint BlobGet(nint blob, out nuint length);

    [LibraryImport(Library, EntryPoint = "vips_area_unref")]
    internal static partial void AreaUnref(nint area);

    [LibraryImport(Library, EntryPoint = "vips_image_new_from_memory")]
    internal static partial nint ImageFromMemory(nint data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(Library, EntryPoint = "vips_image_write_to_memory")]
    internal static partial nint ImageToMemory(nint image, out nuint size);

    [LibraryImport(Library, EntryPoint = "vips_image_get_width")]
    internal static partial int Width(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_height")]
    internal static partial int Height(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_bands")]
    internal static partial int Bands(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_format")]
    internal static partial int Format(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_interpretation")]
    internal static partial int Interpretation(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_hasalpha")]
    internal static partial int HasAlpha(nint image);

    [LibraryImport(Library, EntryPoint = "vips_image_get_typeof", StringMarshalling = Utf8)]
    internal static partial nint TypeOf(nint image, string field);

    [LibraryImport(Library, EntryPoint = "vips_image_set_string", StringMarshalling = Utf8)]
    internal static partial void SetString(nint image, string field, string value);

    [LibraryImport(Library, EntryPoint = "vips_image_set_blob_copy", StringMarshalling = Utf8)]
    internal static partial void SetBlob(nint image, string field, ReadOnlySpan<byte> data, nuint length);

    [LibraryImport(Library, EntryPoint = "g_free")]
    internal static partial void Free(nint memory);

    [LibraryImport(Library, EntryPoint = "vips_error_buffer")]
    private static partial nint ErrorBuffer();

    [LibraryImport(Library, EntryPoint = "vips_error_clear")]
    private static partial void ErrorClear();
}
