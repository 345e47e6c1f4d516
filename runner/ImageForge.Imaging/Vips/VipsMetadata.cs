using System.Security;
using System.Text;
using ImageForge.Imaging.Files;
using NetVips;

namespace ImageForge.Imaging.Vips;

/// <summary>Metadata as EXIF, which everything reads, and as XMP, which has all of it and any script.</summary>
internal static class VipsMetadata
{
    private const string Namespace = "https://imageforge.dev/ns/1.0/";

    // libvips cuts a remark in brackets off the end: without one of ours it would cut the user's.
    private const string Tail = " (text)";

    /// <summary>The picture with the metadata; disposes of the one without.</summary>
    public static Image Attach(Image image, ImageMetadata metadata)
    {
        using Image bare = image;
        return bare.Mutate(tags =>
        {
            Set(tags, "exif-ifd0-Software", metadata.Software + Tail);
            // sRGB.
            Set(tags, "exif-ifd2-ColorSpace", "1" + Tail);
            if (metadata.Description is { Length: > 0 } description)
            {
                Set(tags, "exif-ifd0-ImageDescription", description + Tail);
                // TIFF keeps no EXIF of this kind; libvips has a field of its own for it.
                Set(tags, "image-description", description);
            }

            string comment = string.Join("; ", metadata.Own.Select(o => $"{o.Name}={o.Value}"));
            if (comment.Length > 0)
            {
                Set(tags, "exif-ifd2-UserComment", comment + Tail);
            }

            tags.Set(GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes(Xmp(metadata)));
        });
    }

    private static void Set(MutableImage image, string field, string text) => image.Set(GValue.GStrType, field, text);

    internal static string Xmp(ImageMetadata metadata)
    {
        var xml = new StringBuilder("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
        xml.Append("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">")
            .Append("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">")
            .Append("<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"")
            .Append(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:imageforge=\"")
            .Append(Namespace)
            .Append("\">");
        Element(xml, "xmp:CreatorTool", metadata.Software);
        foreach ((string name, string value) in metadata.Own)
        {
            Element(xml, $"imageforge:{name}", value);
        }

        if (metadata.Description is { Length: > 0 } description)
        {
            xml.Append("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">")
                .Append(Escape(description))
                .Append("</rdf:li></rdf:Alt></dc:description>");
        }

        return xml.Append("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>").ToString();
    }

    private static void Element(StringBuilder xml, string name, string value) =>
        xml.Append('<').Append(name).Append('>').Append(Escape(value)).Append("</").Append(name).Append('>');

    // XML 1.0 has no form at all for most control characters.
    private static string Escape(string text) =>
        SecurityElement.Escape(string.Concat(text.Where(c => c is '\t' or '\n' or '\r' or (>= ' ' and < '\uFFFE'))));
}
