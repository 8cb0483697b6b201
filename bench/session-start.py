#!/usr/bin/env python3
"""What guarding costs a PowerShell session at its start: pwsh processes in homes of their own, in turn, with the clock and the processor.

usage: session-start.py MODULE_FOLDER RUNS [PWSH_ARGUMENT...]
MODULE_FOLDER is the folder that holds AiFirewall/, built with "dotnet build src/AiFirewall.Cmdlets -c Release".
"""
import os, statistics, subprocess, sys, tempfile, time

module, runs, arguments = os.path.abspath(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] or ["-Command", "1"]


def environment(home):
    values = dict(os.environ, HOME=home, AI_FIREWALL_HOME=home + "/.ai-firewall", PSModulePath=module, POWERSHELL_TELEMETRY_OPTOUT="1")
    for name in ("XDG_CONFIG_HOME", "DOTNET_STARTUP_HOOKS", "CLAUDECODE", "AI_AGENT", "GEMINI_CLI"):
        values.pop(name, None)
    return values


with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as guarded:
    for home in (empty, guarded):
        os.makedirs(home + "/.config/powershell")
        os.makedirs(home + "/.cache/powershell")
    open(empty + "/.config/powershell/profile.ps1", "w").close()
    install = "Import-Module AiFirewall; Install-GuardProfile -NoProfileSessions 3>$null"
    subprocess.run(["pwsh", "-NoProfile", "-NonInteractive", "-Command", install], env=environment(guarded), check=True)
    hook = dict(environment(guarded), DOTNET_STARTUP_HOOKS=guarded + "/.ai-firewall/hook/AiFirewall.Bootstrap.dll")
    starts = {
        "no profile": (environment(empty), ["-NoProfile"]),
        "no profile, hook": (hook, ["-NoProfile"]),
        "empty profile": (environment(empty), []),
        "guarded profile": (environment(guarded), []),
    }
    times = {name: ([], []) for name in starts}
    for run in range(runs + 2):
        for name, (values, switches) in starts.items():
            begun = time.perf_counter()
            process = subprocess.Popen(["pwsh", *switches, *arguments], env=values, cwd=guarded,
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = 0
            # The first two are for the disk.
            if run >= 2:
                times[name][0].append((time.perf_counter() - begun) * 1000)
                times[name][1].append((used.ru_utime + used.ru_stime) * 1000)
    for name, (wall, processor) in times.items():
        print(f"{name:17} wall {min(wall):5.0f} min {statistics.median(wall):5.0f} median   CPU {min(processor):5.0f} min {statistics.median(processor):5.0f} median  ms")
