# cmake -DNAME= -DHEADER= -DSOURCE= -DINPUTS="a;b" -P embed.cmake
set(declarations "")
set(definitions "")
foreach(input ${INPUTS})
  get_filename_component(stem ${input} NAME)
  string(REGEX REPLACE "[^A-Za-z0-9]" "_" stem ${stem})
  file(READ ${input} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," values "${hex}")
  string(APPEND declarations "std::string_view ${stem}();\n")
  string(APPEND definitions
    "static const unsigned char ${stem}_bytes[] = {${values}0};\n"
    "std::string_view ${stem}() { return {reinterpret_cast<const char*>(${stem}_bytes), ${size}}; }\n")
endforeach()
file(WRITE ${HEADER} "#pragma once\n#include <string_view>\nnamespace peyvand::resource::${NAME} {\n${declarations}}\n")
file(WRITE ${SOURCE} "#include \"resources/${NAME}.h\"\nnamespace peyvand::resource::${NAME} {\n${definitions}}\n")
