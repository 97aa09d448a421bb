# Set-up shared by tools/run and tools/test: missing Debian packages, build folders, the number of jobs.
# Sourced, not run. Everything it says goes to standard error, so that what a command prints stays clean.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive

say() { printf '%s\n' "$*" >&2; }
fail() { say "$0: $*"; exit 1; }

# The packages of this Debian release. Boost must be 1.81 or later, which Debian 12 has beside its default 1.74;
# Botan is 2.19 there and 3 from Debian 13 on.
build_packages() {
  local boost=libboost-dev botan=libbotan-3-dev
  # shellcheck disable=SC1091
  case $(. /etc/os-release && echo "${VERSION_CODENAME:-}") in
    bookworm) boost=libboost1.81-dev botan=libbotan-2-dev ;;
  esac
  echo g++ meson ninja-build pkg-config "$boost" "$botan" libfmt-dev libcli11-dev \
    libtomlplusplus-dev nlohmann-json3-dev libpugixml-dev libtbb-dev zlib1g-dev libzstd-dev nettle-dev libgmp-dev
}
# What the differential fuzz targets compare with; libknot-dev holds libdnssec and libzscanner too.
peer_packages() { echo libldns-dev libknot-dev; }
test_packages() { echo catch2 clang libclang-rt-dev python3 python3-jsonschema; }

# Installs those of the given packages that are not there; silent when all are.
install_missing() {
  local package missing=()
  command -v dpkg-query >/dev/null || fail "not a Debian system; it needs what these packages hold: $*"
  for package; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
      installed) ;;
      *) missing+=("$package") ;;
    esac
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "as root, run: apt-get install ${missing[*]}"
    as_root=(sudo env DEBIAN_FRONTEND=noninteractive)
  fi
  say "Installing Debian packages: ${missing[*]}"
  local log
  log=$(mktemp)
  # --no-remove: another Boost or Botan that something else needs is never taken away.
  if ! { "${as_root[@]}" apt-get -q update && "${as_root[@]}" apt-get -q -y --no-install-recommends --no-remove install "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
    tail -n 30 "$log" >&2
    rm -f "$log"
    fail "apt-get could not install: ${missing[*]}"
  fi
  rm -f "$log"
}

# Compilers at once: one a core, but no more than a gigabyte each leaves room for.
jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1000000) }' /proc/meminfo 2>/dev/null || true)
  [ "${memory:-0}" -ge 1 ] || memory=1
  echo $((cores < memory ? cores : memory))
}

# Of clang's sanitizer builds: tools/test and tools/fuzz share one, so that nothing is compiled twice. Lines for traces, not all
# of -g, and -O1: half the time to build.
sanitizers=(-Doptimization=1 -Db_ndebug=false -Dcpp_args=-gline-tables-only -Db_sanitize=address,undefined -Db_lundef=false -Dfuzz_engine=libfuzzer)

# configure FOLDER COMPILER [MESON OPTION ...]: once, and when other options are asked for; ninja notices later changes
# of the build files by itself.
configure() {
  local folder=$project/$1 compiler=$2 log again=()
  shift 2
  if [ -e "$folder/build.ninja" ]; then
    [ "$(cat "$folder/configured-with" 2>/dev/null)" = "$*" ] && return 0
    again=(--reconfigure)
  fi
  say "Configuring $folder"
  log=$(mktemp)
  if ! CXX=$compiler meson setup --wrap-mode=nodownload "${again[@]}" "$@" "$folder" "$project" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "meson setup failed"
  fi
  rm -f "$log"
  printf '%s\n' "$*" >"$folder/configured-with"
}

# compile FOLDER [TARGET ...]: silent when there is nothing to do.
compile() {
  local folder=$project/$1 quiet=()
  shift
  [ -e "$folder/.ninja_log" ] && quiet=(--quiet)
  ninja -C "$folder" -j "$(jobs)" "${quiet[@]}" "$@" >&2
}
