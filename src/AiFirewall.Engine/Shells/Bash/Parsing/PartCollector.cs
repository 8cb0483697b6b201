using System.Text;
using AiFirewall.Shells.Bash.Syntax;

namespace AiFirewall.Shells.Bash.Parsing;

/// <summary>Collects the parts of a word; runs of plain text become one literal.</summary>
internal ref struct PartCollector(BashSource source)
{
    private readonly BashSource source = source;
    private WordPart? single;
    private List<WordPart>? parts;

    private int runStart = -1;
    private int runEnd;
    private Quoting runQuoting;
    /// <summary>The text of the run when it is not what stands between its ends; null otherwise.</summary>
    private StringBuilder? runText;

    /// <summary>Number of parts, without the run that is still open.</summary>
    public readonly int Count => parts?.Count ?? (single is null ? 0 : 1);

    public readonly bool IsEmpty => runStart < 0 && Count == 0;

    /// <summary>Adds text as it stands.</summary>
    public void AddRun(int start, int end, Quoting quoting)
    {
        if (start >= end) return;
        if (runStart >= 0 && runQuoting != quoting) Flush();
        if (runStart < 0)
        {
            (runStart, runEnd, runQuoting) = (start, end, quoting);
            return;
        }
        if (runText is null && start == runEnd)
        {
            runEnd = end;
            return;
        }
        OpenText().Append(source.Slice(start, end));
        runEnd = end;
    }

    /// <summary>Adds a character that is written differently: an escape inside double quotes.</summary>
    public void AddDecoded(char c, int start, int end, Quoting quoting)
    {
        if (runStart >= 0 && runQuoting != quoting) Flush();
        if (runStart < 0)
        {
            (runStart, runEnd, runQuoting) = (start, start, quoting);
        }
        OpenText().Append(c);
        runEnd = end;
    }

    public void Add(WordPart part)
    {
        Flush();
        AddPart(part);
    }

    /// <summary>Ends the open run.</summary>
    public void Flush()
    {
        if (runStart < 0) return;
        var text = runText is null ? source.Text.Substring(runStart, runEnd - runStart) : runText.ToString();
        AddPart(new LiteralPart(text, runQuoting, source.Span(runStart, runEnd)));
        runStart = -1;
        runText = null;
    }

    public readonly WordPart this[int index] => parts is null ? single! : parts[index];

    /// <summary>Takes out the parts from <paramref name="index"/> on.</summary>
    public List<WordPart> TakeFrom(int index)
    {
        Flush();
        if (parts is null)
        {
            if (single is null || index > 0) return [];
            var taken = single;
            single = null;
            return [taken];
        }
        var rest = parts.GetRange(index, parts.Count - index);
        parts.RemoveRange(index, parts.Count - index);
        return rest;
    }

    public IReadOnlyList<WordPart> ToParts()
    {
        Flush();
        return parts ?? (single is null ? [] : (IReadOnlyList<WordPart>)[single]);
    }

    private readonly void CountPart() => source.CountNode();

    private void AddPart(WordPart part)
    {
        CountPart();
        if (parts is not null)
        {
            parts.Add(part);
        }
        else if (single is null)
        {
            single = part;
        }
        else
        {
            parts = new List<WordPart>(4) { single, part };
            single = null;
        }
    }

    private StringBuilder OpenText() => runText ??= new StringBuilder().Append(source.Slice(runStart, runEnd));
}
