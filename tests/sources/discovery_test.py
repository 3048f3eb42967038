"""`kabar source add URL` on a fake web: what a site announces is found from any address of it, politely."""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "fakeweb"), str(HERE.parent)]
import kabar_program as kabar
import web

SITEMAP = ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://map.example/1</loc></url>'
           "</urlset>")


def rss(title, home, *items):
    entries = "".join(f"<item><title>{item}</title><link>{home}{item}</link></item>" for item in items)
    return web.page(f'<rss version="2.0"><channel><title>{title}</title><link>{home}</link>{entries}</channel></rss>',
                    "application/rss+xml")


class DiscoveryTest(kabar.ProgramTest):
    def setUp(self):
        super().setUp()
        self.web = web.Web()
        self.web.__enter__()
        self.addCleanup(self.web.__exit__)
        (self.folder / "kabar.toml").write_text(
            f'[collect]\nconnect_to = "{self.web.address}"\nsite_interval_ms = 0\n')

    def source(self, *arguments, code=0):
        ended = kabar.run("source", *arguments, "--data", self.data, cwd=self.folder)
        self.assert_ends(code, ended)
        return ended

    def channels(self):
        return {line["source"]: line for line in self.source("list", "--json").lines()}

    def test_a_front_page_leads_to_its_feeds(self):
        self.web.add("quay.example", {
            "/": web.page('<html lang="de"><title>x</title><meta property="og:site_name" content="Quay News">'
                          '<link rel="alternate" type="application/rss+xml" href="/all.xml">'
                          '<link rel="alternate" type="application/rss+xml" href="/comments/feed">'),
            "/all.xml": rss("All of Quay", "http://quay.example/", "1", "2")})
        self.assertIn("added http://quay.example/all.xml", self.source("add", "http://quay.example/").out)
        quay = self.channels()["quay.example"]
        self.assertEqual((quay["name"], quay["languages"], quay["home"]), ("Quay News", ["de"], "http://quay.example/"))
        channel = quay["channels"][0]
        self.assertEqual((channel["title"], channel["verified"], channel["kind"]), ("All of Quay", True, "feed"))
        self.assertEqual(self.web.asked("quay.example"), ["/robots.txt", "/", "/all.xml"])
        self.assert_sound()

    def test_a_name_alone_is_enough_and_a_site_without_feeds_has_sitemaps(self):
        self.web.add("map.example", {"/": web.page("<title>Map Post</title>"), "/news-map.xml": web.page(SITEMAP, "text/xml"),
                                     "/robots.txt": web.page("User-agent: *\nDisallow: /feed\nSitemap: http://map.example/news-map.xml",
                                                             "text/plain")})
        self.source("add", "map.example", "--name", "The Map Post", "--id", "map")
        source = self.channels()["map"]
        self.assertEqual(source["name"], "The Map Post")
        self.assertEqual([(one["kind"], one["url"]) for one in source["channels"]],
                         [("sitemap", "http://map.example/news-map.xml")])
        self.assertNotIn("/feed", self.web.asked("map.example"))

    def test_a_feed_that_says_it_is_anothers_is_its_own(self):
        self.web.add("quay.example", {"/": web.page("<title>Quay</title>"), "/feed": rss("Quay", "http://quay.example/", "1")})
        self.web.add("liar.example", {"/feed": rss("Quay", "http://quay.example/", "9")})
        self.source("add", "http://quay.example/", "http://liar.example/feed")
        self.assertEqual({name: len(line["channels"]) for name, line in self.channels().items()},
                         {"quay.example": 1, "liar.example": 1})

    def test_the_reason_is_that_of_the_scheme_that_answers(self):
        self.web.add("bare.example", {"/": web.page("<title>Bare</title>")})
        self.assert_one_sentence(1, self.source("add", "bare.example", code=1), "http://bare.example/", "names no feed", "--as page")

    def test_what_an_address_holds_is_shown(self):
        self.web.add("quay.example", {"/feed": rss("Quay", "http://quay.example/", "1", "2")})
        self.assertIn("2 items: Quay", self.source("test", "http://quay.example/feed").out)
        self.assert_one_sentence(1, self.source("test", "http://quay.example/none", code=1), "404")

    def test_what_is_not_found_is_told(self):
        self.web.add("bare.example", {"/": web.page("<title>Bare</title>")})
        self.web.add("shut.example", {"/robots.txt": web.page("User-agent: *\nDisallow: /", "text/plain"), "/": web.page("x")})
        for url, words in (("http://bare.example/", "names no feed"), ("http://bare.example/gone", "404"),
                           ("http://shut.example/", "robots.txt"), ("http://127.0.0.1/", "refused")):
            with self.subTest(url):
                ended = self.source("add", url, code=1)
                self.assert_one_sentence(1, ended, words)
        self.assertEqual(self.web.asked("shut.example"), ["/robots.txt"])
        self.assertLess(len(self.web.asked("bare.example")), 25)


if __name__ == "__main__":
    kabar.main()
