# What a guarded profile loads: the block that Install-GuardProfile writes comes here after it has imported the module.
# It is a file of its own, with no text of the user's in it, so that it can be signed once for everybody.
#
# It judges what pwsh was started with, and ends the process with exit code 126 when that may not run; then it arms the
# gates of the session.
[AiFirewall.Cmdlets.Interception.SessionGates]::ArmSession($ExecutionContext)
