#!/usr/bin/env bash
# Runs every test program that was built. Ends with the failed tests, the skipped ones with their reasons, and the line
# `N passed, N failed, N skipped`.
set -uo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top" || exit 1
passed=0 failed=0 skipped=0 reasons= failures=
limit=900 # seconds for one program
for project in tests/*.Tests; do
  name=$(basename "$project")
  program=build/bin/$name/release/$name
  log=build/tests/$name.log
  mkdir -p build/tests
  echo "== $name"
  # Killed where it does not end when it is told to: a hanging test must not hang the run.
  timeout --kill-after=60 "$limit" "$program" -noLogo -noColor "$@" >"$log" 2>&1
  code=$?
  grep -vE '^\s+(Discovering|Discovered|Starting|Finished):' "$log"
  summary=$(grep -E 'Total: [0-9]+, Errors: ' "$log" | tail -n 1)
  count() { sed -n "s/.*$1: \([0-9]*\).*/\1/p" <<<"$summary"; }
  if [ -z "$summary" ]; then
    echo "$name ended without a summary (exit code $code; 124 and 137: stopped after $limit s)"
    failed=$((failed + 1))
    failures+=$'\n  '"$name: no summary"
    continue
  fi
  bad=$(($(count Failed) + $(count Errors)))
  [ "$code" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
  failed=$((failed + bad))
  skipped=$((skipped + $(count Skipped)))
  passed=$((passed + $(count Total) - $(count Failed) - $(count Skipped) - $(count "Not Run")))
  failures+=$(awk '/ \[FAIL\]$/ { sub(/^ +/, ""); sub(/ \[FAIL\]$/, ""); printf "\n  %s", $0 }' "$log")
  # The reason is the line after the test's.
  reasons+=$(awk '/ \[SKIP\]$/ { sub(/^ +/, ""); sub(/ \[SKIP\]$/, ""); name = $0; getline; sub(/^ +/, ""); printf "\n  %s: %s", name, $0 }' "$log")
done
[ -z "$reasons" ] || echo "== Skipped$reasons"
[ -z "$failures" ] || echo "== Failed$failures"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
