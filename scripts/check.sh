#!/usr/bin/env bash
# Runs the checks that it is given, in that order: `scripts/check.sh format clippy`. `make test` gives all of them.
# A failure does not stop the rest, so that one run tells everything. The last lines say what passed, what failed and
# what was skipped, and why. A check is a function `check_…` that returns 0, 77 for "cannot be had here" with the cause
# in `reason`, or anything else for a failure.
set -u -o pipefail
cd "$(dirname "$0")/.." || exit 1
. scripts/pages.sh

check_pages() { build_pages; }

check_format() {
  need_component fmt rustfmt && cargo fmt --check
}

check_clippy() {
  need_component clippy clippy && cargo clippy --all-targets --locked -- -D warnings
}

check_docs() {
  RUSTDOCFLAGS="${RUSTDOCFLAGS:-} -D warnings" cargo doc --no-deps --document-private-items --locked
}

# Licences, bans and sources need nothing but the lock file. Advisories need their database.
check_deny() {
  need_deny && cargo deny --locked check --hide-inclusion-graph bans licenses sources
}

check_advisories() {
  need_deny || return
  if ! timeout 180 cargo deny fetch db; then
    reason="the advisory database cannot be fetched"
    return 77
  fi
  cargo deny --locked check --hide-inclusion-graph advisories
}

# Unit, property, crash and door tests. Nextest only shows them better.
check_tests() {
  if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --locked --no-fail-fast
  else
    cargo test --locked --no-fail-fast --lib --bins --tests
  fi
}

check_doctests() { cargo test --doc --locked; }

# Every interleaving of the publishing of a commit. The feature touches this crate alone, so that the dependencies are
# those of the other tests, already built. A filter that finds nothing must not pass.
check_loom() {
  local tests=(cargo test --features loom --lib --locked -- loom_)
  if [[ $("${tests[@]}" --list) != *": test"* ]]; then
    echo "expected tests whose names hold \`loom_\`, found none"
    return 1
  fi
  "${tests[@]}"
}

# What the explorer reckons by itself, without a browser and a server; and the lints of the pages.
check_logic() {
  need_npm && install_packages >/dev/null || return
  (cd web && npm run generate && npm run lint && npm run test:logic)
}

# Spans for a collector: the feature alone, on a server with a collector beside it.
check_otel() {
  local tests=(cargo test --features otel --locked --lib --test cli -- traces:: told_to_the_collector)
  if [[ $("${tests[@]}" --list) != *": test"* ]]; then
    echo "expected tests whose names hold \`traces::\` or \`told_to_the_collector\`, found none"
    return 1
  fi
  "${tests[@]}"
}

# The pages in Chromium: on the bundled facts, against a server that answers the explorer's documents alone, and on a large graph that is made up for it.
check_browser() {
  build_pages >/dev/null || return
  need_chromium || return
  CHROMIUM="$chromium" with_server npm run test:browser || return
  documents=web/dist/documents.json CHROMIUM="$chromium" with_server npm run test:closed || return
  local large status
  large=$(mktemp --suffix .jsonl) || return
  node web/test/large.js 20000 >"$large" && facts="$large" CHROMIUM="$chromium" with_server npm run test:large
  status=$?
  rm -f "$large"
  return "$status"
}

# What clients of GraphQL expect: the audits of GraphQL over HTTP, and the clients that are used for subscriptions.
check_clients() {
  need_npm && install_packages >/dev/null || return
  with_server npm run test:http
}

# Runs a command in web/ against a server of its own with a store of its own: of the bundled facts, or of those in the file `facts`. With a file
# `documents` it answers these alone.
with_server() {
  local port store server status program
  cargo build --locked || return
  program=$(realpath "${CARGO_TARGET_DIR:-target}/debug/lodegraph")
  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
                    console.log(s.address().port); s.close() })') || return
  store=$(mktemp -d)
  if [[ -n ${facts:-} ]]; then
    "$program" import --data-dir "$store/data" "$facts" || return
  fi
  "$program" serve --data-dir "$store/data" --listen "127.0.0.1:$port" \
    ${documents:+--documents "$documents"} >"$store/server.log" 2>&1 &
  server=$!
  (cd web && LODEGRAPH="$program" LODEGRAPH_URL="http://127.0.0.1:$port" "$@")
  status=$?
  kill "$server" 2>/dev/null
  wait "$server" 2>/dev/null
  ((status != 0)) && { echo "The server said:"; tail -n 40 "$store/server.log"; }
  rm -rf "$store"
  return "$status"
}

need_component() {
  local command=$1 component=$2
  cargo "$command" --version >/dev/null 2>&1 || rustup component add "$component" && return 0
  reason="$component is not installed and rustup cannot add it"
  return 77
}

need_deny() {
  cargo deny --version >/dev/null 2>&1 || cargo install cargo-deny --locked && return 0
  reason="cargo-deny is not installed and cargo cannot install it"
  return 77
}

need_chromium() {
  find_chromium && return 0
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
    find_chromium && return 0
  fi
  reason="there is no Chromium, and only root on Debian can have it installed; CHROMIUM=/path/to/it names another"
  return 77
}

find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [[ -n $name ]] && chromium=$(command -v "$name") && return 0
  done
  return 1
}

report=()
failed=0
for check in "$@"; do
  if ! declare -F "check_$check" >/dev/null; then
    echo "\`$check\` is no check; hint: see the functions \`check_…\` of $0" >&2
    exit 2
  fi
  printf '\n=== %s ===\n' "$check"
  reason=""
  started=$SECONDS
  "check_$check"
  status=$?
  took=$((SECONDS - started))
  case $status in
    0) line="passed   $check (${took} s)" ;;
    77) line="SKIPPED: $check because $reason" ;;
    *) line="FAILED   $check (${took} s, exit $status)"; failed=$((failed + 1)) ;;
  esac
  echo "$line"
  report+=("$line")
done

printf '\n=== summary (%d s) ===\n' "$SECONDS"
printf '%s\n' "${report[@]}"
if ((failed > 0)); then
  echo "FAILED: $failed of $# checks"
  exit 1
fi
echo "All checks passed, but for those named as skipped"
