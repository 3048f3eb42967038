"""kill -9 in the middle of an ingest: nothing acknowledged is lost, no half story stays, and going on gives the same
database as a run that nobody disturbed. The ingest of the demo edition and some hundred made-up articles is killed at
50 moments: half of them spread over the time it takes, half after a share of what it says, which no busy machine can
shift."""
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar

MOMENTS = int(os.environ.get("KILL_MOMENTS", "50"))


def number_of(line):
    """An article's number in the database from its name, "a" and the number to the base of 36."""
    return int(line["article"][1:], 36)


def made_up_articles(stories=180):
    """Lines of JSON: four outlets a story, each story with words of its own, so that there are several commits."""
    for number in range(stories * 4):
        words = [f"{word}{number // 4}" for word in ("harbour", "quay", "ferry", "storm", "council", "pilot")]
        text = " ".join(f"The {a} of {b} was seen by outlet {number % 4} near the {c}." for a, b, c in
                        zip(words, words[1:] + words[:1], words[2:] + words[:2]))
        yield json.dumps({"id": f"made-{number}", "source": f"outlet{number % 4}", "lang": "en", "text": text,
                          "title": f"{words[0]} and {words[1]} after the {words[3]}",
                          "published": f"2023-10-{number // 40 + 1:02}T10:00Z"}) + "\n"


def acknowledged(output):
    """The numbers of the articles in the whole lines that were printed; the last may be cut."""
    lines = output.decode(errors="replace").split("\n")[:-1]
    return {number_of(line) for line in map(json.loads, lines) if "article" in line}


class KillTest(kabar.ProgramTest):
    def setUp(self):
        super().setUp()
        made = self.folder / "made.jsonl"
        made.write_text("".join(made_up_articles()))
        self.command = ["ingest", "--data", self.data, "--json", kabar.DEMO, made]

    def ingest_undisturbed(self):
        started = time.monotonic()
        ended = kabar.run(*self.command)
        self.assert_ends(0, ended)
        return time.monotonic() - started, len(ended.lines()), kabar.database_content(self.data)

    def ingest_and_kill(self, seconds=0, lines=0):
        """Kills the ingest after so many lines and that time; what it had acknowledged, and whether it was at work."""
        with subprocess.Popen([kabar.PROGRAM, *self.command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              env=kabar.environment()) as process:
            said = b"".join(process.stdout.readline() for _ in range(lines))
            time.sleep(seconds)
            process.kill()
            said += process.stdout.read()
        return acknowledged(said), process.returncode == -9

    def stored_articles(self):
        """The names of the articles in the database, before anything else opens it for writing."""
        ended = kabar.run("doctor", "--data", self.data)
        self.assertEqual(ended.code, 0, ended)
        if "sound" not in ended.out:
            return set()  # killed before there was a database
        with contextlib.closing(sqlite3.connect(f"file:{self.data}/kabar.db?mode=ro", uri=True)) as database:
            return {number for (number,) in database.execute("SELECT id FROM articles")}

    def test_nothing_acknowledged_is_lost_and_the_end_is_the_same(self):
        duration, lines, expected = self.ingest_undisturbed()
        killed = halfway = 0
        for moment in range(MOMENTS):
            with self.subTest(moment=moment):
                shutil.rmtree(self.data)
                part = (moment + 0.5) / MOMENTS
                told, was_killed = (self.ingest_and_kill(lines=int(lines * part)) if moment % 2 else
                                    self.ingest_and_kill(seconds=duration * part))
                killed += was_killed
                halfway += was_killed and bool(told)
                self.assertLessEqual(told, self.stored_articles(), "acknowledged, then lost")
                again = kabar.run(*self.command)
                self.assert_ends(0, again)
                added = {number_of(line) for line in again.lines() if line.get("status") == "added"}
                self.assertEqual(told & added, set(), "acknowledged, then taken in anew")
                self.assert_sound()
                self.assertEqual(kabar.database_content(self.data), expected)
        print(f"{killed} of {MOMENTS} were killed at work, {halfway} with something acknowledged", flush=True)
        self.assertGreaterEqual(killed, MOMENTS // 2, "the moments miss the ingest")
        self.assertGreaterEqual(halfway, MOMENTS // 10, "the moments miss the commits")


if __name__ == "__main__":
    kabar.main()
