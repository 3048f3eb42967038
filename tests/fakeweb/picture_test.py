"""Pictures reach a reader through kabar alone, and what outlets serve in place of pictures does no harm: a site of made-up
articles whose pictures lie on a fake web, each a case of its own."""
import concurrent.futures
import json
import pathlib
import re
import struct
import sys
import time
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import kabar_program as kabar
import misbehaviour
import web

NO_ROBOTS = web.page("<p>none", status=404)
JPEG = (kabar.ROOT / "data/demo/pages/tribunelac/img/ferry-aurelia.jpg").read_bytes()
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


def png(width, height, rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(bytes((width + 1) * rows), 9)) + chunk(b"IEND", b""))


def article_name(number):
    digits = ""
    while number > 0:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return "a" + digits


def picture(data, kind="image/jpeg"):
    return {"/robots.txt": NO_ROBOTS, "*": web.page(data, kind)}


GOOD = {
    "good": picture(JPEG),
    "misnamed": picture(JPEG, "text/html"),
    "far": {"/robots.txt": NO_ROBOTS, "*": web.redirect("http://good.example/elsewhere.jpg")},
    "wide": picture(png(5_400, 5_400, 5_400), "image/png"),
}
BAD = {
    "html": picture(b"<html><script>alert(1)</script>"),
    "svg": picture(SVG, "image/svg+xml"),
    "disguised": picture(SVG, "image/png"),
    "gone": {"/robots.txt": NO_ROBOTS, "*": web.page("gone", status=404)},
    "inward": {"/robots.txt": NO_ROBOTS, "*": web.redirect("http://inside.example/secret.jpg")},
    "inside": picture(JPEG),
    "bomb": picture(png(15_000, 15_000, 10), "image/png"),
    "cut": picture(JPEG[:30]),
    "endless": {"/robots.txt": NO_ROBOTS, "*": misbehaviour.endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65_536)},
    "packed": {"/robots.txt": NO_ROBOTS, "*": misbehaviour.packed("gzip", misbehaviour.gzip_bomb())},
    "forbidden": {"/robots.txt": web.page("User-agent: *\nDisallow: /\n", "text/plain"), "*": web.page(JPEG, "image/jpeg")},
    "reset": {"/robots.txt": NO_ROBOTS, "*": misbehaviour.raw(b"HTTP/1.1 200 OK\r\n", "reset")},
}
SLOW = {f"slow{number}": {"/robots.txt": NO_ROBOTS, "*": misbehaviour.raw(b"", "hang")} for number in range(30)}


class PictureTest(kabar.ProgramTest):
    def setUp(self):
        super().setUp()
        self.web = web.Web()
        self.web.__enter__()
        self.addCleanup(self.web.__exit__)
        (self.folder / "hosts").write_text("10.0.0.5\tinside.example\n")
        self.config = self.folder / "kabar.toml"
        self.config.write_text(f'[collect]\nconnect_to = "{self.web.address}"\nhosts_file = "{self.folder}/hosts"\n'
                               "site_interval_ms = 0\n")
        sites = {**GOOD, **BAD, **SLOW}
        lines = []
        for number, (name, site) in enumerate(sites.items(), 1):
            self.web.add(f"{name}.example", site)
            lines.append(json.dumps({"id": name, "source": name, "url": f"http://{name}.example/news/1", "lang": "en",
                                     "title": f"The {name} picture number {number}", "text": f"A text about {name} pictures. " * 9,
                                     "image": f"http://{name}.example/i/1.jpg", "published": "2026-11-01T10:00:00Z"}))
        (self.folder / "news.jsonl").write_text("\n".join(lines))
        ended = kabar.run("ingest", "--data", self.data, self.folder / "news.jsonl")
        self.assertEqual(ended.code, 0, ended)
        self.articles = {name: article_name(number) for number, name in enumerate(sites, 1)}

    def serve(self, *arguments):
        server = kabar.Server(self.data, "--config", self.config, *arguments)
        self.addCleanup(server.__exit__)
        return server

    def ask(self, server, name, width=480):
        return kabar.fetch(f"{server.url}/picture/{self.articles[name]}/{width}")

    def asked_of(self, name):
        return [request.target for request in self.web.requests if request.host == f"{name}.example" and request.path != "/robots.txt"]

    def test_a_picture_is_fetched_once_and_made_small(self):
        server = self.serve()
        for name in GOOD:
            with self.subTest(name):
                for width in (240, 480, 960):
                    answer = self.ask(server, name, width)
                    self.assertEqual(answer.status, 200, answer.body[:200])
                    self.assertEqual(answer.headers["Content-Type"], "image/webp")
                    self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
                    self.assertEqual(answer.headers["Content-Security-Policy"], "default-src 'none'; sandbox")
                    self.assertEqual((answer.body[:4], answer.body[8:12]), (b"RIFF", b"WEBP"))
        self.assertEqual(self.asked_of("far"), ["/i/1.jpg"])
        self.assertEqual(self.asked_of("good"), ["/i/1.jpg", "/elsewhere.jpg"])
        self.assertRegex(self.web.requests[-1].fields["user-agent"], r"^kabar/[0-9.]+")
        self.assertNotIn("referer", self.web.requests[-1].fields)
        again = kabar.fetch(f"{server.url}/picture/a1/480", {"If-None-Match": self.ask(server, "good").headers["ETag"]})
        self.assertEqual(again.status, 304)

    def test_it_is_still_there_after_a_restart(self):
        with self.serve() as server:
            self.assertEqual(self.ask(server, "good").status, 200)
        before = len(self.web.requests)
        self.assertEqual(self.ask(self.serve(), "good", 960).status, 200)
        self.assertEqual(len(self.web.requests), before)

    def test_what_is_no_picture_is_asked_for_once_and_named_no_more(self):
        server = self.serve()
        self.assertIn("/picture/", kabar.fetch(f"{server.url}/latest").text)
        for name in BAD:
            with self.subTest(name):
                answer = self.ask(server, name)
                self.assertEqual(answer.status, 404, answer.body[:200])
                self.assertNotIn(b"script", answer.body)
        before = len(self.web.requests)
        for name in BAD:
            self.assertEqual(self.ask(server, name, 240).status, 404)
        self.assertEqual(len(self.web.requests), before)
        self.assertEqual(self.asked_of("inside") + self.asked_of("forbidden"), [])
        time.sleep(1.1)  # that a page is kept
        page = kabar.fetch(f"{server.url}/article/{self.articles['svg']}").text
        self.assertNotIn("<img", page)

    def test_slow_hosts_hold_nobody_up(self):
        server = self.serve()
        with concurrent.futures.ThreadPoolExecutor(len(SLOW)) as pool:
            waiting = [pool.submit(self.ask, server, name) for name in SLOW]
            time.sleep(0.5)
            longest = 0
            for path in ["/", "/latest", "/search?q=picture", "/article/a1", "/picture/a1/480"] * 4:
                begun = time.monotonic()
                self.assertEqual(kabar.fetch(server.url + path).status, 200)
                longest = max(longest, time.monotonic() - begun)
            self.assertEqual([future for future in waiting if future.done()], [], "they wait all the time")
            self.assertLess(longest, 4)
            for future in waiting:
                answer = future.result()
                self.assertEqual((answer.status, answer.headers["Cache-Control"]), (503, "no-store"))
        code, _ = server.stop()
        self.assertEqual(code, 0)

    def test_nothing_but_pictures_of_articles_can_be_asked(self):
        server = self.serve()
        for path in ["/picture/a999/480", "/picture/a1/481", "/picture/a1", "/picture/http://good.example/i/1.jpg/480",
                     "/picture/a1/480/http://good.example/", "/picture?u=http://good.example/i/1.jpg",
                     "/media?u=http://good.example/i/1.jpg", "/picture/a-1/480", "/picture/a18446744073709551617/480"]:
            self.assertEqual(kabar.fetch(server.url + path).status, 404, path)
        self.assertEqual(self.web.requests, [])

    def test_pages_name_pictures_of_this_site_alone(self):
        page = kabar.fetch(f"{self.serve().url}/latest")
        self.assertIn("img-src 'self'", page.headers["Content-Security-Policy"])
        named = re.findall(r'<img[^>]* src="([^"]*)"', page.text)
        self.assertTrue(named)
        self.assertEqual([source for source in named if not source.startswith("/picture/")], [])

    def test_a_removed_article_takes_its_picture_along(self):
        server = self.serve()
        self.assertEqual(self.ask(server, "good").status, 200)
        self.assertEqual(len(list((self.data / "pictures").rglob("*.webp"))), 3)
        ended = kabar.run("article", "remove", "--data", self.data, "a1")
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(list((self.data / "pictures").rglob("*.webp")), [])
        self.assertEqual(self.ask(server, "good").status, 404)

    def test_off_means_that_nobody_is_asked(self):
        server = self.serve("--pictures", "off")
        self.assertEqual(self.ask(server, "good").status, 404)
        self.assertNotIn("<img", kabar.fetch(f"{server.url}/latest").text)
        self.assertEqual(self.web.requests, [])


if __name__ == "__main__":
    kabar.main()
