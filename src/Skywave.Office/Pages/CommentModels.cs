using System.Collections.Immutable;

namespace Skywave.Office.Pages;

/// <summary>A comment, where it stands now, and what was answered.</summary>
internal sealed record PlacedComment(CommentRow Row, Anchor At, ImmutableArray<CommentRow> Answers);

/// <summary>What was said about a text.</summary>
public sealed record CommentList : OfficePage
{
    internal ManuscriptRow Row { get; init; } = null!;

    internal ImmutableArray<PlacedComment> Comments { get; init; }

    internal Dictionary<string, string> Names { get; init; } = null!;

    /// <summary>Whoever reads it may change the text now.</summary>
    internal bool MayWrite { get; init; }

    internal IEnumerable<PlacedComment> Open => Comments.Where(c => c.Row.State == CommentState.Open);

    internal IEnumerable<PlacedComment> Settled => Comments.Where(c => c.Row.State != CommentState.Open);

    internal OfficeDesk Desk => Visit.Desk(Row.Desk);

    internal override string Title => "Comments";

    internal string NameOf(string id) => Names.GetValueOrDefault(id, T("the program"));

    internal bool MaySettle(CommentRow comment) => comment.By == Visit.Me.Id || Visit.May(Permission.Write, Row.Desk) || Visit.May(Permission.Edit, Row.Desk);

    internal string Say(CommentState state) => T(state switch
    {
        CommentState.Accepted => "accepted",
        CommentState.Declined => "declined",
        CommentState.Resolved => "resolved",
        _ => "open",
    });
}

/// <summary>One of them, as a page shows it.</summary>
public sealed record CommentView : OfficePage
{
    internal CommentList List { get; init; } = null!;

    internal PlacedComment Comment { get; init; } = null!;

    internal override string Title => "Comments";
}

/// <summary>A text paragraph by paragraph, each with what was said about it.</summary>
public sealed record CommentsPage : OfficePage
{
    internal ManuscriptRow Row { get; init; } = null!;

    internal string? Wrong { get; init; }

    internal string Text { get; init; } = null!;

    /// <summary>The line at which the form stands; 0: the text as a whole; -1: nowhere.</summary>
    internal int At { get; init; }

    internal CommentList List { get; init; } = null!;

    internal override string Title => "Comments";

    internal OfficeDesk Desk => Visit.Desk(Row.Desk);

    /// <summary>The text in paragraphs: lines between empty lines and those of <c>---</c>, each with the number of its first.</summary>
    internal IEnumerable<(int First, int Last, string Lines)> Paragraphs
    {
        get
        {
            var (lines, from) = (Text.Split('\n'), -1);
            for (var i = 0; i <= lines.Length; i++)
            {
                var isEmpty = i == lines.Length || lines[i].Trim() is "" or "---";
                if (isEmpty && from >= 0)
                {
                    yield return (from + 1, i, string.Join('\n', lines[from..i]));
                }
                from = isEmpty ? -1 : from < 0 ? i : from;
            }
        }
    }

    /// <summary>What was typed into the form that was refused.</summary>
    internal string Typed(string field) => Wrong is null ? "" : Visit.Field(field);
}

/// <summary>The form beside a paragraph.</summary>
public sealed record CommentForm
{
    internal CommentsPage Page { get; init; } = null!;

    internal int First { get; init; }

    internal int Last { get; init; }

    internal string Lines { get; init; } = null!;
}
