"""Types into a program on a pseudo-terminal that answers like a real one, and reports what the screen showed as JSON.

usage: typist.py STEPS PROGRAM [ARGUMENT...]
STEPS is a JSON list:
  ["send", TEXT]      type TEXT; "\\r" is the Enter key
  ["expect", TEXT]    wait until TEXT is written (after what the last expect found)
  ["screen", NAME]    keep the screen as it is now under NAME
  ["wait", SECONDS]   wait
  ["end"]             wait for the program to end
"""
import fcntl, json, os, pty, re, select, signal, struct, sys, termios, time

LIMIT = float(os.environ.get("TYPIST_LIMIT", "60"))
ROWS, COLUMNS = 60, 120
CONTROL = re.compile(r"\x1b\[([?>=]?)([0-9;]*)([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>78DEHM]")


class Screen:
    """As much of an xterm as PSReadLine and the console of .NET use."""

    def __init__(self):
        self.rows = [[" "] * COLUMNS for _ in range(ROWS)]
        self.row = self.column = 0
        self.pending = ""

    def feed(self, text):
        """Draws text; what the terminal would send back."""
        text, self.pending, replies, at = self.pending + text, "", "", 0
        while at < len(text):
            character = text[at]
            if character == "\x1b":
                match = CONTROL.match(text, at)
                if not match:
                    if len(text) - at < 32:
                        self.pending = text[at:]
                        return replies
                    at += 1
                    continue
                replies += self.control(match)
                at = match.end()
                continue
            at += 1
            if character == "\n":
                self.down()
            elif character == "\r":
                self.column = 0
            elif character == "\b":
                self.column = max(0, self.column - 1)
            elif character == "\t":
                self.column = min(COLUMNS - 1, (self.column // 8 + 1) * 8)
            elif character >= " ":
                if self.column == COLUMNS:
                    self.column = 0
                    self.down()
                self.rows[self.row][self.column] = character
                self.column += 1
        return replies

    def down(self):
        self.row += 1
        if self.row == ROWS:
            self.rows = self.rows[1:] + [[" "] * COLUMNS]
            self.row -= 1

    def control(self, match):
        if match.group(3) is None or match.group(1):
            return ""
        numbers = [int(n) if n else 0 for n in match.group(2).split(";")]
        count, kind = max(1, numbers[0]), match.group(3)
        if kind == "n" and numbers[0] == 6:
            return f"\x1b[{self.row + 1};{min(self.column, COLUMNS - 1) + 1}R"
        if kind in "Hf":
            self.row = min(ROWS, count) - 1
            self.column = min(COLUMNS, max(1, numbers[1] if len(numbers) > 1 else 1)) - 1
        elif kind == "A":
            self.row = max(0, self.row - count)
        elif kind == "B":
            self.row = min(ROWS - 1, self.row + count)
        elif kind == "C":
            self.column = min(COLUMNS - 1, self.column + count)
        elif kind == "D":
            self.column = max(0, self.column - count)
        elif kind == "G":
            self.column = min(COLUMNS, count) - 1
        elif kind == "d":
            self.row = min(ROWS, count) - 1
        elif kind == "K":
            start, end = {0: (self.column, COLUMNS), 1: (0, self.column + 1), 2: (0, COLUMNS)}[numbers[0]]
            self.rows[self.row][start:end] = [" "] * (min(end, COLUMNS) - start)
        elif kind == "J":
            if numbers[0] == 0:
                self.rows[self.row][self.column:] = [" "] * (COLUMNS - min(self.column, COLUMNS))
            for row in range(self.row + 1 if numbers[0] == 0 else 0, ROWS):
                self.rows[row] = [" "] * COLUMNS
        return ""

    def lines(self):
        return [line for line in ("".join(row).rstrip() for row in self.rows) if line]


def main():
    steps, program = json.loads(sys.argv[1]), sys.argv[2:]
    started = time.monotonic()
    pid, master = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.environ["TERM"] = "xterm-256color"
        os.execvp(program[0], program)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    screen, state = Screen(), {"output": "", "open": True}

    def pump(seconds):
        ready, _, _ = select.select([master], [], [], seconds)
        if not ready:
            return
        try:
            data = os.read(master, 65536)
        except OSError:
            data = b""
        if not data:
            state["open"] = False
            return
        text = data.decode("utf-8", "replace")
        state["output"] += text
        replies = screen.feed(text)
        if replies:
            os.write(master, replies.encode())

    def is_late():
        return time.monotonic() - started > LIMIT

    position, problem, screens = 0, None, {}
    for kind, *rest in steps:
        if kind == "send":
            # At a person's pace: a paste is another thing to an editor.
            for character in rest[0]:
                os.write(master, character.encode())
                pump(0.005)
        elif kind == "expect":
            while (at := state["output"].find(rest[0], position)) < 0 and state["open"] and not is_late():
                pump(0.05)
            if at < 0:
                problem = f"never saw {rest[0]!r}"
                break
            position = at + len(rest[0])
        elif kind == "screen":
            pump(0.2)
            screens[rest[0]] = screen.lines()
        elif kind == "wait":
            until = time.monotonic() + rest[0]
            while state["open"] and time.monotonic() < until:
                pump(0.05)
        elif kind == "end":
            while state["open"] and not is_late():
                pump(0.05)

    if problem or is_late():
        problem = problem or "did not end in time"
        os.kill(pid, signal.SIGKILL)
    while state["open"] and not is_late():
        pump(0.05)
    if state["open"]:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    json.dump({"output": state["output"], "screen": screen.lines(), "screens": screens,
               "exit": os.waitstatus_to_exitcode(status), "problem": problem}, sys.stdout)


main()
