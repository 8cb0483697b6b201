using AiFirewall.Assessment;
using AiFirewall.Effects;
using AiFirewall.Policy;
using CsCheck;
using static AiFirewall.Tests.Policy.Given;

namespace AiFirewall.Tests.Policy;

public sealed class PolicyProblemTests
{
    [Theory]
    [InlineData("file_delte:\n  require_approval: true\n", "rules.yaml:1:1: unknown key 'file_delte'; did you mean 'file_delete'?")]
    [InlineData("FILE_DELETE:\n  require_approval: true\n", "rules.yaml:1:1: unknown key 'FILE_DELETE'; did you mean 'file_delete'?")]
    [InlineData("behaviour: {}\n", "rules.yaml:1:1: unknown key 'behaviour'; did you mean 'behavior'?")]
    [InlineData("file_delete:\n  require_aproval: true\n", "rules.yaml:2:3: unknown key 'require_aproval'; did you mean 'require_approval'?")]
    [InlineData("file_delete:\n  require_approval:\n    risk_at_or_abvoe: HIGH\n", "rules.yaml:3:5: unknown key 'risk_at_or_abvoe'; did you mean 'risk_at_or_above'?")]
    [InlineData("file_delete:\n  require_approval: {risk_at_or_above: HIHG}\n", "rules.yaml:2:40: unknown risk 'HIHG'; did you mean 'HIGH'?")]
    [InlineData("file_delete:\n  require_approval: {risk_at_or_above: [HIGH]}\n", "rules.yaml:2:40: a risk is one of LOW, MEDIUM, HIGH, CRITICAL, not a list")]
    [InlineData("file_delete:\n  require_approval: {risk_at_or_above: HIGH, unless: friday}\n", "rules.yaml:2:54: 'unless' does not take 'friday'; write plain_project_edit")]
    [InlineData("file_delete:\n  require_approval: {}\n", "rules.yaml:2:21: 'require_approval' names no risk; write true, false or {risk_at_or_above: HIGH}")]
    [InlineData("file_delete:\n  require_approval: maybe\n", "rules.yaml:2:21: 'require_approval' does not take 'maybe'; write true, false or {risk_at_or_above: HIGH}")]
    [InlineData("file_delete:\n  require_approval: 'true'\n", "rules.yaml:2:21: 'require_approval' does not take 'true'; write true, false or {risk_at_or_above: HIGH} without quotes")]
    [InlineData("file_delete:\n  require_approval:\n", "rules.yaml:2:20: 'require_approval' does not take nothing; write true, false or {risk_at_or_above: HIGH}")]
    [InlineData("shell_exec:\n  blocked: ['(']\n", "rules.yaml:2:13: '(' is not a regular expression: insufficient closing parentheses at character 2; escape ( [ { . * + ? \\ | ^ $ with a backslash where they stand for themselves")]
    [InlineData("shell_exec:\n  blocked: rm\n", "rules.yaml:2:12: 'blocked' is a list, not 'rm'; write ['rm']")]
    [InlineData("shell_exec:\n  blocked: {a: b}\n", "rules.yaml:2:12: 'blocked' is a list, not a mapping")]
    [InlineData("shell_exec:\n  blocked: [[a]]\n", "rules.yaml:2:13: 'blocked' holds texts, not a list")]
    [InlineData("shell_exec:\n  blocked:\n", "rules.yaml:2:3: 'blocked' has no value; write [] for none, or remove the line")]
    [InlineData("shell_exec: [a]\n", "rules.yaml:1:13: the section 'shell_exec' is a mapping, not a list; it takes allowed, blocked, blocked_paths, require_approval")]
    [InlineData("- a\n", "rules.yaml:1:1: a policy is a mapping of sections, not a list")]
    [InlineData("just text\n", "rules.yaml:1:1: a policy is a mapping of sections, not 'just text'")]
    [InlineData("file_delete: {}\nfile_delete: {}\n", "rules.yaml:2:1: the key 'file_delete' stands here for a second time; it is already on line 1; keep one")]
    [InlineData("shell_exec:\n  blocked: []\n  blocked: []\n", "rules.yaml:3:3: the key 'blocked' stands here for a second time; it is already on line 2; keep one")]
    [InlineData("[a]: b\n", "rules.yaml:1:1: a key must be a text, not a list")]
    [InlineData("version: 2\n", "rules.yaml:1:10: version '2' is not known to this program; write 'version: 1', or update the program")]
    [InlineData("extends: []\n", "rules.yaml:1:10: 'extends' takes default, none or the path of a file, not a list")]
    [InlineData("a: 1\n---\nb: 2\n", "rules.yaml:2:1: a policy file holds one document; remove the line '---' and what follows it")]
    [InlineData("rules: {}\n", "rules.yaml:1:8: 'rules' is a list of rules, not a mapping; start each rule with '- name: ...'")]
    [InlineData("rules: [x]\n", "rules.yaml:1:9: a rule is a mapping, not 'x'; it takes name, when, then, why")]
    [InlineData("rules:\n  - {name: x, then: ask}\n", "rules.yaml:2:5: this rule has no 'when'")]
    [InlineData("rules:\n  - {when: {intent: file_read}, then: ask}\n", "rules.yaml:2:5: this rule has no 'name'")]
    [InlineData("rules:\n  - {name: x, when: {intent: file_read}}\n", "rules.yaml:2:5: this rule has no 'then'")]
    [InlineData("rules:\n  - {name: x, when: {intent: file_read}, then: blok}\n", "rules.yaml:2:48: 'then' does not take 'blok'; did you mean 'block'?")]
    [InlineData("rules:\n  - {name: x, when: {intent: file_read}, then: REQUIRE_APPROVAL}\n", "rules.yaml:2:48: 'then' does not take 'require_approval'; write ask")]
    [InlineData("rules:\n  - {name: x, when: {intent: file_raed}, then: ask}\n", "rules.yaml:2:30: unknown intent 'file_raed'; did you mean 'file_read'?")]
    [InlineData("rules:\n  - {name: x, when: {effect: delet}, then: ask}\n", "rules.yaml:2:30: unknown effect 'delet'; did you mean 'delete'?")]
    [InlineData("rules:\n  - {name: x, when: {effect: send_data}, then: ask}\n", "rules.yaml:2:30: unknown effect 'send_data'; did you mean 'send-data'?")]
    [InlineData("rules:\n  - {name: x, when: {scope: hom}, then: ask}\n", "rules.yaml:2:29: unknown scope 'hom'; did you mean 'home'?")]
    [InlineData("rules:\n  - {name: x, when: {finding: 'Files delete'}, then: ask}\n", "rules.yaml:2:31: 'Files delete' is not the id of a finding; ids look like files.delete.root; files.delete.* names all below files.delete")]
    [InlineData("rules:\n  - {name: x, when: {finding: []}, then: ask}\n", "rules.yaml:2:31: 'finding' is an empty list, so the rule could never hold; name something, or remove the line")]
    [InlineData("rules:\n  - {name: x, when: {findign: a.b}, then: ask}\n", "rules.yaml:2:22: unknown key 'findign'; did you mean 'finding'?")]
    [InlineData("rules:\n  - {name: x, when: {agent: a}, then: ask}\n  - {name: x, when: {agent: b}, then: ask}\n", "rules.yaml:3:5: the rule name 'x' stands here for a second time; it is already on line 2; choose another")]
    public void A_problem_names_its_place_and_what_to_do(string yaml, string expected) => Assert.Equal(expected, Problem(yaml));

    [Theory]
    [InlineData("shell_exec:\n\tblocked: []\n", 2, "indent with spaces, not tabs")]
    [InlineData("shell_exec:\n  blocked: [\"\\brm\\s\"]\n", 2, "write patterns with backslashes in single quotes: '\\brm\\b'")]
    [InlineData("shell_exec: {\n", 2, null)]
    [InlineData("a: *nothing\n", 1, null)]
    public void Text_that_is_not_YAML_is_a_problem(string yaml, int line, string? suggestion)
    {
        var problem = Assert.Single(GuardPolicy.Parse(yaml).Problems);

        Assert.StartsWith("this is not valid YAML", problem.Message, StringComparison.Ordinal);
        Assert.Equal(line, problem.Line);
        Assert.Equal(suggestion, problem.Suggestion);
    }

    [Fact]
    public void A_rule_without_conditions_is_a_problem() =>
        Assert.StartsWith("rules.yaml:2:21: 'when' names nothing", Problem("rules:\n  - {name: x, when: {}, then: ask}\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\n# nothing yet\n")]
    [InlineData("---\n")]
    [InlineData("version: 1\nextends: default\n")]
    [InlineData("file_delete:\nrules:\n")]
    [InlineData("governance: {rate: 1}\nbehavior: {}\naudit: {}\nsinks: []\naudit_sinks: []\ntests: []\n")]
    public void A_file_that_says_nothing_new_is_the_default(string yaml)
    {
        var policy = GuardPolicy.Parse(yaml);

        Assert.Null(policy.Problem);
        Assert.Equal(GuardPolicy.Default.Describe(), policy.Describe());
    }

    [Fact]
    public void Anchors_are_understood()
    {
        var policy = GuardPolicy.Parse("file_write:\n  blocked_paths: &p [/srv]\nfile_delete:\n  blocked_paths: *p\n");

        Assert.Null(policy.Problem);
        Assert.Equal(2, policy.Describe().Count(rule => rule.Value == "/srv"));
    }

    [Fact]
    public void All_problems_are_told()
    {
        var policy = GuardPolicy.Parse("fil: {}\nshell_exec:\n  blocked: ['(', 'ok', '[']\n  requireapproval: 1\n");

        Assert.Equal([1, 3, 3, 4], policy.Problems.Select(p => p.Line));
        Assert.EndsWith("(and 3 more)", policy.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_with_a_problem_refuses_everything_and_says_why()
    {
        var answer = GuardPolicy.Parse("nonsense: 1\n").Judge(Shell(Intent.FileRead, Risk.Low));

        Assert.Equal(Verdict.Block, answer.Verdict);
        Assert.StartsWith("the policy cannot be read: rules.yaml:1:1: unknown key 'nonsense'", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_a_problem_and_not_a_crash() =>
        Assert.Contains("nested deeper", Problem("a: " + new string('[', 10_000)), StringComparison.Ordinal);

    [Fact]
    public void Whatever_a_file_holds_loading_never_throws() =>
        Gen.OneOf(
            Gen.String[0, 60],
            PolicyGen.Among("rules", ":", " ", "\n", "- ", "[", "]", "{", "}", "when", "'", "\"", "file_delete", "require_approval", "&a", "*a", "!!x", "|", ">", "#", "~", "? ")
                .Array[0, 25].Select(string.Concat)).Sample(text => GuardPolicy.Parse(text).Judge(Shell(Intent.FileRead, Risk.Low)) is not null, iter: 20_000);

    private static string Problem(string yaml) => GuardPolicy.Parse(yaml).Problems[0].ToString();
}
