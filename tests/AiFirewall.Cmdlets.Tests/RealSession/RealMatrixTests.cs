using AiFirewall.Cmdlets.Tests.Interception;

namespace AiFirewall.Cmdlets.Tests.RealSession;

/// <summary>
/// All forms of tests/corpus/interception in a real pwsh, every one as the text of <c>-Command</c> in a process of its own. The coverage that
/// docs/interception.md promises is counted here.
/// </summary>
public abstract class RealMatrixTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    private const string Tools = """
        function New-File { foreach ($f in $args) { foreach ($g in $f) { [IO.File]::WriteAllText("{W}/$g", 'x') } } }
        function Test-File { foreach ($f in $args) { foreach ($g in $f) { "$g $([IO.File]::Exists("{W}/$g"))" } } }

        """;

    public static TheoryData<string> Attacks => [.. Form.Attacks.Concat(Form.OneLiners).Where(f => f.RunsOnThisSystem).Select(f => f.Does)];

    public static TheoryData<string> Benign => [.. Form.Benign.Where(f => f.RunsOnThisSystem).Select(f => f.Does)];

    private protected MatrixWorld World => world;

    private protected void AssertStopped(string does, Guarding guarding)
    {
        var form = Form.Attacks.Concat(Form.OneLiners).First(f => f.Does == does);
        var run = world.Run(does, guarding);

        // A miss that is stopped after all is news too: the page has to say so.
        Assert.True(run.IsStopped != form.RunsThrough(guarding), run.ToString());
    }

    private protected void AssertUnharmed(string does, Guarding guarding)
    {
        var without = world.Run(Tools + does, Guarding.None);
        var with = world.Run(Tools + does, guarding);

        Assert.Equal((without.ExitCode, without.Output, without.Errors), (with.ExitCode, with.Output, with.Errors));
        Assert.NotEmpty(with.Output);
        Assert.Empty(with.Refusals);
    }
}

/// <inheritdoc cref="RealMatrixTests"/>
public sealed class UnguardedMatrixTests(MatrixWorld world) : RealMatrixTests(world)
{
    [PwshTheory]
    [MemberData(nameof(Attacks))]
    public void An_attack_works_where_nothing_guards(string does)
    {
        var run = World.Run(does, Guarding.None);

        Assert.True(!run.IsTargetThere && run.Refusals.Count == 0, run.ToString());
    }
}

/// <inheritdoc cref="RealMatrixTests"/>
public sealed class ProfileMatrixTests(MatrixWorld world) : RealMatrixTests(world)
{
    [PwshTheory]
    [MemberData(nameof(Attacks))]
    public void An_attack_is_stopped(string does) => AssertStopped(does, Guarding.Profile);

    [PwshTheory]
    [MemberData(nameof(Benign))]
    public void What_is_harmless_goes_on(string does) => AssertUnharmed(does, Guarding.Profile);
}

/// <inheritdoc cref="RealMatrixTests"/>
public sealed class HookMatrixTests(MatrixWorld world) : RealMatrixTests(world)
{
    [PwshTheory]
    [MemberData(nameof(Attacks))]
    public void An_attack_is_stopped(string does) => AssertStopped(does, Guarding.Hook);

    [PwshTheory]
    [MemberData(nameof(Benign))]
    public void What_is_harmless_goes_on(string does) => AssertUnharmed(does, Guarding.Hook);
}
