#!/usr/bin/env bash
# Runs every test with the real parts. Needs the .NET SDK and Node; installs the rest on Debian through apt and npm.
# Ends with the line "N passed, N failed" (", N skipped" where a test said why it cannot run here).
# Arguments go to the test executables: bash tests/run.sh -class '*GroupCommitTests'
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DEBIAN_FRONTEND=noninteractive
readonly limit_seconds=900
results="artifacts/test-results"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

install_what_is_missing() {
  local missing=()
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  [ -x /usr/sbin/bearerbox ] || missing+=(kannel)
  command -v chromium >/dev/null || missing+=(chromium)
  compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || missing+=(fonts-noto-cjk)
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "installing ${missing[*]}"
  # Tests that need a part which could not be installed are skipped and say so.
  { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$results/apt.log" 2>&1 ||
    { echo "could not install ${missing[*]}:"; tail -5 "$results/apt.log"; }
}

install_clients() {
  local lock
  for lock in tests/*/npm/package-lock.json tests/*/*/npm/package-lock.json; do
    [ -f "$lock" ] || continue
    echo "npm ci in $(dirname "$lock")"
    (cd "$(dirname "$lock")" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  done
}

run_project() {
  local name=$1; shift
  echo "== $name"
  # The executable itself, not `dotnet test`: it always runs what was built, and writes one report that can be counted.
  # A test that has not ended after four minutes is named.
  timeout --kill-after=10 "$limit_seconds" "artifacts/bin/$name/debug/$name" \
    -noLogo -noColor -noAutoReporters -longRunning 240 -parallelMode collections -result-ctrf "$results/$name.json" "$@" </dev/null ||
    echo "$name ended with exit code $?" | tee -a "$results/broken"
}

rm -rf "$results"
mkdir -p "$results"
install_what_is_missing
install_clients
dotnet build ServiceBot.sln -clp:ErrorsOnly --nologo
for project in tests/*/*.csproj; do
  grep -q 'Include="xunit.v3"' "$project" && run_project "$(basename "$project" .csproj)" "$@"
done

exec node tests/totals.mjs "$results"
