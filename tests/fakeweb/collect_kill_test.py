"""kill -9 in the middle of collecting, at 50 moments: what the database held then is there ever after, no page that was kept is
asked for again before its max-age is over, no feed is asked again without its validators or before its max-age, and in
the end each item is there once. The fake web publishes on while kabar is killed and started again."""
import contextlib
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import kabar_program as kabar
import serve
import web

MOMENTS = int(os.environ.get("KILL_MOMENTS", "50"))
HOSTS = 40
MAX_AGE = 86400


class Outlet(serve.Outlet):
    """Publishes another item at each kill; all answers with validators, those with pages for a day."""

    def __init__(self, number):
        super().__init__(number, time.time())
        self.items = 3

    def count(self, now):
        return serve.KEPT + self.items

    def published(self, item):
        return self.began - 3600 + item

    async def handle(self, request, out):
        answer = out.answer

        async def with_age(status, body=b"", fields=None):
            age = MAX_AGE if request.path.startswith("/news/") else 2
            await answer(status, body, {**(fields or {}), "Cache-Control": f"max-age={age}"})
        out.answer = with_age
        await super().handle(request, out)


class CollectKillTest(kabar.ProgramTest):
    def setUp(self):
        super().setUp()
        self.outlets = {f"feed-{i}.example": Outlet(i) for i in range(HOSTS)}
        self.web = web.Web()
        self.web.sites = {host: outlet.handle for host, outlet in self.outlets.items()}
        self.web.__enter__()
        self.addCleanup(self.web.__exit__)
        (self.folder / "kabar.toml").write_text(
            f'[collect]\nconnect_to = "{self.web.address}"\nsite_interval_ms = 20\n[group]\nlive_days = 30\n')
        urls = "".join(f"<outline type='rss' text='{host}' xmlUrl='http://{host}/feed.xml'/>" for host in self.outlets)
        (self.folder / "all.opml").write_text(f"<opml version='2.0'><body>{urls}</body></opml>")
        self.data = self.folder / "kabar-data"
        self.assert_ends(0, kabar.run("source", "import", "all.opml", cwd=self.folder))

    def start(self):
        process = subprocess.Popen([kabar.PROGRAM, "run", "--listen", "127.0.0.1:0", "--json", "--archive", "archive"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder, env=kabar.environment())
        line = process.stdout.readline()
        self.assertTrue(line, process.stderr.read() if not line else "")
        return process

    def end(self, process, signal):
        process.send_signal(signal)
        _, err = process.communicate(timeout=120)
        for words in kabar.CRASH_WORDS:
            self.assertNotIn(words, err.decode(errors="replace"))
        return process.returncode

    def rows(self, sql, write=False):
        mode = "rw" if write else "ro"
        with contextlib.closing(sqlite3.connect(f"file:{self.data}/kabar.db?mode={mode}", uri=True)) as database:
            rows = database.execute(sql).fetchall()
            database.commit()
            return rows

    def kept(self):
        """What the database holds: articles, and when each page and feed was answered last."""
        articles = dict(self.rows("SELECT url, id FROM articles"))
        answered = {url for url, in self.rows("SELECT url FROM pages WHERE visits > 0 AND trouble = ''")}
        looked = {url for url, in self.rows("SELECT url FROM channels WHERE last_success IS NOT NULL")}
        return articles, answered, looked

    def make_due(self):
        """A feed is looked at each five minutes at most: time passes."""
        self.rows("UPDATE channels SET next_fetch = 0 WHERE paused = 0", write=True)

    def wait(self, what):
        """However slow the program is, but it may have no more to do."""
        end = time.monotonic() + 10
        while not what() and time.monotonic() < end:
            time.sleep(0.02)

    def check_requests(self, requests, answered, looked):
        for request in requests:
            url = f"http://{request.host}{request.target}"
            self.assertNotIn(url, answered, "was kept, and asked for again within its max-age")
            if url in looked:
                self.assertIn("if-none-match", request.fields, f"{url} was asked for without its validator")

    def test_nothing_is_lost_or_doubled(self):
        choice = random.Random(7)
        before, answered, looked, at = {}, set(), set(), 0
        halfway = 0
        for moment in range(MOMENTS):
            for outlet in self.outlets.values():
                outlet.items += choice.random() < 0.5
            self.make_due()
            process = self.start()
            if choice.random() < 0.5:
                wanted = at + choice.randrange(3 * HOSTS)
                self.wait(lambda: len(self.web.requests) >= wanted)
            else:
                self.wait(lambda: self.rows("SELECT count(*) FROM articles")[0][0] > len(before))
            time.sleep(choice.uniform(0.0, 0.2))
            self.assertEqual(self.end(process, 9), -9)
            asked = len(self.web.requests)
            self.check_requests(self.web.requests[at:asked], answered, looked)
            now, answered, looked = self.kept()
            for url, number in before.items():
                self.assertEqual(now.get(url), number, f"{url} was acknowledged, then lost or taken in anew (kill {moment})")
            halfway += len(now) > len(before)
            before, at = now, asked
        self.finish(before, answered, looked, at)
        print(f"{MOMENTS} kills, {halfway} after something was kept; {len(self.web.requests)} requests: lost 0 (bar 0), "
              "asked for twice within max-age 0 (bar 0), twice there 0 (bar 0)", flush=True)
        self.assertGreater(halfway, MOMENTS // 4, "the moments miss the collecting")

    def wanted(self):
        return {f"http://{host}/news/{i}" for host, outlet in self.outlets.items()
                for i in range(outlet.count(0) - serve.KEPT, outlet.count(0))}

    def finish(self, before, answered, looked, at):
        """Undisturbed to the end: all that was published is there, and once."""
        self.make_due()
        process = self.start()
        end = time.monotonic() + 120
        while time.monotonic() < end and self.wanted() - set(self.kept()[0]):
            time.sleep(0.5)
        self.assertEqual(self.end(process, 2), 0)
        self.check_requests(self.web.requests[at:], answered, looked)
        articles = self.kept()[0]
        self.assertEqual(self.wanted() - set(articles), set(), "published, and never came")
        for url, number in before.items():
            self.assertEqual(articles.get(url), number)
        (count,), = self.rows("SELECT count(*) FROM articles")
        self.assertEqual(count, len(articles), "an article is there twice")
        self.assert_sound()
        archives = sorted((self.folder / "archive").glob("*.warc.gz"))
        again = kabar.run("ingest", "--data", self.folder / "again", "--json", *archives)
        self.assertIn(again.code, (0, 3), again)
        added = {line["id"] for line in again.lines() if line.get("status") == "added"}
        self.assertLessEqual(set(articles), added, "was kept, and is not in the archive")


if __name__ == "__main__":
    kabar.main()
