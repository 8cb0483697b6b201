using AiFirewall.Effects;
using AiFirewall.Shells;

namespace AiFirewall.Code.Folding;

/// <summary>Names of known value: the environment, arguments, standard input, separators.</summary>
internal static class Constants
{
    /// <summary>The value of a name; null when it has none that is known.</summary>
    public static CodeValue? Find(string name, CodeRun run)
    {
        switch (name)
        {
            case "os.environ" or "process.env" or "ENV" or "$_ENV" or "%ENV" or "ENVIRON" or "Bun.env" or "Deno.env": return Environment();
            case "sys.argv" or "process.argv" or "$argv" or "arg":
                return Arguments(run, name == "process.argv" ? [CodeValue.Of("node")] : [], name is "process.argv" ? null : CodeValue.Of("-c"));
            case "ARGV" when run.Language.Name == "awk": return CodeValue.Of([CodeValue.Of("awk"), .. run.Arguments.Select(CodeValue.Of)]);
            case "ARGV" or "@ARGV" or "Deno.args" or "ARGS": return CodeValue.Of([.. run.Arguments.Select(CodeValue.Of)]);
            case "sys.stdin" or "sys.stdin.buffer" or "process.stdin" or "STDIN" or "$stdin" or "ARGF" or "DATA" or "io.stdin" or "Deno.stdin" or "Bun.stdin":
                return CodeValue.Object("stdin", run.StandardInput);
            case "sys.stdout" or "sys.stdout.buffer" or "process.stdout" or "STDOUT" or "$stdout" or "io.stdout" or "Deno.stdout" or "Bun.stdout": return CodeValue.Object("stdout", Value.Empty);
            case "sys.stderr" or "sys.stderr.buffer" or "process.stderr" or "STDERR" or "$stderr" or "io.stderr" or "Deno.stderr": return CodeValue.Object("stderr", Value.Empty);
            case "os.sep" or "os.path.sep" or "path.sep" or "File.SEPARATOR" or "DIRECTORY_SEPARATOR" or "$/" when run.Language.Name != "ruby": return CodeValue.Of("/");
            case "os.curdir": return CodeValue.Of(".");
            case "os.pardir": return CodeValue.Of("..");
            case "os.linesep" or "os.EOL" or "PHP_EOL": return CodeValue.Of("\n");
            case "os.devnull" or "File.NULL": return CodeValue.Of("/dev/null");
            case "$0" when run.Language.Name == "awk": return Field(run.StandardInput);
            case "__file__" or "__dirname" or "__FILE__" or "__DIR__" or "$0" or "import.meta.dirname": return CodeValue.Of(name is "__dirname" or "__DIR__" or "import.meta.dirname" ? run.Host.WorkingDirectory : run.Host.WorkingDirectory + "/" + Unresolved.Anything);
            case "string.ascii_lowercase": return CodeValue.Of("abcdefghijklmnopqrstuvwxyz");
            case "string.ascii_letters": return CodeValue.Of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
            case "__name__": return CodeValue.Of("__main__");
            case "undefined" or "null" or "nil" or "NULL" or "NA": return CodeValue.Nothing;
        }

        return null;
    }

    /// <summary>A field of a line of input: known where the input is one word.</summary>
    private static CodeValue Field(Value input)
    {
        var word = input.Text.Trim();
        return input.IsResolved && word.Length > 0 && !word.Any(char.IsWhiteSpace) ? CodeValue.Of(input with { Text = word }) : CodeValue.From(input.Origins, input.Source);
    }

    /// <summary>Whether a value is the environment as a whole.</summary>
    public static bool IsEnvironment(CodeValue value) => value is { Sort: CodeSort.Object, Name: "environment" };

    /// <summary>The value of an environment variable.</summary>
    public static CodeValue Variable(string name, CodeRun run)
    {
        if (run.Host.Variable(name) is { } value && !SecretNames.Holds(name)) return CodeValue.Of(value);
        return SecretNames.Holds(name) ? CodeValue.From(Origins.Secret, "$" + name) : CodeValue.Unknown;
    }

    private static CodeValue Environment() => CodeValue.Object("environment", Value.Unknown with { Origins = Origins.Secret, Source = "the environment" });

    private static CodeValue Arguments(CodeRun run, IReadOnlyList<CodeValue> first, CodeValue? script) =>
        CodeValue.Of([.. first, .. script is null ? [] : (CodeValue[])[script], .. run.Arguments.Select(CodeValue.Of)]);
}
