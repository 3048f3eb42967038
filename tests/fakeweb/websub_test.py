"""WebSub against a hub of the fake web: kabar asks it, answers its question, looks at a feed when a push comes that is signed
as it should be, and at nothing when one is not. What hostile hubs and strangers send changes nothing."""
import contextlib
import hashlib
import hmac
import http.client
import pathlib
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import kabar_program as kabar
import web

TOPIC = "http://quay.example/feed"


def feed(numbers):
    items = "".join(f"<item><title>Item {i}</title><link>http://quay.example/news/{i}</link></item>" for i in numbers)
    return ("<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Quay</title>"
            f"<atom:link rel='hub' href='http://hub.example/'/><atom:link rel='self' href='{TOPIC}'/>{items}</channel></rss>")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(what, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := what():
            return value
        time.sleep(0.1)
    return what()


class WebSubTest(kabar.ProgramTest):
    hub_status = 202

    def setUp(self):
        super().setUp()
        self.forms, self.items = [], [0]
        self.web = web.Web()
        self.web.__enter__()
        self.addCleanup(self.web.__exit__)
        self.web.add("quay.example", {"/feed": self.feed, "/robots.txt": web.page("none", status=404), "/news/*": b"<p>x"})
        self.web.add("hub.example", {"/": self.hub})
        self.port = free_port()
        (self.folder / "kabar.toml").write_text(
            f'data = "{self.data}"\n[collect]\nconnect_to = "{self.web.address}"\nsite_interval_ms = 20\n'
            f'[serve]\nlisten = "127.0.0.1:{self.port}"\nbase_url = "http://127.0.0.1:{self.port}"\n')
        self.assert_ends(0, kabar.run("source", "add", TOPIC, "--as", "feed", cwd=self.folder))
        self.start()

    def start(self):
        self.process = subprocess.Popen([kabar.PROGRAM, "run", "--json"], cwd=self.folder, env=kabar.environment(),
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertTrue(self.process.stdout.readline())
        self.addCleanup(self.stop)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(2)
            _, err = self.process.communicate(timeout=60)
            for words in kabar.CRASH_WORDS:
                self.assertNotIn(words, err.decode(errors="replace"))

    async def feed(self, _, out):
        await out.answer(200, feed(self.items), {"Content-Type": "application/rss+xml"})

    async def hub(self, request, out):
        if request.method == "POST":
            self.forms.append(dict(urllib.parse.parse_qsl(request.body.decode(), strict_parsing=True)))
        await out.answer(self.hub_status, b"")

    def call(self, method, callback, body=b"", headers=None):
        path = urllib.parse.urlsplit(callback)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path.path + (f"?{path.query}" if path.query else ""), body, headers or {})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def ask(self, callback, **more):
        question = {"hub.mode": "subscribe", "hub.topic": TOPIC, "hub.challenge": "ch<b>&", "hub.lease_seconds": "3600",
                    **{name.replace("_", ".", 1): value for name, value in more.items()}}
        return self.call("GET", f"{callback}?{urllib.parse.urlencode(question)}")

    def push(self, callback, body, signature):
        return self.call("POST", callback, body, {"X-Hub-Signature": signature})[0]

    def row(self):
        with contextlib.closing(sqlite3.connect(f"file:{self.data}/kabar.db?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            row = database.execute("SELECT * FROM subscriptions").fetchone()
            return dict(row) if row else None

    def looks(self):
        return self.web.asked("quay.example").count("/feed")

    def form(self):
        return wait_for(lambda: self.forms and self.forms[0])

    def let_time_pass(self):
        """The look that a push brings about comes a minute after the last one."""
        with contextlib.closing(sqlite3.connect(f"{self.data}/kabar.db", timeout=30)) as database:
            database.execute("UPDATE channels SET last_fetch = last_fetch - 100, fresh_until = NULL")
            database.commit()

    def test_a_push_is_a_hint_to_look(self):
        form = self.form()
        self.assertEqual((form["hub.mode"], form["hub.topic"]), ("subscribe", TOPIC))
        self.assertTrue(form["hub.callback"].startswith(f"http://127.0.0.1:{self.port}/websub/"), form)
        self.assertGreaterEqual(len(form["hub.secret"]), 32)
        callback, secret = form["hub.callback"], form["hub.secret"].encode()
        self.assertEqual(self.ask(callback), (200, "ch<b>&"))
        self.assertTrue(wait_for(lambda: self.row()["lease_until"]))
        self.assertAlmostEqual(self.row()["lease_until"] - time.time(), 3600, delta=60)
        self.assertLess(self.row()["next_try"], self.row()["lease_until"])
        self.assertEqual(self.looks(), 1)
        body = feed([0, 1]).encode()
        self.check_forged_pushes(callback, secret, body)
        self.let_time_pass()
        self.items.append(1)
        for digest in ("sha1", "sha256", "sha384", "sha512"):
            signature = f"{digest}={hmac.new(secret, body, digest).hexdigest()}"
            self.assertEqual(self.push(callback, body, signature), 202)
        self.assertTrue(wait_for(lambda: self.looks() == 2), "the push brought no look")
        self.assertTrue(wait_for(lambda: "/news/1" in self.web.asked("quay.example")))
        time.sleep(3)
        self.assertEqual(self.looks(), 2, "more pushes, and no more looks within a minute")
        self.assertGreaterEqual(self.row()["pushes"], 1)
        self.check_renewal(callback)

    def check_forged_pushes(self, callback, secret, body):
        self.let_time_pass()
        good = hmac.new(secret, body, hashlib.sha256).hexdigest()
        for signature in ("", "sha256=", f"sha256={good[:-1]}", f"sha1={good}", f"md5={good}", "sha256=" + "0" * 64,
                          "sha256=" + hmac.new(b"", body, hashlib.sha256).hexdigest()):
            self.assertEqual(self.push(callback, body, signature), 202, signature)
        self.assertEqual(self.push(callback, body + b" ", f"sha256={good}"), 202)
        time.sleep(2)
        self.assertEqual((self.looks(), self.row()["pushes"]), (1, 0), "a forged push was believed")

    def check_renewal(self, callback):
        before = len(self.forms)
        with contextlib.closing(sqlite3.connect(f"{self.data}/kabar.db", timeout=30)) as database:
            database.execute("UPDATE subscriptions SET next_try = 0")
            database.commit()
        self.assertTrue(wait_for(lambda: len(self.forms) > before), "the lease was not renewed")
        self.assertEqual(self.forms[-1]["hub.callback"], callback)
        self.assertEqual(self.ask(callback, hub_lease_seconds="7200"), (200, "ch<b>&"))
        self.assertTrue(wait_for(lambda: self.row()["lease_until"] - time.time() > 6000))

    def test_strangers_change_nothing(self):
        callback = self.form()["hub.callback"]
        stranger = callback[:-4] + "beef"
        self.assertEqual(self.ask(stranger)[0], 404)
        self.assertEqual(self.push(stranger, b"x", "sha1=00"), 404)
        for more in ({"hub_topic": "http://other.example/"}, {"hub_mode": "unsubscribe"}, {"hub_mode": "publish"},
                     {"hub_challenge": ""}, {"hub_challenge": "x" * 2000}, {"hub_lease_seconds": "-1"},
                     {"hub_lease_seconds": "9" * 40}):
            with self.subTest(more):
                self.assertEqual(self.ask(callback, **more)[0], 404)
        for path in ("/websub/", "/websub/../../etc/passwd", "/websub/" + "a" * 5000, "/websub/%00"):
            status, _ = self.call("GET", f"http://x{path}")
            self.assertIn(status, (400, 404), path)
        self.assertEqual(self.call("PUT", callback, b"x")[0], 405)
        self.assertEqual(self.call("POST", "http://x/search", b"x")[0], 405)
        self.assertEqual(self.push(callback, b"x" * (3 << 20), "sha1=00"), 413)
        self.assertIsNone(self.row()["lease_until"])
        self.assertEqual(self.looks(), 1)

    def test_a_denial_is_kept_and_waits(self):
        callback = self.form()["hub.callback"]
        self.assertEqual(self.ask(callback, hub_mode="denied", hub_reason="no <b>room</b>")[0], 200)
        self.assertTrue(wait_for(lambda: "denies" in self.row()["trouble"]))
        self.assertGreater(self.row()["next_try"], time.time() + 86400)


class RefusingHubTest(WebSubTest):
    hub_status = 500
    test_a_push_is_a_hint_to_look = test_strangers_change_nothing = test_a_denial_is_kept_and_waits = None

    def test_is_asked_again_an_hour_later_at_the_earliest(self):
        self.form()
        self.assertTrue(wait_for(lambda: "500" in self.row()["trouble"]))
        time.sleep(7)
        self.assertEqual(len(self.forms), 1)
        self.assertGreater(self.row()["next_try"], time.time() + 3000)


if __name__ == "__main__":
    kabar.main()
