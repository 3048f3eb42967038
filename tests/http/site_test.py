"""The demo edition over HTTP: every page that a link leads to, in every interface language, and the API."""
import html.parser
import pathlib
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar

LANGUAGES = ("en", "fr", "id")
MAX_PAGES = 400


class Page(html.parser.HTMLParser):
    """Links, assets and language of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.assets, self.lang, self.inline_scripts = set(), set(), None, 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "html":
            self.lang = values.get("lang")
        if tag in ("a", "form"):
            self.links.add(values.get("href") or values.get("action") or "")
        if tag in ("img", "script", "source", "iframe") and values.get("src"):
            self.assets.add(values["src"])
        if tag == "link" and values.get("rel") in ("stylesheet", "icon", "manifest", "preload"):
            self.assets.add(values["href"])
        if tag == "script" and not values.get("src") and values.get("type") != "application/ld+json":
            self.inline_scripts += 1


class SiteTest(kabar.DemoTest):
    def get(self, path, **headers):
        return kabar.fetch(self.server.url + path, {name.replace("_", "-"): value for name, value in headers.items()})

    def assert_good_page(self, path, answer, language):
        self.assertEqual(answer.status, 200, path)
        self.assertIn("default-src", answer.headers["Content-Security-Policy"], path)
        self.assertNotIn("unsafe-inline", answer.headers["Content-Security-Policy"], path)
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff", path)
        self.assertNotIn("{{", answer.text, path)
        page = Page(answer.text)
        self.assertEqual(page.lang, language, path)
        self.assertEqual(page.inline_scripts, 0, path)
        for asset in page.assets:
            self.assertFalse(urllib.parse.urlsplit(asset).netloc, f"{path} wants {asset} from elsewhere")
        return page

    def inner(self, base, link):
        """The link's path and query when it stays on the site."""
        whole = urllib.parse.urlsplit(urllib.parse.urljoin(self.server.url + base, link))
        if f"{whole.scheme}://{whole.netloc}" != self.server.url:
            return None
        return whole.path + (f"?{whole.query}" if whole.query else "")

    def crawl(self, language):
        todo, seen, assets = ["/"], set(), set()
        while todo and len(seen) < MAX_PAGES:
            path = todo.pop(0)
            if path in seen or path.startswith("/edition?set="):  # chooses another language
                continue
            seen.add(path)
            self.assertNotRegex(path, r"^/(?!feed/).*[?&]ui=", "who is sent this link would be answered in another language")
            answer = self.get(path, Cookie=f"ui={language}", Accept_Language=language)
            if not (answer.headers["Content-Type"] or "").startswith("text/html"):
                self.assertEqual(answer.status, 200, path)
                continue
            page = self.assert_good_page(path, answer, language)
            assets |= {self.inner(path, asset) for asset in page.assets}
            todo += [link for link in (self.inner(path, link) for link in sorted(page.links)) if link]
        return seen, assets

    def test_every_link_leads_to_a_good_page_in_every_language(self):
        for language in LANGUAGES:
            with self.subTest(language):
                pages, assets = self.crawl(language)
                for part in ("/story/", "/article/", "/source/"):
                    self.assertTrue(any(page.startswith(part) for page in pages), part)
                self.assertGreater(len(pages), 100)
                for asset in assets:
                    status = self.get(asset).status
                    # Some of the demo's outlets name a picture that was not saved with the page.
                    self.assertTrue(status == 200 or (asset.startswith("/picture/") and status == 404), (asset, status))

    def test_the_interface_follows_parameter_cookie_and_header(self):
        for headers, path, language in (({"Accept_Language": "fr-CA,en;q=0.5"}, "/", "fr"),
                                        ({"Accept_Language": "xx"}, "/", "en"),
                                        ({"Accept_Language": "fr", "Cookie": "ui=id"}, "/", "id"),
                                        ({"Accept_Language": "fr", "Cookie": "ui=fr"}, "/?ui=id", "id")):
            with self.subTest(headers):
                self.assertEqual(Page(self.get(path, **headers).text).lang, language)

    def test_an_unchanged_page_is_not_sent_again(self):
        first = self.get("/about")
        self.assertTrue(first.headers["ETag"])
        self.assertEqual(self.get("/about", If_None_Match=first.headers["ETag"]).status, 304)

    def test_what_is_not_there_or_not_allowed(self):
        self.assertEqual(self.get("/nothing").status, 404)
        self.assertEqual(self.get("/story/s999999").status, 404)
        self.assertEqual(self.get("/static/../../etc/passwd").status, 404)
        self.assertEqual(kabar.fetch(self.server.url + "/", method="DELETE").status, 405)
        self.assertEqual(self.get("/", Host="elsewhere.example").status, 421)

    def test_what_a_reader_types_is_escaped(self):
        answer = self.get("/search?q=" + urllib.parse.quote('"><script>alert(1)</script>'))
        self.assertEqual(answer.status, 200)
        self.assertNotIn("<script>alert", answer.text)

    def test_the_api_lists_stories_articles_and_finds(self):
        stories = self.get("/api/v1/stories").json["stories"]
        articles = self.get("/api/v1/articles?limit=100").json["articles"]
        found = self.get("/api/v1/search?q=Karabakh&limit=100").json
        self.assertGreaterEqual(len(stories), 10)
        self.assertEqual(len(articles), len({article["id"] for article in articles}))
        self.assertGreater(len(articles), 70)
        self.assertGreaterEqual(len(found["articles"]), 5)
        self.assertLess(len(found["articles"]), len(articles))
        self.assertEqual(self.get("/api/v1/articles?limit=many").status, 400)


if __name__ == "__main__":
    kabar.main()
