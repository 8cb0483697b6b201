using AiFirewall.Effects;
using AiFirewall.Shells.PowerShell.Evaluation;

namespace AiFirewall.Commands.DotNet;

/// <summary>Members that reach into PowerShell itself, or do to Windows what its tools do: logs, stored passwords, the screen, accounts, WMI.</summary>
internal static class WindowsMembers
{
    /// <summary>What a member does and how bad that is.</summary>
    private readonly record struct Deed(EffectKind Kind, Finding Finding);

    /// <summary>Reads a call; false when it is none of these.</summary>
    /// <param name="call">The call.</param>
    /// <param name="type">The type's own name in lower case; empty when it is not known.</param>
    /// <param name="member">The member in lower case.</param>
    /// <param name="scene">Where it runs.</param>
    /// <param name="host">Takes what was found.</param>
    public static bool Read(MemberCall call, string type, string member, Scene scene, ICommandHost host)
    {
        if ((Inside(call, type, member) ?? OfType(type, member, call) ?? OfAny(type, member, call)) is not { } deed) return false;
        var name = $"{(type.Length > 0 ? type : "object")}.{call.MemberName.Text}";
        host.Add(new Effect(deed.Kind, new Target(TargetKind.Service, name), scene.OuterSpan ?? call.Span)
        {
            Traits = scene.Traits,
            By = "dotnet/" + name,
            Command = name,
            Finding = deed.Finding,
        });
        // ([wmiclass]'Win32_Process').Create('cmd /c …'): the first argument is a command line.
        if (deed.Finding.Id == "windows.wmi.command" && member == "create" && call.Arguments is [{ Text: not Unresolved.Anything } line, ..])
            host.RunCode("cmd", line, [], null, scene with { Depth = scene.Depth + 1 }, call.Span);
        return true;
    }

    /// <summary>PowerShell's own insides: what decides how commands are found, scanned and recorded.</summary>
    private static Deed? Inside(MemberCall call, string type, string member)
    {
        if (type == "commandinvocationintrinsics" && member is "set_precommandlookupaction" or "set_postcommandlookupaction" or "set_commandnotfoundaction")
            return new Deed(EffectKind.WeakenSecurity, new Finding("guard.command-lookup", Risk.High, "changes how PowerShell finds the commands that it runs"));

        // Members that are not public are reached for only to change what nobody is meant to change.
        if (member is "getfield" or "getproperty" or "getmethod" or "getmembers" or "getfields" or "invokemember" && IsHidden(call) && IsOfPowerShell(call))
            return new Deed(EffectKind.WeakenSecurity, new Finding("powershell.internals", Risk.High, "reaches for what PowerShell keeps to itself, such as its scanning and logging"));
        return member == "setvalue" && call.Arguments.Count >= 2 && (type.Length == 0 || call.TypeName!.Text.StartsWith("System.Reflection.", StringComparison.Ordinal))
            ? new Deed(EffectKind.WeakenSecurity, new Finding("powershell.internals", Risk.High, "sets a field of a program or a value of the registry"))
            : null;
    }

    private static bool IsHidden(MemberCall call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Text.Contains("NonPublic", StringComparison.OrdinalIgnoreCase) || !argument.IsResolved) return true;
        }

        return false;
    }

    private static bool IsOfPowerShell(MemberCall call) =>
        (call.TypeName?.Text ?? call.Target.Text) is var type && type.Contains("Management.Automation", StringComparison.OrdinalIgnoreCase);

    private static Deed? OfType(string type, string member, MemberCall call) => (type, member) switch
    {
        ("eventlog", "delete" or "clear" or "deleteeventsource") or ("eventlogsession", "clearlog") =>
            new Deed(EffectKind.WeakenSecurity, new Finding("windows.log.cleared", Risk.High, "clears or removes what was recorded")),
        ("eventlogconfiguration", "set_isenabled" or "savechanges") => new Deed(EffectKind.WeakenSecurity, new Finding("windows.log.changed", Risk.High, "changes what is recorded")),
        ("passwordvault", "retrieveall" or "retrieve" or "findallbyresource" or "findallbyusername") or ("protecteddata", "unprotect") or ("protecteddata", "unprotectasync") =>
            new Deed(EffectKind.ReadSecret, new Finding("secret.plain", Risk.High, "takes passwords out of where Windows keeps them")),
        ("marshal", "securestringtobstr" or "securestringtoglobalallocunicode" or "securestringtocotaskmemunicode" or "securestringtoglobalallocansi") =>
            new Deed(EffectKind.ReadSecret, new Finding("secret.plain", Risk.High, "turns a protected text into a readable one")),
        ("sendkeys", "send" or "sendwait") => new Deed(EffectKind.Execute, new Finding("desktop.input", Risk.High, "types keys as if a person did")),
        ("httplistener", "start") => new Deed(EffectKind.OpenSocket, new Finding("net.listens", Risk.High, "waits for connections from others")),
        ("directoryentry", "new") when call.Arguments.Count > 2 => new Deed(EffectKind.OpenSocket, new Finding("directory.login", Risk.High, "tries a name and a password on a directory")),
        ("ldapconnection", "bind") or ("principalcontext", "validatecredentials") => new Deed(EffectKind.OpenSocket, new Finding("directory.login", Risk.High, "tries a name and a password on a directory")),
        ("userprincipal" or "groupprincipal" or "computerprincipal", "save" or "delete" or "setpassword") => new Deed(EffectKind.ChangeResource, new Finding("account.user.change", Risk.High, "changes an account")),
        ("directoryentry", "setpassword" or "setinfo" or "commitchanges" or "add" or "remove" or "invoke" or "invokeset" or "create" or "delete" or "deletetree" or "put" or "moveto") =>
            new Deed(EffectKind.ChangeResource, new Finding("account.user.change", Risk.High, "changes an account or another entry of a directory")),
        ("servicecontroller", "stop" or "start" or "pause" or "continue" or "executecommand") => new Deed(EffectKind.ChangeService, new Finding("service.changed", Risk.High, "starts or stops a service")),
        ("managementobject" or "managementclass" or "ciminstance" or "managementobjectsearcher", _) => OfManagement(member),
        _ => null,
    };

    /// <summary>Whatever a method of WMI does that does not get something, it does to the machine.</summary>
    private static Deed? OfManagement(string member)
    {
        if (member.StartsWith("get", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal)
            || member is "new" or "tostring" or "equals" or "dispose" or "clone" or "comparto" or "where" or "foreach") return null;
        return member switch
        {
            "delete" => new Deed(EffectKind.DestroyResource, new Finding("windows.wmi.removed", Risk.High, "removes a part of Windows through WMI")),
            "terminate" => new Deed(EffectKind.StopProcess, new Finding("process.stop", Risk.High, "stops a process through WMI")),
            "create" or "invokemethod" => new Deed(EffectKind.ChangeService, new Finding("windows.wmi.command", Risk.High, "runs a program or makes something through WMI")),
            _ => new Deed(EffectKind.ChangeService, new Finding("windows.wmi.method", Risk.High, $"commands a part of Windows: {member}")),
        };
    }

    /// <summary>Members whose names are telling whatever the object is.</summary>
    private static Deed? OfAny(string type, string member, MemberCall call)
    {
        switch (member)
        {
            case "copyfromscreen": return new Deed(EffectKind.Read, new Finding("privacy.screen", Risk.High, "takes a picture of the screen"));
            case "definepinvokemethod": return new Deed(EffectKind.ExecuteHiddenCode, new Finding("powershell.native-code", Risk.High, "calls functions of the system below PowerShell"));
            case "set_languagemode": return new Deed(EffectKind.WeakenSecurity, new Finding("powershell.language-mode", Risk.High, "changes what PowerShell may do"));
            case "getnetworkcredential": return new Deed(EffectKind.ReadSecret, new Finding("secret.plain", Risk.High, "turns a protected password into a readable one"));
        }

        if (type.Length > 0 && !ComMembers.Is(call.TypeName!.Text)) return null;
        return member switch
        {
            "registertaskdefinition" or "registertask" => new Deed(EffectKind.Persist, new Finding("persist.scheduled-task", Risk.High, "makes a task that runs on a schedule")),
            "deletetask" => new Deed(EffectKind.DestroyResource, new Finding("windows.task.removed", Risk.High, "removes a task that runs on a schedule")),
            "executeshellcommand" or "ddeinitiate" or "registerxll" or "activatemicrosoftapp" => new Deed(EffectKind.ExecuteHiddenCode, new Finding("powershell.com", Risk.High, "lets another program run something")),
            "uninstall" when call.Arguments.Count == 0 => new Deed(EffectKind.DestroyResource, new Finding("package.remove", Risk.High, "uninstalls a program")),
            "deletesubkey" or "deletesubkeytree" or "deletevalue" => new Deed(EffectKind.DestroyResource, new Finding("windows.registry.deleted", Risk.High, "deletes keys or values of the registry")),
            "clearlog" => new Deed(EffectKind.WeakenSecurity, new Finding("windows.log.cleared", Risk.High, "clears what was recorded")),
            "setpassword" => new Deed(EffectKind.WeakenSecurity, new Finding("account.user.change", Risk.High, "sets a password")),
            "setinfo" or "commitchanges" => new Deed(EffectKind.ChangeResource, new Finding("account.user.change", Risk.High, "changes an entry of a directory")),
            "win32shutdown" => new Deed(EffectKind.StopProcess, new Finding("process.stop", Risk.High, "stops this machine")),
            "retrieveall" => new Deed(EffectKind.ReadSecret, new Finding("secret.plain", Risk.High, "takes passwords out of where Windows keeps them")),
            "sendmail" => new Deed(EffectKind.SendData, new Finding("mail.sent", Risk.High, "sends mail")),
            _ => null,
        };
    }
}
