#!/usr/bin/env bash
# Builds the pages of web/ into web/dist/, which the binary embeds. What is up to date is left alone.
# Exit: 0 built or up to date, 1 the build failed, 77 it cannot be done here (the last line says why).
# scripts/check.sh reads this file for `build_pages`.

# The oldest Node that the bundler runs on, as in web/package.json.
node_fits() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number)
           process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)'
}

# What is installed in web/node_modules is what the lock file says.
install_packages() {
  local log status
  [[ web/node_modules/.package-lock.json -nt web/package-lock.json ]] && return 0
  log=$(mktemp)
  (cd web && npm ci) 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  if ((status != 0)) && grep -Eq 'EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH' "$log"; then
    reason="the npm packages cannot be fetched"
    status=77
  fi
  rm -f "$log"
  return "$status"
}

need_npm() {
  if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
    reason="npm is not installed"
    return 77
  fi
  if ! node_fits; then
    reason="Node $(node --version) is too old; Vite needs 20.19 or 22.12 and later"
    return 77
  fi
}

build_pages() {
  need_npm && install_packages || return
  local page=web/dist/index.html changed
  if [[ -f $page ]]; then
    # What the build itself writes is no change; the contract, from which its types are made, is one.
    changed=$(find web schema.graphql -path web/node_modules -prune -o -path web/dist -prune -o -path web/src/gql -prune -o \
      -path web/test -prune -o \
      -type f -newer "$page" -print)
    if [[ -z $changed ]]; then
      echo "web/dist is up to date"
      return 0
    fi
  fi
  (cd web && npm run build)
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  cd "$(dirname "$0")/.." || exit 1
  reason=""
  build_pages
  status=$?
  ((status == 77)) && echo "SKIPPED: pages, because $reason" >&2
  exit "$status"
fi
