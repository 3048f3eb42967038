"""What kabar publishes, read by five readers that others wrote: each feed of every kind and format gives each of them the
same entries, without complaint. readers/readers fetches them, in pinned versions; without them the test fails."""
import datetime
import json
import pathlib
import subprocess
import sys
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
READERS = HERE / "readers"
sys.path[:0] = [str(HERE.parent), str(READERS / ".python")]
import kabar_program as kabar

KINDS = ("front", "latest", "source/northledger", "search?" + urllib.parse.urlencode({"q": "Karabakh OR rugby"}),
         "search?q=lang%3Aar", "search?q=nothingofthekind", "topic/11000000")


def iso(time):
    return time.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def of_struct(time):
    return iso(datetime.datetime(*time[:6], tzinfo=datetime.timezone.utc))


def by_feedparser(text, _format):
    import feedparser
    feed = feedparser.parse(text)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed.feed.title, [(item.id, item.title, item.link, of_struct(item.published_parsed)) for item in feed.entries]


def by_atoma(text, format):
    import atoma
    if format == "rss":
        feed = atoma.parse_rss_bytes(text)
        return feed.title, [(item.guid, item.title, item.link, iso(item.pub_date)) for item in feed.items]
    if format == "atom":
        feed = atoma.parse_atom_bytes(text)
        return feed.title.value, [(item.id_, item.title.value, next(link.href for link in item.links if link.rel == "alternate"),
                                   iso(item.published)) for item in feed.entries]
    feed = atoma.parse_json_feed_bytes(text)
    return feed.title, [(item.id_, item.title, item.url, iso(item.date_published)) for item in feed.items]


def by_podcastparser(text, _format):
    import io
    import podcastparser
    feed = podcastparser.parse("http://127.0.0.1/feed", io.BytesIO(text))
    return feed["title"], [(item["guid"], item["title"], item["link"],
                            iso(datetime.datetime.fromtimestamp(item["published"], datetime.timezone.utc)))
                           for item in feed["episodes"]]


def by_javascript(parser):
    def read(text, format):
        done = subprocess.run(["node", READERS / "read.mjs", parser, format], input=text, capture_output=True, check=False)
        assert done.returncode == 0 and not done.stderr, done.stderr.decode()
        feed = json.loads(done.stdout)
        return feed["title"], [(item["id"], item["title"], item["link"], item["time"]) for item in feed["entries"]]
    return read


EVERY = {"rss", "atom", "json"}
PARSERS = (("feedparser", EVERY - {"json"}, by_feedparser), ("atoma", EVERY, by_atoma),
           ("podcastparser", EVERY - {"json"}, by_podcastparser), ("feedsmith", EVERY, by_javascript("feedsmith")),
           ("rss-parser", EVERY - {"json"}, by_javascript("rss-parser")))


class ReadersTest(kabar.DemoTest):
    def feed(self, kind, format):
        path, _, query = kind.partition("?")
        answer = kabar.fetch(f"{self.server.url}/feed/{path}.{format}" + (query and "?" + query))
        self.assertEqual(answer.status, 200, kind)
        return answer.body

    def test_five_readers_read_the_same(self):
        story = kabar.fetch(self.server.url + "/api/v1/stories?limit=1").json["stories"][0]["id"]
        for kind in (*KINDS, f"story/{story}"):
            given = json.loads(self.feed(kind, "json"))
            items = [(item["id"], item["title"], item["url"],
                      iso(datetime.datetime.fromisoformat(item["date_published"].replace("Z", "+00:00"))))
                     for item in given["items"]]
            self.assertEqual(not items, "nothing" in kind, kind)
            for format in sorted(EVERY):
                text = self.feed(kind, format)
                for name, formats, read in PARSERS:
                    if format in formats:
                        title, entries = read(text, format)
                        self.assertEqual(title, given["title"], (kind, format, name))
                        self.check(entries, items, (kind, format, name))

    def check(self, entries, items, what):
        """The same entries; for a reader that sorts them and folds their blanks, likewise."""
        if what[2] == "podcastparser":
            entries, items = (sorted((i, " ".join(title.split()), *rest) for i, title, *rest in one)
                              for one in (entries, items))
        self.assertEqual(entries, items, what)

    def test_opml_gives_the_feeds_of_the_sources(self):
        import listparser
        data = self.folder / "data"
        for number in range(3):
            kabar.run("source", "add", "--data", data, "--as", "feed", f"https://outlet{number}.example/feed?a=1&b={number}")
        with kabar.Server(data) as server:
            answer = kabar.fetch(server.url + "/api/v1/sources.opml")
        self.assertEqual(answer.headers["Content-Type"], "text/x-opml; charset=utf-8")
        found = listparser.parse(answer.body)
        self.assertFalse(found.bozo)
        self.assertEqual([feed.url for feed in found.feeds],
                         [f"https://outlet{number}.example/feed?a=1&b={number}" for number in range(3)])


if __name__ == "__main__":
    if subprocess.run([READERS / "readers", "--check"], check=False).returncode != 0:
        sys.exit("the feed readers are missing or old: tests/feeds/readers/readers fetches them")
    kabar.main()
