# Guards the session that loads it, for profiles that Install-GuardProfile cannot change: those of all users, and signed ones.
# It is a file of its own, with no text of the user's in it, so that it can be signed once for everybody.
#
# It judges what pwsh was started with, and ends the process with exit code 126 when that may not run; then it arms the
# gates of the session.
Import-Module "$PSScriptRoot/../AiFirewall.psd1"
Enable-GuardInterception -AtStart
