using System.Text;

namespace Skywave.Edition;

/// <summary>Goes through a text once and takes its words apart: pieces between hyphens, bits between joiners.</summary>
internal sealed class WordWalk(FoldTable table)
{
    private readonly List<List<List<string>>> _words = [];
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
                Letter(kind, table.LetterOf(code, kind));
                break;
        }
    }

    /// <summary>All words.</summary>
    public List<List<List<string>>> End()
    {
        EndWord();
        return _words;
    }

    private void Letter(char kind, string letter)
    {
        if (_bit.Length > 0 && table.PairOf(_bit[^1], letter) is { } one)
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
            _bit.Append(letter);
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
        EndPiece();
        if (_word.Count > 0)
        {
            _words.Add(_word);
            _word = [];
        }
    }
}
