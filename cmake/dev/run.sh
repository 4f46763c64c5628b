# SPDX-License-Identifier: GPL-3.0-or-later
# The demo, the window and its pictures. Part of ./dev.

demo=out/demo

# What `peyvand-cli demo` said of the registers it made: word_of_demo register
word_of_demo() { sed -n "s/^$1: //p" $demo.txt | head -n 1; }

make_demo() {
    [[ ! -s $demo.txt ]] || return 0
    say "making two charities with invented people in $demo"
    mkdir -p out
    rm -rf $demo
    build/bin/peyvand-cli demo $demo >$demo.new
    mv $demo.new $demo.txt
}

run() {
    build release
    make_demo
    local opening=(--register "$(word_of_demo register)" --password-file "$(word_of_demo password-file)")
    # A register of one's own is opened with the words that follow ./dev run.
    [[ $# == 0 ]] || opening=("$@")
    if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
        exec build/bin/peyvand "${opening[@]}"
    fi
    run_without_display "${opening[@]}"
}

run_without_display() {
    local status=0
    say "no display: asking on the console"
    build/bin/peyvand-cli "$@" enquire "$(word_of_demo enquire)" | tee out/answer.txt || status=$?
    # 3: answered, and something in the answer needs a person.
    [[ $status == 0 || $status == 3 ]] || exit "$status"
    shot
    say "the answer is in out/answer.txt, pictures of the window are in out/shots"
}

shot() {
    local folder=${1:-out/shots}
    build release
    mkdir -p "$folder"
    QT_QPA_PLATFORM=offscreen build/bin/peyvand --shot "$folder"
}
