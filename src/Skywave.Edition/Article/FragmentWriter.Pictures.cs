using Skywave.Words;

namespace Skywave.Edition;

internal sealed partial class FragmentWriter
{
    private void LeadPicture()
    {
        if (_text.LeadPicture is { } picture)
        {
            Figure(picture, lead: true);
        }
    }

    // A picture that has not entered yet has no renditions and is not shown.
    private void Figure(Picture picture, bool lead)
    {
        if (picture.Renditions.IsEmpty)
        {
            return;
        }
        _html.Open("figure", ("class", lead && !picture.OnTap ? "p" : null));
        if (picture.OnTap)
        {
            OnTap(picture);
        }
        else
        {
            PictureMarkup.Write(_html, picture, root, "46em", lead ? "42em" : "38em", lazy: !lead);
        }
        if (picture.Caption is { Length: > 0 } || picture.Credit is { Length: > 0 })
        {
            _html.Open("figcaption").Text(picture.Caption ?? "");
            if (picture.Credit is { Length: > 0 } credit)
            {
                _html.Text(picture.Caption is { Length: > 0 } ? " " : "").Open("small");
                Say("article.pictureCredit", ("credit", h => h.Element("bdi", credit))).Close("small");
            }
            _html.Close("figcaption");
        }
        _html.Close("figure").Line();
    }

    // Links, and not an image behind something folded: with scripts switched off a browser loads "lazy" images at once. The lightest is offered first,
    // the one that everything can show beside it; each says what it costs.
    private void OnTap(Picture picture)
    {
        var jpeg = PictureMarkup.Middle(picture);
        var lightest = (picture.Lighter.IsDefault ? [] : picture.Lighter).Where(r => r.Width == jpeg.Width).OrderBy(r => r.Length).FirstOrDefault(r => r.Length < jpeg.Length);
        _html.Element("p", picture.Alt).Open("p", ("class", "m")).Open("a", ("href", root + (lightest ?? jpeg).Path));
        Say("picture.show", ("size", h => h.Element("bdi", Size((lightest ?? jpeg).Length)))).Close("a");
        if (lightest is not null)
        {
            _html.Text(" · ").Open("a", ("href", root + jpeg.Path)).Element("bdi", "JPEG " + Size(jpeg.Length)).Close("a");
        }
        _html.Close("p");
    }

    /// <summary>What loading it costs, rounded up, in units that everybody with a mobile contract knows.</summary>
    private string Size(long bytes) => bytes < 1000 * 1024 ? locale.Number((bytes + 1023) / 1024) + " KB" : locale.Number((bytes + (1 << 20) - 1) >> 20) + " MB";
}
