# shellcheck shell=bash
# What scripts/setup, run and test share. Sourced, never run.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
# Compiled objects are found again in another clone of the repository, where ccache is installed.
export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$root} CCACHE_NOHASHDIR=1

say() { printf '%s\n' "$*" >&2; }
step() { printf '== %s\n' "$*" >&2; }
die() {
  printf 'scripts/%s: %s\n' "$(basename -- "$0")" "$*" >&2
  exit 1
}
usage_error() {
  printf 'scripts/%s: %s; --help tells the options\n' "$(basename -- "$0")" "$*" >&2
  exit 2
}

# Prints the comment at the top of the calling script: its help.
print_help() { awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"; }

# The packages of the named lists that this machine lacks. A line of a list is "package", or "package program":
# then any such program on the PATH will do.
missing_packages() {
  local installed package program
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
  cat "$@" | while read -r package program; do
    [[ -z $package || $package == \#* ]] && continue
    [[ -n $program ]] && command -v "$program" >/dev/null && continue
    grep -qxF -- "$package" <<<"$installed" || printf '%s\n' "$package"
  done
}

# Installs what is missing of the lists in scripts/packages that are named; with install=no it names them and stops.
need_packages() {
  local install=$1 list lists=() missing
  shift
  for list in "$@"; do lists+=("$root/scripts/packages/$list"); done
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    [[ $install == no ]] && return
    die "this is no Debian (there is no apt-get), and kabar is built from Debian 12's packages." \
      "Install what ${lists[*]#"$root"/} name in your system's way, then say --no-install"
  fi
  mapfile -t missing < <(missing_packages "${lists[@]}")
  ((${#missing[@]} == 0)) && return
  [[ $install == no ]] && die "these Debian packages are missing: ${missing[*]}"
  install_packages "${missing[@]}"
}

install_packages() {
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || die "these Debian packages are missing, and installing them takes root or sudo: $*"
    as_root=(sudo)
  fi
  step "installing $# Debian packages: $*"
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update >&2 || die "apt-get update failed: is there a network?"
  "${apt[@]}" install -y --no-install-recommends "$@" >&2 ||
    die "apt-get could not install the packages above; kabar is built from Debian 12's"
}

# Stops where the disk has no room for what is built and tested: so many megabytes in all, what build holds included.
# A linker that finds the disk full says so in the middle of a thousand lines, and a test may say anything.
need_room() {
  local wanted=$1 held=0 free
  [[ -d $root/build ]] && held=$(du -sm -- "$root/build" | cut -f 1)
  free=$(df -m --output=avail -- "$root" | tail -n 1)
  ((held + free >= wanted)) ||
    die "the disk of $root has $((free)) MB left, and the build needs $((wanted - held)) more: make room and try again"
}

# Configures a preset if it is new (ninja does so again whenever a CMake file changes) and builds the targets, or all.
build_preset() {
  local preset=$1 targets=()
  shift
  (($#)) && targets=(--target "$@")
  cd -- "$root"
  if [[ ! -f build/$preset/build.ninja ]]; then
    local log
    log=$(mktemp)
    if ! cmake --preset "$preset" >"$log" 2>&1; then
      cat "$log" >&2
      rm -f "$log"
      die "CMake could not configure the preset $preset, see above"
    fi
    rm -f "$log"
  fi
  # Said nothing of where nothing is to be done, which takes ninja a moment to tell.
  local plan
  plan=$(ninja -C "build/$preset" -n "${targets[@]:1}" 2>/dev/null) && [[ $plan == *'no work to do'* ]] && return
  cmake --build --preset "$preset" "${targets[@]}" >&2 || die "the preset $preset does not build, see above"
}
