# SPDX-License-Identifier: GPL-3.0-or-later
# Checks of the sources: format, clang-tidy, the Windows compiler on core. Part of ./dev.

git_here() { git -c safe.directory='*' "$@"; }
sources() { git_here ls-files -z -- '*.cpp' '*.h' | xargs -0 -r ls -d -- 2>/dev/null; }

format() { sources | xargs -r clang-format-19 -i; }

check_format() {
    say "format"
    sources | xargs -r -P "$jobs" -n 40 clang-format-19 --dry-run -Werror
}

remember_green() {
    mkdir -p "$cache"
    git_here rev-parse HEAD >"$cache/green"
    [[ ! -e build/lint-left ]] || cp build/lint-left "$cache/lint-left"
}

# The sources to look at, one a line: those that differ from the last green commit and those that it
# had no time for; a header is seen through its own .cpp or else one that includes it. Without a
# green commit, all.
changed_sources() {
    local green file stem
    green=$(cat "$cache/green" 2>/dev/null || true)
    if [[ -z $green ]] || ! git_here cat-file -e "$green^{commit}" 2>/dev/null; then
        sources | grep '\.cpp$' | grep -v '^tests/' || true
        return
    fi
    {
        git_here diff --name-only "$green" -- '*.cpp' '*.h'
        git_here ls-files -o --exclude-standard -- '*.cpp' '*.h'
        cat "$cache/lint-left" 2>/dev/null || true
    } | while read -r file; do
        [[ -e $file ]] || continue
        stem=${file%.*}
        if [[ -e $stem.cpp ]]; then
            echo "$stem.cpp"
        else
            git_here grep -l -F "#include \"$file\"" -- '*.cpp' | head -n 1 || true
        fi
    done | sort -u
}

# One file, unless the time is up: the seconds are $LINT_UNTIL.
tidy_one() {
    if (($(date +%s) >= LINT_UNTIL)); then
        echo "$1" >>"$LINT_LEFT"
        return 0
    fi
    local output
    if ! output=$(clang-tidy-19 -p build --quiet "$1" 2>&1); then
        printf '%s\n' "$output"
        return 1
    fi
}

check_tidy() {
    local minutes=${PEYVAND_LINT_MINUTES:-6} count left
    LINT_LEFT=$PWD/build/lint-left
    : >"$LINT_LEFT"
    LINT_UNTIL=$(($(date +%s) + minutes * 60))
    export LINT_LEFT LINT_UNTIL
    export -f tidy_one
    mapfile -t count < <(changed_sources | in_compile_commands | from_the_core_outwards)
    say "clang-tidy on ${#count[@]} files, at most $minutes minutes"
    printf '%s\n' "${count[@]}" |
        xargs -r -P "$jobs" -I{} bash -c 'tidy_one "$1"' _ {}
    left=$(wc -l <"$LINT_LEFT")
    [[ $left == 0 ]] || say "clang-tidy: no time for $left of them; they are looked at next time"
}

# Always in one order, so that two runs of the same length look at the same files.
from_the_core_outwards() {
    awk -F/ 'BEGIN { split("core sync ui app tests", names, " "); for (i in names) rank[names[i]] = i }
        { print rank[$1] + 0, $0 }' | sort -n -k1,1 -s | cut -d" " -f2-
}

in_compile_commands() {
    local file
    while read -r file; do
        ! grep -qF "\"$PWD/$file\"" build/compile_commands.json || echo "$file"
    done
}

# Debian's include folder also holds its C library, so the headers that core needs are copied.
copy_headers_for_mingw() {
    local to=build/mingw-include from name
    [[ ! -e $to/.complete ]] || return 0
    mkdir -p $to
    for name in sodium sodium.h openssl fmt tl nlohmann utf8proc.h cbor cbor.h zip.h zipconf.h \
        pugixml.hpp pugiconfig.hpp zlib.h zconf.h zstd.h zstd_errors.h; do
        for from in /usr/include /usr/include/"$(gcc -print-multiarch)"; do
            [[ ! -e $from/$name ]] || cp -rL "$from/$name" $to/
        done
    done
    cp -r /usr/include/sqlcipher $to/
    touch $to/.complete
}

compile_for_windows() {
    local object=build/mingw/$1.o
    mkdir -p "$(dirname "$object")"
    CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1 ccache x86_64-w64-mingw32-g++-posix -std=c++20 -Wall \
        -Wextra -D_WIN32_WINNT=0x0A00 -DSQLITE_HAS_CODEC -I. -Ibuild/generated \
        -isystem build/mingw-include -isystem build/mingw-include/sqlcipher -c "$1" -o "$object"
}

mingw_core() {
    build release
    copy_headers_for_mingw
    say "core with the Windows compiler"
    export -f compile_for_windows
    find core -name '*.cpp' -print0 |
        xargs -0 -P "$jobs" -I{} bash -c 'compile_for_windows "$1"' _ {}
}

lint() {
    build release
    check_format
    ctest --test-dir build -R '^tidy$' --output-on-failure --no-tests=error
    mingw_core
    check_tidy
    say "lint: clean"
}
