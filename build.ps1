#!/usr/bin/env pwsh
# The same commands as .ci/run, for PowerShell.
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
dotnet build IoEngine.sln -c Release
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
dotnet test -c Release --no-build
exit $LASTEXITCODE
