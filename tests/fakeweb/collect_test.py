"""`kabar run` on a fake web, what nothing smaller can show: twins of an address are one article, revisions, pages that went,
sitemaps alone, feeds whose text is all there is, a crowd of feeds, misbehaving neighbours, a full disk, addresses that
turn inside, and an archive that gives all of it again."""
import contextlib
import gzip
import json
import pathlib
import sqlite3
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import kabar_program as kabar
import misbehaviour
import web
from run_test import Running, TEXT

NO_ROBOTS = web.page("none", status=404)
CROWD = 10_000


def page(title, text=TEXT, around="", head=""):
    return (f"<html><head><title>{title}</title>{head}</head><body><nav>{around}</nav><article><h1>{title}</h1>{text}"
            f"</article></body></html>")


def rss(*items, head=""):
    entries = "".join(f"<item><title>{title}</title><link>{url}</link>{more}</item>" for title, url, more in items)
    return web.page(f"<rss version='2.0'><channel><title>Quay</title>{head}{entries}</channel></rss>", "application/rss+xml")


def whole(text=TEXT):
    return f"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[{text}]]></content:encoded>"


class CollectTest(kabar.ProgramTest):
    def setUp(self):
        super().setUp()
        self.web = web.Web()
        self.web.__enter__()
        self.addCleanup(self.web.__exit__)
        self.data = self.folder / "kabar-data"
        self.configure()

    def configure(self, **settings):
        settings = {"connect_to": self.web.address, "site_interval_ms": 20, **settings}
        lines = [f"{key} = {value}" if isinstance(value, int) else f'{key} = "{value}"' for key, value in settings.items()]
        (self.folder / "kabar.toml").write_text("[site]\nfull_text = true\n[collect]\n" + "\n".join(lines) + "\n")

    def kabar(self, *arguments):
        ended = kabar.run(*arguments, cwd=self.folder)
        self.assertEqual(ended.code, 0, ended)
        return ended

    def add(self, url, *more, kind="feed"):
        self.kabar("source", "add", url, "--as", kind, *more)

    @contextlib.contextmanager
    def running(self):
        running = Running(self.folder)
        try:
            yield running
        finally:
            if running.process.poll() is None:
                self.assertEqual(running.end(2), 0)

    def ask(self, sql, write=False, data=None):
        mode = "rw" if write else "ro"
        path = (data or self.data) / "kabar.db"
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode={mode}", uri=True, timeout=30)) as database:
            rows = database.execute(sql).fetchall()
            database.commit()
            return rows

    def articles(self, data=None):
        return sorted(self.ask("SELECT name_id, url FROM articles JOIN sources ON sources.id = source", data=data))

    def wait(self, what, words, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if what():
                return
            time.sleep(0.2)
        self.fail(f"{words}; asked: {[r.host + r.target for r in self.web.requests][-60:]}")

    def visit_again(self):
        self.ask("UPDATE pages SET next_fetch = 0, fresh_until = NULL", write=True)

    def test_one_article_whatever_spellings_five_feeds_have(self):
        spellings = ["http://quay.example/news/1?utm_source=rss", "http://www.quay.example/news/1", "http://quay.example/news/1/",
                     "http://quay.example/news/1#top", "http://quay.example/news/1?fbclid=x"]
        site = {"/robots.txt": NO_ROBOTS, "/news/*": web.page(page("The bridge opens"))}
        for i, url in enumerate(spellings):
            site[f"/feed{i}"] = rss(("The bridge opens", url, ""))
        self.web.add("quay.example", site)
        self.web.add("www.quay.example", site)
        for i in range(5):
            self.add(f"http://quay.example/feed{i}", "--id", "quay")
        with self.running():
            self.wait(lambda: self.ask("SELECT count(*) FROM channels WHERE last_success IS NOT NULL") == [(5,)], "five looks")
            self.wait(self.articles, "no article came")
            time.sleep(2)
        self.assertEqual(len(self.articles()), 1)
        self.assertEqual(len([r for r in self.web.requests if r.path.startswith("/news/")]), 1)

    def test_a_change_of_text_is_a_revision_and_a_change_of_furniture_is_none(self):
        answers = {"body": page("The bridge opens", around="menu")}

        async def article(_, out):
            await out.answer(200, answers["body"])
        self.web.add("quay.example", {"/robots.txt": NO_ROBOTS, "/news/1": article,
                                      "/feed": rss(("The bridge opens", "http://quay.example/news/1", ""))})
        self.add("http://quay.example/feed")
        with self.running() as running:
            self.wait(self.articles, "no article came")
            for body, revisions in ((page("The bridge opens", around="another menu, 3 comments"), 1),
                                    (page("The bridge opens", TEXT.replace("its date", "its delay")), 2)):
                answers["body"] = body
                visits, = self.ask("SELECT visits FROM pages")[0]
                self.visit_again()
                self.wait(lambda: self.ask("SELECT visits FROM pages")[0][0] > visits, "no second visit")
                self.assertEqual(self.ask("SELECT count(*) FROM revisions"), [(revisions,)])
            shown = kabar.fetch(f"{running.url}/article/a1")
            if shown.status == 301:
                shown = kabar.fetch(running.url + shown.headers["Location"].removeprefix(running.url))
            self.assertIn("class=\"diff", shown.text)

    def test_a_page_that_went_is_marked_and_stays(self):
        gone = {}

        async def article(request, out):
            status = gone.get(request.path, 200)
            await out.answer(status, page("News " + request.path) if status == 200 else b"<p>gone")
        self.web.add("quay.example", {"/robots.txt": NO_ROBOTS, "/news/*": article, "/feed": rss(
            *((f"News {i}", f"http://quay.example/news/{i}", "") for i in (1, 2)))})
        self.add("http://quay.example/feed")
        with self.running():
            self.wait(lambda: len(self.articles()) == 2, "two articles")
            gone.update({"/news/1": 410, "/news/2": 404})
            self.visit_again()
            self.wait(lambda: sorted(self.ask("SELECT status FROM pages")) == [(404,), (410,)], "they were not visited again")
            self.assertEqual(len(self.articles()), 2)
            for number in (1, 2):
                url = f"http://quay.example/news/{number}"
                self.assertEqual(self.kabar("article", "show", "--json", url).lines()[0]["page_status"], gone[f"/news/{number}"])
                self.assertIn("taken down", self.kabar("article", "show", url).out)
            before = len(self.web.requests)
            time.sleep(3)
            self.assertEqual(self.ask("SELECT count(*) FROM pages WHERE next_fetch IS NOT NULL"), [(0,)])
            self.assertEqual([r.path for r in self.web.requests[before:] if r.path.startswith("/news/")], [])

    def test_a_site_with_nothing_but_a_packed_sitemap_of_news(self):
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        entries = "".join(f"<url><loc>http://map.example/news/{i}</loc><news:news><news:publication_date>{now}"
                          f"</news:publication_date><news:title>News {i}</news:title></news:news></url>" for i in (1, 2))
        listed = (f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
                  f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>')
        index = (f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>http://map.example/n.xml.gz'
                 f'</loc><lastmod>{now}</lastmod></sitemap></sitemapindex>')
        self.web.add("map.example", {
            "/robots.txt": web.page("Sitemap: http://map.example/map.xml\n", "text/plain"), "/": web.page("<title>Map</title>"),
            "/map.xml": web.page(index, "text/xml"), "/n.xml.gz": web.page(gzip.compress(listed.encode()), "application/gzip"),
            "/news/1": web.page(page("Harbour one")), "/news/2": web.page(page("Bridge two"))})
        self.kabar("source", "add", "http://map.example/")
        with self.running():
            self.wait(lambda: len(self.articles()) == 2, "two articles of the sitemap")

    def test_an_archive_gives_the_same_articles_of_the_same_outlets(self):
        self.web.add("quay.example", {
            "/robots.txt": NO_ROBOTS, "/news/*": web.page(page("The bridge opens")), "/shut": web.page(
                page("Not for crawlers", head="<meta name=robots content=noindex>")),
            "/feed": rss(("Whole", "http://quay.example/whole/1", whole()), ("Page", "http://quay.example/news/1", ""),
                         ("Shut", "http://quay.example/shut", ""))})
        self.web.add("kale.example", {"/robots.txt": NO_ROBOTS, "/feed": rss(
            ("A teaser of the harbour", "http://kale.example/1", "<description>It begins so …</description>"))})
        self.web.add("fig.example", {"/robots.txt": NO_ROBOTS, "/1": web.page(page("From the page")), "/feed": rss(
            ("Whole, and not wanted", "http://fig.example/1", whole()))})
        self.add("http://quay.example/feed", "--id", "the-quay")
        self.add("http://kale.example/feed", "--id", "kale", "--full-text", "never")
        self.add("http://fig.example/feed", "--id", "fig", "--full-text", "always")
        with self.running():
            self.wait(lambda: len(self.articles()) >= 4, "four articles")
            time.sleep(2)
        there = self.articles()
        self.assertEqual(there, [("fig", "http://fig.example/1"), ("kale", "http://kale.example/1"),
                                 ("the-quay", "http://quay.example/news/1"), ("the-quay", "http://quay.example/whole/1")])
        self.assertEqual([r.target for r in self.web.requests if r.host == "kale.example"], ["/robots.txt", "/feed"])
        archives = sorted((self.folder / "archive").glob("*.warc.gz"))
        again = self.folder / "again"
        self.kabar("ingest", "--data", again, *archives)
        self.assertEqual(self.articles(again), there)
        texts = "SELECT articles.url, revisions.content_hash FROM articles JOIN revisions ON revisions.article = articles.id"
        self.assertEqual(sorted(self.ask(texts, data=again)), sorted(self.ask(texts)))

    def test_ten_thousand_feeds_of_one_host_hurt_only_it(self):
        self.configure(site_interval_ms=1000)

        async def crowd(_, out):
            await out.answer(200, b"<rss><channel><title>x</title></channel></rss>", {"Content-Type": "application/rss+xml"})
        self.web.add("crowd.example", crowd)
        self.web.add("quay.example", {"/robots.txt": NO_ROBOTS, "/news/1": web.page(page("The bridge opens")),
                                      "/feed": rss(("The bridge opens", "http://quay.example/news/1", ""))})
        lines = [json.dumps({"id": "crowd", "feeds": [f"http://crowd.example/{i}" for i in range(CROWD)]}),
                 json.dumps({"id": "quay", "feeds": ["http://quay.example/feed"]})]
        (self.folder / "all.jsonl").write_text("\n".join(lines) + "\n")
        self.kabar("source", "import", "all.jsonl")
        self.ask("UPDATE channels SET next_fetch = 0", write=True)
        begun = time.monotonic()
        with self.running():
            self.wait(self.articles, "the crowd held up another", 30)
            time.sleep(5)
        seconds = time.monotonic() - begun
        times = [r.at for r in self.web.requests if r.host == "crowd.example"]
        self.assertLessEqual(len(times), seconds + 2)
        self.assertGreater(min(b - a for a, b in zip(times, times[1:])), 0.4)  # where they arrive, on a busy machine

    def test_all_processes_of_a_folder_keep_the_rate_of_a_site_together(self):
        self.configure(site_interval_ms=1200)
        self.web.add("quay.example", {
            "/robots.txt": NO_ROBOTS, "/news/*": web.page(page("The bridge opens")), "/other.xml": rss(("Other", "http://quay.example/9", "")),
            "/": web.page('<link rel="alternate" type="application/rss+xml" href="/other.xml">'),
            "/feed": rss(*((f"News {i}", f"http://quay.example/news/{i}", "") for i in range(40)))})
        self.add("http://quay.example/feed")
        with self.running():
            self.wait(lambda: len(self.web.asked("quay.example")) > 3, "the run does not ask")
            self.kabar("source", "test", "http://quay.example/feed")
            self.kabar("source", "add", "http://quay.example/")
            self.kabar("fetch", "http://quay.example/")
            self.wait(lambda: len(self.web.requests) > 10, "too few requests to tell")
        times = [r.at for r in self.web.requests]
        self.assertGreater(min(b - a for a, b in zip(times, times[1:])), 0.5)  # where they arrive, on a busy machine

    def test_the_first_look_takes_what_source_add_was_answered_with(self):
        self.web.add("quay.example", {
            "/robots.txt": NO_ROBOTS, "/news/*": web.page(page("The bridge opens")),
            "/": web.page('<link rel="alternate" type="application/rss+xml" href="/all.xml">'),
            "/all.xml": rss(*((f"News {i}", f"http://quay.example/news/{i}", "") for i in (1, 2)))})
        self.kabar("source", "add", "http://quay.example/")
        with self.running():
            self.wait(lambda: len(self.articles()) == 2, "the items did not come")
        self.assertEqual(self.web.asked("quay.example").count("/all.xml"), 1)
        self.ask("UPDATE channels SET next_fetch = 0, fresh_until = NULL", write=True)
        with self.running():
            self.wait(lambda: self.web.asked("quay.example").count("/all.xml") == 2, "no second look")
        looks = [r for r in self.web.requests if r.target == "/all.xml"]
        self.assertIn("if-none-match", looks[1].fields)
        self.assertEqual(list((self.data / "first").iterdir()), [])

    def test_a_rest_that_robots_txt_asks_for_outlasts_the_process(self):
        self.web.add("quay.example", {"/robots.txt": misbehaviour.busy(429, "3600"), "*": rss()})
        self.add("http://quay.example/feed")
        with self.running():
            self.wait(lambda: self.ask("SELECT failures FROM channels") == [(1,)], "it was not tried")
        self.assertIn("429", self.ask("SELECT trouble FROM channels")[0][0])
        self.ask("UPDATE channels SET next_fetch = 0", write=True)
        with self.running():
            self.wait(lambda: self.ask("SELECT next_fetch > unixepoch() FROM channels") == [(1,)], "it was not put off")
        self.assertEqual(kabar.run("source", "test", "http://quay.example/other", cwd=self.folder).code, 1)
        self.assertEqual(self.web.asked("quay.example"), ["/robots.txt"])
        self.assertEqual(self.ask("SELECT failures FROM channels"), [(1,)])

    def test_neighbours_that_misbehave_hold_up_nobody(self):
        for name, site in misbehaviour.SITES.items():
            self.web.add(f"{name}.example", {"/robots.txt": NO_ROBOTS, "*": site})
            self.add(f"http://{name}.example/")
        cookies = []

        async def article(request, out):
            cookies.append(request.fields.get("cookie"))
            await out.answer(200, page("The bridge opens"), {"Set-Cookie": "id=1; Domain=example; Path=/"})
        self.web.add("quay.example", {"/robots.txt": NO_ROBOTS, "/news/*": article, "/feed": rss(
            *((f"News {i}", f"http://quay.example/news/{i}", "") for i in range(5)))})
        self.add("http://quay.example/feed")
        with self.running():
            self.wait(lambda: self.ask("SELECT count(*) FROM pages WHERE visits > 0") == [(5,)], "five pages", 30)
        self.assertEqual(set(cookies), {None})
        self.assert_sound()

    def test_no_address_of_a_name_is_connected_that_lies_inside(self):
        """Whichever of the addresses of a name is tried; one that changes its address is tested in curl_fetcher_test."""
        hosts = self.folder / "hosts"
        hosts.write_text("0.0.0.0 rebind.example\n127.0.0.1 rebind.example\n10.0.0.1 rebind.example\n"
                         "::ffff:127.0.0.1 rebind.example\n64:ff9b::7f00:1 rebind.example\n")
        self.web.add("rebind.example", web.page("<p>inside"))
        self.configure(hosts_file=str(hosts))
        self.add("http://rebind.example/feed")
        with self.running():
            self.wait(lambda: self.ask("SELECT failures FROM channels") == [(1,)], "it was not tried")
        self.assertEqual(self.web.requests, [])
        self.assertIn("robots.txt", self.ask("SELECT trouble FROM channels")[0][0])

    def test_pages_that_fail_are_told_with_their_reason(self):
        self.configure(contact="mailto:news@quay.example")
        token = "a-secret-of-the-owner"
        with open(self.folder / "kabar.toml", "a") as settings:
            settings.write(f'[serve]\ntoken = "{token}"\n')
        self.web.add("quay.example", {
            "/robots.txt": NO_ROBOTS, "/news/*": web.page("no", status=403), "/feed": rss(
                *((f"News {i}", f"http://quay.example/news/{i}", "") for i in (1, 2)))})
        self.add("http://quay.example/feed")
        with self.running() as running:
            self.wait(lambda: self.ask("SELECT count(*) FROM pages WHERE trouble <> ''") == [(2,)], "two failures")
            self.assertIn("2 pages in trouble: HTTP status 403", self.kabar("source", "list").out)
            self.assertIn("trouble with 2: HTTP status 403", self.kabar("source", "list", "quay.example").out)
            self.assertEqual(self.kabar("source", "list", "--json").lines()[0]["name"], "Quay")
            self.assertIn("(HTTP status 403)", kabar.fetch(f"{running.url}/source/quay.example").text)
            page = kabar.fetch(f"{running.url}/operator", {"Authorization": f"Bearer {token}"}).text
            self.assertIn("quay.example</bdi> · 2 pages<br><bdi>HTTP status 403", page)
        self.assertIn("no kabar runs", self.kabar("source", "list").err)

    def told_by_run(self, *arguments, until):
        """What `kabar run` says on stderr until it said all of these."""
        running = subprocess.Popen([kabar.PROGRAM, "run", "--listen", "127.0.0.1:0", *arguments], stderr=subprocess.PIPE,
                                   cwd=self.folder, env=kabar.environment(), text=True)
        said = ""
        end = threading.Timer(60, running.kill)
        end.start()
        try:
            while not all(words in said for words in until):
                line = running.stderr.readline()
                if not line:
                    self.fail(f"{until} was not said, but {said}")
                said += line
        finally:
            end.cancel()
            running.send_signal(2)
            running.stderr.close()
            running.wait(timeout=60)
        return said

    def test_a_run_tells_what_goes_on(self):
        told = self.told_by_run(until=("no sources yet", "collect.contact"))
        self.assertIn("serving on", told)
        self.web.add("quay.example", {"/robots.txt": NO_ROBOTS, "/news/*": web.page("no", status=403),
                                      "/feed": rss(("News", "http://quay.example/news/1", ""))})
        self.add("http://quay.example/feed")
        self.configure(contact="mailto:news@quay.example")
        told = self.told_by_run("--verbose", until=(
            "collecting from 1 channel of 1 source: ", "feed http://quay.example/feed: 1 new item",
            "page http://quay.example/news/1: HTTP status 403"))
        self.assertNotIn("collect.contact", told)

    def test_it_waits_where_the_disk_is_nearly_full(self):
        self.configure(min_free_mb=100_000_000)
        self.web.add("quay.example", {"/robots.txt": NO_ROBOTS, "/feed": rss()})
        self.add("http://quay.example/feed")
        with self.running() as running:
            time.sleep(3)
            self.assertEqual(self.web.requests, [])
            self.assertTrue(kabar.fetch(f"{running.url}/readyz").json["waits_for_disk"])
            self.assertIn("collecting waits", self.kabar("source", "list").err)
        looked = kabar.run("doctor", cwd=self.folder)
        self.assert_ends(1, looked)
        self.assertIn("collect.min_free_mb", looked.out)


if __name__ == "__main__":
    kabar.main()
