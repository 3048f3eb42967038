"""kabar export: what it writes is what the API's export sends, as JSON lines and CSV; and what it says when nobody reads on or
the disk is full."""
import csv
import io
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar


class ExportTest(kabar.DemoTest):
    def export(self, *arguments):
        ended = kabar.run("export", "--data", self.demo, *arguments)
        self.assertEqual(ended.code, 0, ended)
        return ended.out

    def rows(self, *arguments):
        return list(csv.DictReader(io.StringIO(self.export("--format", "csv", *arguments), newline=""), strict=True))

    def served(self, query):
        lines = kabar.fetch(f"{self.server.url}/api/v1/export?{query}").text.splitlines()
        return [json.loads(line) for line in lines]

    def test_writes_what_the_api_sends(self):
        for arguments, query in (((), ""), (("--stories",), "what=stories"), (("Karabakh",), "q=Karabakh"),
                                 (("--lang", "fr", "Karabakh", "OR", "rugby"), "q=Karabakh+OR+rugby&lang=fr"),
                                 (("--stories", "source:northledger"), "what=stories&q=source%3Anorthledger")):
            lines = [json.loads(line) for line in self.export(*arguments).splitlines()]
            self.assertTrue(lines, arguments)
            self.assertEqual(lines, self.served(query), arguments)

    def test_csv_holds_the_same(self):
        articles = self.served("")
        rows = self.rows()
        self.assertEqual(len(rows), len(articles))
        for row, article in zip(rows, articles):
            for name in ("id", "story", "copy_of", "source", "site", "lang", "country", "time", "agency", "topic", "url", "excerpt"):
                self.assertEqual(row[name], article[name] or "", (article["id"], name))
            for name in ("title", "text"):  # which may look like a formula
                self.assertEqual(row[name].removeprefix("'"), (article[name] or "").removeprefix("'"), article["id"])
            self.assertEqual(row["authors"], "; ".join(article["authors"]))
        stories = {row["id"]: row["articles"] for row in self.rows("--stories")}
        self.assertEqual(stories, {story["id"]: str(story["articles"]) for story in self.served("what=stories")})

    def test_a_file_is_there_when_it_is_whole(self):
        path = self.folder / "all.jsonl"
        self.assertEqual(self.export("--output", path), "")
        self.assertEqual(path.read_text(), self.export())
        self.assertEqual([item.name for item in self.folder.iterdir()], [path.name])
        ended = kabar.run("export", "--data", self.demo, "--output", self.folder / "no" / "such" / "folder")
        self.assert_one_sentence(1, ended, "cannot write", "no such file")

    def test_says_that_nobody_reads_on(self):
        process = subprocess.Popen([kabar.PROGRAM, "export", "--data", self.demo], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=kabar.environment())
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), 1)
        self.assertIn("stopped before the end", said)
        self.assertEqual(len(said.strip().splitlines()), 1, said)

    def test_says_that_the_disk_is_full(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([kabar.PROGRAM, "export", "--data", self.demo], stdout=full, stderr=subprocess.PIPE,
                                  env=kabar.environment(), check=False, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("no space left", done.stderr.decode().lower())

    def test_refuses_what_it_does_not_know(self):
        self.assert_one_sentence(1, kabar.run("export", "--data", self.folder / "nothing"), "ingest")
        self.assertEqual(kabar.run("export", "--data", self.demo, "--format", "xml").code, 2)
        self.assertEqual(self.export("nothingofthekind"), "")


if __name__ == "__main__":
    kabar.main()
