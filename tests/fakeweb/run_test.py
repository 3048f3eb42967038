"""`kabar run` on a fake web: what feeds announce comes in, each page is fetched once, also over a kill -9, and the
archive gives the same articles again, and is read by warcio, too, which tests/warc/reader fetches."""
import json
import pathlib
import subprocess
import sys
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import kabar_program as kabar
import web

TEXT = "<p>" + "The council met at the harbour and spoke of the new bridge, its cost and its date. " * 8 + "</p>"


def feed(host, numbers):
    items = "".join(f"<item><title>Bridge news number {i}</title><link>http://{host}/news/{i}</link></item>" for i in numbers)
    return f"<rss version='2.0'><channel><title>{host}</title>{items}</channel></rss>"


class Running:
    """A `kabar run`; `url` has no slash at its end."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            [kabar.PROGRAM, "run", "--listen", "127.0.0.1:0", "--json", "--archive", "archive"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder, env=kabar.environment())
        self.url = json.loads(self.process.stdout.readline())["address"].rstrip("/")

    def end(self, signal):
        self.process.send_signal(signal)
        self.process.stdout.close()
        return self.process.wait(timeout=60)

    def titles(self):
        with urllib.request.urlopen(f"{self.url}/api/v1/search?q=bridge&limit=100", timeout=30) as answer:
            return answer.read().decode().count("Bridge news number")


class RunTest(kabar.ProgramTest):
    def setUp(self):
        super().setUp()
        self.web = web.Web()
        self.web.__enter__()
        self.addCleanup(self.web.__exit__)
        for host in ("a.example", "b.example"):
            self.web.add(host, {"/feed": web.page(feed(host, range(3)), kind="application/rss+xml"),
                                "/news/*": self.article, "/robots.txt": web.page("none", status=404)})
        self.web.add("closed.example", {"/feed": web.page(feed("closed.example", range(3))),
                                        "/robots.txt": web.page("User-agent: *\nDisallow: /", kind="text/plain")})
        (self.folder / "kabar.toml").write_text(
            f'[collect]\nconnect_to = "{self.web.address}"\nsite_interval_ms = 100\n')
        for host in ("a.example", "b.example", "closed.example"):
            self.kabar("source", "add", f"http://{host}/feed", "--as", "feed")

    @staticmethod
    async def article(request, out):
        number = request.path.rpartition("/")[2]
        await out.answer(200, f"<html><head><title>Bridge news number {number} of {request.host}</title></head><body>"
                              f"<article><h1>Bridge news number {number} of {request.host}</h1>{TEXT}</article></body></html>")

    def kabar(self, *arguments):
        ended = kabar.run(*arguments, cwd=self.folder)
        self.assertEqual(ended.code, 0, ended)
        return ended

    def wait_for_pages(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            stored = kabar.run("search", "--json", "bridge", cwd=self.folder)
            if len(stored.out.splitlines()) >= 6:
                return
            time.sleep(0.5)
        self.fail(f"the pages did not come: {stored}; asked: {[r.host + r.target for r in self.web.requests]}")

    def test_what_feeds_announce_comes_in_once(self):
        running = Running(self.folder)
        self.wait_for_pages()
        self.assertGreater(running.titles(), 0)
        running.end(9)
        again = Running(self.folder)
        time.sleep(5)
        self.assertEqual(again.end(2), 0)
        for host in ("a.example", "b.example"):
            asked = self.web.asked(host)
            self.assertEqual(sorted(t for t in asked if t != "/robots.txt"),
                             ["/feed", "/news/0", "/news/1", "/news/2"], asked)
        self.assertEqual(self.web.asked("closed.example").count("/feed"), 0)
        self.assertIn("robots.txt", self.kabar("source", "list", "closed.example").out)
        self.check_archive()

    def check_archive(self):
        archives = sorted((self.folder / "archive").glob("*.warc.gz"))
        self.assertEqual(list((self.folder / "archive").glob("*.open")), [])
        ended = self.kabar("ingest", "--data", self.folder / "again", "--json", *archives)
        added = [line["id"] for line in ended.lines()[:-1] if line["status"] == "added"]
        self.assertEqual(sorted(added), sorted(f"http://{host}/news/{i}" for host in ("a.example", "b.example")
                                               for i in range(3)), ended)
        sys.path.insert(0, str(HERE.parent / "warc" / ".reader"))
        try:
            from warcio.archiveiterator import ArchiveIterator
        except ImportError:
            self.fail("warcio is missing: tests/warc/reader fetches it")
        seen = []
        for path in archives:
            with open(path, "rb") as stream:
                for record in ArchiveIterator(stream, check_digests="raise"):
                    if record.rec_type == "response" and record.http_headers.get_statuscode() == "200":
                        record.content_stream().read()
                        seen.append(record.rec_headers.get_header("WARC-Target-URI"))
        self.assertTrue(set(added) <= set(seen), seen)


if __name__ == "__main__":
    kabar.main()
