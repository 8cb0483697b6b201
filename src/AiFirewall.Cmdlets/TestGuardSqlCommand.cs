using System.Management.Automation;
using AiFirewall.Actions;
using AiFirewall.Cmdlets.Completion;
using AiFirewall.Cmdlets.Errors;
using AiFirewall.Cmdlets.Input;
using AiFirewall.Policy;

namespace AiFirewall.Cmdlets;

/// <summary>
/// <para type="synopsis">Says what the firewall thinks of SQL, and runs nothing.</para>
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "GuardSql", DefaultParameterSetName = TextSet)]
[OutputType(typeof(Decision), typeof(bool))]
public sealed class TestGuardSqlCommand : JudgingCmdlet
{
    private const string TextSet = "Text";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>SQL as text, an action, or a file of SQL as Get-Item and Get-ChildItem give it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TextSet)]
    [Alias("Sql", "Query", "Action")]
    [AllowNull]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary>Files of SQL; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files of SQL; wildcards stand for themselves.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The database that the SQL is for. Every dialect it may be in when absent.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DialectCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Dialect { get; set; }

    /// <summary>Whether the answer is a mere yes or no: true when it may run without asking anybody.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var inputs = 0;
        foreach (var value in Values())
        {
            foreach (var input in Read(value, shell: null))
            {
                inputs++;
                var decision = Answer(input.Action);
                if (Quiet) WriteObject(decision?.Verdict == Verdict.Allow);
                else if (decision is not null) WriteObject(DecisionText.WithAction(decision, input.Action));
            }
        }

        // What cannot be read may not run: a script that asks for a yes or no gets its no.
        if (Quiet && inputs == 0) WriteObject(false);
    }

    /// <summary>The actions in what was given; what cannot be read is written as an error and left out.</summary>
    private IEnumerable<object?> Values() => ParameterSetName switch
    {
        TextSet => InputReader.Elements(InputObject).Select(ActionOf).Where(action => action is not null),
        _ => Files().Select(OfFile).Where(action => action is not null),
    };

    private object? ActionOf(object? value) => value is PSObject { BaseObject: var inner } ? ActionOf(inner) : value switch
    {
        string sql when !InputReader.IsJson(sql) => new SqlAction(sql, Dialect),
        FileInfo file => OfFile(file.FullName),
        SqlAction { Dialect: null } action => action with { Dialect = Dialect },
        GuardAction and not SqlAction => Wrong(value, "This is no SQL action."),
        ScriptBlock => Wrong(value, "A script block is no SQL."),
        _ => value,
    };

    private SqlAction? OfFile(string path)
    {
        try
        {
            return new SqlAction(SqlFile.Read(path), Dialect);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InputException)
        {
            WriteError(GuardErrors.FileUnreadable(problem, path));
            return null;
        }
    }

    private object? Wrong(object value, string problem)
    {
        WriteError(GuardErrors.ActionInvalid(new InputException(problem), value));
        return null;
    }

    private IEnumerable<string> Files()
    {
        foreach (var path in ParameterSetName == PathSet ? Path : LiteralPath)
        {
            IReadOnlyCollection<string> found = [];
            try
            {
                found = ParameterSetName == PathSet ? GetResolvedProviderPathFromPSPath(path, out _) : [GetUnresolvedProviderPathFromPSPath(path)];
            }
            catch (Exception problem) when (problem is SessionStateException)
            {
                WriteError(GuardErrors.FileUnreadable(problem, path));
            }

            foreach (var file in found) yield return file;
        }
    }
}
