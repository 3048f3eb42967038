"""The program under test, for the tests in this folder: run it, serve with it, look into its database."""
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[1]
DEMO = ROOT / "data" / "demo"
PROGRAM = pathlib.Path(os.environ.get("KABAR") or ROOT / "build" / "release" / "kabar")
SKIPPED = 77
# A sanitizer's report in what kabar said; and what no reader of a message should ever see.
CRASH_WORDS = ("AddressSanitizer", "LeakSanitizer", "runtime error:", "terminate called", "Segmentation", "Assertion")


def shared_folder():
    """The folder of real pages and stories, or None."""
    folder = pathlib.Path(os.environ.get("KABAR_SHARED") or ROOT.parent / "shared")
    return folder if (folder / "data").is_dir() else None


def skip_all(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def environment():
    """Without the settings of whoever runs the tests, and in English."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KABAR_")}
    return {**clean, "LC_ALL": "C.UTF-8"}


class Run:
    """How one command ended."""

    def __init__(self, arguments, done):
        self.command = "kabar " + " ".join(map(str, arguments))
        self.code = done.returncode
        self.out = done.stdout.decode(errors="replace")
        self.err = done.stderr.decode(errors="replace")

    def lines(self):
        return [json.loads(line) for line in self.out.splitlines() if line.strip()]

    def __str__(self):
        return f"{self.command}\nexit code {self.code}\nstdout: {self.out[-2000:]}\nstderr: {self.err[-4000:]}"


def run(*arguments, stdin=b"", cwd=None, timeout=300, **options):
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd,
                          timeout=timeout, env=environment(), check=False, **options)
    return Run(arguments, done)


class Server:
    """A running `kabar serve` on a free port; `url` has no slash at its end."""

    def __init__(self, data, *arguments):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--data", data, "--listen", "127.0.0.1:0", "--json", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"kabar serve did not start: {self.process.communicate()[1].decode()}")
        self.url = json.loads(line)["address"].rstrip("/")

    def stop(self):
        """Ends it as Ctrl-C would; its exit code and what it said."""
        self.process.send_signal(2)
        _, err = self.process.communicate(timeout=60)
        return self.process.returncode, err.decode(errors="replace")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        self.process.stdout.close()
        self.process.stderr.close()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def fetch(url, headers=None, method="GET"):
    """One request; redirects are answers, not followed."""
    request = urllib.request.Request(url, headers=headers or {}, method=method)
    try:
        with urllib.request.build_opener(NoRedirects).open(request, timeout=60) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def database_content(data):
    """Every table of ours, row by row, without the columns that tell when we ran."""
    content = {}
    with contextlib.closing(sqlite3.connect(f"file:{data}/kabar.db?mode=ro", uri=True)) as database:
        tables = [name for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' ORDER BY name")]
        for table in [*tables, "search_texts"]:
            rows = database.execute(f"SELECT * FROM {table}")
            kept = [i for i, column in enumerate(rows.description) if column[0] != "arrived"]
            content[table] = sorted(repr([row[i] for i in kept]) for row in rows)
    return content


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own, gone afterwards; `data` in it is the data folder."""

    maxDiff = 4000

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kabar-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"

    def assert_sane(self, ended):
        """No crash, and no signal."""
        self.assertIn(ended.code, (0, 1, 2, 3), ended)
        for words in CRASH_WORDS:
            self.assertNotIn(words, ended.err, ended)

    def assert_ends(self, code, ended, *words):
        """That exit code, and a message with all these words."""
        self.assert_sane(ended)
        self.assertEqual(ended.code, code, ended)
        for word in words:
            self.assertIn(str(word).lower(), ended.err.lower(), ended)

    def assert_one_sentence(self, code, ended, *words):
        """The whole command failed: one line on stderr says what and what to do, nothing on stdout."""
        self.assert_ends(code, ended, *words)
        self.assertEqual(len(ended.err.strip().splitlines()), 1, ended)
        self.assertEqual(ended.out, "", ended)

    def assert_sound(self):
        """The database passes kabar's own check."""
        ended = run("doctor", "--data", self.data)
        self.assertEqual(ended.code, 0, ended)
        self.assertIn("sound", ended.out, ended)


class DemoTest(ProgramTest):
    """Tests of the demo edition in the folder `demo`, which `server` serves to all; ends well and without a crash."""

    @classmethod
    def setUpClass(cls):
        home = tempfile.TemporaryDirectory(prefix="kabar-test-")
        cls.addClassCleanup(home.cleanup)
        data = pathlib.Path(home.name) / "data"
        ended = run("ingest", "--data", data, DEMO)
        assert ended.code == 0, ended
        cls.demo = data
        cls.server = Server(data)

    @classmethod
    def tearDownClass(cls):
        code, said = cls.server.stop()
        cls.server.__exit__()
        assert code == 0 and not any(words in said for words in CRASH_WORDS), said


def main():
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is not built")
    unittest.main(verbosity=2)
