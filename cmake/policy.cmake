# The one place that says how Peyvand is compiled: language, warnings, hardening, instruments.
add_library(peyvand_policy INTERFACE)
target_compile_features(peyvand_policy INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include(CheckPIESupported)
check_pie_supported()

option(PEYVAND_WARNINGS_ARE_ERRORS "For the dev and sanitizer presets" OFF)
option(PEYVAND_ASSERTS "Keep asserts in optimised builds" ON)
option(PEYVAND_COVERAGE "Count the lines that tests reach" OFF)
option(PEYVAND_PRECOMPILE "Precompile the headers that most tests read" ON)
set(PEYVAND_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")

target_compile_options(peyvand_policy INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough)
# g++ 12 reports moved-from std::variant members as uninitialised.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(peyvand_policy INTERFACE -Wno-maybe-uninitialized)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms about std::string at -O2: https://gcc.gnu.org/PR105651
  target_compile_options(peyvand_policy INTERFACE -Wno-restrict)
endif()
if(PEYVAND_WARNINGS_ARE_ERRORS)
  target_compile_options(peyvand_policy INTERFACE -Werror)
endif()
if(PEYVAND_ASSERTS)
  target_compile_options(peyvand_policy INTERFACE -UNDEBUG)
endif()

# Hardening. Fortified libc calls exist only in optimised code and hide what sanitizers look for.
target_compile_options(peyvand_policy INTERFACE -fstack-protector-strong)
target_compile_definitions(peyvand_policy INTERFACE _GLIBCXX_ASSERTIONS)
if(NOT PEYVAND_SANITIZE)
  target_compile_options(peyvand_policy INTERFACE
    "$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:SHELL:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>")
endif()
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  target_compile_options(peyvand_policy INTERFACE -fstack-clash-protection)
  target_link_options(peyvand_policy INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
  if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
    target_compile_options(peyvand_policy INTERFACE -fcf-protection)
  endif()
endif()

if(PEYVAND_SANITIZE)
  target_compile_options(peyvand_policy INTERFACE -fsanitize=${PEYVAND_SANITIZE}
    -fno-sanitize-recover=all -fno-omit-frame-pointer "SHELL:-O1")
  target_link_options(peyvand_policy INTERFACE -fsanitize=${PEYVAND_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # The instrumented code confuses this analysis of g++ 12 into false alarms.
    target_compile_options(peyvand_policy INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(PEYVAND_COVERAGE)
  target_compile_options(peyvand_policy INTERFACE --coverage)
  target_link_options(peyvand_policy INTERFACE --coverage)
endif()

# Objects say nothing of the folder they were built in, so that a clone elsewhere finds them in
# the compiler cache; the settings travel with the launcher, whoever runs the build.
target_compile_options(peyvand_policy INTERFACE "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")
find_program(PEYVAND_CCACHE ccache)
if(PEYVAND_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}
    CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    ${PEYVAND_CCACHE})
endif()
