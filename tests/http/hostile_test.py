"""Readers that mean no good: slow, idle, with headers without end, with odd addresses and markup in every parameter. None
gets an error of ours or its markup back, and others do not notice. HOSTILE_ADDRESSES (default 3,000) and HOSTILE_IDLE (default
1,000) say how many; eval/reading/hostile asks for 100,000 and 10,000."""
import html.parser
import http.client
import os
import pathlib
import random
import resource
import socket
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar

ADDRESSES = int(os.environ.get("HOSTILE_ADDRESSES", 3_000))
IDLE = int(os.environ.get("HOSTILE_IDLE", 1_000))
SLOW = 200
PATIENCE = 2.0  # seconds until others are answered: on a busy machine, with all that at once

MARK = "zq9x"  # in all markup, and in nothing of ours
MARKUP = (f"<script>{MARK}()</script>", f"\"><img src=x onerror={MARK}()>", f"'><svg/onload={MARK}()>", f"javascript:{MARK}()",
          f"</title><{MARK}>", f"</textarea><{MARK} a=", f"<!--<{MARK}", f"]]><{MARK}>", f"\" onfocus={MARK}() autofocus x=\"",
          f"' {MARK}='1", f"&lt;{MARK}&gt;", f"%3C{MARK}%3E", f"{{{{{MARK}}}}}", f"{{{{{{{MARK}}}}}}}", f"\u202e<{MARK}>",
          f"\r\nX-{MARK}: 1", f"\x00<{MARK}>", f"<{MARK}" + "<b>" * 50, f"\\u003c{MARK}\\u003e", f"<a href=//{MARK}.example>")
NAMES = ("q", "source", "lang", "country", "topic", "day", "name", "sort", "page", "limit", "cursor", "ui", "langs", "u", "what", "x",
         MARKUP[0], MARKUP[1])
PATHS = ("/", "/search", "/story/", "/story/s1", "/article/", "/article/a1", "/source/", "/source/northledger", "/sources", "/about",
         "/feed/front.rss", "/feed/search.atom", "/feed/search.json", "/feed/topic/", "/feed/story/", "/feed/source/", "/media", "/picture/",
         "/assets/", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/healthz", "/readyz", "/metrics", "/websub/", "/operator",
         "/latest", "/topic/", "/country/", "/language/", "/help", "/api/v1/stories", "/api/v1/stories/", "/api/v1/articles",
         "/api/v1/articles/", "/api/v1/articles/a1/", "/api/v1/search", "/api/v1/sources", "/api/v1/sources/", "/api/v1/openapi.json",
         "/api/v1/export", "/api/", "/nothing/")
QUERY = ("\"", "(", ")", "-", " OR ", " AND ", " NOT ", "*", ":", "source:", "lang:", "before:", "after:", "in:s1", "title:", "NEAR(", "^",
         "{", "ferry", "Karabakh", "日本", "ข่าว", "'", "\\", "9" * 40, "a" * 2_000, "\ud7ff", "\U0001f600", "é" * 500)


def hostile_value(dice):
    many = dice.randrange(1, 5)
    return "".join(dice.choice(MARKUP) if dice.random() < 0.5 else dice.choice(QUERY) for _ in range(many))


def hostile_target(dice):
    """A path with what does not belong there, and parameters."""
    path = dice.choice(PATHS)
    if dice.random() < 0.4:
        path += urllib.parse.quote(hostile_value(dice), safe="")
    if dice.random() < 0.1:
        path = "/" + "".join(chr(dice.randrange(33, 127)) for _ in range(dice.randrange(40))).replace(" ", "")
    pairs = [(dice.choice(NAMES), hostile_value(dice)) for _ in range(dice.randrange(4))]
    query = urllib.parse.urlencode(pairs)
    if dice.random() < 0.1:
        query += "&" + "".join(dice.choice("%&=?;+/#\"<>az09") for _ in range(30)).replace("<", "%3C").replace(">", "%3E")
    return (path + ("?" + query if query else "")).split("#")[0]


class Marked(html.parser.HTMLParser):
    """Whether our markup has become markup of the page: an element, an attribute, a script, an address that runs."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.inside = None

    def handle_starttag(self, tag, attributes):
        self.inside = tag if tag in ("script", "style") else None
        if MARK in tag or any(MARK in name or name.startswith("on") for name, _ in attributes):
            self.found.append((tag, attributes))
        for name, value in attributes:
            if name in ("href", "src", "action") and (value or "").strip().lower().startswith("javascript:"):
                self.found.append((tag, name, value))

    def handle_data(self, data):
        # JSON-LD writes what stands in markup as escapes.
        if self.inside and MARK in data and "<" in data:
            self.found.append((self.inside, data[:80]))

    def handle_comment(self, data):
        if MARK in data:
            self.found.append(("comment", data[:80]))


class HostileTest(kabar.DemoTest):
    def connect(self):
        host, port = self.server.url.removeprefix("http://").split(":")
        return socket.create_connection((host, int(port)), timeout=30)

    def ask(self, connection, target):
        """The answer on a kept connection; a new one where the server closed it."""
        for _ in range(2):
            try:
                connection.request("GET", target)
                answer = connection.getresponse()
                return answer.status, answer.headers, answer.read()
            except (http.client.HTTPException, OSError):
                connection.close()
        self.fail(f"no answer to {target[:200]}")

    def check(self, target, status, headers, body):
        self.assertIn(status, (200, 301, 303, 400, 401, 403, 404, 414, 431), target)
        self.assertNotIn(f"X-{MARK}", headers, target)
        if MARK not in headers.get("Location", "") + body.decode(errors="replace"):
            return 0
        kind = headers["Content-Type"].split(";")[0]
        self.assertEqual(headers.get("X-Content-Type-Options"), "nosniff", target)
        if kind == "text/html":
            parser = Marked()
            parser.feed(body.decode())
            parser.close()
            self.assertEqual(parser.found, [], target)
        elif kind.endswith(("json", "jsonl")):
            self.assertNotIn(b"<" + MARK.encode(), body, target)
        elif kind != "text/plain":
            self.assertNotRegex(body, b"<[^>]*" + MARK.encode() + rb"[^<]*\(", target)
        return 1

    def quickest_look(self):
        """How long an ordinary reader waits for the front page; the best of three, as the machine has other work."""
        waits = []
        for _ in range(3):
            start = time.monotonic()
            self.assertEqual(kabar.fetch(self.server.url + "/").status, 200)
            waits.append(time.monotonic() - start)
        return min(waits)

    def test_odd_addresses_are_answered_and_nothing_comes_back_as_markup(self):
        dice = random.Random(7)
        host = self.server.url.removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=60)
        reflected, counts = 0, {}
        for _ in range(ADDRESSES):
            target = hostile_target(dice)
            status, headers, body = self.ask(connection, target)
            counts[status] = counts.get(status, 0) + 1
            reflected += self.check(target, status, headers, body)
        connection.close()
        print(f"\n{ADDRESSES} hostile addresses: {counts}; {reflected} answers hold what was sent, none as markup")
        self.assertGreater(counts.get(200, 0), ADDRESSES // 20)
        self.assertGreater(reflected, ADDRESSES // 50)  # or the test looks at nothing

    def test_slow_readers_are_not_waited_for(self):
        slow = [self.connect() for _ in range(SLOW)]
        stop = threading.Event()

        def trickle():
            text = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"a" * 1_000
            for byte in text:
                for connection in slow:
                    try:
                        connection.send(bytes([byte]))
                    except OSError:
                        pass
                if stop.wait(1):
                    return

        thread = threading.Thread(target=trickle)
        thread.start()
        try:
            time.sleep(2)
            self.assertLess(self.quickest_look(), PATIENCE)
        finally:
            stop.set()
            thread.join()
            for connection in slow:
                connection.close()

    def test_who_does_not_read_an_export_holds_up_nobody(self):
        lazy = [self.connect() for _ in range(SLOW)]
        for connection in lazy:
            connection.sendall(b"GET /api/v1/export HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.assertLess(self.quickest_look(), PATIENCE)
        for connection in lazy:
            connection.close()

    def test_idle_connections_cost_others_nothing(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        many = min(IDLE, hard - 500)
        idle = [self.connect() for _ in range(many)]
        try:
            self.assertLess(self.quickest_look(), PATIENCE)
            print(f"\n{many} idle connections: an ordinary reader waited {self.quickest_look() * 1000:.1f} ms")
        finally:
            for connection in idle:
                connection.close()
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    def test_headers_without_end_are_refused(self):
        for head in (b"X-Large: " + b"a" * (1 << 20), b"Cookie: " + b"a=b; " * 200_000, b"".join(b"X: 1\r\n" for _ in range(150_000))):
            with self.connect() as connection:
                try:
                    connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + head + b"\r\n\r\n")
                except OSError:
                    pass  # refused and closed before all was sent
                try:
                    answer = connection.recv(100)
                except OSError:
                    answer = b""
                self.assertTrue(answer == b"" or b" 431 " in answer, answer)
            self.assertLess(self.quickest_look(), PATIENCE)


if __name__ == "__main__":
    kabar.main()
