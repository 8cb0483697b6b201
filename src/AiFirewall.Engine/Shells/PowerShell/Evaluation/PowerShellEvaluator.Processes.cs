using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Syntax;

namespace AiFirewall.Shells.PowerShell.Evaluation;

/// <remarks>This part: processes and commands that code puts together piece by piece, on objects of .NET, before it starts them.</remarks>
internal sealed partial class PowerShellEvaluator
{
    private readonly List<BoundArgument> _hostedArguments = [];
    private Datum? _hostedCommand;

    /// <summary>A <c>ProcessStartInfo</c>, or a <c>Process</c> with one, as a table of its properties; null for another type.</summary>
    private static TableDatum? MakeProcess(string type, IReadOnlyList<Datum> arguments)
    {
        switch (TypeNames.Short(type))
        {
            case "processstartinfo":
                if (arguments is [TableDatum properties]) return properties;
                List<KeyValuePair<string, Datum>> settings = [];
                if (arguments.Count > 0) settings.Add(new("FileName", arguments[0]));
                if (arguments.Count > 1) settings.Add(new("Arguments", arguments[1]));
                return new TableDatum(settings);
            case "process": return new TableDatum([new("StartInfo", new TableDatum([]))]);
            default: return null;
        }
    }

    /// <summary>Starting a process is what <c>Start-Process</c> does.</summary>
    private Datum StartProcess(TableDatum settings, TextSpan span)
    {
        if (settings.Find("FileName") is not { } program)
        {
            _host.RunCode(Value.Unknown, Place(span), "Process.Start");
            return Datum.Unknown;
        }

        List<BoundArgument> arguments = [new("FilePath", program, span)];
        if (settings.Find("Arguments") is { } line) arguments.Add(new("ArgumentList", line, span));
        if (settings.Find("Verb") is { } verb) arguments.Add(new("Verb", verb, span));
        return RunResolved(new Value("Start-Process"), ToArguments(arguments), Hosted(arguments, span));
    }

    private static bool IsPowerShell(string? type) => type is not null && TypeNames.Short(type) is "powershell" or "pipeline" or "runspace";

    /// <summary>
    /// <c>[powershell]::Create().AddScript(text).Invoke()</c>: what is added is run. A command is looked at again with each argument that it gets.
    /// </summary>
    private Datum RunHosted(Datum target, string name, List<Datum> arguments, TextSpan span)
    {
        switch (name)
        {
            case "addscript":
                RunText(arguments[0].ToValue(), Place(span), "AddScript");
                return target;
            case "addcommand":
                _hostedArguments.Clear();
                _hostedCommand = arguments[0];
                break;
            case "addargument": _hostedArguments.Add(new BoundArgument(null, arguments[0], span)); break;
            case "addparameter": _hostedArguments.Add(new BoundArgument(arguments[0].ToValue().Text, arguments.Count > 1 ? arguments[1] : null, span)); break;
        }

        if (_hostedCommand is { } command && _hostedArguments.Count < MaxArguments) RunNamed(command, Hosted([.. _hostedArguments], span));
        return target;
    }

    private static Call Hosted(List<BoundArgument> arguments, TextSpan span) =>
        new(new Command(InvocationOperator.None, [], [], span), arguments, null, IsOutputRead: true, null);
}
