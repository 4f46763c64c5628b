# The one place that says how Peyvand is compiled: language, warnings, hardening.
add_library(peyvand_policy INTERFACE)
target_compile_features(peyvand_policy INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
option(PEYVAND_WARNINGS_ARE_ERRORS "For the dev and sanitizer presets" OFF)
option(PEYVAND_ASSERTS "Keep asserts in optimised builds" ON)

target_compile_options(peyvand_policy INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough -fstack-protector-strong)
if(PEYVAND_WARNINGS_ARE_ERRORS)
  target_compile_options(peyvand_policy INTERFACE -Werror)
endif()
if(PEYVAND_ASSERTS)
  target_compile_options(peyvand_policy INTERFACE -UNDEBUG)
endif()
