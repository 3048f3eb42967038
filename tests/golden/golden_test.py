"""What kabar makes of known input, as files: golden_test.py [--update]

    extract/rich-body                         `kabar extract` writes this HTML and Markdown, and explains it; the
                                              rest of extract/, and metadata/, are the unit tests' of kabar/extract
    pages/CASE/input.html, expected.json      `kabar extract` gives these fields, and no others are looked at
    demo/articles.jsonl                       every page of the demo edition, wholly
    demo/stories.json                         the events of the demo edition, which pages report on them, and where
                                              kabar is known to be wrong
    demo/told.json                            the updates and differences that the pages of its stories contain, read by
                                              eye, and which of them kabar is known to miss

--update writes demo/articles.jsonl anew: read the difference before you commit it. Nothing updates the others: they
say what is right, not what kabar does.
"""
import collections
import json
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import kabar_program as kabar

# Compared for the demo edition; `ms` and the like differ from run to run.
FIELDS = ("id", "url", "source", "lang", "title", "authors", "agency", "published", "modified", "site", "image", "kind",
          "access", "text")


def extract_demo():
    ended = kabar.run("extract", "--threads", 2, "--input", kabar.DEMO / "pages.jsonl")
    assert ended.code == 0, ended
    return [{field: line.get(field) for field in FIELDS} for line in ended.lines()]


def read_lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def update():
    lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in extract_demo()]
    (HERE / "demo" / "articles.jsonl").write_text("".join(lines))


class PagesTest(kabar.ProgramTest):
    def test_pages_give_what_is_expected(self):
        cases = sorted(path.parent for path in HERE.glob("pages/*/expected.json"))
        self.assertTrue(cases)
        for case in cases:
            with self.subTest(case.name):
                expected = json.loads((case / "expected.json").read_text())
                ended = kabar.run("extract", "--format", "json", case / "input.html")
                self.assert_ends(0, ended)
                found = json.loads(ended.out)
                self.assertEqual({field: found.get(field) for field in expected}, expected)


class FormatsTest(kabar.ProgramTest):
    PAGE = HERE / "extract" / "rich-body" / "input.html"
    URL = "https://www.hollowhill.example/nature/lamp"

    def extract(self, *arguments):
        ended = kabar.run("extract", "--url", self.URL, *arguments, self.PAGE)
        self.assert_ends(0, ended)
        return ended.out

    def test_html_and_markdown_are_as_expected(self):
        self.assertIn(self.PAGE.with_name("body.html").read_text(), self.extract("--format", "html"))
        self.assertIn(self.PAGE.with_name("body.md").read_text().rstrip(), self.extract("--format", "markdown"))

    def test_explain_tells_of_every_block(self):
        explained = json.loads(self.extract("--explain", "--json"))
        verdicts = {block["text"]: block["verdict"] for block in explained["blocks"]}
        self.assertEqual(verdicts["What came to the light"], "kept")
        self.assertEqual(verdicts["About us © 2026 Hollow Hill Observer"], "unlikely")
        titles = next(field for field in explained["fields"] if field["field"] == "title")
        self.assertEqual(titles["chosen"], "The lamp that counts moths")
        self.assertTrue(any(claim["chosen"] for claim in titles["claims"]))

    def test_explain_writes_one_page_without_script(self):
        page = self.extract("--explain")
        self.assertTrue(page.startswith("<!DOCTYPE html>"))
        self.assertIn("The lamp that counts moths", page)
        for foreign in ("<script", "<link", "<img", " src=", "@import", "url("):
            self.assertNotIn(foreign, page)

    def test_explain_takes_one_file(self):
        ended = kabar.run("extract", "--explain", "--input", self.PAGE)
        self.assert_ends(2, ended)
        self.assertIn("--explain", ended.err)

    def test_what_would_be_passed_over_is_refused(self):
        cases = [
            (["https://www.hollowhill.example/nature/lamp"], "--url"),
            (["--format", "text", "--input", self.PAGE], "--format"),
            (["--url", self.URL, "--input", self.PAGE], "--url"),
            (["--json", "--format", "text", self.PAGE], "--json"),
            ([self.PAGE.parents[1]], "--input"),
            ([kabar.DEMO / "pages.jsonl"], "--input"),
        ]
        for arguments, told in cases:
            with self.subTest(arguments=arguments):
                ended = kabar.run("extract", *arguments)
                self.assert_ends(2, ended)
                self.assertIn(told, ended.err)

    def test_a_folder_gives_a_line_for_each_page(self):
        folder = HERE / "pages"
        ended = kabar.run("extract", "--input", folder)
        found = {json.loads(line)["id"] for line in ended.out.splitlines()}
        self.assertLessEqual({f"{case.name}/input.html" for case in folder.iterdir()}, found, ended.err)

    def test_a_line_tells_of_losses(self):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "page.html"
            page.write_text("<title>x</title><script type='application/ld+json'>not JSON</script><p>text</p>")
            lines = pathlib.Path(folder) / "list.jsonl"
            lines.write_text(json.dumps({"id": "a", "html": "page.html"}) + "\n")
            told = json.loads(kabar.run("extract", "--input", lines).out)
        self.assertTrue(any("JSON-LD" in warning for warning in told["warnings"]), told)


class DemoTest(kabar.ProgramTest):
    def test_every_article_is_as_it_was(self):
        expected = {line["id"]: line for line in read_lines(HERE / "demo" / "articles.jsonl")}
        found = {line["id"]: line for line in extract_demo()}
        self.assertEqual(found.keys(), expected.keys())
        for name, article in expected.items():
            with self.subTest(name):
                self.assertEqual(found[name], article)

    def test_events_become_stories(self):
        gold = json.loads((HERE / "demo" / "stories.json").read_text())
        story_of = self.ingest_demo(1)
        self.assertEqual(self.ingest_demo(4), story_of, "one thread and four disagree")
        event_of = {page: event for event, pages in gold["events"].items() for page in pages}
        event_of.update({page: page for page in gold["alone"]})
        events_in = collections.defaultdict(set)
        for page, event in event_of.items():
            events_in[story_of[page]].add(event)
        faults = gold["known faults"]  # a fault that is mended is to be taken off the list
        self.assertEqual([sorted(events) for events in events_in.values() if len(events) > 1], faults["mixed"],
                         "stories that mix events")
        split = [event for event, pages in gold["events"].items() if len({story_of[page] for page in pages}) > 1]
        self.assertEqual(split, faults["split"], "events in more than one story")
        self.assertEqual([page for page in gold["other"] if page in story_of], [])

    def test_stories_show_the_updates_and_differences_of_their_pages_and_no_others(self):
        gold = json.loads((HERE / "demo" / "told.json").read_text())
        self.ingest_demo(2)
        found = [told for story in self.stories(2) for told in self.relations(2, story)]
        missed = gold["known to be missed"]  # what is mended is to be taken off the list
        self.assertCountEqual(found, [told for told in gold["contained"] if told not in missed])

    def relations(self, threads, story):
        data = self.folder / f"data-{threads}"
        shown = kabar.run("stories", "show", story, "--data", data, "--json").lines()[0]
        page_of = {member["article"]: member["id"] for member in shown["members"]}
        lines = kabar.run("stories", "figures", story, "--data", data, "--json").lines()

        def count(line):
            return {"page": page_of[line["articles"][0]], "number": line["low"]}

        return [{"kind": line["kind"], line["relation"]: count(line), "to": count(lines[line["to"]])}
                for line in lines if line["relation"]]

    def stories(self, threads):
        data = self.folder / f"data-{threads}"
        return [line["story"] for line in kabar.run("stories", "list", "--limit", 500, "--data", data, "--json").lines()]

    def ingest_demo(self, threads):
        """Page → story, for every page in a story."""
        data = self.folder / f"data-{threads}"
        self.assert_ends(0, kabar.run("ingest", "--data", data, "--threads", threads, kabar.DEMO))
        story_of = {}
        for story in self.stories(threads):
            shown = kabar.run("stories", "show", story, "--data", data, "--json").lines()[0]
            story_of.update({member["id"]: story for member in shown["members"]})
        return story_of


if __name__ == "__main__":
    update() if "--update" in sys.argv[1:] else kabar.main()
