# One folder of sources is one static library; its name is the path with underscores
# (core/text -> core_text). Includes are written from the root.
function(peyvand_module)
  cmake_parse_arguments(arg "" "" "LINK;PRIVATE" ${ARGN})
  file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  string(REPLACE "/" "_" name ${path})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp
       ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  set_property(GLOBAL APPEND PROPERTY peyvand_modules ${name})
  if(NOT sources MATCHES "\\.cpp")
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR})
    target_link_libraries(${name} INTERFACE peyvand_policy ${arg_LINK} ${arg_PRIVATE})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC peyvand_policy ${arg_LINK} PRIVATE ${arg_PRIVATE})
endfunction()

# tests/<module path>/*.cpp become one program test_<module>, run by ctest without a screen. Paths in
# it are relative to the build folder, where ctest and tests/support/main.cpp run it: objects that
# name no folder are found in the compiler cache by a clone elsewhere.
function(peyvand_tests path)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${path}/*.cpp)
  if(NOT sources)
    return()
  endif()
  file(RELATIVE_PATH source_dir ${CMAKE_BINARY_DIR} ${CMAKE_SOURCE_DIR})
  add_executable(test_${name} ${sources})
  set_target_properties(test_${name} PROPERTIES AUTOMOC ON)
  target_compile_definitions(test_${name} PRIVATE
    PEYVAND_SOURCE_DIR="${source_dir}" PEYVAND_BINARY_DIR=".")
  target_link_libraries(test_${name} PRIVATE tests_support ${arg_LINK} Qt6::Test)
  peyvand_precompile_tests(test_${name})
  add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;QTEST_DISABLE_STACK_DUMP=1" TIMEOUT 900)
endfunction()

# Qt Test takes longer to read than most tests to compile. The first program without widgets (they
# change what Qt Test declares) compiles it once for the others.
function(peyvand_precompile_tests target)
  if(NOT PEYVAND_PRECOMPILE OR target MATCHES "^test_(ui|desktop)")
    return()
  endif()
  get_property(first GLOBAL PROPERTY peyvand_precompiled_by)
  if(first)
    target_precompile_headers(${target} REUSE_FROM ${first})
  else()
    set_property(GLOBAL PROPERTY peyvand_precompiled_by ${target})
    target_precompile_headers(${target} PRIVATE <QtTest> <algorithm> <functional> <map> <memory>
      <optional> <span> <string> <string_view> <vector>)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess) # what ccache needs to see through it
  endif()
endfunction()
