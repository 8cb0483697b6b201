using System.Text;

namespace AiFirewall.Code.Syntax;

/// <summary>Cuts a text into tokens where here-documents stand on the lines below the one that names them.</summary>
/// <param name="source">The text.</param>
internal abstract class DocumentTokenReader(string source) : TokenReader(source)
{
    private readonly Queue<(string Tag, char Quote, bool IsIndented, int Index, int Start)> _awaited = new();

    /// <summary>The bodies of here-documents by the index of their token.</summary>
    public Dictionary<int, Token> Documents { get; } = [];

    /// <summary>Whether the next line is the first of a here-document.</summary>
    protected bool AwaitsDocument => _awaited.Count > 0;

    /// <summary>Adds the token of a here-document whose body is on the lines below.</summary>
    /// <param name="tag">The line that ends it.</param>
    /// <param name="quote">The quote around the tag; NUL for none.</param>
    /// <param name="isIndented">Whether its lines and the tag may be indented.</param>
    /// <param name="start">Where its token starts.</param>
    protected void Await(string tag, char quote, bool isIndented, int start)
    {
        Add(TokenKind.Text, "", start);
        _awaited.Enqueue((tag, quote, isIndented, Tokens.Count - 1, start));
    }

    /// <summary>Reads the bodies that are awaited. The line break before the first of them stands here.</summary>
    protected void ReadDocuments()
    {
        At++;
        while (_awaited.TryDequeue(out var document))
        {
            var body = new StringBuilder();
            var isClosed = false;
            while (At < Source.Length && !isClosed)
            {
                var end = Source.IndexOf('\n', At);
                if (end < 0) end = Source.Length;
                var line = Source[At..end];
                At = Math.Min(end + 1, Source.Length);
                isClosed = (document.IsIndented ? line.Trim() : line.TrimEnd('\r')) == document.Tag;
                if (!isClosed) body.Append(document.IsIndented ? line.TrimStart() : line).Append('\n');
            }

            if (!isClosed) HasErrors = true;
            var isPlain = document.Quote == '\'';
            var kind = isPlain ? TokenKind.Text : document.Quote == '`' ? TokenKind.Command : TokenKind.Template;
            Documents[document.Index] = new Token(kind, isPlain ? body.ToString() : "", document.Start, document.Start) { Parts = isPlain ? null : PartsOf(body.ToString()) };
        }

        StartLine();
    }

    /// <summary>Cuts a string into text and code.</summary>
    protected abstract List<TemplatePart> PartsOf(string body);
}
