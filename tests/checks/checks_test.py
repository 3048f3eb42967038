"""scripts/check-layers, check-style and kabar_module refuse what they are there to refuse."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

PROJECT = """cmake_minimum_required(VERSION 3.25)
project(fixture LANGUAGES CXX)
add_library(kabar_flags INTERFACE)
include(kabar_module)
add_subdirectory(kabar/low)
add_subdirectory(kabar/high)
"""


class Tree:
    """A small project: kabar/low on layer 1, kabar/high on layer 2 depending on it."""

    def __init__(self, folder):
        self.root = pathlib.Path(folder)
        self.write("CMakeLists.txt", PROJECT)
        self.write("kabar/low/CMakeLists.txt", "kabar_module(NAME low LAYER 1 SOURCES low.cpp)\n")
        self.write("kabar/low/low.h", "#pragma once\n\nint low();\n")
        self.write("kabar/low/low.cpp", '#include "kabar/low/low.h"\n\nint low() {\n  return 1;\n}\n')
        self.write("kabar/high/CMakeLists.txt", "kabar_module(NAME high LAYER 2 SOURCES high.cpp DEPS kabar::low)\n")
        self.write("kabar/high/high.h", "#pragma once\n\nint high();\n")
        self.write("kabar/high/high.cpp", '#include "kabar/high/high.h"\n\n#include "kabar/low/low.h"\n\n'
                                          "int high() {\n  return low();\n}\n")
        self.write(".clang-format", (ROOT / ".clang-format").read_text())

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def append(self, name, text):
        self.write(name, (self.root / name).read_text() + text)

    def check(self, script):
        run = subprocess.run([ROOT / "scripts" / script, "--root", self.root], capture_output=True, text=True)
        return run.returncode, run.stdout

    def configure(self):
        run = subprocess.run(["cmake", "-S", self.root, "-B", self.root / "build", "-G", "Ninja",
                              f"-DCMAKE_MODULE_PATH={ROOT}/cmake"], capture_output=True, text=True)
        return run.returncode, " ".join(run.stderr.split())


class ChecksTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = Tree(folder.name)

    def assert_refused(self, script, *words):
        code, output = self.tree.check(script)
        self.assertEqual(code, 1, output)
        for word in words:
            self.assertIn(word, output)

    def test_a_sound_tree_passes(self):
        self.assertEqual(self.tree.check("check-layers")[0], 0)
        self.assertEqual(self.tree.check("check-style"), (0, "the style is kept\n"))
        self.assertEqual(self.tree.configure(), (0, ""))

    def test_cmake_refuses_an_upward_dependency(self):
        self.tree.write("kabar/high/CMakeLists.txt", "kabar_module(NAME high LAYER 1 SOURCES high.cpp DEPS kabar::low)\n")
        code, message = self.tree.configure()
        self.assertEqual(code, 1)
        self.assertIn("kabar::high (layer 1) may not depend on kabar::low (layer 1)", message)

    def test_cmake_refuses_a_module_that_comes_later(self):
        self.tree.write("kabar/low/CMakeLists.txt", "kabar_module(NAME low LAYER 1 SOURCES low.cpp DEPS kabar::high)\n")
        code, message = self.tree.configure()
        self.assertEqual(code, 1)
        self.assertIn("depends on kabar::high, which is no module below it", message)

    def test_an_include_without_a_dependency_is_refused(self):
        self.tree.append("kabar/low/low.cpp", '#include "kabar/high/high.h"\n')
        self.assert_refused("check-layers", "kabar/low/low.cpp:6:", "kabar/high/high.h")

    def test_a_private_dependency_does_not_reach_further(self):
        self.tree.write("kabar/high/CMakeLists.txt",
                        "kabar_module(NAME high LAYER 2 SOURCES high.cpp PRIVATE_DEPS kabar::low)\n")
        self.tree.write("kabar/top/CMakeLists.txt", "kabar_module(NAME top LAYER 3 SOURCES top.cpp DEPS kabar::high)\n")
        self.tree.write("kabar/top/top.cpp", '#include "kabar/high/high.h"\n#include "kabar/low/low.h"\n')
        self.assert_refused("check-layers", "kabar/top/top.cpp:2:")

    def test_a_dependency_of_tests_is_for_tests_alone(self):
        self.tree.write("kabar/high/CMakeLists.txt",
                        "kabar_module(NAME high LAYER 2 SOURCES high.cpp TESTS high_test.cpp TEST_DEPS kabar::low)\n")
        self.tree.write("kabar/high/high_test.cpp", '#include "kabar/low/low.h"\n')
        self.assert_refused("check-layers", "kabar/high/high.cpp:3:")
        self.assertNotIn("high_test.cpp", self.tree.check("check-layers")[1])

    def test_what_the_style_forbids_is_refused(self):
        cases = {
            "long file": ("kabar/low/low.h", "int x();\n" * 500, "more than 500"),
            "unnamed source": ("kabar/low/more.cpp", "int more() {\n  return 2;\n}\n", "named in no CMakeLists.txt"),
            "no pragma": ("kabar/low/bare.h", "int bare();\n", "no #pragma once"),
            "banned header": ("kabar/low/low.cpp", "#include <regex>\n", "<regex> is banned"),
            "unfinished": ("kabar/low/low.cpp", "// TO" "DO: more\n", "finish it"),
            "machine path": ("README.md", "see /ho" "me/me/x\n", "a path of one machine"),
            "format": ("kabar/low/low.cpp", "int  spaced( );\n", "not as clang-format-14 writes it"),
        }
        for name, (path, text, words) in cases.items():
            with self.subTest(name):
                before = (self.tree.root / path).read_text() if (self.tree.root / path).exists() else None
                self.tree.write(path, (before or "") + text)
                self.assert_refused("check-style", words)
                self.tree.write(path, before) if before else (self.tree.root / path).unlink()

    def test_a_heavy_header_in_two_files_of_a_module_is_refused(self):
        self.tree.write("kabar/low/CMakeLists.txt", "kabar_module(NAME low LAYER 1 SOURCES one.cpp two.cpp low.cpp)\n")
        for name in ("one", "two"):
            self.tree.write(f"kabar/low/{name}.cpp", "#include <simdjson.h>\n")
        self.assert_refused("check-style", "kabar/low: simdjson.h is heavy")


SOURCE = "namespace {\n\nint OWN(int number) {\n  return number * 2;\n}\n\n}  // namespace\n\nint NAME(int number) {\n  BODY\n}\n"
NULL = "const int* none = nullptr;\n  return OWN(number) + *none;"
GROWN = "\n  ".join(["number += OWN(number);"] * 60 + ["return number;"])


class TidyTest(unittest.TestCase):
    """Sources that are read together are judged as each alone: names of their own do not meet, and no fault hides."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()
        for name in ("scripts/check-tidy", ".clang-tidy"):
            (self.root / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, self.root / name)
        for folder in ("kabar/low", "build/dev"):
            (self.root / folder).mkdir(parents=True)
        (self.root / "build/dev/build.ninja").write_text("")

    def tidy(self, own, **bodies):
        """Writes a source for each name, with that body and a function of its `own`, and looks at all of them."""
        commands = []
        for name, body in bodies.items():
            path = self.root / "kabar/low" / f"{name}.cpp"
            path.write_text(SOURCE.replace("NAME", name).replace("BODY", body).replace("OWN", own.format(name)))
            commands.append({"directory": str(self.root), "file": str(path), "command": f"c++ -std=c++20 -o x.o -c {path}"})
        (self.root / "build/dev/compile_commands.json").write_text(json.dumps(commands))
        run = subprocess.run([self.root / "scripts/check-tidy"], capture_output=True, text=True,
                             env={**os.environ, "XDG_CACHE_HOME": str(self.root / "cache")})
        return run.returncode, run.stdout

    def test_sound_sources_pass_though_their_own_names_are_the_same(self):
        sound = "return OWN(number);"
        self.assertEqual(self.tidy("twice", one=sound, two=sound), (0, "\n2 files, 0 with complaints\n"))

    def test_a_fault_is_found_in_whichever_source_it_is(self):
        for body, check in ((NULL, "clang-analyzer-core.NullDereference"), (GROWN, "readability-function-size"),
                            ("int* none = 0;\n  return none == nullptr ? OWN(number) : 1;", "modernize-use-nullptr")):
            with self.subTest(check):
                sound = dict.fromkeys(("one", "two", "three"), "return OWN(number);")
                code, output = self.tidy("{}_twice", **sound, faulty=body, zero="return OWN(number);")
                self.assertEqual(code, 1, output)
                self.assertIn(check, output)
                self.assertIn("5 files, 1 with complaints", output)


if __name__ == "__main__":
    unittest.main()
