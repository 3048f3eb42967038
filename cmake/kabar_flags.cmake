# kabar_flags: what every kabar target is compiled with.
add_library(kabar_flags INTERFACE)
target_compile_features(kabar_flags INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
target_compile_options(
  kabar_flags
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
            -Woverloaded-virtual -Wcast-align -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(kabar_flags INTERFACE -Wno-restrict) # g++ 12 sees overlaps in string = "literal"
endif()
if(KABAR_SANITIZE)
  target_compile_options(kabar_flags INTERFACE -fsanitize=${KABAR_SANITIZE} -fno-omit-frame-pointer
                                               -fno-sanitize-recover=all)
  target_link_options(kabar_flags INTERFACE -fsanitize=${KABAR_SANITIZE})
endif()
if(KABAR_FUZZERS)
  target_compile_options(kabar_flags INTERFACE -fsanitize=fuzzer-no-link) # else the fuzzer is blind in the modules
endif()
