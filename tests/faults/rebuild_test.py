"""Corrections and rebuilds of the stories: while kabar serves, and with kill -9 in the middle of a rebuild, after which
the data are the old ones or the new ones, and never something between."""
import contextlib
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar
import kill_test

MOMENTS = 12


class RebuildTest(kabar.ProgramTest):
    def kabar(self, *arguments, code=0):
        ended = kabar.run(*arguments, "--data", self.data)
        self.assert_ends(code, ended)
        return ended

    def story_of(self, article):
        stories = self.kabar("stories", "list", "--json", "--limit", "1000").lines()
        for story in stories:
            shown = self.kabar("stories", "show", story["story"], "--json").lines()[0]
            if article in [member["id"] for member in shown["members"]]:
                return shown["story"]
        return None

    def test_a_correction_holds_over_the_socket_on_the_site_and_through_a_rebuild(self):
        self.kabar("ingest", kabar.DEMO)
        one, other = [story["story"] for story in self.kabar("stories", "list", "--json", "--limit", "2").lines()]
        with kabar.Server(self.data) as server:
            self.kabar("stories", "merge", one, other)
            moved = kabar.fetch(f"{server.url}/story/{other}")
            self.assertIn(moved.status, (301, 302, 308))
            self.assertIn(f"/story/{one}", moved.headers["Location"])
            answer = kabar.fetch(f"{server.url}/api/v1/stories/{other}").json
            self.assertEqual((answer["id"], answer["moved_from"]), (one, other))
            self.assertGreaterEqual(len(answer["timeline"]), 2)
            self.kabar("rebuild", "stories")
            self.assertEqual(kabar.fetch(f"{server.url}/api/v1/stories/{other}").json["id"], one)
            self.kabar("stories", "merge", one, other, code=2)
            self.kabar("stories", "undo", "c1")
            self.assertEqual(kabar.fetch(f"{server.url}/api/v1/stories/{other}").json["id"], other)
        self.assert_sound()

    def test_killed_in_a_rebuild_the_data_are_old_or_new(self):
        made = self.folder / "made.jsonl"
        made.write_text("".join(kill_test.made_up_articles(100)))
        self.kabar("ingest", made)
        self.kabar("stories", "split", self.story_of("made-0"), "made-1")
        # What was known of the texts is lost, so that there is much to write.
        with contextlib.closing(sqlite3.connect(self.data / "kabar.db")) as database, database:
            database.execute("UPDATE analyses SET body = (SELECT body FROM analyses WHERE article = 1)")
        old = kabar.database_content(self.data)
        kept = self.folder / "kept"
        shutil.copytree(self.data, kept)
        started = time.monotonic()
        self.kabar("rebuild", "stories")
        duration, new = time.monotonic() - started, kabar.database_content(self.data)
        self.assertNotEqual(old, new)
        killed = 0
        for moment in range(MOMENTS):
            with self.subTest(moment=moment):
                shutil.rmtree(self.data)
                shutil.copytree(kept, self.data)
                process = subprocess.Popen([kabar.PROGRAM, "rebuild", "stories", "--data", self.data],
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=kabar.environment())
                time.sleep(duration * (moment + 0.5) / MOMENTS)
                process.kill()
                process.communicate()
                killed += process.returncode == -9
                self.assert_sound()
                self.assertIn(kabar.database_content(self.data), (old, new))
        print(f"{killed} of {MOMENTS} were killed at work", flush=True)
        self.assertGreaterEqual(killed, MOMENTS // 3, "the moments miss the rebuild")


if __name__ == "__main__":
    kabar.main()
