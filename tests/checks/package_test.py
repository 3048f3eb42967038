#!/usr/bin/env python3
"""The Debian package: holds what it should, names what it needs, and the kabar in it runs from where it is unpacked."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar

CONFIG = kabar.PROGRAM.parent / "CPackConfig.cmake"


def told(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, check=True, text=True).stdout


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="kabar-package-")
        cls.addClassCleanup(cls.folder.cleanup)
        told("cpack", "--config", CONFIG, "-B", cls.folder.name)
        (cls.package,) = pathlib.Path(cls.folder.name).glob("kabar_*.deb")
        cls.root = pathlib.Path(cls.folder.name) / "root"
        told("dpkg-deb", "--extract", cls.package, cls.root)

    def test_names_the_libraries_that_it_needs(self):
        depends = told("dpkg-deb", "--field", self.package, "Depends")
        for library in ("ca-certificates", "libc6", "libcurl", "libicu", "libmicrohttpd", "libmodest", "libsqlite3"):
            self.assertIn(library, depends)

    def test_holds_program_service_and_documents(self):
        for name in ("bin/kabar", "lib/systemd/system/kabar.service", "lib/sysusers.d/kabar.conf", "share/doc/kabar/LICENSE",
                     "share/doc/kabar/OPERATIONS.md"):
            self.assertTrue((self.root / "usr" / name).is_file(), name)

    def test_the_program_runs_from_where_it_is_put(self):
        program = self.root / "usr" / "bin" / "kabar"
        data = pathlib.Path(self.folder.name) / "data"
        told(program, "--data", data, "ingest", kabar.DEMO)
        self.assertIn("ferry", told(program, "--data", data, "search", "ferry").lower())

    def test_the_service_is_one_that_systemd_takes(self):
        unit = (self.root / "usr" / "lib" / "systemd" / "system" / "kabar.service").read_text()
        start = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
        words = start.removeprefix("ExecStart=").split()
        self.assertTrue((self.root / words[0].lstrip("/")).is_file(), start)
        self.assertEqual(kabar.run(*words[1:], "--help").code, 0, start)


if __name__ == "__main__":
    unittest.main()
