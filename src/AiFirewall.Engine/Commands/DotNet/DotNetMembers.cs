using AiFirewall.Effects;
using AiFirewall.Shells;
using AiFirewall.Shells.PowerShell.Evaluation;

namespace AiFirewall.Commands.DotNet;

/// <summary>.NET members that do what commands do: files, processes, the network, the registry, code.</summary>
internal static class DotNetMembers
{
    /// <summary>Reads a call.</summary>
    public static void Read(MemberCall call, Scene scene, ICommandHost host)
    {
        var type = ShortName(call.TypeName?.Text ?? "");
        var member = call.MemberName.Text.ToLowerInvariant();
        var arguments = call.Arguments;
        if (ComMembers.Is(call.TypeName?.Text ?? ""))
        {
            if (ComMembers.Read(call, call.TypeName!.Text, member, scene, host)) return;
            type = "";
        }

        if (WindowsMembers.Read(call, type, member, scene, host)) return;
        var name = $"{(type.Length > 0 ? type : "object")}.{call.MemberName.Text}";
        foreach (var (kind, argument, traits) in Of(type, member, call))
        {
            var value = argument < 0 ? call.Target : argument < arguments.Count ? arguments[argument] : Value.Unknown;
            Add(kind, value, traits);
        }

        void Add(EffectKind kind, Value value, EffectTraits traits)
        {
            if (kind is EffectKind.ExecuteHiddenCode or EffectKind.ExecuteRemoteCode && value.Has(Origins.Network)) kind = EffectKind.ExecuteRemoteCode;
            var target = kind switch
            {
                EffectKind.Read or EffectKind.Write or EffectKind.Delete or EffectKind.Move or EffectKind.ChangePermissions =>
                    PathResolver.Resolve(value.PathText, scene.WorkingDirectory, host.Paths, value.IsEachEntry, hasBackslashes: true),
                EffectKind.Fetch or EffectKind.SendData => new Target(TargetKind.Url, value.Text),
                EffectKind.OpenSocket => new Target(TargetKind.Host, value.Text),
                EffectKind.StopProcess => new Target(TargetKind.Process, value.Text),
                _ => new Target(TargetKind.Code, value.Text.Length == 0 || value.Text == Unresolved.Anything ? name : value.Text),
            };
            if (value.Has(Origins.Secret) || (kind is EffectKind.Fetch or EffectKind.SendData or EffectKind.OpenSocket && value.Has(Origins.Key))) traits |= EffectTraits.CarriesSecret;
            host.Add(new Effect(kind, target, scene.OuterSpan ?? call.Span) { Traits = traits | scene.Traits, By = "dotnet/" + name, Command = name });
        }

        if (type is "process" && member == "start") RunProgram(call, scene, host);
        else if (arguments.Count > 1) Store(type, member, call, scene, host);
    }

    /// <summary>Effects by member: the kind, the argument that is the target (-1 for the object itself), and circumstances.</summary>
    private static IEnumerable<(EffectKind, int, EffectTraits)> Of(string type, string member, MemberCall call)
    {
        switch (type)
        {
            case "directory":
                if (member == "delete") yield return (EffectKind.Delete, 0, call.Arguments.Count > 1 && IsTrue(call.Arguments[1]) ? EffectTraits.Recursive : EffectTraits.None);
                else if (member == "move") yield return (EffectKind.Move, 0, EffectTraits.None);
                else if (member == "createdirectory") yield return (EffectKind.Write, 0, EffectTraits.None);
                break;
            case "file":
                foreach (var effect in FileMembers(member, call)) yield return effect;
                break;
            case "fileinfo" or "directoryinfo" or "filesysteminfo":
                foreach (var effect in InfoMembers(type, member, call)) yield return effect;
                break;
            case "streamwriter" when member == "new": yield return (EffectKind.Write, 0, EffectTraits.None); break;
            case "streamreader" when member == "new": yield return (EffectKind.Read, 0, EffectTraits.None); break;
            case "filestream" when member == "new": yield return (OpensToWrite(call) ? EffectKind.Write : EffectKind.Read, 0, EffectTraits.None); break;
            case "zipfile" when member == "extracttodirectory": yield return (EffectKind.Write, 1, EffectTraits.Recursive); break;
            case "webclient" or "httpclient" or "webrequest" or "httpwebrequest" or "restclient":
                foreach (var effect in WebMembers(member)) yield return effect;
                break;
            case "tcpclient" or "udpclient" or "socket" or "tcplistener" or "clientwebsocket":
                if (member is "new" or "connect" or "connectasync" or "start" or "bind" && call.Arguments.Count > 0) yield return (EffectKind.OpenSocket, 0, EffectTraits.None);
                else if (member is "send" or "sendasync" && call.Arguments.Count > 3) yield return (EffectKind.OpenSocket, 2, EffectTraits.None);
                break;
            case "smtpclient": if (member is "send" or "sendasync") yield return (EffectKind.SendData, -1, EffectTraits.None); break;
            case "process":
                if (member == "kill") yield return (EffectKind.StopProcess, -1, EffectTraits.None);
                break;
            case "filesystem" when call.TypeName!.Text.Contains("VisualBasic", StringComparison.OrdinalIgnoreCase):
                if (member is "deletefile" or "deletedirectory") yield return (EffectKind.Delete, 0, member == "deletedirectory" ? EffectTraits.Recursive : EffectTraits.None);
                else if (member is "movefile" or "movedirectory") yield return (EffectKind.Move, 0, EffectTraits.None);
                else if (member is "copyfile" or "copydirectory") yield return (EffectKind.Write, 1, EffectTraits.None);
                else if (member is "writealltext" or "writeallbytes" or "createdirectory") yield return (EffectKind.Write, 0, EffectTraits.None);
                break;
            case "assembly" or "appdomain" or "assemblyloadcontext" when member is "load" or "loadfile" or "loadfrom" or "unsafeloadfrom" or "loadfromstream" or "loadfromassemblypath": yield return (EffectKind.ExecuteHiddenCode, 0, EffectTraits.None); break;
            case "marshal" when member is "copy" or "getdelegateforfunctionpointer" or "writebyte" or "writeint32": yield return (EffectKind.ExecuteHiddenCode, 0, EffectTraits.None); break;
            case "activator" when member == "createinstance": yield return (EffectKind.Execute, 0, EffectTraits.None); break;
            case "environment" when member == "setenvironmentvariable" && call.Arguments.Count > 2: yield return (EffectKind.Persist, 0, EffectTraits.None); break;
            case "registry" when member == "setvalue": yield return (EffectKind.Write, 0, EffectTraits.None); break;
            case "registrykey":
                if (member is "deletesubkey" or "deletesubkeytree" or "deletevalue") yield return (EffectKind.Delete, -1, EffectTraits.Recursive);
                else if (member is "setvalue" or "createsubkey") yield return (EffectKind.Write, -1, EffectTraits.None);
                break;
            case "amsiutils" or "psetwlogprovider": yield return (EffectKind.WeakenSecurity, -1, EffectTraits.None); break;
            case "servicepointmanager" when member == "set_servercertificatevalidationcallback": yield return (EffectKind.WeakenSecurity, -1, EffectTraits.None); break;
            default:
                foreach (var effect in AnyObject(type, member, call)) yield return effect;
                break;
        }
    }

    private static IEnumerable<(EffectKind, int, EffectTraits)> FileMembers(string member, MemberCall call)
    {
        switch (member)
        {
            case "delete": yield return (EffectKind.Delete, 0, EffectTraits.None); break;
            case "move":
                yield return (EffectKind.Move, 0, EffectTraits.None);
                yield return (EffectKind.Write, 1, EffectTraits.None);
                break;
            case "copy":
                yield return (EffectKind.Read, 0, EffectTraits.None);
                yield return (EffectKind.Write, 1, EffectTraits.None);
                break;
            case "replace": yield return (EffectKind.Write, 1, EffectTraits.None); break;
            case "appendalltext" or "appendalllines" or "appendtext": yield return (EffectKind.Write, 0, EffectTraits.Append); break;
            case "setattributes" or "setaccesscontrol" or "setunixfilemode" or "encrypt": yield return (EffectKind.ChangePermissions, 0, EffectTraits.None); break;
            case "setcreationtime" or "setlastwritetime" or "setlastaccesstime": yield return (EffectKind.ChangePermissions, 0, EffectTraits.None); break;
            case "readalltext" or "readallbytes" or "readalllines" or "readlines" or "openread" or "opentext": yield return (EffectKind.Read, 0, EffectTraits.None); break;
            case "open" or "openhandle": yield return (OpensToWrite(call) ? EffectKind.Write : EffectKind.Read, 0, EffectTraits.None); break;
            default:
                if (member.StartsWith("write", StringComparison.Ordinal) || member.StartsWith("create", StringComparison.Ordinal) || member == "openwrite") yield return (EffectKind.Write, 0, EffectTraits.None);
                break;
        }
    }

    /// <summary>Whether a file is opened for more than reading; <c>Open</c> without more is taken to be for reading, except on a device.</summary>
    private static bool OpensToWrite(MemberCall call)
    {
        if (call.Arguments.Count < 2) return false;
        if (call.Arguments[1].Text.ToLowerInvariant() is not ("open" or "3")) return true;
        return call.Arguments.Count > 2 ? call.Arguments[2].Text.ToLowerInvariant() is not ("read" or "1") : call.Arguments[0].Text.StartsWith(@"\\.\", StringComparison.Ordinal);
    }

    private static IEnumerable<(EffectKind, int, EffectTraits)> InfoMembers(string type, string member, MemberCall call)
    {
        switch (member)
        {
            case "delete": yield return (EffectKind.Delete, -1, type == "directoryinfo" || (call.Arguments.Count > 0 && IsTrue(call.Arguments[0])) ? EffectTraits.Recursive : EffectTraits.None); break;
            case "moveto": yield return (EffectKind.Move, -1, EffectTraits.None); break;
            case "copyto": yield return (EffectKind.Write, 0, EffectTraits.None); break;
            case "create" or "createtext" or "openwrite" or "appendtext": yield return (EffectKind.Write, -1, EffectTraits.None); break;
            case "set_attributes" or "setaccesscontrol" or "set_unixfilemode" or "set_isreadonly": yield return (EffectKind.ChangePermissions, -1, EffectTraits.None); break;
        }
    }

    private static IEnumerable<(EffectKind, int, EffectTraits)> WebMembers(string member)
    {
        if (member.StartsWith("download", StringComparison.Ordinal) || member.StartsWith("get", StringComparison.Ordinal) || member is "openread" or "create" or "openreadtaskasync")
        {
            yield return (EffectKind.Fetch, 0, EffectTraits.None);
            if (member.StartsWith("downloadfile", StringComparison.Ordinal)) yield return (EffectKind.Write, 1, EffectTraits.FromNetwork);
        }
        else if (member.StartsWith("upload", StringComparison.Ordinal) || member.StartsWith("post", StringComparison.Ordinal) || member.StartsWith("put", StringComparison.Ordinal)
            || member.StartsWith("patch", StringComparison.Ordinal) || member.StartsWith("delete", StringComparison.Ordinal) || member is "openwrite" or "send" or "sendasync")
        {
            yield return (EffectKind.SendData, 0, EffectTraits.None);
            if (member.StartsWith("uploadfile", StringComparison.Ordinal)) yield return (EffectKind.Read, 1, EffectTraits.None);
        }
    }

    /// <summary>Members of objects whose type is not known: the names alone are telling enough.</summary>
    private static IEnumerable<(EffectKind, int, EffectTraits)> AnyObject(string type, string member, MemberCall call)
    {
        if (type.Length > 0 && type is not ("object" or "psobject")) yield break;
        switch (member)
        {
            case "delete" when call.Arguments.Count <= 1: yield return (EffectKind.Delete, -1, call.Arguments.Count == 1 && IsTrue(call.Arguments[0]) ? EffectTraits.Recursive : EffectTraits.None); break;
            case "downloadstring" or "downloaddata" or "downloadfile" or "openread": yield return (EffectKind.Fetch, 0, EffectTraits.None); break;
            case "uploadfile" or "uploadstring" or "uploaddata": yield return (EffectKind.SendData, 0, EffectTraits.None); break;
            case "kill" or "terminate": yield return (EffectKind.StopProcess, -1, EffectTraits.None); break;
            case "shellexecute" or "exec" or "run" when call.Arguments.Count > 0: yield return (EffectKind.ExecuteHiddenCode, 0, EffectTraits.None); break;
            case "createshortcut" when call.Arguments.Count > 0: yield return (EffectKind.Write, 0, EffectTraits.None); break;
            // Of an object that a path is known of: (Get-Item x).Attributes = 'Hidden'.
            case "set_attributes" or "set_isreadonly" or "set_unixfilemode" when IsPath(call.Target): yield return (EffectKind.ChangePermissions, -1, EffectTraits.None); break;
            case "set_creationtime" or "set_creationtimeutc" or "set_lastwritetime" or "set_lastwritetimeutc" or "set_lastaccesstime" or "set_lastaccesstimeutc" when IsPath(call.Target):
                yield return (EffectKind.Write, -1, EffectTraits.Append);
                break;
            case "stopservice" or "changestartmode": yield return (EffectKind.ChangeService, -1, EffectTraits.None); break;
            case "writetofile" or "savetofile" when call.Arguments.Count > 0: yield return (EffectKind.Write, 0, EffectTraits.None); break;
        }
    }

    private static bool IsPath(Value target) => target.Text.Length > 0 && target.Text != Unresolved.Anything && (target.IsResolved || target.Text.AsSpan().IndexOfAny('/', '\\') >= 0);

    /// <summary>What a member writes into a file is what the file holds when something runs it.</summary>
    private static void Store(string type, string member, MemberCall call, Scene scene, ICommandHost host)
    {
        Value? path = null;
        var content = Value.Unknown;
        if (member == "downloadfile" && type is "webclient" or "")
        {
            path = call.Arguments[1];
            content = Value.Unknown with { Origins = Origins.Network, Source = call.Arguments[0].Text };
        }
        else if (type == "file" && member is "writealltext" or "writealllines" or "writeallbytes" or "appendalltext")
        {
            path = call.Arguments[0];
            content = call.Arguments[1] with { Source = call.Arguments[1].Source ?? path.Text };
        }

        if (path is not null)
            host.Store(PathResolver.Resolve(path.Text, scene.WorkingDirectory, host.Paths, hasBackslashes: true).Text, content, member.StartsWith("append", StringComparison.Ordinal));
    }

    private static void RunProgram(MemberCall call, Scene scene, ICommandHost host)
    {
        if (call.Arguments.Count == 0) return;
        var arguments = new List<Argument>();
        foreach (var value in call.Arguments.Skip(1))
        {
            foreach (var word in CommandLineWords.Of(value.Text)) arguments.Add(new Argument(value with { Text = word }, call.Span));
        }

        host.Run(new Invocation(scene.Dialect, call.Arguments[0], arguments, call.Span), scene with { Depth = scene.Depth + 1 });
    }

    private static bool IsTrue(Value value) => value.Text.Equals("True", StringComparison.OrdinalIgnoreCase) || value.Text == "1" || !value.IsResolved;

    /// <summary><c>System.IO.File</c> is <c>file</c>: namespaces and generic arguments say nothing more here.</summary>
    private static string ShortName(string type)
    {
        var end = type.IndexOfAny([',', '[', '`']);
        if (end >= 0) type = type[..end];
        return type[(type.LastIndexOf('.') + 1)..].Trim().ToLowerInvariant();
    }
}
