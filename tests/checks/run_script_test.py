"""scripts/run, with a program in kabar's place: what it says and when, and that it leaves nothing running."""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import unittest.mock

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Ends at once where it may not serve, else serves until it is told to end.
PROGRAM = """#!/bin/bash
[[ $1 == serve && ! $* =~ taken ]] || exit 1
echo $$ > "${0%/*}/pid"
echo '{"address":"http://127.0.0.1:8080/"}'
trap 'echo stopping >&2; exit 0' INT TERM
while :; do sleep 0.05; done
"""


class RunScriptTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in ("scripts/run", "scripts/lib.sh"):
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.root / name)
        for name, text in {"scripts/packages/build": "", "kabar-data/kabar.db": "",
                           "build/release/build.ninja": "build kabar: phony\n", "build/release/kabar": PROGRAM}.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text)
        (self.root / "build/release/kabar").chmod(0o755)

    def start(self, *arguments):
        script = subprocess.Popen([self.root / "scripts/run", "--no-install", *arguments], cwd=self.root, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(script.communicate)
        self.addCleanup(script.kill)
        return script

    def wait_for_program(self):
        for _ in range(200):
            text = (self.root / "build/release/pid").read_text() if (self.root / "build/release/pid").exists() else ""
            if text.strip():
                return int(text)
            time.sleep(0.05)
        self.fail("the program was not started")

    def test_says_where_it_serves_and_ends_in_order(self):
        script = self.start()
        self.wait_for_program()
        time.sleep(0.3)
        script.send_signal(signal.SIGINT)
        out, err = script.communicate(timeout=10)
        self.assertEqual(script.returncode, 0)
        self.assertIn("kabar serves at http://127.0.0.1:8080/ ", out)
        self.assertIn("http://127.0.0.1:8080/?ui=id", out)
        self.assertEqual(err, "stopping\n")  # and not a word of the build, which had nothing to do

    def test_killed_it_leaves_no_server(self):
        script = self.start()
        self.assertEqual(self.wait_for_program(), script.pid)

    def test_a_server_that_fails_is_not_announced(self):
        script = self.start("--listen", "taken:1")
        out, _ = script.communicate(timeout=10)
        self.assertEqual((script.returncode, out), (1, ""))

    def test_a_bad_address_is_refused_before_anything_is_done(self):
        (self.root / "build/release/kabar").unlink()
        for address in ("foo", ":8080", "localhost:", "localhost:65536", "localhost:1x"):
            script = self.start("--listen", address)
            _, err = script.communicate(timeout=10)
            self.assertEqual((script.returncode, err),
                             (2, f"scripts/run: --listen wants HOST:PORT, not '{address}'; --help tells the options\n"))

    def test_a_full_disk_is_told_before_anything_is_built(self):
        (self.root / "df").write_text("#!/bin/sh\nprintf ' Avail\\n   12\\n'\n")
        (self.root / "df").chmod(0o755)
        with unittest.mock.patch.dict(os.environ, PATH=f"{self.root}:{os.environ['PATH']}"):
            script = self.start("--no-serve")
        _, err = script.communicate(timeout=10)
        self.assertEqual(script.returncode, 1)
        self.assertRegex(err, r"^scripts/run: the disk of \S+ has 12 MB left, and the build needs \d{3} more: make room")


if __name__ == "__main__":
    unittest.main()
