@{
  # Not for importing by hand: Enable-GuardInterception -Strict does it. It holds type data that a session opts into.
  ModuleVersion = '1.0.0'
  GUID = 'c0a3fd3e-3f7a-4a52-9d35-5f0f4b8a7e11'
  Author = 'AiFirewall contributors'
  Description = 'Methods of objects that delete, move or kill are judged before they run.'
  PowerShellVersion = '7.6'
  CompatiblePSEditions = @('Core')
  TypesToProcess = @('AiFirewall.Strict.Types.ps1xml')
  CmdletsToExport = @()
  FunctionsToExport = @()
  AliasesToExport = @()
  VariablesToExport = @()
}
