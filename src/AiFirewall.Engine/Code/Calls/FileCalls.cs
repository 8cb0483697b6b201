using AiFirewall.Code.Folding;
using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code.Calls;

/// <summary>Calls that touch files.</summary>
internal static class FileCalls
{
    /// <summary>What a call does and comes to; null when it is none of these.</summary>
    public static CodeValue? Run(CodeCall call, CodeRun run)
    {
        switch (call.Name)
        {
            case "os.remove" or "os.unlink" or "os.rmdir" or "os.removedirs" or "pathlib.Path.unlink" or "pathlib.Path.rmdir" or "pathlib.Path.delete" or ".unlink"
                or "fs.unlink" or "fs.unlinkSync" or "fs.rmdir" or "fs.rmdirSync" or "fs.removeSync" or "fs.remove" or "fs.rm" or "fs.rmSync" or "Deno.remove" or "Deno.removeSync" or "Bun.file.delete"
                or "perl:unlink" or "perl:rmdir" or "php:unlink" or "php:rmdir" or "File.delete" or "File.unlink" or "Dir.rmdir" or "Dir.unlink" or "Dir.delete" or "FileUtils.rm" or "FileUtils.rm_f" or "FileUtils.remove" or "FileUtils.safe_unlink" or "FileUtils.rmdir" or "FileUtils.remove_file"
                or "lfs.rmdir" or "r:unlink" or "r:file.remove" or "fs.file_delete" or "send2trash.send2trash" or "applescript:delete" or "ruby:rm" or "ruby:rm_f":
                return Delete(call, run, IsTree(call));
            case "shutil.rmtree" or "os.rmtree" or "pathlib.Path.rmtree" or "distutils.dir_util.remove_tree" or "rimraf" or "rimraf.sync" or "node:rimraf" or "del" or "del.sync" or "fs.emptyDir" or "fs.emptyDirSync" or "fs.dir_delete"
                or "FileUtils.rm_r" or "FileUtils.rm_rf" or "FileUtils.remove_dir" or "FileUtils.remove_entry" or "FileUtils.remove_entry_secure" or "FileUtils.rmtree" or "pathlib.Path.rm_rf" or "Dir.rmtree"
                or "perl:rmtree" or "perl:remove_tree" or "File.Path.rmtree" or "File.Path.remove_tree" or "pl.dir.rmtree" or "ruby:rm_rf" or "ruby:rm_r":
                return Delete(call, run, isTree: true);
            case "python:open" or "os.fdopen" or "codecs.open" or "pathlib.Path.open" or "File.open" or "File.new" or "ruby:open" or "awk:open" or "php:fopen" or "lua:open" or "fs.open" or "fs.openSync" or "Deno.open" or "Deno.openSync" or "r:file" or "aiofiles.open" or "gzip.open" or "bz2.open" or "lzma.open" or "io.FileIO" or "gzip.GzipFile" or "bz2.BZ2File" or "lzma.LZMAFile" or "io.open" or "IO.File.new" or "php:gzopen":
                return Open(call[0], call.Get(1, "mode"), call, run);
            case "perl:open" or "perl:sysopen": return OpenPerl(call, run);
            case "os.open" or "IO.sysopen": return Open(call[0], CodeValue.Of(call[1].Sort == CodeSort.Number && call[1].IsTrue || call[1].Sort == CodeSort.Reference && call[1].Name != "os.O_RDONLY" || call[1].Sort == CodeSort.Unknown ? "w" : "r"), call, run);
            case "pathlib.Path.read_text" or "pathlib.Path.read_bytes" or "pathlib.Path.read" or "pathlib.Path.readlines" or "fs.readFileSync" or "fs.readFile" or "Deno.readTextFile" or "Deno.readTextFileSync" or "Deno.readFile" or "Deno.readFileSync"
                or "File.read" or "IO.read" or "File.readlines" or "IO.readlines" or "File.binread" or "File.foreach" or "IO.foreach" or "php:file_get_contents" or "php:file" or "php:readfile" or "php:show_source" or "php:highlight_file" or "php:parse_ini_file" or "linecache.getlines"
                or "r:readLines" or "r:readRDS" or "r:read.csv" or "r:scan" or "r:readChar" or "fileinput.input" or "io.lines" or "numpy.fromfile" or "Bun.file" or "fs.createReadStream" or "fs.readJsonSync" or "perl:read_file" or "perl:slurp" or "json.load" or "pandas.read_csv":
                return call.Name == "json.load" ? null : Read(call, run);
            case "file.read" or "file.readlines" or "file.readline" or "file.read_text" or "file.gets" or "file.each_line" or "file.each" or "file.lines" or "file.text" or "php:fread" or "php:fgets" or "php:stream_get_contents" or "fs.readSync" or "os.read" or "stdin.read" or "stdin.readline" or "stdin.readlines"
                or "stdin.gets" or "stdin.lines" or "stdin.each_line" or "stdin.text" or "stdin.each" or "stdin.json" or "file.json" or "file.arrayBuffer" or "file.getline" or "file.sysread" or "file.readpartial":
                return Content(call[0], call, run);
            case "pathlib.Path.write_text" or "pathlib.Path.write_bytes" or "pathlib.Path.write" or "fs.writeFileSync" or "fs.writeFile" or "fs.outputFileSync" or "fs.outputFile" or "fs.writeJsonSync" or "fs.createWriteStream" or "Deno.writeTextFile" or "Deno.writeTextFileSync" or "Deno.writeFile" or "Deno.writeFileSync" or "Bun.write"
                or "File.write" or "IO.write" or "File.binwrite" or "IO.binwrite" or "r:write_file" or "lua:writefile" or "perl:write_file" or "perl:spew":
                return Write(call[0], call.Get(1, "data"), call.Option("flag")?.Text.Text == "a" || call.Option("mode")?.Text.Text is "a", call, run);
            case "fs.appendFileSync" or "fs.appendFile" or "perl:append_file": return Write(call[0], call[1], isAppended: true, call, run);
            case "php:file_put_contents": return Write(call[0], call[1], call[2].Name == "FILE_APPEND" || call[2].Text.Text == "8", call, run);
            case "r:writeLines" or "r:cat" or "r:write" or "r:write.csv" or "r:saveRDS" or "r:dput" or "r:sink": return WriteR(call, run);
            case "file.write" or "file.puts" or "file.print" or "file.writelines" or "file.<<" or "file.printf" or "php:fwrite" or "php:fputs" or "os.write" or "fs.writeSync" or "file.syswrite" or "file.write_text" or "file.end" or "pipe.write" or "pipe.puts" or "pipe.print" or "pipe.end" or "pipe.printf" or "pipe.<<": return WriteTo(call[0], call[1], run);
            case "file.__enter__" or "file.__exit__" or "file.close" or "file.flush" or ".__enter__" or "php:fclose" or "file.seek" or "file.binmode": return call[0];
            case "pathlib.Path.touch" or "FileUtils.touch" or "php:touch" or "os.mknod" or "os.mkfifo" or "r:file.create" or "ruby:touch": return Each(call, run, EffectKind.Write, EffectTraits.Append);
            case "os.truncate" or "fs.truncateSync" or "fs.truncate" or "File.truncate" or "perl:truncate" or "Deno.truncateSync": return Each(call, run, EffectKind.Write, EffectTraits.None, 1);
            case "os.mkdir" or "os.makedirs" or "pathlib.Path.mkdir" or "pathlib.Path.mkpath" or "fs.mkdirSync" or "fs.mkdir" or "fs.ensureDirSync" or "fs.mkdirpSync" or "Deno.mkdir" or "Deno.mkdirSync" or "perl:mkdir" or "perl:make_path" or "perl:mkpath" or "php:mkdir" or "Dir.mkdir" or "FileUtils.mkdir"
                or "FileUtils.mkdir_p" or "FileUtils.makedirs" or "File.Path.make_path" or "lfs.mkdir" or "r:dir.create":
                return Each(call, run, EffectKind.Write, EffectTraits.Append, 1);
            case "os.chmod" or "os.chown" or "os.lchown" or "os.fchmod" or "pathlib.Path.chmod" or "pathlib.Path.lchmod" or "pathlib.Path.chown" or "fs.chmodSync" or "fs.chmod" or "fs.chownSync" or "fs.chown" or "shutil.chown" or "php:chmod" or "php:chown" or "php:chgrp" or "Deno.chmod" or "Deno.chmodSync" or "Deno.chown" or "r:Sys.chmod" or "os.utime" or "os.setxattr":
                return Each(call, run, EffectKind.ChangePermissions, EffectTraits.None, 1);
            case "perl:chmod" or "File.chmod" or "FileUtils.chmod" or "File.lchmod": return Each(call, run, EffectKind.ChangePermissions, EffectTraits.None, int.MaxValue, 1);
            case "FileUtils.chmod_R": return Each(call, run, EffectKind.ChangePermissions, EffectTraits.Recursive, int.MaxValue, 1);
            case "perl:chown" or "File.chown" or "FileUtils.chown": return Each(call, run, EffectKind.ChangePermissions, EffectTraits.None, int.MaxValue, 2);
            case "FileUtils.chown_R": return Each(call, run, EffectKind.ChangePermissions, EffectTraits.Recursive, int.MaxValue, 2);
            case "os.rename" or "os.renames" or "os.replace" or "shutil.move" or "pathlib.Path.rename" or "pathlib.Path.replace" or "fs.renameSync" or "fs.rename" or "fs.moveSync" or "fs.move" or "Deno.rename" or "Deno.renameSync" or "perl:rename" or "perl:move" or "php:rename" or "php:move_uploaded_file" or "File.rename"
                or "FileUtils.mv" or "FileUtils.move" or "File.Copy.move" or "r:file.rename" or "ruby:mv":
                return Move(call, run);
            case "shutil.copy" or "shutil.copy2" or "shutil.copyfile" or "shutil.copytree" or "shutil.copymode" or "pathlib.Path.copy" or "fs.copyFileSync" or "fs.copyFile" or "fs.cpSync" or "fs.cp" or "fs.copySync" or "fs.copy" or "Deno.copyFile" or "Deno.copyFileSync" or "perl:copy" or "perl:cp" or "php:copy" or "FileUtils.cp"
                or "FileUtils.copy" or "FileUtils.cp_r" or "FileUtils.copy_file" or "FileUtils.install" or "File.Copy.copy" or "r:file.copy" or "IO.copy_stream" or "ruby:cp":
                return Copy(call, run);
            case "os.symlink" or "os.link" or "fs.symlinkSync" or "fs.symlink" or "fs.linkSync" or "fs.link" or "perl:symlink" or "perl:link" or "php:symlink" or "php:link" or "File.symlink" or "File.link" or "FileUtils.ln" or "FileUtils.ln_s" or "FileUtils.ln_sf" or "Deno.symlink" or "r:file.symlink" or "lfs.link":
                Touch(call[1], EffectKind.Write, EffectTraits.None, call, run);

                // A second name for a file of the firewall is a way to change it that no path tells.
                if (call.Name is "os.link" or "fs.linkSync" or "fs.link" or "perl:link" or "php:link" or "File.link" or "FileUtils.ln" && run.Host.Touch(EffectKind.Read, call[0].Text, call.Name).Scope == TargetScope.Guard) Touch(call[0], EffectKind.Write, EffectTraits.None, call, run);
                return CodeValue.Nothing;
            case "pathlib.Path.symlink_to" or "pathlib.Path.hardlink_to" or "pathlib.Path.make_symlink": return Each(call, run, EffectKind.Write, EffectTraits.None, 1);
            case "os.listdir" or "fs.readdirSync" or "fs.readdir" or "Dir.entries" or "Dir.children" or "Dir.each_child" or "php:scandir" or "r:list.files" or "lfs.dir" or "Deno.readDirSync" or "Deno.readDir": return Names(call, run);
            case "os.scandir": return Listed(call[0], "*", asPath: true, call, run);
            case "os.walk" or "os.fwalk": return Walked(call, run);
            case "pathlib.Path.iterdir" or "pathlib.Path.children" or "pathlib.Path.each_child": return Listed(call[0], "*", asPath: true, call, run);
            case "pathlib.Path.glob" or "pathlib.Path.rglob": return Listed(call[0], (call.Name.EndsWith("rglob", StringComparison.Ordinal) ? "**/" : "") + call[1].Text.Text, asPath: true, call, run);
            case "glob.glob" or "glob.iglob" or "Dir.glob" or "php:glob" or "perl:glob" or "glob.sync" or "node:glob" or "fs.globSync" or "r:Sys.glob" or "Dir.[]" or "fast-glob.sync" or "perl:bsd_glob": return Globbed(call);
            case "os.chdir" or "process.chdir" or "Dir.chdir" or "FileUtils.cd" or "FileUtils.chdir" or "perl:chdir" or "php:chdir" or "Deno.chdir" or "lfs.chdir" or "r:setwd":
                run.Host.WorkingDirectory = PathText.Absolute(call[0].Text.Text, run.Host.WorkingDirectory, hasBackslashes: false);
                return call.Has(1) && call[1].Function is not null ? run.Call(call[1], [call[0]]) : CodeValue.Nothing;
            case "zipfile.ZipFile" or "tarfile.open" or "zipfile.ZipFile.open" or "ZipArchive" or "tarfile.TarFile": return Archive(call, run);
            case "archive.extractall" or "archive.extract" or ".extractall" or "shutil.unpack_archive":
                var where = call.Name == "shutil.unpack_archive" ? call.Get(1, "extract_dir") : call.Get(1, "path");
                Touch(where.Sort == CodeSort.Nothing ? CodeValue.Of(".") : where, EffectKind.Write, EffectTraits.Append, call, run);
                return CodeValue.Nothing;
            case "archive.__enter__": return call[0];
            case "sqlite3.connect" when call.Has(0): return CodeValue.Object("database", call[0].Text);
            default: return null;
        }
    }

    /// <summary>fs.rm and rmdir with <c>recursive: true</c>; Perl's and Ruby's take lists.</summary>
    private static bool IsTree(CodeCall call) => call.IsSet("recursive");

    private static CodeValue Delete(CodeCall call, CodeRun run, bool isTree)
    {
        var traits = (isTree ? EffectTraits.Recursive : EffectTraits.None) | (call.IsSet("force") ? EffectTraits.Force : EffectTraits.None);
        if (call.Arguments.Count == 0)
        {
            // unlink alone means $_.
            Touch(CodeValue.Unknown, EffectKind.Delete, traits, call, run);
            return CodeValue.Nothing;
        }

        // unlink(list), File.delete(a, b), rm_rf([a, b]); a second argument of the others is options or a callback.
        var takesMany = run.Language.Name is "perl" or "ruby" or "r";
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = call.Arguments[i];
            if (i > 0 && !takesMany) break;
            if (argument.Sort is CodeSort.Map or CodeSort.Function or CodeSort.Nothing) continue;
            if (i > 0 && argument.Sort == CodeSort.Number) continue;
            if (argument.Sort == CodeSort.List)
            {
                foreach (var item in argument.Items.Take(64)) Touch(item, EffectKind.Delete, traits, call, run);
            }
            else
            {
                Touch(argument, EffectKind.Delete, traits, call, run);
            }
        }

        if (call.Option("path") is { } path && !call.Has(0)) Touch(path, EffectKind.Delete, traits, call, run);
        return CodeValue.Nothing;
    }

    /// <summary>Takes an effect on a path; a secret that it holds makes what is read from it a secret.</summary>
    internal static Target Touch(CodeValue path, EffectKind kind, EffectTraits traits, CodeCall call, CodeRun run)
    {
        var text = path.Sort is CodeSort.List && path.Items.Count > 0 ? path.Items[0].Text : path.Text;

        // What a condition lets through of a listing is some of it, not all of it.
        if (text.IsGlob && run.IsLikely && text.Text.EndsWith('*') && !text.Text.Contains("**", StringComparison.Ordinal)) text = text with { Text = text.Text[..^1] + Unresolved.Hole, IsGlob = false };
        return run.Host.Touch(kind, text, call.Name, text.IsGlob ? traits | EffectTraits.Many : traits, run.IsLikely);
    }

    private static CodeValue Each(CodeCall call, CodeRun run, EffectKind kind, EffectTraits traits, int most = int.MaxValue, int skip = 0)
    {
        var paths = call.Arguments.Skip(skip).SelectMany(a => a.Sort == CodeSort.List ? a.Items : [a]).Where(a => a.Sort is not (CodeSort.Map or CodeSort.Function or CodeSort.Nothing));
        foreach (var path in paths.Take(Math.Min(most, 64))) Touch(path, kind, traits, call, run);
        return call.Arguments.Count > 0 ? call[0] : CodeValue.Nothing;
    }

    /// <summary>An open file: its path as text, and whether it is written in the mode of its name.</summary>
    private static CodeValue Open(CodeValue path, CodeValue mode, CodeCall call, CodeRun run)
    {
        if (path is { Sort: CodeSort.Number, Text.Text: "0" }) return CodeValue.Object("stdin", run.StandardInput);
        if (path is { Sort: CodeSort.Number, Text.Text: "1" or "2" }) return CodeValue.Object("stdout", Value.Empty);
        var text = path.Text.Text;
        if (call.Name is "ruby:open" or "IO.read" && text.StartsWith('|')) return ProcessCalls.Piped(path.Text with { Text = text[1..] }, run);
        if (NetworkCalls.IsUrl(text)) return NetworkCalls.Fetch(path, call, run);
        if (text.StartsWith("php://", StringComparison.Ordinal)) return text is "php://stdin" or "php://input" ? CodeValue.Object("stdin", run.StandardInput) : CodeValue.Object("stdout", Value.Empty);
        if (text is "/dev/stdin" or "-") return CodeValue.Object("stdin", run.StandardInput);
        var how = mode.Sort is CodeSort.Text ? mode.Text.Text : mode.Sort is CodeSort.Number && mode.Text.Text != "0" ? "w" : call.IsSet("write") || call.IsSet("create") ? "w" : call.IsSet("append") ? "a" : "r";
        if (!mode.Text.IsResolved && mode.Sort is CodeSort.Unknown or CodeSort.Text) how = "w";
        var writes = how.AsSpan().IndexOfAny("wax+>") >= 0;
        var isAppended = how.Contains('a', StringComparison.Ordinal) || how is ">>" || how.Contains('+') && how.Contains('r');
        var target = Touch(path, writes ? EffectKind.Write : EffectKind.Read, writes && isAppended ? EffectTraits.Append : EffectTraits.None, call, run);
        if (writes && !isAppended) run.Host.Store(path.Text, Value.Empty, isAppended: false);
        var file = CodeValue.Object("file", path.Text with { Origins = target.Scope == TargetScope.Credentials && !writes ? Origins.File | Origins.Secret : path.Text.Origins, Source = target.Text });

        // File.open(path) { |f| … }
        if (call.Arguments.Count > 0 && call.Arguments[^1].Function is not null) return run.Call(call.Arguments[^1], call.Name.StartsWith("fs.", StringComparison.Ordinal) ? [CodeValue.Nothing, file] : [file]);
        return file;
    }

    /// <summary>Perl's open: the mode in front of the name, or apart from it; a pipe is a program (perlfunc, open).</summary>
    private static CodeValue OpenPerl(CodeCall call, CodeRun run)
    {
        var mode = call[0].Text.Text.Trim();
        if (call.Name == "perl:sysopen") return Open(call[0], CodeValue.Of("w"), call, run);
        if (call.Arguments.Count > 1)
        {
            if (mode is "|-" && call.Arguments.Count == 2) return ProcessCalls.Sink(call[1].Text, run);
            if (mode is "-|" or "|-") return call.Arguments.Count > 2 ? CodeValue.Object("process", run.Host.Run([.. call.Arguments.Skip(1).Select(Operators.AsText)], null, null, run.IsLikely)) : ProcessCalls.Piped(call[1].Text, run);
            return mode.Contains('&', StringComparison.Ordinal) ? Duplicated(call, run) : Open(call[1], CodeValue.Of(mode.Length > 0 && mode[0] == '<' ? "r" : mode.StartsWith(">>", StringComparison.Ordinal) ? "a" : "w"), call, run);
        }

        var text = call[0].Text;
        if (mode.StartsWith('|')) return ProcessCalls.Sink(text with { Text = mode[1..] }, run);
        if (mode.EndsWith('|')) return ProcessCalls.Piped(text with { Text = mode[..^1] }, run);
        if (mode.StartsWith(">&", StringComparison.Ordinal) || mode.StartsWith("<&", StringComparison.Ordinal)) return Duplicated(call, run);
        var length = mode.StartsWith(">>", StringComparison.Ordinal) || mode.StartsWith("+<", StringComparison.Ordinal) || mode.StartsWith("+>", StringComparison.Ordinal) ? 2 : mode.StartsWith('>') || mode.StartsWith('<') ? 1 : 0;
        var how = mode.StartsWith(">>", StringComparison.Ordinal) ? "a" : mode.StartsWith('>') || mode.StartsWith('+') ? "w" : "r";
        return Open(CodeValue.Of(text with { Text = mode[length..].TrimStart() }), CodeValue.Of(how), call, run);
    }

    private static CodeValue Duplicated(CodeCall call, CodeRun run)
    {
        if (run.HasConnection) ProcessCalls.RemoteShell(call.Name, run);
        return CodeValue.Object("stdout", Value.Empty);
    }

    private static CodeValue Read(CodeCall call, CodeRun run)
    {
        var path = call[0];
        if (path is { Sort: CodeSort.Number, Text.Text: "0" } or { Sort: CodeSort.Object, Name: "stdin" } || path.Text.Text is "/dev/stdin" or "php://stdin" or "php://input") return CodeValue.Of(run.StandardInput);
        if (NetworkCalls.IsUrl(path.Text.Text)) return NetworkCalls.Fetch(path, call, run);
        if (call.Name.StartsWith("IO.", StringComparison.Ordinal) && path.Text.Text.StartsWith('|')) return ProcessCalls.Piped(path.Text with { Text = path.Text.Text[1..] }, run);
        if (call.Name.StartsWith("r:read", StringComparison.Ordinal) && path.Text.Text == "stdin") return CodeValue.Of(run.StandardInput);
        var target = Touch(path, EffectKind.Read, EffectTraits.None, call, run);
        var content = CodeValue.Of(Known(path.Text, target, run));
        if (call.Name is "php:readfile" or "php:show_source" or "php:highlight_file") run.Print(content.Text);
        if (call.Name == "Bun.file") return CodeValue.Object("file", path.Text with { Origins = content.Origins, Source = target.Text });
        return call.Arguments is [.., { Function: not null } block] ? run.Call(block, call.Name.StartsWith("fs.", StringComparison.Ordinal) ? [CodeValue.Nothing, content] : [content]) : content;
    }

    private static Value Known(Value path, Target target, CodeRun run)
    {
        var secret = target.Scope == TargetScope.Credentials ? Origins.Secret : Origins.None;
        return run.Host.Content(path) is { } content
            ? content with { Origins = content.Origins | secret, Source = content.Source ?? target.Text }
            : new Value(Unresolved.Anything, Origins.File | secret, target.Text);
    }

    private static CodeValue Content(CodeValue file, CodeCall call, CodeRun run)
    {
        if (file.Name == "stdin" || file is { Sort: CodeSort.Number, Text.Text: "0" })
        {
            var input = file.Name == "stdin" ? file.Text : run.StandardInput;
            return call.Name.EndsWith("lines", StringComparison.Ordinal) && input.IsResolved ? CodeValue.Of(Iteration.Lines(input)) : CodeValue.Of(input);
        }

        if (file.Name != "file") return CodeValue.From(file.Origins, file.Text.Source);
        var text = run.Host.Content(file.Text) is { } content ? content with { Origins = content.Origins | (file.Origins & Origins.Secret) } : new Value(Unresolved.Anything, file.Origins | Origins.File, file.Text.Source ?? file.Text.Text);
        return call.Name.EndsWith("lines", StringComparison.Ordinal) && text.IsResolved ? CodeValue.Of(Iteration.Lines(text)) : CodeValue.Of(text);
    }

    private static CodeValue Write(CodeValue path, CodeValue content, bool isAppended, CodeCall call, CodeRun run)
    {
        if (path is { Sort: CodeSort.Object, Name: "stdout" } or { Sort: CodeSort.Number, Text.Text: "1" } || path.Text.Text is "/dev/stdout" or "php://stdout" or "php://output")
        {
            run.Print(Operators.AsText(content));
            return CodeValue.Nothing;
        }

        var traits = (isAppended ? EffectTraits.Append : EffectTraits.None) | ((content.Origins & Origins.Secret) != 0 ? EffectTraits.CarriesSecret : EffectTraits.None);
        Touch(path, EffectKind.Write, traits, call, run);
        run.Host.Store(path.Text, Operators.AsText(content), isAppended);
        return call.Name == "fs.createWriteStream" ? CodeValue.Object("file", path.Text) : CodeValue.Nothing;
    }

    private static CodeValue WriteR(CodeCall call, CodeRun run)
    {
        var file = call.Option("file") ?? call.Option("con") ?? (call.Name is "r:cat" ? CodeValue.Nothing : call[1]);
        if (file.Sort == CodeSort.Nothing || file.Text.Text.Length == 0) return Printing.Line(call.Arguments, " ", call.Name == "r:cat" ? "" : "\n", run);
        return Write(file, call[0], call.IsSet("append"), call, run);
    }

    /// <summary>Writes to an open file, or to standard output.</summary>
    public static CodeValue WriteTo(CodeValue file, CodeValue content, CodeRun run)
    {
        if (file.Name == "stdout") run.Print(Operators.AsText(content));
        else if (file.Name == "pipe") ProcessCalls.Feed(file, content, run);
        else if (file.Name == "file") run.Host.Store(file.Text, Operators.AsText(content), isAppended: true);
        else if (file.Name == "socket" && (content.Origins & Origins.Secret) != 0) NetworkCalls.Send(file, content, run);
        return file;
    }

    private static CodeValue Move(CodeCall call, CodeRun run)
    {
        var content = run.Host.Content(call[0].Text);
        foreach (var from in call[0].Sort == CodeSort.List ? call[0].Items : [call[0]]) Touch(from, EffectKind.Move, EffectTraits.None, call, run);
        Touch(call[1], EffectKind.Write, EffectTraits.None, call, run);
        if (content is not null) run.Host.Store(call[1].Text, content, isAppended: false);
        return CodeValue.Nothing;
    }

    private static CodeValue Copy(CodeCall call, CodeRun run)
    {
        var secret = Origins.None;
        foreach (var from in call[0].Sort == CodeSort.List ? call[0].Items : [call[0]])
        {
            if (NetworkCalls.IsUrl(from.Text.Text)) secret |= NetworkCalls.Fetch(from, call, run).Origins;
            else if (Touch(from, EffectKind.Read, EffectTraits.None, call, run).Scope == TargetScope.Credentials) secret |= Origins.Secret;
        }

        Touch(call[1], EffectKind.Write, (secret & Origins.Secret) != 0 ? EffectTraits.CarriesSecret : EffectTraits.None, call, run);
        run.Host.Store(call[1].Text, run.Host.Content(call[0].Text) ?? new Value(Unresolved.Anything, secret | Origins.File, call[0].Text.Text), isAppended: false);
        return CodeValue.Nothing;
    }

    private static CodeValue Listed(CodeValue directory, string pattern, bool asPath, CodeCall call, CodeRun run)
    {
        var place = directory.Sort == CodeSort.Nothing ? CodeValue.Of(".") : directory;
        Touch(place, EffectKind.Read, EffectTraits.None, call, run);
        var item = PathFolding.Content(place.Text, pattern);
        return CodeValue.Of([asPath ? PathFolding.Of(item) : CodeValue.Of(item)]);
    }

    /// <summary>The names in a directory: joined to it they are all of it.</summary>
    private static CodeValue Names(CodeCall call, CodeRun run)
    {
        var place = call.Has(0) ? call[0] : CodeValue.Of(".");
        Touch(place, EffectKind.Read, EffectTraits.None, call, run);
        var names = CodeValue.Of([CodeValue.Of(new Value("*") { IsGlob = true })]);
        return call.Arguments.Count > 1 && call.Arguments[^1].Function is not null ? run.Call(call.Arguments[^1], [CodeValue.Nothing, names]) : names;
    }

    private static CodeValue Walked(CodeCall call, CodeRun run)
    {
        Touch(call[0], EffectKind.Read, EffectTraits.None, call, run);
        var name = CodeValue.Of([CodeValue.Of(new Value("*") { IsGlob = true })]);
        return CodeValue.Of([CodeValue.Of([CodeValue.Of(call[0].Text), name, name])]);
    }

    private static CodeValue Globbed(CodeCall call)
    {
        var pattern = call.Name == "r:Sys.glob" || call[0].Sort != CodeSort.List ? call[0] : call[0].Items.Count > 0 ? call[0].Items[0] : CodeValue.Unknown;
        var text = pattern.Text with { IsGlob = true };
        if (call.Option("root_dir") is { } root && root.Text.Text.Length > 0) text = Value.Concat(Value.Concat(root.Text, new Value("/")), text);
        return CodeValue.Of([CodeValue.Of(text)]);
    }

    private static CodeValue Archive(CodeCall call, CodeRun run)
    {
        var mode = call.Get(1, "mode").Text.Text;
        var path = call.Get(0, "name");
        if (path.Sort is CodeSort.Text or CodeSort.Object && path.Name is not "response") Touch(path, mode.StartsWith('w') || mode.StartsWith('a') ? EffectKind.Write : EffectKind.Read, EffectTraits.None, call, run);
        return CodeValue.Object("archive", path.Text);
    }
}
