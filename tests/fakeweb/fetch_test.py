"""What others serve cannot be turned against kabar: each kind of misbehaviour is one `kabar fetch` on a fake web, ends
in time with a sentence that says what was wrong, and touches nothing that it may not."""
import concurrent.futures
import gzip
import os
import pathlib
import resource
import ssl
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import hostile_xml
import kabar_program as kabar
import misbehaviour
import web

PEAK_MB = int(os.environ.get("PEAK_MB", "400"))
NO_ROBOTS = web.page("<p>none", status=404)
# Names of private addresses: kabar learns them as it would from DNS.
INSIDE = {"this.example": "0.0.0.0", "loop.example": "127.0.0.1", "private.example": "10.0.0.5",
          "lan.example": "192.168.1.1", "cgnat.example": "100.64.0.1", "link.example": "169.254.1.1",
          "meta.example": "169.254.169.254", "six.example": "::1", "ula.example": "fd00::1", "local6.example": "fe80::1",
          "mapped.example": "::ffff:127.0.0.1", "nat64.example": "64:ff9b::7f00:1", "sixtofour.example": "2002:7f00:1::",
          "many.example": "224.0.0.1", "docs.example": "192.0.2.1"}
ODD_ADDRESSES = ["http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
                 "http://0/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/",
                 "http://10.0.0.5/", "http://169.254.169.254/latest/meta-data/", "http://１２７.0.0.1/",
                 "http://news.example:22/", "http://news.example:6379/", "http://me:secret@news.example/",
                 "file:///etc/passwd", "gopher://news.example/1", "ftp://news.example/", "dict://news.example/",
                 "javascript:alert(1)"]
# What the sentence must say; None: it is an answer.
EXPECTED = {
    "garbage": "not HTTP", "ssh": "not HTTP", "old": "not HTTP", "silent": "without an answer", "reset": "",
    "short": "cut short", "hangs": "no answer", "hangs-in-head": "in 10 seconds", "hangs-in-body": "in 10 seconds",
    "drips": "in 10 seconds", "drips-head": "in 10 seconds", "endless-head": "bytes of header fields",
    "endless-field": "", "endless-interim": "bytes of header fields", "endless-body": "a body of more than",
    "endless-chunks": "a body of more than", "huge": "too large", "bad-length": "", "bad-chunks": "",
    "gzip-bomb": "more than", "deflate-bomb": "more than", "zstd-bomb": "more than", "brotli-bomb": "more than",
    "bomb-in-a-bomb": "more than", "many-codings": "content codings", "broken-gzip": "broken", "circle": "circle",
    "itself": "circle", "far": "redirects", "cookies": None, "busy": "", "busy-until": "",
}


def with_robots(site):
    return {"/robots.txt": NO_ROBOTS, "*": site}


class FakeWebTest(kabar.ProgramTest):
    def setUp(self):
        super().setUp()
        self.web = web.Web()
        self.web.__enter__()
        self.addCleanup(self.web.__exit__)
        self.hosts = self.folder / "hosts"
        self.hosts.write_text("# the inside\n" + "".join(f"{to}\t{name}\n" for name, to in INSIDE.items()))
        self.configure()
        self.web.add("news.example", with_robots(web.page("<p>hello, quay")))

    def configure(self, **settings):
        settings = {"connect_to": self.web.address, "hosts_file": str(self.hosts), "site_interval_ms": 0,
                    "contact": "https://kabar.example/bot", **settings}
        lines = [f"{key} = {value}" if isinstance(value, int) else f'{key} = "{value}"' for key, value in settings.items()]
        (self.folder / "kabar.toml").write_text("[collect]\n" + "\n".join(lines) + "\n")

    def fetch(self, *arguments):
        ended = kabar.run("fetch", *arguments, cwd=self.folder)
        self.assert_sane(ended)
        return ended

    def assert_refused(self, url):
        before = len(self.web.requests)
        ended = self.fetch(url)
        self.assert_one_sentence(1, ended)
        self.assertEqual(self.web.requests[before:], [], ended)

    def test_an_answer_is_shown_as_it_came(self):
        self.web.add("old.example", with_robots(web.redirect("http://news.example/a?b=1", 301)))
        ended = self.fetch("http://old.example/")
        self.assertEqual(ended.code, 0, ended)
        self.assertTrue(ended.out.startswith("301 http://old.example/\n200 http://news.example/a?b=1\n\nHTTP/1.1 200 OK\n"),
                        ended)
        self.assertIn("hello, quay", ended.out)
        self.assertNotIn("hello, quay", self.fetch("--head", "http://news.example/").out)
        self.assertEqual(self.fetch("--body", "http://news.example/").out, "<p>hello, quay")
        line = self.fetch("--json", "http://old.example/").lines()[0]
        self.assertEqual((line["status"], line["answered"], line["moved_to"], line["body"]),
                         (200, "http://news.example/a?b=1", "http://news.example/a?b=1", "<p>hello, quay"))

    def test_it_says_who_it_is_and_asks_once_for_what_did_not_change(self):
        first = self.fetch("--json", "http://news.example/").lines()[0]
        fields = self.web.requests[-1].fields
        self.assertRegex(fields["user-agent"], r"^kabar/[0-9.]+ \(\+https://kabar\.example/bot\)$")
        self.assertEqual(fields["accept-encoding"], "gzip, br, zstd")
        etag = next(line[6:] for line in first["head"].split("\r\n") if line.startswith("ETag: "))
        again = self.fetch("--json", "--etag", etag, "http://news.example/").lines()[0]
        self.assertEqual((again["status"], self.web.requests[-1].fields["if-none-match"]), (304, etag))

    def test_each_content_coding_is_undone(self):
        for coding, data in {"gzip": gzip.compress(b"hello" * 99), "x-gzip": gzip.compress(b"hello" * 99),
                             "identity": b"hello" * 99, "zstd": misbehaviour.zstd_of(b"hello" * 99),
                             "br": misbehaviour.brotli_of(b"hello" * 99)}.items():
            with self.subTest(coding):
                self.web.add("packed.example", with_robots(misbehaviour.packed(coding, data)))
                self.assertEqual(self.fetch("--body", "http://packed.example/").out, "hello" * 99)

    def test_no_misbehaviour_lasts_or_harms_another(self):
        self.assertEqual(set(EXPECTED), set(misbehaviour.SITES))
        for name, site in misbehaviour.SITES.items():
            self.web.add(f"{name}.example", with_robots(site))

        def one(name):
            begun = time.monotonic()
            return name, self.fetch(f"http://{name}.example/"), time.monotonic() - begun
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            ended = [pool.submit(one, name) for name in EXPECTED]
            self.assertEqual(self.fetch("--body", "http://news.example/").out, "<p>hello, quay")
            results = [future.result() for future in ended]
        for name, run, seconds in results:
            with self.subTest(name):
                self.assertLess(seconds, 100, run)
                if EXPECTED[name] is None:
                    self.assertEqual(run.code, 0, run)
                elif run.out:
                    self.assertEqual(run.code, 1, run)
                else:
                    self.assert_one_sentence(1, run, EXPECTED[name])
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, PEAK_MB)

    def test_a_robots_txt_that_misbehaves_shuts_its_own_host_only(self):
        for name in ("garbage", "reset", "endless-body", "gzip-bomb", "hangs-in-body"):
            with self.subTest(name):
                self.web.add(f"{name}.example", {"/robots.txt": misbehaviour.SITES[name], "*": web.page("<p>page")})
                self.assert_one_sentence(1, self.fetch(f"http://{name}.example/"), "robots.txt cannot be had")
                self.assertEqual(self.web.asked(f"{name}.example"), ["/robots.txt"])
        self.assertEqual(self.fetch("http://news.example/").code, 0)

    def test_robots_txt_is_obeyed(self):
        cases = {
            "forbids": (web.page("User-agent: kabar\nDisallow: /private", "text/plain"), "robots.txt forbids it"),
            "others": (web.page("User-agent: otherbot\nDisallow: /", "text/plain"), None),
            "missing": (web.page("", status=404), None),
            "forbidden": (web.page("", status=403), None),
            "gone": (web.page("", status=410), None),
            "page": (web.page("<!doctype html><p>welcome"), None),
            "trouble": (web.page("", status=503), "HTTP status 503"),
            "circle": (web.redirect("/robots.txt", 301), None),
            "moved": (web.redirect("http://forbids.example/robots.txt", 301), "robots.txt forbids it"),
            "inside": (web.redirect("http://127.0.0.1/robots.txt"), "refused"),
        }
        for name, (robots, _) in cases.items():
            self.web.add(f"{name}.example", {"/robots.txt": robots, "*": web.page("<p>page")})
        for name, (_, words) in cases.items():
            with self.subTest(name):
                ended = self.fetch(f"http://{name}.example/private/1")
                if words is None:
                    self.assertEqual(ended.code, 0, ended)
                else:
                    self.assert_one_sentence(1, ended, words)
                self.assertEqual("/private/1" in self.web.asked(f"{name}.example"), words is None)

    def test_no_address_inside_is_connected(self):
        for url in [*ODD_ADDRESSES, *(f"http://{name}/" for name in INSIDE)]:
            with self.subTest(url):
                self.assert_refused(url)

    def test_no_redirect_leads_inside(self):
        for url in [*ODD_ADDRESSES, *(f"http://{name}/" for name in INSIDE), "//127.0.0.1/", "https://private.example/"]:
            with self.subTest(url):
                self.web.add("trap.example", with_robots(web.redirect(url.encode().decode("latin-1"))))
                ended = self.fetch("http://trap.example/")
                self.assert_one_sentence(1, ended)
                inside = [(r.host, r.target) for r in self.web.requests if r.host not in ("trap.example", "news.example")]
                self.assertEqual(inside, [], ended)

    def test_the_settings_can_let_an_address_through(self):
        self.web.add("private.example", with_robots(web.page("<p>intranet")))
        self.assert_refused("http://private.example/")
        for allowed in ("10.0.0.0/8", "10.0.0.5", "private.example", "private.example:8080"):
            with self.subTest(allowed):
                self.configure(allow_private=allowed)
                port = ":8080" if allowed.endswith("8080") else ""
                self.web.add("private.example" + port, with_robots(web.page("<p>intranet")))
                self.assertEqual(self.fetch("--body", f"http://private.example{port}/").out, "<p>intranet")
                self.assert_refused("http://lan.example/")
        self.configure(allow_private="10.0.0.0/99")
        self.assert_one_sentence(2, self.fetch("http://news.example/"), "kabar.toml:6", "10.0.0.0/99")

    def test_without_a_fake_web_this_machine_is_refused(self):
        (self.folder / "kabar.toml").write_text(f'[collect]\nports = "80,443,{self.web.port}"\n')
        for host in ("127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"):
            with self.subTest(host):
                self.assert_refused(f"http://{host}:{self.web.port}/")

    def test_a_cookie_never_comes_back(self):
        async def site(request, out):
            fields = {"Set-Cookie": "id=4711; Path=/", "Location": "/2"}
            await out.answer(302 if request.path == "/1" else 200, b"<p>hello", fields)
        self.web.add("cookies.example", with_robots(site))
        self.assertEqual(self.fetch("http://cookies.example/1").code, 0)
        self.assertEqual(self.web.asked("cookies.example"), ["/robots.txt", "/1", "/2"])
        self.assertFalse([r.fields for r in self.web.requests if "cookie" in r.fields or "authorization" in r.fields])

    def test_requests_to_one_site_are_kept_apart(self):
        self.configure(site_interval_ms=400)
        self.web.add("www.slow.example", with_robots(web.redirect("http://m.slow.example/")))
        self.web.add("m.slow.example", with_robots(web.page("<p>hello")))
        self.assertEqual(self.fetch("http://www.slow.example/").code, 0)
        times = [request.at for request in self.web.requests]
        self.assertEqual(len(times), 4)
        for before, after in zip(times, times[1:]):
            self.assertGreaterEqual(after - before, 0.38)

    def test_a_certificate_must_be_of_the_host_and_of_an_authority(self):
        key, certificate = self.folder / "key.pem", self.folder / "certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate,
                        "-subj", "/CN=safe.example", "-addext", "subjectAltName=DNS:safe.example", "-days", "2"],
                       check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        with web.Web(tls=context) as safe:
            for host in ("safe.example", "other.example"):
                safe.add(host, with_robots(web.page("<p>hello")))
            self.configure(connect_to=safe.address)
            self.assert_one_sentence(1, self.fetch("https://safe.example/"), "certificate")
            self.configure(connect_to=safe.address, ca_file=str(certificate))
            self.assertEqual(self.fetch("--body", "https://safe.example/").out, "<p>hello")
            self.assert_one_sentence(1, self.fetch("https://other.example/"), "certificate")
            self.assertEqual(safe.asked("other.example"), [])

    def test_what_a_server_sends_does_not_steer_a_terminal(self):
        self.web.add("odd.example", with_robots(web.page(b"<p>\x1b[2J\x1b]0;owned\x07", X_Odd="\x1b[31mred")))
        ended = self.fetch("http://odd.example/")
        self.assertEqual(ended.code, 0, ended)
        self.assertNotIn("\x1b", ended.out)

    def test_hostile_feeds_and_lists_cost_nothing(self):
        for name, data in hostile_xml.DOCUMENTS.items():
            with self.subTest(name):
                self.web.add("feeds.example", with_robots(web.page(data, "application/xml")))
                body = self.folder / "feed.xml"
                ended = self.fetch("--body", "http://feeds.example/")
                self.assertEqual(ended.code, 0, ended)
                body.write_bytes(data)
                begun = time.monotonic()
                tested = kabar.run("source", "test", body, cwd=self.folder)
                self.assert_sane(tested)
                self.assertLess(time.monotonic() - begun, 20)
                for secret in ("root:", "\x1b", "lollol"):
                    self.assertNotIn(secret, tested.out[:100_000])
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, PEAK_MB)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["feed.xml", "hosts", "kabar.toml"])


if __name__ == "__main__":
    kabar.main()
