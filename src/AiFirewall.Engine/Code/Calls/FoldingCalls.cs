using AiFirewall.Code.Folding;
using AiFirewall.Shells;

namespace AiFirewall.Code.Calls;

/// <summary>Calls that only make one value of others.</summary>
internal static class FoldingCalls
{
    /// <summary>What a call comes to; null when it is none of these.</summary>
    public static CodeValue? Run(CodeCall call, CodeRun run) => Text(call, run) ?? Coding(call) ?? Paths(call, run) ?? Lookup(call, run);

    private static CodeValue? Text(CodeCall call, CodeRun run)
    {
        var first = call[0];
        switch (call.Name)
        {
            case "python:str" or "python:bytes" or "python:bytearray" or "python:repr" or "node:String" or "ruby:String" or "ruby:Array" or ".to_s" or ".to_str" or ".to_string" or ".toString" or ".valueOf" or ".encode" or ".decode" or ".as_posix"
                or ".__str__" or ".freeze" or ".dup" or ".clone" or ".force_encoding" or ".trim_end" or ".tostring" or "lua:tostring" or "r:as.character" or "php:strval" or ".to_path" or ".to_a" or ".to_sym" or ".toArray" or "perl:scalar":
                if (call.Arguments.Count > 1 && call[1].Sort == CodeSort.Text && IsDecoder(call[1].Text.Text)) return Decoding.Decode(first.Text, call[1].Text.Text);
                return first.Sort is CodeSort.List && call.Name is "python:bytes" or "python:bytearray" ? Decoding.Characters(first.Items) : first.Sort is CodeSort.Object && PathFolding.IsPath(first) ? CodeValue.Of(first.Text) : first;
            case ".join" or "join" or "array.join" when first.Sort is CodeSort.List && call.Arguments.Count <= 2: return TextMethods.Join(first, call.Has(1) ? call[1] : run.Language.Name == "ruby" ? CodeValue.Empty : CodeValue.Of(","));
            case ".join" when call.Has(1) && first.Sort is CodeSort.Text: return TextMethods.Join(call[1], first);
            case ".join" when !call.Has(1): return CodeValue.From(first.Origins, first.Text.Source);
            case "perl:join" or "php:implode" or "php:join": return TextMethods.Join(call.Has(2) || call[1].Sort != CodeSort.List ? CodeValue.Of([.. Flat(call.Arguments.Skip(1))]) : call[1], first);
            case "table.concat": return TextMethods.Join(first, call[1]);
            case ".format" when first.Sort is CodeSort.Text: return TextFormat.Braces(first.Text, [.. call.Arguments.Skip(1)], call.Named);
            case "perl:sprintf" or "php:sprintf" or "ruby:sprintf" or "ruby:format" or "awk:sprintf" or "string.format" or "lua:string.format" or "util.format" or "r:sprintf" or "php:vsprintf":
                return TextFormat.Percent(Operators.AsText(first), [.. Flat(call.Arguments.Skip(1))]);
            case "r:paste" or "r:paste0": return TextMethods.Join(CodeValue.Of([.. Flat(call.Arguments)]), call.Option("sep") ?? (call.Name == "r:paste" ? CodeValue.Of(" ") : CodeValue.Empty));
            case ".concat" when first.Sort == CodeSort.Text: return CodeValue.Of(call.Arguments.Aggregate(Value.Empty, (text, a) => Value.Concat(text, Operators.AsText(a))));
            case ".replace" or ".replaceAll" or ".gsub" or ".sub" when call.Arguments.Count > 2: return TextMethods.Replace(first, call[1], call[2]);
            case "php:str_replace" or "php:str_ireplace": return TextMethods.Replace(call[2], call[0], call[1]);
            case "string.gsub" or "string.replace": return TextMethods.Replace(call[0], call[1], call[2]);
            case ".tr" or "php:strtr" when call.Arguments.Count == 3: return TextMethods.Translate(first, call[1], call[2]);
            case ".translate" when call.Arguments.Count == 2 && call[1].Items.Count == 2: return TextMethods.Translate(first, call[1].Items[0], call[1].Items[1]);
            case "str.maketrans" or ".maketrans": return CodeValue.Of([.. call.Arguments.TakeLast(2)]);
            case ".upper" or ".toUpperCase" or ".upcase" or "perl:uc" or "php:strtoupper" or "string.upper" or "awk:toupper" or "r:toupper": return TextMethods.Map(first, static t => t.ToUpperInvariant());
            case ".lower" or ".toLowerCase" or ".downcase" or ".casefold" or "perl:lc" or "php:strtolower" or "string.lower" or "awk:tolower" or "r:tolower": return TextMethods.Map(first, static t => t.ToLowerInvariant());
            case ".swapcase": return TextMethods.Map(first, static t => string.Concat(t.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c))));
            case ".strip" or ".trim" or "php:trim" or ".trimEnd" or ".trimStart" or "r:trimws" when call.Arguments.Count == 1: return TextMethods.Map(first, static t => t.Trim());
            case ".rstrip" or ".chomp" or "php:rtrim" or "php:chop" or "perl:chomp" when call.Arguments.Count == 1: return TextMethods.Map(first, static t => t.TrimEnd());
            case ".lstrip" or "php:ltrim" when call.Arguments.Count == 1: return TextMethods.Map(first, static t => t.TrimStart());
            case ".strip" or ".rstrip" or ".lstrip" or ".chomp" when call[1].IsKnownText: return TextMethods.Map(first, t => call.Name == ".lstrip" ? t.TrimStart(call[1].Text.Text.ToCharArray()) : call.Name == ".strip" ? t.Trim(call[1].Text.Text.ToCharArray()) : t.TrimEnd(call[1].Text.Text.ToCharArray()));
            case ".split" or ".rsplit" or "shlex.split" or ".shellsplit" or "Shellwords.split": return TextMethods.Split(first, call[1]);
            case "perl:split" or "php:explode": return TextMethods.Split(call[1], first);
            case ".splitlines" or ".lines": return first.IsKnownText ? CodeValue.Of(Iteration.Lines(first.Text)) : CodeValue.Of([CodeValue.From(first.Origins, first.Text.Source)]);
            case ".chars" or "node:Array.from" or "Array.from" or "php:str_split" or "python:list" or "python:tuple" or "python:set" or "python:iter" or "python:sorted" or "python:frozenset" or ".sort" or ".uniq" or ".compact" or ".flatten" or "perl:sort" or "php:array_values" or "perl:keys" or ".slice" when call.Arguments.Count <= 1:
                return first.Sort is CodeSort.List ? first : CodeValue.Of([.. Iteration.Of(first, false, run)]) with { Text = Value.Unknown with { Origins = first.Origins, Source = first.Text.Source } };
            case ".reverse" or "python:reversed" or "perl:reverse" or "php:strrev" or "string.reverse" or "php:array_reverse" or "r:rev" or ".toReversed":
                return TextMethods.Reverse(call.Name == "perl:reverse" && call.Arguments.Count > 1 ? CodeValue.Of([.. Flat(call.Arguments)]) : call.Name == "perl:reverse" && first.Sort == CodeSort.List && first.Items is [var only] ? only : first);
            case ".substring" or ".slice" or "string.sub" when call.Arguments.Count > 1:
                if (call.Name == "string.sub") return TextMethods.Piece(first, call[1].TryInteger(out var from) ? CodeValue.Of(from - 1) : call[1], call[2], isLength: false);
                return TextMethods.Piece(first, call[1], call[2], isLength: false);
            case ".substr" or "perl:substr" or "php:substr": return TextMethods.Piece(first, call[1], call[2], isLength: true);
            case "awk:substr" or "r:substr": return TextMethods.Piece(first, call[1].TryInteger(out var begin) ? CodeValue.Of(begin - 1) : call[1], call[2], isLength: call.Name == "awk:substr");
            case ".charAt" or ".at": return Indexing.At(first, call[1], run);
            case ".first" when first.Sort == CodeSort.List && first.Items.Count > 0: return first.Items[0];
            case ".last" or ".pop" when first.Sort == CodeSort.List && first.Items.Count > 0: return first.Items[^1];
            case ".shift" or "perl:shift" when first.Sort == CodeSort.List && first.Items.Count > 0: return first.Items[0];
            case ".repeat" or "php:str_repeat" or "string.rep": return Operators.Binary("repeat", first, call[1], run.Language);
            case "python:int" or "node:parseInt" or "node:Number" or ".to_i" or "php:intval" or "perl:int" or "lua:tonumber" or "perl:hex" or "perl:oct": return TextMethods.Number(first, call.Name == "perl:hex" ? CodeValue.Of(16) : call[1]);
            case "python:float" or ".to_f" or "node:parseFloat": return first.TryNumber(out var number) ? CodeValue.Of(number) : CodeValue.Unknown;
            case "python:len" or "perl:length" or "php:strlen": return first.IsKnownText ? CodeValue.Of(first.Text.Text.Length) : first.Sort == CodeSort.List ? CodeValue.Of(first.Items.Count) : CodeValue.Unknown;
            default: return null;
        }
    }

    private static bool IsDecoder(string encoding) => encoding.ToLowerInvariant() is "hex" or "base64" or "rot13" or "rot_13" or "hex_codec" or "base64_codec" or "unicode_escape" or "zlib" or "bz2";

    private static IEnumerable<CodeValue> Flat(IEnumerable<CodeValue> values) => values.SelectMany(v => v.Sort == CodeSort.List ? v.Items : [v]);

    private static CodeValue? Coding(CodeCall call)
    {
        var first = call[0];
        switch (call.Name)
        {
            case "python:chr" or "python:unichr" or "perl:chr" or "php:chr" or "String.fromCharCode" or "String.fromCodePoint" or "string.char" or "utf8.char" or ".chr" or "r:intToUtf8" or "r:rawToChar": return Decoding.Characters(call.Arguments);
            case "python:ord" or "perl:ord" or "php:ord" or ".ord" or ".charCodeAt" or ".codePointAt" or "string.byte":
                var index = call.Arguments.Count > 1 && call[1].TryInteger(out var at) && call.Name is ".charCodeAt" or ".codePointAt" ? at : 0;
                return first.IsKnownText && index >= 0 && index < first.Text.Text.Length ? CodeValue.Of(first.Text.Text[index]) : CodeValue.Unknown;
            case "base64.b64decode" or "base64.standard_b64decode" or "base64.urlsafe_b64decode" or "base64.decodebytes" or "base64.decodestring" or "binascii.a2b_base64" or "node:atob" or "perl:decode_base64" or "MIME.Base64.decode"
                or "php:base64_decode" or "Base64.decode64" or "Base64.strict_decode64" or "Base64.urlsafe_decode64" or "MIME.Base64.decode_base64" or "jsonlite.base64_dec" or "base64enc.base64decode" or "r:base64decode":
                return Decoding.Decode(first.Text, "base64");
            case "base64.b32decode": return Decoding.Decode(first.Text, "base32");
            case "base64.b16decode" or "bytes.fromhex" or "bytearray.fromhex" or ".fromhex" or "binascii.unhexlify" or "binascii.a2b_hex" or "php:hex2bin": return Decoding.Decode(call[call.Name == ".fromhex" ? 1 : 0].Text, "hex");
            case "base64.b85decode" or "base64.a85decode" or "zlib.decompress" or "gzip.decompress" or "bz2.decompress" or "lzma.decompress" or "marshal.loads" or "php:gzinflate" or "php:gzuncompress" or "php:gzdecode" or "Zlib.Inflate.inflate"
                or "zlib.inflateSync" or "zlib.gunzipSync" or "zlib.unzipSync" or "zlib.brotliDecompressSync" or "zlib.inflateRawSync" or "php:convert_uudecode" or ".decrypt":
                return Decoding.Decode(first.Text, call.Name);
            case "codecs.decode" or "codecs.getdecoder": return Decoding.Decode(first.Text, call.Get(1, "encoding").Text.Text);
            case "php:str_rot13": return Decoding.Decode(first.Text, "rot13");
            case "node:decodeURIComponent" or "node:decodeURI" or "node:unescape" or "php:urldecode" or "php:rawurldecode" or "urllib.parse.unquote" or "urllib.parse.unquote_plus" or "URI.decode_www_form_component" or "CGI.unescape": return Decoding.Decode(first.Text, "url");
            case "Buffer.from" or "node:Buffer":
                if (first.Sort == CodeSort.List) return Decoding.Characters(first.Items);
                return call[1].Text.Text is "base64" or "base64url" or "hex" && call[1].Sort == CodeSort.Text ? Decoding.Decode(first.Text, call[1].Text.Text) : first;
            case ".unpack1" or ".unpack": return call[1].Text.Text is "m" or "m0" or "u" ? Decoding.Decode(first.Text, "base64") : call[1].Text.Text is "H*" or "C*" or "U*" ? Decoding.Codes(first) : CodeValue.From(first.Origins | Origins.Decoded);
            case ".pack" when first.Sort == CodeSort.List: return Pack(call[1].Text.Text, first.Items);
            case "perl:pack" or "php:pack": return Pack(first.Text.Text, [.. Flat(call.Arguments.Skip(1))]);
            case "perl:unpack" or "php:unpack": return first.Text.Text is "u" or "m" ? Decoding.Decode(call[1].Text, "base64") : CodeValue.From(call.Origins | Origins.Decoded);
            case ".bytes" or ".codepoints": return Decoding.Codes(first);
            default: return null;
        }
    }

    private static CodeValue Pack(string format, IReadOnlyList<CodeValue> values) => format switch
    {
        "H*" when values.Count > 0 => Decoding.Decode(values[0].Text, "hex"),
        "C*" or "U*" or "c*" or "W*" => Decoding.Characters(values),
        _ => CodeValue.From(values.Aggregate(Origins.Decoded, (o, v) => o | v.Origins)),
    };

    private static CodeValue? Paths(CodeCall call, CodeRun run)
    {
        var first = call[0];
        switch (call.Name)
        {
            case "os.path.join" or "path.join" or "path.posix.join" or "File.join" or "File.Spec.catfile" or "File.Spec.catdir" or "r:file.path": return PathFolding.Joined(call.Arguments, isPath: false, restarts: call.Name == "os.path.join");
            case "path.resolve": return PathFolding.Joined([CodeValue.Of(run.Host.WorkingDirectory), .. call.Arguments], isPath: false);
            case "pathlib.Path" or "pathlib.PosixPath" or "pathlib.PurePath" or "pathlib.PurePosixPath" or "Pathname.new" or "ruby:Pathname": return PathFolding.Joined(call.Arguments.Count == 0 ? [CodeValue.Of(".")] : call.Arguments, isPath: true);
            case "pathlib.Path.joinpath" or "pathlib.Path.join" or "pathlib.Path.+": return PathFolding.Joined(call.Arguments, isPath: true);
            case "pathlib.Path.home" when call.Arguments.Count == 0: return PathFolding.Of(new Value(run.Host.Home));
            case "pathlib.Path.cwd" or "Pathname.pwd": return PathFolding.Of(new Value(run.Host.WorkingDirectory));
            case "Dir.home" or "os.homedir" or "r:path.expand" when call.Arguments.Count == 0: return CodeValue.Of(run.Host.Home);
            case "os.getcwd" or "process.cwd" or "Dir.pwd" or "Dir.getwd" or "php:getcwd" or "Deno.cwd" or "perl:getcwd" or "perl:cwd" or "Cwd.getcwd" or "Cwd.cwd" or "r:getwd": return CodeValue.Of(run.Host.WorkingDirectory);
            case "os.tmpdir" or "tempfile.gettempdir" or "Dir.tmpdir" or "php:sys_get_temp_dir": return CodeValue.Of("/tmp");
            case "tempfile.mkdtemp" or "Dir.mktmpdir" or "fs.mkdtemp" or "fs.mkdtempSync" or "tempfile.mktemp" or "php:tempnam" or "tempfile.TemporaryDirectory" or "r:tempfile" or "r:tempdir" or "os.tmpname": return CodeValue.Of("/tmp/tmp" + Effects.Unresolved.Anything);
            case "tempfile.NamedTemporaryFile" or "tempfile.TemporaryFile" or "Tempfile.new" or "Tempfile.create": return CodeValue.Object("file", new Value("/tmp/tmp" + Effects.Unresolved.Anything));
            case "os.path.expanduser" or "pathlib.Path.expanduser" or "File.expand_path" or "pathlib.Path.expand_path" or "r:path.expand":
                var expanded = PathFolding.ExpandedUser(first.Text, run);
                if (call.Name == "File.expand_path" && call.Has(1)) return PathFolding.Joined([CodeValue.Of(PathFolding.ExpandedUser(call[1].Text, run)), CodeValue.Of(expanded)], isPath: false);
                return PathFolding.IsPath(first) ? PathFolding.Of(expanded) : CodeValue.Of(expanded);
            case "os.path.expandvars": return CodeValue.Of(PathFolding.ExpandedVariables(first.Text, run));
            case "os.path.abspath" or "os.path.normpath" or "os.path.realpath" or "path.normalize" or "File.absolute_path" or "File.realpath" or "fs.realpathSync" or "php:realpath" or "os.fspath" or "os.fsdecode" or "Cwd.abs_path" or "Cwd.realpath" or "r:normalizePath" or "node:URL" or "node:Request" or "ruby:URI" or "URI.parse": return CodeValue.Of(first.Text);
            case "pathlib.Path.resolve" or "pathlib.Path.absolute" or "pathlib.Path.realpath" or "pathlib.Path.cleanpath": return first;
            case "os.path.dirname" or "path.dirname" or "File.dirname" or "php:dirname" or "perl:dirname": return CodeValue.Of(PathFolding.Parent(first.Text));
            case "pathlib.Path.dirname" or "pathlib.Path.parent": return PathFolding.Of(PathFolding.Parent(first.Text));
            case "os.path.basename" or "path.basename" or "File.basename" or "php:basename" or "perl:basename": return CodeValue.Of(PathFolding.Last(first.Text));
            case "pathlib.Path.with_suffix" or "pathlib.Path.with_name" or "pathlib.Path.relative_to": return PathFolding.Of(PathFolding.Parent(first.Text) is { Text: not "." } directory ? directory with { Text = directory.Text + "/" + Effects.Unresolved.Anything } : new Value(Effects.Unresolved.Anything));
            default: return null;
        }
    }

    private static CodeValue? Lookup(CodeCall call, CodeRun run)
    {
        var first = call[0];
        switch (call.Name)
        {
            case "environment.pop" or "environment.delete" or "environment.__delitem__" when call[1].IsKnownText:
                run.Host.SetVariable(call[1].Text.Text, null);
                return Constants.Variable(call[1].Text.Text, run);
            case "os.unsetenv" or "Deno.env.delete" or "r:Sys.unsetenv" when first.IsKnownText:
                run.Host.SetVariable(first.Text.Text, null);
                return CodeValue.Nothing;
            case "os.putenv" or "Deno.env.set" when first.IsKnownText:
                run.Host.SetVariable(first.Text.Text, call[1].Text);
                return CodeValue.Nothing;
            case "environment.clear":
                run.Host.SetVariable("AI_AGENT", null);
                return CodeValue.Nothing;
            case "environment.update" when call[1].Members is { } changes:
                foreach (var (name, changed) in changes) run.Host.SetVariable(name, changed.Text);
                return CodeValue.Nothing;
            case "os.getenv" or "os.environ.get" or "php:getenv" or "Deno.env.get" or "r:Sys.getenv" or "Sys.getenv":
            case "environment.get" or "environment.fetch" or "environment.pop" or "environment.setdefault":
                var key = call.Name.StartsWith("environment", StringComparison.Ordinal) ? call[1] : first;
                var standard = call.Name.StartsWith("environment", StringComparison.Ordinal) ? call[2] : call[1];
                if (!call.Has(0)) return CodeValue.Object("environment", Value.Unknown with { Origins = Origins.Secret, Source = "the environment" });
                if (!key.IsKnownText) return CodeValue.From(Origins.Secret, "the environment");
                var value = Constants.Variable(key.Text.Text, run);
                return value.IsKnownText || standard.Sort is CodeSort.Nothing or CodeSort.Function || value.Origins != Origins.None ? value : standard;
            case "ruby:method" when first.IsKnownText: return CodeValue.Reference(first.Text.Text);
            case "python:getattr" or ".__getattribute__" or ".__getattr__" when call[1].IsKnownText: return Indexing.At(first, call[1], run);
            case "python:getattr": return CodeValue.Reference("…");
            case "python:__import__" or "importlib.import_module" or "importlib.__import__" or "python:import_module" when first.IsKnownText: return CodeValue.Reference(CallNames.Canonical(first.Text.Text));
            case ".const_get" or "ruby:const_get" when call.Arguments.Count > 0 && call.Arguments[^1].IsKnownText: return CodeValue.Reference(CallNames.Canonical(call.Arguments[^1].Text.Text));
            case "python:globals" or "python:locals" or "python:vars" when call.Arguments.Count == 0: return CodeValue.Reference("globals()");
            case "python:vars": return first;
            case ".get" or ".dig" or ".fetch" when first.Sort == CodeSort.Map: return Indexing.At(first, call[1], run);
            case ".items" or ".entries" or "Object.entries" when first.Sort == CodeSort.Map:
                return CodeValue.Of([.. first.Members!.Select(m => CodeValue.Of([CodeValue.Of(m.Key), m.Value]))]);
            case ".keys" or "Object.keys" when first.Sort == CodeSort.Map: return CodeValue.Of([.. first.Members!.Keys.Select(k => CodeValue.Of(k))]);
            case ".values" or "Object.values" when first.Sort == CodeSort.Map: return CodeValue.Of([.. first.Members!.Values]);
            case "python:zip": return CodeValue.Of([.. Enumerable.Range(0, call.Arguments.Count == 0 ? 0 : Math.Min(24, call.Arguments.Min(a => Math.Max(1, a.Items.Count)))).Select(i => CodeValue.Of([.. call.Arguments.Select(a => i < a.Items.Count ? a.Items[i] : CodeValue.From(a.Origins))]))]);
            case "lua:pairs" when first.Sort == CodeSort.Map: return CodeValue.Of([.. first.Members!.Select(m => CodeValue.Of([CodeValue.Of(m.Key), m.Value]))]);
            case "python:enumerate" or "lua:ipairs" or "lua:pairs": return CodeValue.Of([.. Iteration.Of(first, false, run).Take(24).Select((v, i) => CodeValue.Of([CodeValue.Of(i), v]))]);
            case "python:range" or "r:seq_len" or "r:seq": return Range(call);
            case "python:next" or "python:max" or "python:min" or "python:iter": return first.Sort == CodeSort.List && first.Items.Count > 0 ? first.Items[0] : CodeValue.From(first.Origins, first.Text.Source);
            case "python:dict" when call.Has(0): return call[0].Sort == CodeSort.Map ? call[0] : CodeValue.From(call.Origins, call.Source);
            case "python:dict": return new CodeValue(CodeSort.Map, Value.Unknown) { Members = new(call.Named.DistinctBy(n => n.Key).ToDictionary(n => n.Key, n => n.Value), StringComparer.Ordinal) };
            default: return null;
        }
    }

    private static CodeValue Range(CodeCall call)
    {
        var from = 0;
        if (call.Arguments.Count == 0 || !call.Arguments[^1].TryInteger(out var end) || (call.Arguments.Count > 1 && !call[0].TryInteger(out from)) || call.Arguments.Count > 2) return CodeValue.Of([CodeValue.Unknown]);
        return CodeValue.Of([.. Enumerable.Range(from, Math.Clamp(end - from, 0, 24)).Select(i => CodeValue.Of(i))]);
    }
}
