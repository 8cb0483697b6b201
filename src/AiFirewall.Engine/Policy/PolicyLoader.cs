using System.Text;
using AiFirewall.Policy.Yaml;
using AiFirewall.State;

namespace AiFirewall.Policy;

/// <summary>Finds policy files, reads them, and lays them over each other.</summary>
public sealed class PolicyLoader
{
    /// <summary>Name of the built-in policy in messages.</summary>
    public const string DefaultFile = "default.yaml";

    /// <summary>Where a project keeps its rules, below its directory.</summary>
    public const string ProjectFile = ".ai-firewall/rules.yaml";

    private const int MaxBytes = 1 << 20;
    private const int MaxChain = 8;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Lazy<RuleBook> BuiltInRules = new(ReadBuiltIn);

    private readonly List<PolicyProblem> _problems = [];

    private PolicyLoader()
    {
    }

    /// <summary>All problems of some policy files and of the files that they extend; empty when they can be used.</summary>
    public static IReadOnlyList<PolicyProblem> Check(IEnumerable<string> paths)
    {
        var loader = new PolicyLoader();
        foreach (var path in paths)
        {
            if (loader.Layer(path, Default, within: null) is null) loader.Add(path, "there is no such file");
        }
        return loader._problems;
    }

    /// <summary>The text of the built-in policy: the file that users copy.</summary>
    public static string DefaultText()
    {
        using var reader = new StreamReader(Resource("policy/default.yaml"), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static Stream Resource(string name) =>
        typeof(PolicyLoader).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException("The default policy is missing from the program.");

    internal static RuleBook Default => BuiltInRules.Value;

    /// <summary>The policy of a home and a project.</summary>
    internal static GuardPolicy Load(GuardHome home, string? project, bool isProjectTrusted)
    {
        var loader = new PolicyLoader();
        var rules = loader.Layer(home.RulesPath, Default, within: null) ?? Default;

        RuleBook? tightened = null;
        // A project that is the user's home keeps its rules where the user does.
        if (project is not null && Path.Combine(project, ProjectFile) is var file && !IsSame(file, home.RulesPath))
            tightened = loader.Layer(file, rules, within: isProjectTrusted ? null : project);

        return loader._problems.Count > 0 ? new GuardPolicy(loader._problems)
            : isProjectTrusted && tightened is not null ? new GuardPolicy(tightened, null)
            : new GuardPolicy(rules, tightened);
    }

    /// <summary>The policy that a text is, over the built-in one.</summary>
    internal static GuardPolicy Parse(string text, string file)
    {
        var loader = new PolicyLoader();
        var rules = loader.Over(Default, PolicyReader.Read(text, file, loader._problems), file, within: null, depth: 0);
        return loader._problems.Count > 0 ? new GuardPolicy(loader._problems) : new GuardPolicy(rules, null);
    }

    // The rules of a file over those below it; null when there is no such file.
    private RuleBook? Layer(string path, RuleBook below, string? within, int depth = 0)
    {
        if (!TryReadText(path, out var text)) return null;
        return text is null ? below : Over(below, PolicyReader.Read(text, path, _problems), path, within, depth);
    }

    private RuleBook Over(RuleBook below, PolicyDocument document, string path, string? within, int depth)
    {
        var chosen = document.Extends switch
        {
            null or "default" => below,
            "none" => PolicyDocument.Empty,
            var other => Extended(other, document.ExtendsSource, path, below, within, depth),
        };
        return document.Over(chosen);
    }

    private RuleBook Extended(string other, PolicySource source, string path, RuleBook below, string? within, int depth)
    {
        var target = other.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), other[2..])
            : Path.GetFullPath(other, Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (depth >= MaxChain)
            _problems.Add(new PolicyProblem(source, $"more than {MaxChain} files extend each other", "look for a file that extends itself"));
        // What a project's file names is read and quoted in messages; it must not reach for other people's files.
        else if (within is not null && !IsInside(target, within))
            _problems.Add(new PolicyProblem(source, $"a project's rules cannot extend '{other}', which lies outside the project"));
        else if (Layer(target, below, within, depth + 1) is { } extended)
            return extended;
        else
            _problems.Add(new PolicyProblem(source, $"'{other}' does not exist", "extends takes default, none or the path of a file"));
        return below;
    }

    // False only when nothing stands at the path; a file that is there and cannot be read is a problem and no text.
    private bool TryReadText(string path, out string? text)
    {
        text = null;
        try
        {
            if (Directory.Exists(path))
            {
                Add(path, "this is a directory, not a file", "move it away, or put the rules into a file of this name");
                return true;
            }
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes)
            {
                Add(path, "this file is larger than 1 MiB");
                return true;
            }
            text = StrictUtf8.GetString(bytes, 0, length).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            if (new FileInfo(path).LinkTarget is not { } link) return false;
            Add(path, $"this is a link to '{link}', which does not exist");
        }
        catch (DecoderFallbackException)
        {
            Add(path, "this file is not UTF-8 text", "save it as UTF-8");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            Add(path, $"this file cannot be read: {FileErrors.Cause(e)}");
        }
        return true;
    }

    private void Add(string path, string message, string? suggestion = null) =>
        _problems.Add(new PolicyProblem(new PolicySource(path), message, suggestion));

    private static bool IsSame(string a, string b) => string.Equals(Path.GetFullPath(a), Path.GetFullPath(b), PathComparison);

    private static bool IsInside(string path, string directory) =>
        Path.GetFullPath(path).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)) + Path.DirectorySeparatorChar, PathComparison);

    private static StringComparison PathComparison =>
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    private static RuleBook ReadBuiltIn()
    {
        var problems = new List<PolicyProblem>();
        using var tree = Resource("policy/default.tree");
        var document = PolicyReader.ReadBuiltIn(YamlTree.Read(tree), DefaultFile, problems);
        return problems.Count == 0 ? document.Over(PolicyDocument.Empty) : throw new InvalidOperationException(problems[0].ToString());
    }
}
