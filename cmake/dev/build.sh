# SPDX-License-Identifier: GPL-3.0-or-later
# Building, testing, measuring. Part of ./dev.

# build_folder PRESET
build_folder() {
    case $1 in
        release) echo build ;;
        asan-ubsan) echo build-asan ;;
        *) echo "build-$1" ;;
    esac
}

# build PRESET [CMAKE ARGUMENT…]
build() {
    local preset=$1 folder
    shift
    folder=$(build_folder "$preset")
    if [[ ! -e $folder/build.ninja || $# -gt 0 ]]; then
        cmake --preset "$preset" "$@" >&2
    fi
    cmake --build "$folder" -j "$jobs" >&2
}

run_tests() {
    build release
    QT_QPA_PLATFORM=offscreen ctest --test-dir build -j "$jobs" --output-on-failure \
        --no-tests=error "$@"
}

sanitize() {
    build asan-ubsan
    QT_QPA_PLATFORM=offscreen ctest --preset asan-ubsan -j "$jobs"
}

# sim [SEEDS] [FIRST]; a seed that failed is repeated with PEYVAND_SIM_SEED (docs/faults.md).
sim() {
    build release
    (cd build && PEYVAND_SIM_SEEDS=${1:-40} PEYVAND_SIM_SEED=${2:-1} QT_QPA_PLATFORM=offscreen \
        TZ=UTC TMPDIR=$(in_memory) QTEST_FUNCTION_TIMEOUT=86400000 bin/test_sim -maxwarnings 0)
}

# The disk of these tests is a model, and being killed loses nothing that the system was given: in
# memory they take a tenth of the time.
in_memory() {
    local free_kib=0
    [[ -w /dev/shm ]] && free_kib=$(df --output=avail -k /dev/shm | tail -1)
    ((free_kib > 1024 * 1024)) && echo /dev/shm || echo "${TMPDIR:-/tmp}"
}

# soak [SECONDS]
soak() {
    build release
    (cd build && PEYVAND_SOAK_SECONDS=${1:-600} QT_QPA_PLATFORM=offscreen TZ=UTC \
        TMPDIR=$(in_memory) QTEST_FUNCTION_TIMEOUT=86400000 bin/test_soak)
}

# crash [ROUNDS]; a seed or a step that failed is repeated as docs/faults.md tells.
crash() {
    build release
    (cd build && PEYVAND_CRASH_ROUNDS=${1:-1000} QT_QPA_PLATFORM=offscreen TZ=UTC \
        TMPDIR=$(in_memory) \
        QTEST_FUNCTION_TIMEOUT=86400000 bin/test_crash -maxwarnings 0)
}

bench() {
    build release -DPEYVAND_BENCH=ON
    build/bin/peyvand-bench "$@"
}

fuzz() {
    local seconds=${1:-60} target name
    build fuzz
    for target in build-fuzz/bin/fuzz_*; do
        name=$(basename "$target")
        say "$name, $seconds s"
        mkdir -p "build-fuzz/corpus/$name"
        # What is found goes into the first folder; the second begins with golden bytes.
        "$target" -max_total_time="$seconds" -print_final_stats=1 -timeout=10 \
            -artifact_prefix="build-fuzz/$name-" "build-fuzz/corpus/$name" \
            $(find tests/fuzz/corpus -type d -name "$name")
    done
}
