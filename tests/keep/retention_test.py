"""`kabar retain` takes out what is older or more than is kept, articles and archive files, also by way of a kabar that runs;
a dry run takes nothing, and stories, search and counters are right afterwards."""
import contextlib
import json
import os
import pathlib
import sqlite3
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar


def lines(count):
    for number in range(count):
        text = " ".join(f"Word{number % 10}x{i} of the harbour number {number}." for i in range(60))
        yield json.dumps({"id": f"made-{number}", "source": f"outlet{number % 2}", "lang": "en", "text": text,
                          "title": f"Harbour {number % 10}", "url": f"https://outlet{number % 2}.example/{number}"}) + "\n"


class RetentionTest(kabar.ProgramTest):
    def setUp(self):
        super().setUp()
        (self.folder / "made.jsonl").write_text("".join(lines(60)))
        self.archive = self.folder / "archive"
        self.archive.mkdir()
        for age in (1, 40, 50):
            for ending in ("warc.gz", "cdxj"):
                file = self.archive / f"kabar-{age}.{ending}"
                file.write_bytes(b"x" * 1000)
                os.utime(file, (time.time() - age * 86400,) * 2)
        (self.folder / "kabar.toml").write_text(
            f'data = "{self.data}"\n[collect]\narchive = "{self.archive}"\n[keep]\narchive_days = 45\n')
        self.assert_ends(0, kabar.run("ingest", "made.jsonl", cwd=self.folder))

    def retain(self, *arguments):
        ended = kabar.run("retain", "--json", *arguments, cwd=self.folder)
        self.assert_ends(0, ended)
        return ended.lines()[0]

    def articles(self):
        ended = kabar.run("search", "--json", "harbour", "--limit", "100", cwd=self.folder)
        self.assert_ends(0, ended)
        return len(ended.lines())

    def age_the_first(self):
        with contextlib.closing(sqlite3.connect(self.data / "kabar.db")) as database:
            database.execute("UPDATE articles SET arrived = arrived - 10 * 86400 WHERE id <= 20")
            database.commit()

    def test_a_dry_run_takes_nothing(self):
        told = self.retain("--dry-run", "--total-mb", "0", "--days", "1")
        self.assertEqual((told["articles"], told["archive_files"]), (0, 1))
        self.assertEqual((self.articles(), len(list(self.archive.iterdir()))), (60, 6))

    def test_what_is_too_old_goes(self):
        self.age_the_first()
        told = self.retain("--days", "7")
        self.assertEqual((told["articles"], told["archive_files"]), (20, 1))
        self.assertEqual(self.articles(), 40)
        self.assertEqual(sorted(path.name for path in self.archive.iterdir()),
                         ["kabar-1.cdxj", "kabar-1.warc.gz", "kabar-40.cdxj", "kabar-40.warc.gz"])
        self.assert_sound()
        self.assertEqual(self.retain("--days", "7")["articles"], 0)
        self.assert_ends(0, kabar.run("ingest", "made.jsonl", cwd=self.folder))
        self.assertEqual(self.articles(), 60)

    def test_a_running_kabar_does_it_for_others(self):
        self.age_the_first()
        with kabar.Server(self.data):
            self.assertEqual(self.retain("--days", "7")["articles"], 20)
            self.assertEqual(self.articles(), 40)
        self.assert_sound()


if __name__ == "__main__":
    kabar.main()
