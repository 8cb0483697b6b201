#!/usr/bin/env bash
# What one call of guard costs, beside an empty C program and a shell that does nothing: the price that an agent pays before every tool call.
#
#   bench/startup.sh [GUARD]     GUARD is the native executable; published on the spot when not given
#
# Needs hyperfine and a C compiler; GNU time for the memory column.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

guard=${1:-}
if [ -z "$guard" ]; then
    dotnet publish src/AiFirewall.Cli -c Release -o "$work/guard" --nologo -v q
    guard=$work/guard/guard
fi
guard=$(realpath "$guard")

printf 'int main(void) { return 0; }\n' > "$work/empty.c"
cc -O2 -o "$work/empty" "$work/empty.c"

cat > "$work/feed.c" <<'C'
#include <fcntl.h>
#include <unistd.h>
/* feed FILE PROGRAM ARGUMENT...: becomes PROGRAM with FILE on standard input; one more exec, about 0.3 ms. */
int main(int count, char **words)
{
    if (count < 3 || dup2(open(words[1], O_RDONLY), 0) < 0) return 64;
    execv(words[2], words + 2);
    return 127;
}
C
cc -O2 -o "$work/feed" "$work/feed.c"

mkdir -p "$work/project/.git" "$work/home"
cd "$work/project"
export HOME=$work/home AI_FIREWALL_HOME=$work/firewall
cat > "$work/hook.json" <<'JSON'
{"session_id":"s","cwd":".","hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"ls -la"},"tool_use_id":"t"}
JSON
for i in $(seq 1000); do printf '{"id":%d,"type":"shell","command":"git status && npm test -- --watch=false"}\n' "$i"; done > "$work/batch.jsonl"

peak() { # the largest resident set of a command, in MB
    if [ -x /usr/bin/time ]; then
        /usr/bin/time -f %M -o "$work/peak" "$@" > /dev/null 2>&1 < "${input:-/dev/null}" || true
        awk 'END { printf "%.1f", $1 / 1024 }' "$work/peak"
    else
        printf '%s' -
    fi
}

row() { # NAME INPUT COMMAND...
    local name=$1 input=$2
    shift 2
    # hyperfine hands on no standard input; a shell that does would cost more than what is measured.
    local measured=("$@")
    [ "$input" = /dev/null ] || measured=("$work/feed" "$input" "$@")
    hyperfine --style none -i -w 20 -r "${RUNS:-300}" --export-json "$work/result.json" -N "$(printf '%q ' "${measured[@]}")" > /dev/null 2>&1
    awk -v name="$name" -v rss="$(input=$input peak "$@")" '
        /"(median|min|user|system)":/ { gsub(/[",:]/, ""); v[$1] = $2 * 1000 }
        END { printf "%-34s %8.2f %10.2f %8.2f %9s\n", name, v["min"], v["median"], v["user"] + v["system"], rss }' "$work/result.json"
}

printf '%-34s %8s %10s %8s %9s\n' 'what' 'min ms' 'median ms' 'CPU ms' 'peak MB'
row 'empty C program' /dev/null "$work/empty"
row 'bash -c :' /dev/null bash -c :
row 'guard version' /dev/null "$guard" version
row "guard eval 'ls -la'" /dev/null "$guard" eval 'ls -la'
row "guard eval 'cd src && … | tail -5'" /dev/null "$guard" eval 'cd src && dotnet build -c Release 2>&1 | tail -5'
row 'guard eval of a decoded script' /dev/null "$guard" eval 'echo cm0gLXJmIH4= | base64 -d | sh'
row 'guard hook claude (Bash)' "$work/hook.json" "$guard" hook claude
RUNS=20 row 'guard eval --batch, 1000 lines' "$work/batch.jsonl" "$guard" eval --batch
