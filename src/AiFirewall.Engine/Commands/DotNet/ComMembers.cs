using AiFirewall.Effects;
using AiFirewall.Shells;
using AiFirewall.Shells.PowerShell.Evaluation;

namespace AiFirewall.Commands.DotNet;

/// <summary>Members of COM objects, by the name that the object is made by: shells, Office, the task scheduler, HTTP clients, files.</summary>
internal static class ComMembers
{
    private static readonly (string Prefix, string Family)[] Families =
    [
        ("wscript.shell", "shell"), ("{72c24dd5", "shell"), ("shell.application", "explorer"), ("{13709620", "explorer"), ("outlook.", "outlook"),
        ("excel.", "office"), ("word.", "office"), ("powerpoint.", "office"), ("access.", "office"), ("visio.", "office"),
        ("scriptcontrol", "script"), ("msscriptcontrol", "script"), ("htmlfile", "script"), ("internetexplorer", "web"), ("wscript.network", "network"),
        ("scripting.filesystemobject", "files"),
    ];

    /// <summary>Whether a type is that of a COM object.</summary>
    public static bool Is(string type) => type.StartsWith(MemberCall.ComObject, StringComparison.Ordinal);

    /// <summary>Reads a call of a member of a COM object; false when the object's own name says nothing more about it.</summary>
    public static bool Read(MemberCall call, string type, string member, Scene scene, ICommandHost host)
    {
        var name = type[MemberCall.ComObject.Length..].ToLowerInvariant();
        var arguments = call.Arguments;
        var first = arguments.Count > 0 ? arguments[0] : Value.Empty;
        switch (Family(name))
        {
            case "shell" when member is "run" or "exec" && arguments.Count > 0:
                host.RunCode("cmd", first, [], null, scene with { Depth = scene.Depth + 1 }, call.Span);
                return true;
            case "shell" when member is "regwrite" or "regdelete":
                Add(EffectKind.ChangeService, new Target(TargetKind.Service, first.Text), new Finding("windows.registry.written", Risk.High, $"changes a setting of this machine: {Unresolved.Display(first.Text)}"));
                return true;
            case "explorer" when member is "shellexecute" or "open" or "explore" && arguments.Count > 0:
                ShellExecute(call, scene, host);
                return true;
            case "explorer" when member is "servicestart" or "servicestop" or "shutdownwindows" or "controlpanelitem":
                Add(EffectKind.ChangeService, new Target(TargetKind.Service, first.Text.Length > 0 ? first.Text : "this machine"));
                return true;
            case "office" when member is "ddeinitiate" or "ddeexecute" or "registerxll" or "activatemicrosoftapp" or "executeexcel4macro" or "run" or "addins" or "automacro":
                Add(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, first.Text.Length > 0 ? first.Text : name), new Finding("powershell.com.office", Risk.High, $"lets an Office program run or load {Unresolved.Display(first.Text)}"));
                return true;
            case "outlook" when member is "getnamespace" or "createitem" or "session":
                Add(EffectKind.Read, Target.None, new Finding("mail.mailbox", Risk.High, "reaches into the mailbox, to read or to send"));
                return true;
            case "script" when member is "eval" or "executestatement" or "addcode" or "run" or "parsescripttext" or "write":
                Add(EffectKind.ExecuteHiddenCode, new Target(TargetKind.Code, first.Text), new Finding("powershell.com", Risk.High, "runs a script that is not read here"));
                return true;
            case "web" when member is "open" && arguments.Count > 1:
                Add(first.Text.ToUpperInvariant() is "GET" or "HEAD" ? EffectKind.Fetch : EffectKind.SendData, new Target(TargetKind.Url, arguments[1].Text));
                return true;
            case "web" when member is "navigate" or "navigate2" && arguments.Count > 0:
                Add(EffectKind.Fetch, new Target(TargetKind.Url, first.Text));
                return true;
            case "network" when member is "mapnetworkdrive" && arguments.Count > 1:
                Add(EffectKind.OpenSocket, new Target(TargetKind.Host, arguments[1].Text));
                return true;
            case "files":
                return ReadFiles(call, member, scene, host);
            default: return false;
        }

        void Add(EffectKind kind, Target target, Finding? finding = null) =>
            host.Add(new Effect(kind, target, scene.OuterSpan ?? call.Span) { Traits = scene.Traits, By = "com/" + name, Command = name, Finding = finding });
    }

    /// <summary>Objects that do the same under several names and versions; two are also known by their class ids.</summary>
    private static string Family(string name)
    {
        foreach (var (prefix, family) in Families)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)) return family;
        }

        return name.Contains("xmlhttp", StringComparison.Ordinal) || name.Contains("winhttp", StringComparison.Ordinal) ? "web" : name;
    }

    private static void ShellExecute(MemberCall call, Scene scene, ICommandHost host)
    {
        var arguments = new List<Argument>();
        if (call.Arguments.Count > 1)
        {
            foreach (var word in CommandLineWords.Of(call.Arguments[1].Text)) arguments.Add(new Argument(call.Arguments[1] with { Text = word }, call.Span));
        }

        var isElevated = call.Arguments.Count > 3 && call.Arguments[3].Text.Equals("runas", StringComparison.OrdinalIgnoreCase);
        var inner = scene with { Depth = scene.Depth + 1, Traits = isElevated ? scene.Traits | EffectTraits.Elevated : scene.Traits };
        host.Run(new Invocation(scene.Dialect, call.Arguments[0], arguments, call.Span), inner);
    }

    private static bool ReadFiles(MemberCall call, string member, Scene scene, ICommandHost host)
    {
        var (kind, argument, traits) = member switch
        {
            "deletefile" => (EffectKind.Delete, 0, EffectTraits.None),
            "deletefolder" => (EffectKind.Delete, 0, EffectTraits.Recursive),
            "movefile" or "movefolder" => (EffectKind.Move, 0, EffectTraits.None),
            "copyfile" or "copyfolder" => (EffectKind.Write, 1, EffectTraits.None),
            "createtextfile" or "createfolder" => (EffectKind.Write, 0, EffectTraits.None),
            "opentextfile" => (EffectKind.Read, 0, EffectTraits.None),
            _ => (EffectKind.Read, -1, EffectTraits.None),
        };
        if (argument < 0 || argument >= call.Arguments.Count) return false;
        var path = PathResolver.Resolve(call.Arguments[argument].Text, scene.WorkingDirectory, host.Paths, hasBackslashes: true);
        host.Add(new Effect(kind, path, scene.OuterSpan ?? call.Span) { Traits = traits | scene.Traits, By = "com/files", Command = member });
        return true;
    }
}
