using AiFirewall.Actions;
using AiFirewall.Policy;

namespace AiFirewall.Tests.Assessment;

/// <summary>What scripts of the project do: everyday work passes, what reaches beyond the project does not.</summary>
public sealed class ScriptWorkTests
{
    [Theory]
    [InlineData("rm -rf /home/other/data", Verdict.RequireApproval)]
    [InlineData("rm -rf ~/old", Verdict.RequireApproval)]
    [InlineData("rm ~/notes.txt", Verdict.RequireApproval)]
    [InlineData("rm -rf ../other/dist", Verdict.RequireApproval)]
    [InlineData("cd /home/other && rm -rf data", Verdict.RequireApproval)]
    [InlineData("d=/home/other; if test -d $d; then rm -rf \"$d/data\"; fi", Verdict.RequireApproval)]
    [InlineData("clean() { rm -rf \"$1\"; }; clean ~/old", Verdict.RequireApproval)]
    [InlineData("echo alias x=y >> ~/.bashrc", Verdict.RequireApproval)]
    [InlineData("cat ~/.ssh/id_rsa", Verdict.RequireApproval)]
    [InlineData("crontab jobs.txt", Verdict.RequireApproval)]
    [InlineData("git push --force", Verdict.RequireApproval)]
    [InlineData("git reset --hard origin/main", Verdict.RequireApproval)]
    [InlineData("kubectl delete ns prod", Verdict.RequireApproval)]
    [InlineData("psql -c 'drop table users'", Verdict.RequireApproval)]
    [InlineData("npm publish", Verdict.RequireApproval)]
    [InlineData("echo x > /etc/hosts", Verdict.Block)]
    [InlineData("rm -rf ~", Verdict.Block)]
    public void A_script_that_reaches_beyond_the_project_counts(string script, Verdict verdict)
    {
        Assert.Equal(verdict, Judge("sh a.sh", ShellDialect.Bash, "a.sh", script));
        Assert.Equal(verdict, Judge("./a.sh", ShellDialect.Bash, "a.sh", "#!/bin/sh\n" + script));
        Assert.Equal(verdict, Judge(". ./a.sh", ShellDialect.Bash, "a.sh", script));
        Assert.Equal(verdict, Judge("sh a.sh", ShellDialect.PowerShell, "a.sh", script));
    }

    [Theory]
    [InlineData("rm -rf dist build node_modules/.cache\nnpm ci\nnpm run build")]
    [InlineData("docker build -t app .\ndocker rm -f app || true\ndocker run -d --name app app")]
    [InlineData("rm -rf \"$BUILD_DIR\" \"${OUT:-out}\"")]
    [InlineData("TMP=$(mktemp -d)\ntrap 'rm -rf \"$TMP\"' EXIT\ncp -r src \"$TMP\"")]
    [InlineData("kill $(cat server.pid)\npkill -f vite || true")]
    [InlineData("cp .env.example .env\n. ./.env\nnpm start")]
    [InlineData("git config core.hooksPath .githooks")]
    [InlineData("rm -rf ~/.cache/app\nmkdir -p ~/.cache/app")]
    [InlineData("export PATH=\"$HOME/.local/bin:$PATH\"\nexport LD_LIBRARY_PATH=./lib")]
    [InlineData("eval \"$(ssh-agent -s)\"\ngit push origin main")]
    [InlineData("echo rm -rf /home/other/data")]
    public void Everyday_work_of_a_script_is_quiet(string script) => Assert.Equal(Verdict.Allow, Judge("bash build.sh", ShellDialect.Bash, "build.sh", script));

    [Theory]
    [InlineData("Remove-Item /home/other/data -Recurse", Verdict.RequireApproval)]
    [InlineData("$d = '/home/other'; Get-Item $d/data | Remove-Item -Recurse", Verdict.RequireApproval)]
    [InlineData("[IO.Directory]::Delete('/home/other/data', $true)", Verdict.RequireApproval)]
    [InlineData("Set-Content /etc/hosts x", Verdict.Block)]
    [InlineData("Remove-Item dist, obj -Recurse -Force; dotnet build", Verdict.Allow)]
    [InlineData("Set-Item function:prompt { 'x' }; Remove-Item alias:x", Verdict.Allow)]
    [InlineData("Remove-MyThing 1; Format-Nicely x", Verdict.Allow)]
    public void Scripts_of_PowerShell_are_read_alike(string script, Verdict verdict)
    {
        Assert.Equal(verdict, Judge("./a.ps1", ShellDialect.PowerShell, "a.ps1", script));
        Assert.Equal(verdict, Judge(". ./a.ps1", ShellDialect.PowerShell, "a.ps1", script));
        Assert.Equal(verdict, Judge("pwsh -File a.ps1", ShellDialect.Bash, "a.ps1", script));
    }

    [Theory]
    [InlineData("rm -rf src/keep/a", Verdict.Block)]
    [InlineData("rm -rf \"$X\"", Verdict.Allow)]
    [InlineData("rm -rf src/other", Verdict.Allow)]
    public void A_path_that_the_rules_name_is_refused_in_a_script_too(string script, Verdict verdict)
    {
        var policy = GuardPolicy.Parse("version: 1\nfile_delete:\n  blocked_paths: [\"**/src/keep/**\"]\n");
        Assert.Equal(verdict, new Guard(policy).Evaluate(new ShellAction("sh a.sh", ShellDialect.Bash), With("a.sh", script)).Verdict);
    }

    private static Verdict Judge(string command, ShellDialect shell, string name, string script) => TestWorld.Judge(command, shell, With(name, script)).Verdict;

    private static Observation.FrozenObservation With(string name, string script) =>
        TestWorld.Observation with { Texts = new Dictionary<string, string> { [TestWorld.Project + "/" + name] = script } };
}
