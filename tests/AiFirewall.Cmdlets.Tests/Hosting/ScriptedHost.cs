using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace AiFirewall.Cmdlets.Tests.Hosting;

/// <summary>A host whose person answers what a test wrote down, and otherwise takes the default.</summary>
internal sealed class ScriptedHost(string name = "ScriptedHost") : PSHost
{
    public Queue<int> Answers { get; } = new();

    public List<string> Questions { get; } = [];

    public bool CannotAsk { get; set; }

    public StringBuilder Screen { get; } = new();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name { get; } = name;

    public override Version Version { get; } = new(1, 0);

    public override PSHostUserInterface UI => field ??= new ScriptedInterface(this);

    public override void EnterNestedPrompt() { }

    public override void ExitNestedPrompt() { }

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }

    public override void SetShouldExit(int exitCode) { }

    private sealed class ScriptedInterface(ScriptedHost host) : PSHostUserInterface
    {
        public override PSHostRawUserInterface RawUI { get; } = new FixedScreen();

        public override bool SupportsVirtualTerminal => true;

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            if (host.CannotAsk) throw new HostException("This host does not ask.");
            host.Questions.Add($"{caption}\n{message}");
            return host.Answers.TryDequeue(out var answer) ? answer : defaultChoice;
        }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new HostException("Not scripted.");

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new HostException("Not scripted.");

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) =>
            throw new HostException("Not scripted.");

        public override string ReadLine() => throw new HostException("Not scripted.");

        public override SecureString ReadLineAsSecureString() => throw new HostException("Not scripted.");

        public override void Write(string value) => host.Screen.Append(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => host.Screen.Append(value);

        public override void WriteDebugLine(string message) => WriteLine(message);

        public override void WriteErrorLine(string value) => WriteLine(value);

        public override void WriteLine(string value) => host.Screen.AppendLine(value);

        public override void WriteProgress(long sourceId, ProgressRecord record) { }

        public override void WriteVerboseLine(string message) => WriteLine(message);

        public override void WriteWarningLine(string message) => WriteLine(message);
    }

    private sealed class FixedScreen : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

        public override Size BufferSize { get; set; } = new(140, 50);

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; } = 1;

        public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => new(140, 50);

        public override Size MaxWindowSize => new(140, 50);

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get; set; } = new(140, 50);

        public override string WindowTitle { get; set; } = "";

        public override void FlushInputBuffer() { }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new HostException("Not scripted.");

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) { }

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
    }
}
