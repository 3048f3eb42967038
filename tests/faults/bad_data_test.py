"""A data folder, a port, a command line or a configuration that is bad: one clear sentence and what to do, exit code
1, or 2 for wrong usage, and the data are as they were."""
import contextlib
import os
import pathlib
import pwd
import socket
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import hostile_pages as hostile
import kabar_program as kabar

ROOT_ONLY = unittest.skipUnless(os.geteuid() == 0, "needs root")


class BadDataTest(kabar.ProgramTest):
    def setUp(self):
        super().setUp()
        self.page = self.folder / "page.html"
        self.page.write_bytes(hostile.news(1))

    def ingest(self, *paths, **options):
        return kabar.run("ingest", "--data", self.data, *(paths or [self.page]), **options)

    def fill(self):
        self.assert_ends(0, self.ingest())

    def test_no_data_yet(self):
        for command in (["serve", "--listen", "127.0.0.1:0"], ["search", "quay"], ["stories"]):
            with self.subTest(command[0]):
                self.assert_one_sentence(1, kabar.run(*command, "--data", self.data), self.data, "no data yet",
                                         "kabar ingest")

    def test_a_database_of_a_newer_kabar(self):
        self.fill()
        with contextlib.closing(sqlite3.connect(self.data / "kabar.db")) as database:
            database.execute("PRAGMA user_version = 9999")
        for command in (["ingest", self.page], ["search", "quay"], ["serve", "--listen", "127.0.0.1:0"]):
            with self.subTest(command[0]):
                self.assert_one_sentence(1, kabar.run(*command, "--data", self.data), "newer kabar")

    def test_a_corrupt_database(self):
        self.fill()
        path = self.data / "kabar.db"
        for name, damage in {"head": (0, b"not a database at all" * 8), "inside": (5000, b"\xff" * 60000)}.items():
            with self.subTest(name):
                original = path.read_bytes()
                path.write_bytes(original[:damage[0]] + damage[1] + original[damage[0] + len(damage[1]):])
                ended = self.ingest(kabar.DEMO)
                self.assert_ends(1, ended, "kabar.db")
                self.assertEqual(len(ended.err.strip().splitlines()), 1, ended)
                self.assert_sane(kabar.run("doctor", "--data", self.data))
                path.write_bytes(original)

    def test_a_file_that_is_no_database(self):
        self.data.mkdir()
        (self.data / "kabar.db").write_text("something else")
        self.assert_one_sentence(1, self.ingest(), "kabar.db")
        self.assertEqual((self.data / "kabar.db").read_text(), "something else")

    def test_a_data_folder_that_is_a_file(self):
        self.data.write_text("")
        self.assert_one_sentence(1, self.ingest(), self.data)

    @ROOT_ONLY
    def test_a_folder_that_may_not_be_written(self):
        os.chmod(self.folder, 0o755)
        self.data.mkdir(mode=0o555)
        nobody = pwd.getpwnam("nobody")
        ended = self.ingest(user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[])
        self.assert_one_sentence(1, ended, self.data)

    @ROOT_ONLY
    def test_a_full_disk(self):
        self.data.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", self.data], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("may not mount a small tmpfs here")
        self.addCleanup(subprocess.run, ["umount", self.data], check=True)
        self.assert_ends(1, self.ingest(kabar.DEMO), "full")
        subprocess.run(["mount", "-o", "remount,size=1g", self.data], check=True)
        self.assert_ends(0, self.ingest(kabar.DEMO))
        self.assert_sound()

    def test_a_port_that_is_taken(self):
        self.fill()
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            ended = kabar.run("serve", "--data", self.data, "--listen", f"127.0.0.1:{port}")
            self.assert_one_sentence(1, ended, str(port))

    def test_a_running_kabar_takes_the_ingest_over(self):
        self.fill()
        (self.folder / "more.html").write_bytes(hostile.page(title="Quite another headline"))
        with kabar.Server(self.data) as server:
            self.assert_ends(0, self.ingest(self.folder / "more.html"))
            self.assertIn("Quite another headline", kabar.fetch(server.url + "/api/v1/articles").text)
            doctor = kabar.run("doctor", "--data", self.data)
            self.assertEqual(doctor.code, 0, doctor)
            self.assertIn("hands its work over", doctor.out)
            second = kabar.run("serve", "--data", self.data, "--listen", "127.0.0.1:0")
            self.assert_one_sentence(1, second, self.data)
            self.assertEqual(server.stop()[0], 0)
        self.assert_sound()

    def test_wrong_usage(self):
        for arguments in (["ingest", "--frobnicate", "x"], ["frobnicate"], [], ["ingest"],
                          ["serve", "--listen", "nowhere"], ["extract", "--format", "yaml", self.page]):
            with self.subTest(arguments):
                self.assert_one_sentence(2, kabar.run(*arguments, cwd=self.folder))

    def test_a_path_that_is_not_there(self):
        self.assert_one_sentence(1, self.ingest(self.folder / "nowhere"), self.folder / "nowhere")

    def test_an_unknown_key_or_a_broken_configuration(self):
        for name, text in {"unknown key": "data = \"x\"\n[serve]\nfrobnicate = 1\n", "no toml": "\n\ndata = = 3\n",
                           "wrong type": "\n\n[ingest]\nthreads = \"many\"\n"}.items():
            line = {"unknown key": 3, "no toml": 3, "wrong type": 4}[name]
            with self.subTest(name):
                (self.folder / "kabar.toml").write_text(text)
                ended = kabar.run("stories", cwd=self.folder)
                self.assert_one_sentence(2, ended, f"kabar.toml:{line}")


if __name__ == "__main__":
    kabar.main()
