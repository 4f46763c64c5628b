# Refuses a SQLCipher older than 4.6 (Debian 12 by itself has 3.4.1, without FTS5 and UPSERT).
# The version is asked of the library itself, once for each build folder.
set(PEYVAND_SQLCIPHER_MINIMUM 4.6)
if(NOT CMAKE_CROSSCOMPILING AND NOT PEYVAND_SQLCIPHER_VERSION)
  unset(sqlcipher_ran CACHE)
  try_run(sqlcipher_ran sqlcipher_compiled
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/sqlcipher_version.c
    LINK_LIBRARIES PkgConfig::sqlcipher
    COMPILE_OUTPUT_VARIABLE sqlcipher_messages
    RUN_OUTPUT_VARIABLE sqlcipher_answer)
  if(NOT sqlcipher_compiled OR NOT sqlcipher_ran STREQUAL "0")
    message(FATAL_ERROR "SQLCipher cannot be asked for its version.\n${sqlcipher_messages}")
  endif()
  string(REGEX MATCH "^[0-9.]+" sqlcipher_answer "${sqlcipher_answer}")
  if(sqlcipher_answer VERSION_LESS PEYVAND_SQLCIPHER_MINIMUM)
    message(FATAL_ERROR "SQLCipher ${sqlcipher_answer} is too old: Peyvand needs "
      "${PEYVAND_SQLCIPHER_MINIMUM} or newer (on Debian 12 it is in backports; ./dev installs it).")
  endif()
  message(STATUS "SQLCipher ${sqlcipher_answer}")
  set(PEYVAND_SQLCIPHER_VERSION ${sqlcipher_answer} CACHE INTERNAL "SQLCipher's own version")
endif()
