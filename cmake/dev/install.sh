# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what a build needs on Debian 12 and 13, by package name, and only what is missing.
# Part of ./dev. Sources are never named here: backports, and the typeface that Debian 12 lacks,
# come from the mirror in the machine's own list.

packages_build=(
    cmake ninja-build g++ ccache pkgconf
    qt6-base-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n
    libsodium-dev libssl-dev libsqlcipher-dev libfmt-dev libspdlog-dev libexpected-dev
    libutf8proc-dev libcbor-dev nlohmann-json3-dev libcli11-dev libzip-dev zlib1g-dev libpugixml-dev
    libzstd-dev libqrencode-dev librapidfuzz-cpp-dev libkdsingleapplication-qt6-dev
    librsvg2-bin fonts-noto-core
)
packages_lint=(git clang-19 clang-format-19 clang-tidy-19 g++-mingw-w64-x86-64-posix)
packages_bench=(libbenchmark-dev)
packages_fuzz=(clang-19 libclang-rt-19-dev)
# On Debian 12 these are in backports only, or too old outside it; with what they need from there.
packages_backports=(
    libsqlcipher-dev libsqlcipher1 librapidfuzz-cpp-dev
    libkdsingleapplication-qt6-dev libkdsingleapplication-qt6-1.0
)

release_of_debian() {
    # shellcheck disable=SC1091
    (source /etc/os-release && [[ ${ID:-} == debian ]] && echo "${VERSION_CODENAME:-}") || true
}

as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "needs root to install packages, and there is no sudo; run as root: $*"
    fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"; }

missing_of() {
    local installed name
    installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null |
        awk '$1 == "ii" { print $2 }' || true)
    for name in "$@"; do
        grep -qxF -- "$name" <<<"$installed" || echo "$name"
    done
}

sqlcipher_is_old() {
    local version
    version=$(dpkg-query -W -f '${Version}' libsqlcipher-dev 2>/dev/null) || return 1
    dpkg --compare-versions "$version" lt 4.6
}

# mirror_of CODENAME LABEL: the machine's own mirror, as the line of a list begins. Works for .list
# and .sources alike, because apt itself says what it read.
mirror_of() {
    local keys=/usr/share/keyrings/debian-archive-keyring.gpg
    apt-get indextargets --format "[signed-by=$keys] \$(REPO_URI)" \
        'Created-By: Packages' "Codename: $1" "Label: $2" 'Component: main' 2>/dev/null |
        head -n 1
}

switch_on_backports() {
    local release=$1 mirror
    [[ -z $(mirror_of "$release-backports" "Debian Backports") ]] || return 0
    mirror=$(mirror_of "$release" Debian)
    [[ -n $mirror ]] || fail "no mirror of Debian $release in this machine's list of sources"
    say "switching on $release-backports, from the mirror in this machine's list"
    echo "deb $mirror $release-backports main" |
        as_root tee /etc/apt/sources.list.d/peyvand-backports.list >/dev/null
    apt update >&2
}

install_packages() {
    local release=$1 name wanted=()
    shift
    say "installing: $*"
    apt update >&2
    [[ $release != bookworm ]] || switch_on_backports "$release"
    for name in "$@"; do
        if [[ $release == bookworm && " ${packages_backports[*]} " == *" $name "* ]]; then
            wanted+=("$name/bookworm-backports")
        else
            wanted+=("$name")
        fi
    done
    apt install -y --no-install-recommends "${wanted[@]}" >&2
}

# install_for SET…: build, lint, bench.
install_for() {
    local release set missing=() packages=()
    release=$(release_of_debian)
    if [[ $release != bookworm && $release != trixie ]]; then
        say "this is neither Debian 12 nor 13: taking it that the libraries are installed"
        return 0
    fi
    for set in "$@"; do
        local -n members=packages_$set
        packages+=("${members[@]}")
    done
    # Debian's own default is too old on 12 and 1.83 on 13.
    [[ $release == bookworm ]] && packages+=(libboost1.81-dev) || packages+=(libboost1.83-dev)
    [[ $release != bookworm ]] || packages+=("${packages_backports[@]}")
    [[ $release != trixie ]] || packages+=(fonts-vazirmatn)
    mapfile -t missing < <(missing_of "${packages[@]}" | sort -u)
    if sqlcipher_is_old; then
        missing+=(libsqlcipher-dev libsqlcipher1)
    fi
    [[ ${#missing[@]} == 0 ]] || install_packages "$release" "${missing[@]}"
    collect_fonts "$release"
}

# Typefaces are compiled in from build/fonts, on every system the same.
collect_fonts() {
    local release=$1 fonts=build/fonts
    [[ ! -e $fonts/.complete ]] || return 0
    mkdir -p $fonts
    cp /usr/share/fonts/truetype/noto/NotoSansArabic-{Regular,Bold}.ttf $fonts/
    if [[ $release == bookworm ]]; then
        find_vazirmatn_elsewhere || return 0
        cp "$cache"/fonts/Vazirmatn* $fonts/
    else
        find /usr/share/fonts -name 'Vazirmatn*.ttf' -exec cp {} $fonts/ \;
    fi
    touch $fonts/.complete
}

# Debian 12 has no Vazirmatn: it is fetched from Debian 13 with lists and sources of its own, so
# that nothing of the machine is upgraded, and kept in the user's cache.
find_vazirmatn_elsewhere() {
    [[ ! -e $cache/fonts/Vazirmatn-Regular.ttf ]] || return 0
    if [[ -n $(find "$cache/fonts/.unreachable" -mmin -1440 2>/dev/null) ]]; then
        return 1
    fi
    say "fetching the typeface Vazirmatn from Debian 13"
    mkdir -p "$cache/fonts"
    if fetch_vazirmatn >"$cache/fonts/log" 2>&1; then
        rm -f "$cache/fonts/.unreachable"
        return 0
    fi
    touch "$cache/fonts/.unreachable"
    say "Vazirmatn cannot be fetched (see $cache/fonts/log); Noto Sans Arabic is used instead"
    return 1
}

fetch_vazirmatn() {
    local apart mirror options
    mirror=$(mirror_of bookworm Debian)
    if [[ -z $mirror && $(id -u) == 0 ]]; then
        apt update # a machine whose lists were cleaned away does not know its mirror
        mirror=$(mirror_of bookworm Debian)
    fi
    [[ -n $mirror ]] || return 1
    apart=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$apart'" RETURN
    mkdir -p "$apart"/{lists/partial,cache/archives/partial,unpacked}
    echo "deb $mirror trixie main" >"$apart/sources.list"
    options=(-o "Dir::Etc::SourceList=$apart/sources.list" -o Dir::Etc::SourceParts=/dev/null
        -o "Dir::State::Lists=$apart/lists" -o "Dir::Cache=$apart/cache"
        -o "APT::Sandbox::User=$(id -un)" -o Acquire::Languages=none -o Acquire::Retries=1)
    apt-get -q "${options[@]}" update || return 1
    (cd "$apart" && apt-get -q "${options[@]}" download fonts-vazirmatn) || return 1
    dpkg-deb -x "$apart"/fonts-vazirmatn_*.deb "$apart/unpacked" || return 1
    find "$apart/unpacked" -name 'Vazirmatn*.ttf' -exec cp {} "$cache/fonts/" \;
    [[ -e $cache/fonts/Vazirmatn-Regular.ttf ]]
}
