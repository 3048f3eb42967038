"""What comes out of feeds, sound and broken, sitemaps and robots.txt: `kabar source test --json` of each file in given/ is the file of its name
in expected/. feeds_test.py --update writes them anew; read the difference before you commit it."""
import gzip
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "faults")]
import hostile_pages as hostile
import kabar_program as kabar

PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in hostile.SENTENCES)


def outcome(path):
    ended = kabar.run("source", "test", "--json", path.name, cwd=path.parent)
    return ended, ended.out or ended.err


def expected_of(path):
    return HERE / "expected" / (path.name + ".jsonl")


def item(number, content="", more=""):
    return (f"<item><title>Harbour news {number}</title><link>https://quay.example/news/{number}</link>"
            f"<pubDate>Tue, 07 May 2024 10:0{number}:00 GMT</pubDate>{more}"
            f"<content:encoded><![CDATA[{content}]]></content:encoded></item>")


def rss(*items):
    return (f'<rss version="2.0"><channel><title>Quay News</title><language>en</language>'
            f'<link>https://quay.example/</link>{"".join(items)}</channel></rss>').encode()


class FeedsTest(kabar.ProgramTest):
    def test_each_feed_gives_what_it_should(self):
        for path in sorted((HERE / "given").iterdir()):
            with self.subTest(path.name):
                ended, text = outcome(path)
                self.assert_sane(ended)
                self.assertEqual(text, expected_of(path).read_text())

    def ingest(self, *arguments, **options):
        ended = kabar.run("ingest", "--data", self.data, "--json", *arguments, **options)
        self.assert_ends(0, ended)
        return ended.lines()[-1]["summary"]

    def test_items_with_their_whole_text_are_taken_in_and_others_skipped(self):
        (self.folder / "feed.xml").write_bytes(rss(item(1, PARAGRAPHS), item(2, "<p>Read on…</p>"),
                                                   item(3, PARAGRAPHS + "<p>and so on […]</p>"), item(4)))
        summary = self.ingest(self.folder / "feed.xml")
        self.assertEqual((summary["added"], summary["skipped"]), (1, {"feed item without its whole text": 3}))
        self.assertEqual(self.ingest(self.folder / "feed.xml")["unchanged"], 1)
        found = kabar.run("search", "--data", self.data, "--json", "quay").lines()
        self.assertIn("https://quay.example/news/1", json.dumps(found))
        self.assert_sound()

    def test_an_item_and_its_page_are_one_article(self):
        (self.folder / "page.html").write_bytes(hostile.news(1))
        line = {"id": "1", "url": "https://www.quay.example/news/1?utm_source=feed", "html": "page.html",
                "fetched_at": "2024-05-07T11:00:00Z"}
        (self.folder / "list.jsonl").write_text(json.dumps(line) + "\n")
        self.ingest(self.folder / "list.jsonl")
        (self.folder / "feed.xml").write_bytes(rss(item(1, PARAGRAPHS)))
        self.assertEqual(self.ingest(self.folder / "feed.xml")["revised"], 1)

    def test_a_feed_comes_by_standard_input_and_packed(self):
        self.assertEqual(self.ingest("-", stdin=rss(item(1, PARAGRAPHS)))["added"], 1)
        (self.folder / "feed.xml.gz").write_bytes(gzip.compress(rss(item(2, PARAGRAPHS))))
        self.assertEqual(self.ingest(self.folder / "feed.xml.gz")["added"], 1)
        with kabar.Server(self.data):
            self.assertEqual(self.ingest("-", stdin=rss(item(3, PARAGRAPHS)))["added"], 1)

    def test_a_page_called_xml_is_still_a_page(self):
        (self.folder / "page.xml").write_bytes(hostile.news(1))
        self.assertEqual(self.ingest(self.folder / "page.xml")["added"], 1)

    def test_a_sitemap_is_skipped(self):
        summary = self.ingest(HERE / "given" / "sitemap_news.xml")
        self.assertEqual(list(summary["skipped"]), ["sitemap: it names pages, and holds none"])

    def test_an_enormous_feed_is_read_up_to_its_caps(self):
        ended = kabar.run("source", "test", "--json", "-", stdin=rss(*(item(i % 10, f"{i}") for i in range(5000))))
        self.assert_ends(0, ended)
        self.assertIn("more items than are read at once", ended.out)
        ended = kabar.run("source", "test", "-", stdin=b"<rss><channel>" + b"<a>" * 5_000_000)
        self.assert_ends(0, ended)


if __name__ == "__main__":
    if "--update" in sys.argv:
        (HERE / "expected").mkdir(exist_ok=True)
        for feed in sorted((HERE / "given").iterdir()):
            expected_of(feed).write_text(outcome(feed)[1])
    else:
        kabar.main()
