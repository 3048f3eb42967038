"""Many outlets that publish as time goes by, for measuring: python3 tests/fakeweb/serve.py --feeds 20000 --opml all.opml

Prints "IPV4:PORT" for collect.connect_to and serves until it is stopped. Outlet K is http://feed-K.example/: a front page
that names its feed, robots.txt, a sitemap, a feed of its newest items with validators and max-age, and a page for each
item. How often it publishes follows from K: a few each ten minutes, most a few times a day. With --old, what lies there
at the start is a month older than that, which nobody fetches any more."""
import argparse
import email.utils
import hashlib
import itertools
import random
import sys
import time

import web

KEPT = 15
MONTH = 30 * 86400
COMMON = ("harbour council budget bridge ferry school minister storm market election court hospital railway museum "
         "factory farmers strike water energy island border treaty festival university police airport housing").split()
# Names that an item has for itself, so that not all tell of the same.
RARE = ["".join(parts) for parts in itertools.product("b d f g k l m n p r s t v".split(), "ar el in or un".split(),
                                                      "da ke li mo su ta".split(), "n s r l".split())]


class Outlet:
    def __init__(self, number, began, age=0):
        self.number, self.began, self.age = number, began, age
        choice = random.Random(number)
        self.interval = min(86400.0, max(600.0, choice.lognormvariate(9.7, 1.2)))  # seconds; half publish in 4.5 hours
        self.offset = choice.uniform(0, self.interval)

    def count(self, now):
        return KEPT + int((now - self.began + self.offset) / self.interval)

    def published(self, item):
        return self.began - self.offset + (item - KEPT + 1) * self.interval - (self.age if item < KEPT else 0)

    def words(self, item):
        choice = random.Random(self.number * 100_003 + item)
        return choice, choice.sample(RARE, 12)

    def title(self, item):
        choice, rare = self.words(item)
        return " ".join(rare[:3] + choice.sample(COMMON, 3)).capitalize()

    def page(self, item):
        choice, rare = self.words(item)
        text = "".join(f"<p>{' '.join(choice.choices(rare + COMMON, k=60)).capitalize()}.</p>" for _ in range(6))
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.published(item)))
        return (f"<!doctype html><html lang=en><head><title>{self.title(item)}</title>"
                f"<meta property=article:published_time content={when}></head><body><article><h1>{self.title(item)}</h1>"
                f"{text}</article></body></html>")

    def feed(self, now):
        last = self.count(now)
        items = "".join(
            f"<item><title>{self.title(i)}</title><link>http://feed-{self.number}.example/news/{i}</link>"
            f"<guid>{i}</guid><pubDate>{email.utils.formatdate(self.published(i), usegmt=True)}</pubDate></item>"
            for i in range(last - 1, last - 1 - KEPT, -1))
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet {self.number}</title>{items}</channel></rss>'

    def sitemap(self, now):
        last = self.count(now)
        return "".join(f"http://feed-{self.number}.example/news/{i}\n" for i in range(last - KEPT, last))

    async def handle(self, request, out):
        now = time.time()
        if request.path == "/feed.xml":
            etag = f'"{self.count(now)}"'
            fields = {"ETag": etag, "Cache-Control": "max-age=300", "Content-Type": "application/rss+xml"}
            same = request.fields.get("if-none-match") == etag
            return await out.answer(304 if same else 200, b"" if same else self.feed(now), fields)
        number = request.path.rpartition("/")[2]
        if request.path.startswith("/news/") and number.isdigit() and int(number) < self.count(now):
            body = self.page(int(number))
            etag = '"' + hashlib.sha1(body.encode()).hexdigest()[:12] + '"'
            same = request.fields.get("if-none-match") == etag
            return await out.answer(304 if same else 200, b"" if same else body, {"ETag": etag})
        if request.path == "/robots.txt":
            text = f"User-agent: *\nDisallow: /private\nSitemap: http://feed-{self.number}.example/sitemap.txt\n"
            return await out.answer(200, text, {"Content-Type": "text/plain"})
        if request.path == "/sitemap.txt":
            return await out.answer(200, self.sitemap(now), {"Content-Type": "text/plain"})
        if request.path == "/":
            return await out.answer(200, '<link rel=alternate type="application/rss+xml" href="/feed.xml"><h1>Outlet</h1>')
        return await out.answer(404, b"<p>not here")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--opml", help="write the list of all feeds there")
    parser.add_argument("--old", action="store_true", help="what lies there at the start is older than a month")
    parser.add_argument("--log", help="write each request there, a line of JSON")
    options = parser.parse_args()
    began = time.time()
    outlets = {f"feed-{i}.example": Outlet(i, began, MONTH if options.old else 0).handle for i in range(options.feeds)}
    if options.opml:
        with open(options.opml, "w", encoding="utf-8") as opml:
            opml.write("<opml version='2.0'><body>")
            opml.writelines(f"<outline type='rss' text='Outlet {i}' xmlUrl='http://feed-{i}.example/feed.xml'/>\n"
                            for i in range(options.feeds))
            opml.write("</body></opml>\n")
    internet = web.Web(log=options.log, keep=False)
    internet.sites = outlets
    with internet:
        print(internet.address, flush=True)
        try:
            internet.thread.join()
        except KeyboardInterrupt:
            sys.exit(0)


if __name__ == "__main__":
    main()
