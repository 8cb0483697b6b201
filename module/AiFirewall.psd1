@{
  RootModule = 'AiFirewall.Cmdlets.dll'
  # Before the root module: the loader tells the runtime where the engine is, and the cmdlets have parameters of the engine's types.
  NestedModules = @('AiFirewall.Loader.dll')

  # The build writes the version of the release here.
  ModuleVersion = '0.0.0'
  GUID = '6f0c1b0e-6a3c-4c1e-9d0b-8f1e5a7c2d94'
  Author = 'AiFirewall contributors'
  Copyright = '(c) AiFirewall contributors. MIT licence.'
  Description = 'An execution firewall for AI agents: judges shell commands, PowerShell, file changes, SQL, HTTP requests and MCP tool calls by what they would do, before they run, and answers ALLOW, REQUIRE_APPROVAL or BLOCK.'

  PowerShellVersion = '7.6'
  CompatiblePSEditions = @('Core')

  FormatsToProcess = @('AiFirewall.Format.ps1xml')
  TypesToProcess = @('AiFirewall.Types.ps1xml')

  CmdletsToExport = @(
    'Disable-GuardInterception'
    'Enable-GuardInterception'
    'Get-GuardPolicy'
    'Get-GuardStatus'
    'Install-GuardProfile'
    'Invoke-Guarded'
    'New-GuardAction'
    'Test-GuardCommand'
    'Test-GuardFile'
    'Test-GuardHttp'
    'Test-GuardSql'
    'Uninstall-GuardProfile'
  )
  FunctionsToExport = @()
  AliasesToExport = @()
  VariablesToExport = @()

  PrivateData = @{
    PSData = @{
      Tags = @('AI', 'Agent', 'Security', 'Firewall', 'Guardrail', 'MCP', 'Audit', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
    }
  }
}
