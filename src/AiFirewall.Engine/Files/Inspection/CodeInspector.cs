using System.Text;
using AiFirewall.Effects;

namespace AiFirewall.Files.Inspection;

/// <summary>
/// What is worrying about a change to a file. Severities are chosen by one question: would somebody want to be asked? What refactoring does all
/// day (removing and renaming functions, a text that does not parse yet) is said and passes; what takes away a test, a check or a protection
/// asks.
/// </summary>
internal static class CodeInspector
{
    private const int LongestText = 4 * 1024 * 1024;

    /// <summary>Inspects a change.</summary>
    /// <param name="path">The file.</param>
    /// <param name="old">Its text before; null for a new file.</param>
    /// <param name="now">Its text after.</param>
    /// <param name="diff">Which lines change.</param>
    /// <param name="isDirectory">Whether a directory is there already.</param>
    public static List<Finding> Inspect(string path, string? old, string now, LineDiff diff, Func<string, bool> isDirectory)
    {
        var findings = new List<Finding>();
        if (diff.Changes.Count == 0 || now.Length > LongestText || old?.Length > LongestText) return findings;
        var language = SourceFileNames.LanguageOf(path);
        var isProgram = language is not (SourceLanguage.Other or SourceLanguage.Json or SourceLanguage.Yaml);
        if (!string.IsNullOrWhiteSpace(old) && string.IsNullOrWhiteSpace(now))
        {
            findings.Add(new Finding("code.emptied", isProgram ? Risk.Medium : Risk.Low, $"leaves nothing in {NameOf(path)}"));
            return findings;
        }

        if (SourceFileNames.IsProse(path)) return findings;
        var (before, after) = (SourceReader.Read(old ?? "", language), SourceReader.Read(now, language));
        CheckSyntax(before, after, language, findings);
        var change = new Change(SourceFileNames.IsTest(path, isDirectory), before, after, diff);
        if (isProgram) CheckDeclarations(change, Declarations.In(before, language), Declarations.In(after, language), findings);
        CheckSettings(change, findings);
        return findings;
    }

    private static void CheckSyntax(SourceText before, SourceText after, SourceLanguage language, List<Finding> findings)
    {
        // What could not be read before says nothing about the change, and perhaps only something about the reader.
        if (SyntaxCheck.ProblemOf(after, language) is not { } problem || SyntaxCheck.ProblemOf(before, language) is not null) return;
        findings.Add(new Finding("code.unparsable", Risk.Low, $"the new text does not parse: {problem}"));
    }

    private static void CheckDeclarations(Change change, List<Declaration> before, List<Declaration> after, List<Finding> findings)
    {
        var removed = Missing(before, after);
        var added = Missing(after, before);
        CheckTests(change, before, after, removed, added, findings);
        CheckRemoved(DeclarationKind.Type, removed, added, findings);
        CheckRemoved(DeclarationKind.Function, removed, added, findings);
        if (!change.IsTest) CheckGates(change, before, after, removed, added, findings);
    }

    private static void CheckTests(
        Change change, List<Declaration> before, List<Declaration> after, List<Declaration> removed, List<Declaration> added, List<Finding> findings)
    {
        var isAboutTests = change.IsTest || before.Exists(d => d.Kind == DeclarationKind.Test);
        if (!isAboutTests) return;
        var gone = removed.Where(d => d.Kind == DeclarationKind.Test).ToList();
        var come = added.Count(d => d.Kind == DeclarationKind.Test);
        // As many come as go: they were renamed or rewritten.
        if (gone.Count > come)
            findings.Add(new Finding("code.removes-test", Risk.Medium, $"takes away tests, {gone.Count - come} in all: {Names(gone)}", change.Before.Line(change.Before.Text, gone[0].Line).Trim().ToString()));

        var skips = TestMarks.CountSkips(change.AddedCode) - TestMarks.CountSkips(change.RemovedCode);
        if (skips > 0) findings.Add(new Finding("code.skips-test", Risk.Medium, $"lets tests be passed over, at {skips} more places"));

        var names = after.Where(d => d.Kind == DeclarationKind.Test).GroupBy(d => d.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Body, StringComparer.Ordinal);
        var idle = before.FirstOrDefault(d => d.Kind == DeclarationKind.Test && names.TryGetValue(d.Name, out var body) && body != d.Body && TestMarks.CountChecks(d.Body) > 0 && TestMarks.CountChecks(body) == 0);
        if (idle.Name is not null) findings.Add(new Finding("code.idle-test", Risk.Medium, $"the test {Cut(idle.Name)} checks nothing any more"));
    }

    private static void CheckRemoved(DeclarationKind kind, List<Declaration> removed, List<Declaration> added, List<Finding> findings)
    {
        var gone = removed.Where(d => d.Kind == kind).ToList();
        var come = added.Count(d => d.Kind == kind);
        if (gone.Count <= come) return;
        findings.Add(kind == DeclarationKind.Type
            ? new Finding("code.removes-type", Risk.Low, $"takes away types, {gone.Count - come} in all: {Names(gone)}")
            : new Finding("code.removes-function", Risk.Low, $"takes away functions, {gone.Count - come} in all: {Names(gone)}"));
    }

    private static void CheckGates(
        Change change, List<Declaration> before, List<Declaration> after, List<Declaration> removed, List<Declaration> added, List<Finding> findings)
    {
        foreach (var gate in before.Where(d => d.Kind == DeclarationKind.Function && GateNames.Is(d.Name)))
        {
            var same = after.Where(d => d.Name == gate.Name && d.Kind == gate.Kind).ToList();
            if (same.Exists(d => d.Body == gate.Body) || added.Exists(d => IsRenamed(gate, d))) continue;
            var evidence = change.Before.Line(change.Before.Text, gate.Line).Trim().ToString();
            findings.Add(same.Count > 0
                ? new Finding("code.changes-gate", Risk.Medium, $"changes {Cut(gate.Name)}, which decides who may do what", evidence)
                : new Finding("code.removes-gate", Risk.Medium, $"takes away {Cut(gate.Name)}, which decides who may do what", evidence));
            return;
        }

        // A use is gone: a decorator, an attribute, a call. A new name for it leaves as many.
        var (old, now) = (GateNames.Count(change.RemovedCode), GateNames.Count(change.AddedCode));
        if (old.Values.Sum() <= now.Values.Sum()) return;
        var lost = old.First(o => o.Value > now.GetValueOrDefault(o.Key)).Key;
        findings.Add(new Finding("code.drops-gate", Risk.Medium, $"no longer uses {Cut(lost)}, which decides who may do what", lost));
    }

    private static void CheckSettings(Change change, List<Finding> findings)
    {
        if (TestMarks.CountSilencers(change.AddedText) - TestMarks.CountSilencers(change.RemovedText) >= 3)
            findings.Add(new Finding("code.silences-checks", Risk.Low, "silences the warnings of a checker in several places"));
        if (change.IsTest) return;
        if (WeakSettings.In(change.AddedUncommented, change.RemovedUncommented) is { } protection)
            findings.Add(new Finding("code.weakens-security", Risk.Medium, $"turns off {protection}"));
        if (WrittenSecrets.Find(change.AddedText, change.Before.Text, out var at))
            findings.Add(new Finding("code.written-secret", Risk.High, "writes a secret into the file in so many words", LineAt(change.AddedText, at)));
    }

    private static List<Declaration> Missing(List<Declaration> from, List<Declaration> others)
    {
        var counts = new Dictionary<(DeclarationKind, string), int>();
        foreach (var other in others) counts[(other.Kind, other.Name)] = counts.GetValueOrDefault((other.Kind, other.Name)) + 1;
        var missing = new List<Declaration>();
        foreach (var declaration in from)
        {
            var key = (declaration.Kind, declaration.Name);
            if (counts.GetValueOrDefault(key) > 0) counts[key]--;
            else missing.Add(declaration);
        }

        return missing;
    }

    private static bool IsRenamed(Declaration old, Declaration now) =>
        old.Kind == now.Kind && old.Body.Length > 0 && old.Body.Replace(old.Name, "", StringComparison.Ordinal) == now.Body.Replace(now.Name, "", StringComparison.Ordinal);

    private static string Names(List<Declaration> declarations)
    {
        var names = string.Join(", ", declarations.Take(3).Select(d => Cut(d.Name)));
        return declarations.Count > 3 ? $"{names}, …" : names;
    }

    private static string Cut(string name) => name.Length <= 60 ? name : name[..59] + "…";

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string LineAt(string text, int at)
    {
        var start = text.LastIndexOf('\n', at) + 1;
        var end = text.IndexOf('\n', at);
        var line = text[start..(end < 0 ? text.Length : end)].Trim();
        return line.Length <= 200 ? line : line[..199] + "…";
    }

    /// <summary>The lines that change, in the three forms of a source text.</summary>
    private sealed class Change
    {
        public Change(bool isTest, SourceText before, SourceText after, LineDiff diff)
        {
            (Before, IsTest) = (before, isTest);
            StringBuilder addedText = new(), addedCode = new(), addedUncommented = new(), removedText = new(), removedCode = new(), removedUncommented = new();
            foreach (var change in diff.Changes)
            {
                Append(after, change.NewStart, change.NewCount, addedText, addedCode, addedUncommented);
                Append(before, change.OldStart, change.OldCount, removedText, removedCode, removedUncommented);
            }

            (AddedText, AddedCode, AddedUncommented) = (addedText.ToString(), addedCode.ToString(), addedUncommented.ToString());
            (RemovedText, RemovedCode, RemovedUncommented) = (removedText.ToString(), removedCode.ToString(), removedUncommented.ToString());
        }

        public SourceText Before { get; }

        public bool IsTest { get; }

        public string AddedText { get; }

        public string AddedCode { get; }

        public string AddedUncommented { get; }

        public string RemovedText { get; }

        public string RemovedCode { get; }

        public string RemovedUncommented { get; }

        private static void Append(SourceText source, int start, int count, StringBuilder text, StringBuilder code, StringBuilder uncommented)
        {
            for (var line = start; line < start + count && line < source.LineStarts.Length; line++)
            {
                text.Append(source.Line(source.Text, line)).Append('\n');
                code.Append(source.Line(source.Code, line)).Append('\n');
                uncommented.Append(source.Line(source.Uncommented, line)).Append('\n');
            }
        }
    }
}
