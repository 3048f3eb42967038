"""kill -9 in the middle of an ingest: nothing acknowledged is lost, no half story stays, and going on gives the
same database as a run that nobody disturbed. The demo edition is killed at 50 moments spread over its ingest."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar

MOMENTS = int(os.environ.get("KILL_MOMENTS", "50"))


def acknowledged(output):
    """The articles of the whole lines that were printed; the last may be cut."""
    lines = output.decode(errors="replace").split("\n")[:-1]
    return {line["article"] for line in map(json.loads, lines) if "article" in line}


class KillTest(kabar.ProgramTest):
    def ingest_undisturbed(self):
        started = time.monotonic()
        ended = kabar.run("ingest", "--data", self.data, "--json", kabar.DEMO)
        self.assert_ends(0, ended)
        return time.monotonic() - started, kabar.database_content(self.data)

    def ingest_and_kill(self, seconds):
        """Kills the ingest after that time; what it had acknowledged, and whether it was still at work."""
        process = subprocess.Popen([kabar.PROGRAM, "ingest", "--data", self.data, "--json", kabar.DEMO],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=kabar.environment())
        time.sleep(seconds)
        process.kill()
        output, _ = process.communicate()
        return acknowledged(output), process.returncode == -9

    def known_articles(self):
        """What `kabar search` would find: the ids in the database, before anything else opens it for writing."""
        if not (self.data / "kabar.db").exists():
            return set()
        ended = kabar.run("doctor", "--data", self.data)
        self.assertEqual(ended.code, 0, ended)
        content = kabar.database_content(self.data)
        return {int(row.strip("[]").split(",")[0]) for row in content["articles"]}

    def test_nothing_acknowledged_is_lost_and_the_end_is_the_same(self):
        duration, expected = self.ingest_undisturbed()
        killed = 0
        for moment in range(MOMENTS):
            with self.subTest(moment=moment):
                shutil.rmtree(self.data)
                told, was_killed = self.ingest_and_kill(duration * (moment + 0.5) / MOMENTS)
                killed += was_killed
                self.assertLessEqual(len(told), len(self.known_articles()))
                again = kabar.run("ingest", "--data", self.data, "--json", kabar.DEMO)
                self.assert_ends(0, again)
                added = {line["article"] for line in again.lines() if line.get("status") == "added"}
                self.assertEqual(told & added, set(), "acknowledged, then lost")
                self.assert_sound()
                self.assertEqual(kabar.database_content(self.data), expected)
        self.assertGreaterEqual(killed, MOMENTS // 2, "the moments miss the ingest")


if __name__ == "__main__":
    kabar.main()
