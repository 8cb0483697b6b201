using System.Text;
using AiFirewall.Shells;

namespace AiFirewall.Code.Syntax;

/// <summary>Collects the pieces of a string with code in it, as they are read.</summary>
internal sealed class TemplateText
{
    private readonly List<TemplatePart> _parts = [];
    private Origins _origins;

    /// <summary>The text since the last piece of code.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>An escape of the text hid a character.</summary>
    public void WasHidden() => _origins = Origins.Decoded;

    /// <summary>Adds code behind the text so far.</summary>
    public void AddCode(string code)
    {
        if (Text.Length > 0) EndText();
        Text.Clear();
        _origins = Origins.None;
        _parts.Add(new TemplatePart(code, true));
    }

    /// <summary>The pieces in their order: one empty text where there is nothing.</summary>
    public List<TemplatePart> ToParts()
    {
        if (Text.Length > 0 || _parts.Count == 0) EndText();
        return _parts;
    }

    private void EndText() => _parts.Add(new TemplatePart(Text.ToString(), false, _origins));
}
