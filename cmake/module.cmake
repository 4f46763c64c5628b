# One folder of sources is one static library; its name is the path with underscores
# (core/text -> core_text). Includes are written from the root.
function(peyvand_module)
  cmake_parse_arguments(arg "" "" "LINK;PRIVATE" ${ARGN})
  file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  string(REPLACE "/" "_" name ${path})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp
       ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC peyvand_policy ${arg_LINK} PRIVATE ${arg_PRIVATE})
endfunction()

# tests/<module path>/*.cpp become one program test_<module>, run by ctest without a screen.
function(peyvand_tests path)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${path}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  set_target_properties(test_${name} PROPERTIES AUTOMOC ON)
  target_compile_definitions(test_${name} PRIVATE
    PEYVAND_SOURCE_DIR="${CMAKE_SOURCE_DIR}" PEYVAND_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_link_libraries(test_${name} PRIVATE tests_support ${arg_LINK} Qt6::Test)
  add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${CMAKE_BINARY_DIR})
  set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC" TIMEOUT 900)
endfunction()
