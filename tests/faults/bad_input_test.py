"""Bad input is a value, not an accident: each gets the message and the exit code that it should, and the rest of
the batch goes on. See also bad_data_test.py for a data folder, a port or a command line that is bad."""
import contextlib
import gzip
import json
import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import hostile_pages as hostile
import kabar_program as kabar


class BadInputTest(kabar.ProgramTest):
    def setUp(self):
        super().setUp()
        self.pages = self.folder / "pages"
        self.pages.mkdir()

    def ingest(self, files):
        """Ingests the folder with these files and two good pages around them; checks that those two are taken in."""
        for name, content in {"a-good.html": hostile.news(1), **files, "z-good.html": hostile.news(2)}.items():
            (self.pages / name).write_bytes(content)
        ended = kabar.run("ingest", "--data", self.data, "--json", self.pages)
        self.assert_sane(ended)
        lines = ended.lines()
        self.settled = {pathlib.Path(line["input"]).name: line for line in lines if "input" in line}
        self.summary = lines[-1]["summary"]
        for name in ("a-good.html", "z-good.html"):
            self.assertEqual(self.settled[name]["status"], "added", ended)
        self.assert_sound()
        return ended

    def extract(self, content, *arguments):
        (self.folder / "one.html").write_bytes(content)
        ended = kabar.run("extract", "--format", "json", *arguments, self.folder / "one.html", timeout=60)
        self.assert_ends(0, ended)
        return json.loads(ended.out)

    def assert_rejected(self, files, *words):
        ended = self.ingest(files)
        for name in files:
            self.assertEqual(self.settled[name]["status"], "rejected", ended)
            self.assert_ends(3, ended, name, *words)

    def assert_taken(self, files):
        ended = self.ingest(files)
        self.assert_ends(0, ended)
        for name in files:
            self.assertEqual(self.settled[name]["status"], "added", ended)

    def test_files_that_are_no_pages_are_rejected(self):
        self.assert_rejected({"picture.html": hostile.PNG, "paper.html": hostile.PDF, "program.html": hostile.BINARY})

    def test_an_empty_file_is_rejected(self):
        self.assert_rejected({"nothing.html": b""}, "empty")

    def test_a_gzip_bomb_is_rejected(self):
        self.assert_rejected({"bomb.html.gz": hostile.gzip_bomb()})

    def test_a_cut_gzip_file_is_rejected(self):
        self.assert_rejected({"cut.html.gz": gzip.compress(hostile.news(3))[:-40]})

    def test_a_page_above_the_cap_is_rejected_and_the_cap_named(self):
        big = hostile.page("<p>" + "a long page " * (17 << 20 >> 3) + "</p>")
        self.assert_rejected({"big.html": big}, "16")

    def test_an_unreadable_file_is_rejected(self):
        (self.pages / "gone.html").symlink_to(self.folder / "nowhere.html")
        self.assert_ends(3, self.ingest({}), "gone.html")

    def test_a_link_loop_is_rejected(self):
        (self.pages / "inner").mkdir()
        (self.pages / "loop.html").symlink_to(self.pages / "loop.html")
        (self.pages / "inner" / "up").symlink_to(self.pages)
        self.assert_ends(3, self.ingest({}), "loop.html")

    def test_two_pages_without_an_article_are_kept_in_no_story(self):
        links = "".join(f'<li><a href="/{i}">Headline number {i}</a></li>' for i in range(40))
        self.assert_taken({"empty-body.html": hostile.page(""), "listing.html": hostile.page(f"<ul>{links}</ul>")})
        for name in ("empty-body.html", "listing.html"):
            self.assertEqual(self.settled[name]["kind"], "other")
        self.assertEqual(self.summary["other"], 2)

    def test_a_page_without_title_date_author_or_language_is_taken(self):
        self.assert_taken({"bare.html": f"<body>{hostile.STORY}</body>".encode()})

    def test_bad_dates_are_bounded_or_null_and_counted(self):
        meta = '<meta property="article:published_time" content="%s">'
        dates = {"unreadable.html": "the day after", "epoch.html": "1970-01-01T00:00:00Z",
                 "future.html": "2999-12-31T00:00:00Z"}
        self.assert_taken({name: hostile.page(head=meta % date, title=name) for name, date in dates.items()})
        with contextlib.closing(sqlite3.connect(self.data / "kabar.db")) as database:
            published = dict(database.execute("SELECT title, published FROM articles"))
        for name in dates:
            with self.subTest(name):
                self.assertEqual(published[name], "")
                self.assertTrue(self.settled[name].get("warnings"), "no warning")

    def test_a_date_after_the_fetch_is_bounded_by_it(self):
        meta = '<meta property="article:published_time" content="2024-05-03T10:00:00Z">'
        (self.folder / "page.html").write_bytes(hostile.page(head=meta))
        line = {"id": "1", "url": "https://quay.example/news/1", "html": "page.html",
                "fetched_at": "2024-05-01T08:00:00Z"}
        (self.folder / "list.jsonl").write_text(json.dumps(line) + "\n")
        ended = kabar.run("extract", "--input", self.folder / "list.jsonl")
        self.assert_ends(0, ended)
        published = ended.lines()[0]["published"]
        self.assertTrue(published is None or published <= "2024-05-01T09", published)

    def test_broken_text_is_decoded_and_the_replacement_counted(self):
        text = hostile.page(hostile.STORY + "<p>Größere Kähne für Älvsjö, sagte Frau Müller.</p>")
        self.assert_taken({"utf8.html": text.replace(b"harbour", b"harb\xc3\xff\xfeour")})
        self.assertTrue(self.summary["warnings"], "no warning was counted")

    def test_a_wrong_declared_charset_yields_to_the_bytes(self):
        text = hostile.page(hostile.STORY + "<p>Größere Kähne für Älvsjö über Öland, sagte Frau Müller.</p>")
        article = self.extract(text.replace(b'charset="utf-8"', b'charset="iso-8859-1"'))
        self.assertIn("Größere Kähne für Älvsjö", article["text"])

    def test_deep_and_swollen_pages_are_cut_at_the_caps_and_their_text_found(self):
        bombs = {"nested": hostile.nested_elements(), "formatting": hostile.formatting_bomb(),
                 "nodes": hostile.node_bomb(), "json-ld": hostile.deep_json_ld()}
        for name, content in bombs.items():
            with self.subTest(name):
                self.assertIn(hostile.MARK, self.extract(content)["text"])

    def test_bombs_do_not_stop_an_ingest(self):
        self.assert_taken({"nested.html": hostile.nested_elements(), "formatting.html": hostile.formatting_bomb(),
                           "json-ld.html": hostile.deep_json_ld()})

    def test_bad_lines_are_rejected_with_their_number(self):
        good = {"id": "good", "title": "Quay to be widened", "text": hostile.SENTENCES[0]}
        lines = [
            json.dumps(good),
            "{ no json",
            json.dumps({"title": "without an id", "text": "text"}),
            json.dumps({"id": "bare"}),
            json.dumps({**good, "id": "typed", "title": 7}),
            "[1, 2]",
            json.dumps({**good, "id": "last"}),
        ]
        (self.folder / "articles.jsonl").write_text("\n".join(lines) + "\n")
        ended = kabar.run("ingest", "--data", self.data, "--json", self.folder / "articles.jsonl")
        self.assert_ends(3, ended, *(f"articles.jsonl:{number}" for number in (2, 3, 4, 5, 6)))
        summary = ended.lines()[-1]["summary"]
        self.assertEqual((summary["added"], summary["rejected"]), (2, 5), ended)
        self.assert_sound()

    def test_extract_answers_every_line_of_a_list_in_order(self):
        (self.folder / "good.html").write_bytes(hostile.news(1))
        (self.folder / "bad.html").write_bytes(hostile.PNG)
        lines = [{"id": "1", "url": "https://quay.example/1", "html": "good.html"},
                 {"id": "2", "url": "https://quay.example/2", "html": "bad.html"},
                 {"id": "3", "url": "https://quay.example/3", "html": "gone.html"},
                 {"id": "4", "url": "https://quay.example/4", "html": "good.html", "unknown": [1]}]
        (self.folder / "list.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        for threads in (1, 4):
            ended = kabar.run("extract", "--threads", threads, "--input", self.folder / "list.jsonl")
            self.assert_sane(ended)
            found = ended.lines()
            self.assertEqual([line["id"] for line in found], ["1", "2", "3", "4"])
            self.assertEqual(["error" in line for line in found], [False, True, True, False], ended)

    def test_a_list_on_standard_input_is_read_from_its_first_line(self):
        lines = [{"id": str(i), "title": f"Ferry {i} leaves late", "text": "The boat waited for the tide."} for i in range(40)]
        stdin = "".join(json.dumps(line) + "\n" for line in lines).encode()
        for command in ("extract", "understand", "group"):
            with self.subTest(command):
                ended = kabar.run(command, "--input", "-", stdin=stdin)
                self.assert_sane(ended)
                self.assertEqual([line["id"] for line in ended.lines()], [line["id"] for line in lines], ended)

    def test_two_lines_with_one_identity_are_revisions(self):
        line = {"id": "same", "url": "https://quay.example/1", "source": "quay", "title": "Quay to be widened"}
        lines = [{**line, "text": hostile.SENTENCES[0], "fetched": "2024-05-01T08:00:00Z"},
                 {**line, "text": hostile.SENTENCES[1], "fetched": "2024-05-01T09:00:00Z"}]
        (self.folder / "articles.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines))
        ended = kabar.run("ingest", "--data", self.data, "--json", self.folder / "articles.jsonl")
        self.assert_ends(0, ended)
        summary = ended.lines()[-1]["summary"]
        self.assertEqual((summary["added"], summary["revised"]), (1, 1), ended)

    def test_the_same_input_again_changes_nothing(self):
        self.assert_taken({})
        before = kabar.database_content(self.data)
        again = kabar.run("ingest", "--data", self.data, "--json", self.folder / "pages")
        self.assert_ends(0, again)
        self.assertEqual(again.lines()[-1]["summary"]["unchanged"], 2, again)
        self.assertEqual(kabar.database_content(self.data), before)

    def test_standard_input_may_be_anything(self):
        for name, content in {"empty": b"", "png": hostile.PNG, "half json": b'{"id": '}.items():
            with self.subTest(name):
                self.assert_ends(3, kabar.run("ingest", "--data", self.data, "-", stdin=content))


if __name__ == "__main__":
    kabar.main()
