using System.Text;
using System.Xml;

namespace Skywave.Writing;

/// <summary>What is written into a rendition's file: who made it and whose it is, as XMP, the one place that JPEG, WebP and AVIF share.</summary>
internal static class PictureWords
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string Photoshop = "http://ns.adobe.com/photoshop/1.0/";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    /// <summary>The packet, or null when there is nothing to say.</summary>
    public static byte[]? Of(PictureWish wish)
    {
        if (wish.Credit is not { Length: > 0 } && wish.Copyright is not { Length: > 0 })
        {
            return null;
        }
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("x", "xmpmeta", "adobe:ns:meta/");
            xml.WriteStartElement("rdf", "RDF", Rdf);
            xml.WriteStartElement("rdf", "Description", Rdf);
            xml.WriteAttributeString("rdf", "about", Rdf, "");
            if (wish.Credit is { Length: > 0 } credit)
            {
                xml.WriteAttributeString("photoshop", "Credit", Photoshop, Clean(credit));
            }
            if (wish.Copyright is { Length: > 0 } copyright)
            {
                xml.WriteStartElement("dc", "rights", DublinCore);
                xml.WriteStartElement("rdf", "Alt", Rdf);
                xml.WriteStartElement("rdf", "li", Rdf);
                xml.WriteAttributeString("xml", "lang", null, "x-default");
                xml.WriteString(Clean(copyright));
            }
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Clean(string text) => string.Concat(text.Where((c, i) => XmlConvert.IsXmlChar(c)
        || (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], c)) || (i > 0 && XmlConvert.IsXmlSurrogatePair(c, text[i - 1]))));
}
