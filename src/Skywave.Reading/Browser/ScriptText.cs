using System.Text;

namespace Skywave.Reading;

/// <summary>
/// A module's text without the spaces that no token needs: about half a kilobyte of a worker's twenty. Lines stay lines, so nothing depends on where a statement ends; names stay names, so whoever looks at what runs in
/// a browser reads what was written. A second reading of both by TypeScript finds the same tokens (docs/adr/0017-classic-scripts.md).
/// </summary>
internal ref struct ScriptText
{
    private readonly StringBuilder _out;
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private ScriptText(string text)
    {
        _out = new StringBuilder(text.Length);
        _text = text;
    }

    /// <summary>The same tokens in fewer bytes. The text has no comments and no indentation.</summary>
    public static string Tight(string text)
    {
        var script = new ScriptText(text);
        script.Code(isInTemplate: false);
        return script._out.ToString();
    }

    // Up to the brace that ends an expression of a template, else to the end.
    private void Code(bool isInTemplate)
    {
        for (var depth = 0; _at < _text.Length;)
        {
            var c = _text[_at];
            depth += c switch { '{' => 1, '}' => -1, _ => 0 };
            if (isInTemplate && depth < 0)
            {
                return;
            }
            switch (c)
            {
                case '\'' or '"':
                    Literal(c);
                    break;
                case '`':
                    Template();
                    break;
                case '/' when BeginsExpression():
                    Literal('/');
                    break;
                case ' ':
                    _at++;
                    Space();
                    break;
                default:
                    Take(1);
                    break;
            }
        }
    }

    // Between two words, and between two signs that would be another one together.
    private readonly void Space()
    {
        var (before, after) = (_out.Length == 0 ? '\n' : _out[^1], _at < _text.Length ? _text[_at] : '\n');
        if ((IsOfWord(before) && IsOfWord(after)) || (before == after && before is '+' or '-' or '/'))
        {
            _out.Append(' ');
        }
    }

    // A slash begins a regular expression where a value may begin; after a name, a number or a bracket it divides.
    private readonly bool BeginsExpression() => _out.Length == 0 || "(,=:?&|!{};[\n>".Contains(_out[^1], StringComparison.Ordinal) || _out.ToString(Math.Max(0, _out.Length - 6), Math.Min(6, _out.Length)) == "return";

    // A string, or a regular expression, in whose classes a slash ends nothing.
    private void Literal(char end)
    {
        Take(1);
        for (var isInClass = false; isInClass || _text[_at] != end;)
        {
            isInClass = end == '/' && (_text[_at] == '[' || (isInClass && _text[_at] != ']'));
            Take(_text[_at] == '\\' ? 2 : 1);
        }
        Take(1);
    }

    private void Template()
    {
        Take(1);
        while (_text[_at] != '`')
        {
            if (_text[_at..].StartsWith("${", StringComparison.Ordinal))
            {
                Take(2);
                Code(isInTemplate: true);
                Take(1);
            }
            else
            {
                Take(_text[_at] == '\\' ? 2 : 1);
            }
        }
        Take(1);
    }

    private void Take(int length)
    {
        _out.Append(_text.Slice(_at, length));
        _at += length;
    }

    private static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '#' || c > 127;
}
