using System.Text;

namespace Skywave.Edition;

/// <summary>A word as it stands in a text.</summary>
/// <param name="Whole">Without its hyphens and joiners.</param>
/// <param name="Pieces">Its pieces between hyphens, each a list of bits between joiners; null for a word that has neither, as most.</param>
internal readonly record struct WordInText(string Whole, List<List<string>>? Pieces);

/// <summary>Goes through a text once and takes its words apart: pieces between hyphens, bits between joiners.</summary>
internal sealed class WordWalk(FoldTable table)
{
    private readonly List<WordInText> _words = [];
    private readonly StringBuilder _bit = new();
    private List<List<string>> _word = [];
    private List<string> _piece = [];
    private bool _joined;

    /// <summary>The next code point; half of a surrogate pair separates.</summary>
    public void Take(int code)
    {
        var kind = table.KindOf(code);
        switch (kind)
        {
            case 'a':
                EndWord();
                break;
            case 'h':
                EndPiece();
                break;
            case 'j':
                EndBit();
                break;
            default:
                Letter(kind, code, table.LetterOf(code, kind));
                break;
        }
    }

    /// <summary>All words.</summary>
    public List<WordInText> End()
    {
        EndWord();
        return _words;
    }

    private void Letter(char kind, int code, string? written)
    {
        var single = written is null ? (code <= char.MaxValue ? (char)code : '\0') : written.Length == 1 ? written[0] : '\0';
        if (_bit.Length > 0 && table.PairOf(_bit[^1], single) is { } one)
        {
            _bit.Length--;
            _bit.Append(one);
        }
        else if (kind != 's')
        {
            if (_joined != FoldTable.IsJoined(kind))
            {
                EndWord();
            }
            _joined = FoldTable.IsJoined(kind);
            _ = written is not null ? _bit.Append(written) : code <= char.MaxValue ? _bit.Append((char)code) : _bit.Append(char.ConvertFromUtf32(code));
        }
    }

    private void EndBit()
    {
        if (_bit.Length > 0)
        {
            _piece.Add(_bit.ToString());
            _bit.Clear();
        }
    }

    private void EndPiece()
    {
        EndBit();
        if (_piece.Count > 0)
        {
            _word.Add(_piece);
            _piece = [];
        }
    }

    private void EndWord()
    {
        if (_word.Count == 0 && _piece.Count == 0)
        {
            if (_bit.Length > 0)
            {
                _words.Add(new(_bit.ToString(), null));
                _bit.Clear();
            }
            return;
        }
        EndPiece();
        _words.Add(new(string.Concat(_word.SelectMany(bits => bits)), _word));
        _word = [];
    }
}
