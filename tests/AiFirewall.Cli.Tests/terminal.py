"""Runs a program on a pseudo-terminal of its own, plays a script of steps against it, and reports what happened as JSON.

usage: terminal.py STEPS PROGRAM [ARGUMENT...]
STEPS is a JSON list:
  ["answer", TEXT, REPLY]   from now on, whenever TEXT appears, type REPLY
  ["expect", TEXT]          wait until TEXT appears
  ["send", TEXT]            type TEXT
  ["signal", NAME]          send a signal to the program alone
  ["signal-group", NAME]    send a signal to the terminal's foreground process group
"""
import json, os, pty, select, signal, sys, time

LIMIT = 20
steps, program = json.loads(sys.argv[1]), sys.argv[2:]
started = time.monotonic()
pid, master = pty.fork()
if pid == 0:
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # Python ignores it, and a program inherits that
    os.execv(program[0], program)

output, times, answers, status = "", [], [], None
position = 0


def pump(seconds):
    """Reads what there is; false when the terminal is closed."""
    global output
    ready, _, _ = select.select([master], [], [], seconds)
    if not ready:
        return True
    try:
        data = os.read(master, 65536)
    except OSError:
        return False
    if not data:
        return False
    output += data.decode("utf-8", "replace")
    for answer in answers:
        while (at := output.find(answer[0], answer[2])) >= 0:
            answer[2] = at + len(answer[0])
            os.write(master, answer[1].encode())
    return True


is_open, problem = True, None
for kind, *rest in steps:
    if kind == "answer":
        answers.append([rest[0], rest[1], 0])
    elif kind == "expect":
        while (at := output.find(rest[0], position)) < 0 and is_open and time.monotonic() - started < LIMIT:
            is_open = pump(0.1)
        if at < 0:
            problem = f"never saw {rest[0]!r}"
            break
        position = at + len(rest[0])
    elif kind == "send":
        os.write(master, rest[0].encode())
    elif kind == "signal":
        os.kill(pid, getattr(signal, "SIG" + rest[0]))
    elif kind == "signal-group":
        os.killpg(os.tcgetpgrp(master), getattr(signal, "SIG" + rest[0]))
    times.append(round(time.monotonic() - started, 3))

while is_open and time.monotonic() - started < LIMIT:
    is_open = pump(0.1)
if is_open:
    problem = problem or "did not end in time"
    os.kill(pid, signal.SIGKILL)
_, status = os.waitpid(pid, 0)
json.dump({"output": output, "exit": os.waitstatus_to_exitcode(status), "times": times,
           "total": round(time.monotonic() - started, 3), "problem": problem}, sys.stdout)
