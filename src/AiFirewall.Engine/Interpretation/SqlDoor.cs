using AiFirewall.Actions;
using AiFirewall.Commands;
using AiFirewall.Effects;
using AiFirewall.Observation;
using AiFirewall.Shells;
using AiFirewall.Sql;

namespace AiFirewall.Interpretation;

/// <summary>Reads SQL and its like that an action or a command carries.</summary>
internal static class SqlDoor
{
    /// <summary>Reads a text of SQL.</summary>
    /// <param name="interpreter">Takes what it does.</param>
    /// <param name="text">The text, with holes.</param>
    /// <param name="dialect">The database; empty when not known.</param>
    /// <param name="scene">Where it runs.</param>
    public static void Read(Interpreter interpreter, string text, string dialect, Scene scene)
    {
        var context = new SqlContext
        {
            ResolvePath = path => PathResolver.Resolve(path, scene.WorkingDirectory, interpreter.Paths),
            IsLocal = SqlDialects.Parse(dialect) == SqlDialect.Sqlite,
            ReadsShellCode = true,
        };
        var script = SqlReader.Read(text, SqlDialects.Parse(dialect));
        Take(interpreter, SqlAssessor.Effects(script, context), scene);
        foreach (var (code, span) in script.ShellCode)
        {
            interpreter.RunCode("bash", new Value(code), [], null, scene with { Depth = scene.Depth + 1, Dialect = ShellDialect.Bash }, scene.OuterSpan ?? span);
        }
    }

    /// <summary>The database is a file: what changes it writes the file, whatever else there may be to say about that file.</summary>
    /// <param name="interpreter">Takes the effect.</param>
    /// <param name="effects">What the text does.</param>
    /// <param name="file">The file, absolute or relative.</param>
    /// <param name="text">The text of SQL.</param>
    /// <param name="scene">Where it runs.</param>
    public static void AddFile(Interpreter interpreter, IReadOnlyList<Effect> effects, string file, string text, Scene scene)
    {
        var target = PathResolver.Resolve(file, scene.WorkingDirectory, interpreter.Paths, hasBackslashes: interpreter.Observation.System == HostSystem.Windows);
        var changes = effects.Any(e => e.Kind is not EffectKind.ReadDatabase);
        // Appended to, as far as the file is concerned: that all of it is lost is what the other effects say.
        interpreter.Add(new Effect(changes ? EffectKind.Write : EffectKind.Read, target, new TextSpan(0, text.Length))
        {
            Traits = changes ? EffectTraits.Append : EffectTraits.None,
            By = "sql/file",
            Command = "sql",
        });
    }

    /// <summary>Reads a text for MongoDB's shell.</summary>
    public static void ReadMongo(Interpreter interpreter, string text, Scene scene) => Take(interpreter, MongoReader.Effects(text), scene);

    /// <summary>Reads a text for Redis.</summary>
    public static void ReadRedis(Interpreter interpreter, string text, Scene scene) => Take(interpreter, RedisReader.Effects(text), scene);

    private static void Take(Interpreter interpreter, SqlAssessment assessment, Scene scene)
    {
        foreach (var effect in assessment.Effects)
            interpreter.Add(effect with { Span = scene.OuterSpan ?? effect.Span, Traits = effect.Traits | scene.Traits, Certainty = scene.IsConditional && effect.Certainty == Certainty.Certain ? Certainty.Likely : effect.Certainty });
        foreach (var finding in assessment.Findings) interpreter.Add(finding with { Span = scene.OuterSpan ?? finding.Span });
    }
}
