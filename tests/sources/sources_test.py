"""Sources from the command line: added, listed, paused, removed, imported, exported; as the owner of the data and by way of a kabar that
serves; and a hundred thousand of them."""
import json
import pathlib
import sys
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>mine</title></head><body>
<outline text="Nord"><outline text="Häfen">
<outline type="rss" text="Quay News" title="Quay News" xmlUrl="https://quay.example/feed" htmlUrl="https://www.quay.example/"
 language="de" category="/ports/a" rating="5 &lt; 6"/>
</outline></outline>
<outline type="rss" text="&lt;b&gt;$(reboot)&lt;/b&gt;" xmlUrl="https://kale.example/rss"/>
<outline type="rss" text="local" xmlUrl="file:///etc/passwd"/>
</body></opml>"""


class SourcesTest(kabar.ProgramTest):
    def source(self, *arguments, code=0, **options):
        ended = kabar.run("source", *arguments, "--data", self.data, **options)
        self.assert_ends(code, ended)
        return ended

    def listed(self, *arguments):
        return {line["source"]: line for line in self.source("list", "--json", *arguments).lines()}

    def add(self, url, *arguments):
        return self.source("add", url, "--as", "feed", *arguments)

    def test_a_source_is_added_listed_paused_and_removed(self):
        ended = self.add("https://quay.example/feed", "--id", "quay", "--name", "Quay News", "--languages", "de,fr", "--countries", "DE")
        self.assertIn("added https://quay.example/feed", ended.out)
        quay = self.listed()["quay"]
        self.assertEqual((quay["name"], quay["languages"], quay["country"]), ("Quay News", ["de", "fr"], "DE"))
        channel = quay["channels"][0]
        self.assertEqual((channel["kind"], channel["verified"], channel["paused"]), ("feed", False, False))
        self.assertEqual(channel["words"], "never fetched yet; next due")
        self.assertIn("1 known already", self.add("https://quay.example/feed").out)
        self.source("pause", "quay")
        self.assertIn("paused", self.source("list").out)
        self.source("resume", "https://quay.example/feed")
        self.assertEqual(self.listed("quay")["quay"]["channels"][0]["pages"], {"announced": 0, "good": 0, "trouble": 0,
                                                                                  "reason": None})
        self.source("remove", "quay")
        self.assertEqual(self.source("list").out, "no sources\n")
        self.assert_sound()

    def test_a_running_kabar_does_it_too(self):
        self.assertEqual(kabar.run("ingest", "--data", self.data, kabar.DEMO).code, 0)
        with kabar.Server(self.data):
            self.add("https://quay.example/feed")
            (self.folder / "many.jsonl").write_text("".join(
                json.dumps({"id": f"s{i}", "feeds": [f"https://s{i}.example/feed"]}) + "\n" for i in range(2500)))
            self.assertIn("2500 channels added, of 2500 new sources", self.source("import", self.folder / "many.jsonl").out)
            self.source("pause", "s7", "s8")
            self.source("remove", "s9")
            paused = {name: line["channels"][0]["paused"] for name, line in self.listed("s7", "s8", "s6").items()}
            self.assertEqual(paused, {"s7": True, "s8": True, "s6": False})
            self.source("pause", "nobody", code=1)
        self.assertNotIn("s9", self.listed())
        self.assert_sound()

    def test_articles_of_a_removed_source_stay(self):
        self.assertEqual(kabar.run("ingest", "--data", self.data, kabar.DEMO).code, 0)
        before = self.listed()["courrierest"]["articles"]
        self.assertGreater(before, 0)
        self.add("https://www.courrier-est.example/rss", "--id", "courrierest")
        self.source("remove", "courrierest")
        self.assertEqual(self.listed()["courrierest"]["articles"], before)
        self.assertIn("not collected", self.source("list", "courrierest").out)
        self.assert_one_sentence(1, self.source("remove", "courrierest", code=1), "no feed or sitemap")

    def test_opml_goes_in_and_comes_out_whole(self):
        (self.folder / "mine.opml").write_text(OPML)
        ended = self.source("import", self.folder / "mine.opml", code=3)
        self.assertIn("local: no http address, left out: file:///etc/passwd", ended.err)
        self.assertEqual(sorted(self.listed()), ["kale.example", "quay.example"])
        out = self.source("export").out
        root = xml.etree.ElementTree.fromstring(out)
        feeds = {node.get("xmlUrl"): node for node in root.iter("outline") if node.get("xmlUrl")}
        quay = feeds["https://quay.example/feed"]
        self.assertEqual((quay.get("category"), quay.get("rating"), quay.get("language")), ("/ports/a", "5 < 6", "de"))
        self.assertEqual(feeds["https://kale.example/rss"].get("title"), "<b>$(reboot)</b>")
        self.assertEqual(root.find("body/outline/outline").get("text"), "Häfen")
        (self.folder / "again.opml").write_text(out)
        self.assert_ends(0, kabar.run("source", "import", self.folder / "again.opml", "--data", self.folder / "other"))
        self.assertEqual(kabar.run("source", "export", "--data", self.folder / "other").out, out)

    def test_all_of_it_as_json_goes_in_and_comes_out(self):
        self.add("https://quay.example/feed", "--id", "quay")
        self.source("add", "https://quay.example/map.xml", "--as", "sitemap", "--full-text", "never", "--id", "quay")
        out = self.source("export", "--json").out
        ended = kabar.run("source", "import", "-", "--data", self.folder / "other", stdin=out.encode())
        self.assert_ends(0, ended)
        self.assertEqual(kabar.run("source", "export", "--json", "--data", self.folder / "other").out, out)
        self.assertIn("1 channel left out", self.source("export").err)

    def test_what_is_paused_stays_paused_elsewhere(self):
        self.add("https://quay.example/feed", "--id", "quay")
        self.source("pause", "quay")
        ended = kabar.run("source", "import", "-", "--data", self.folder / "other", stdin=self.source("export", "--json").out.encode())
        self.assert_ends(0, ended)
        listed = kabar.run("source", "list", "--json", "--data", self.folder / "other").lines()
        self.assertTrue(listed[0]["channels"][0]["paused"])

    def test_what_is_known_takes_other_settings(self):
        self.add("https://quay.example/feed", "--id", "quay")
        self.assertIn("set https://quay.example/feed", self.add("https://quay.example/feed", "--full-text", "always").out)
        self.assertIn("full text: always", self.source("list").out)
        self.source("set", "quay", "--full-text", "never", "--countries", "gb", "--languages", "en", "--home", "https://quay.example")
        quay = self.listed()["quay"]
        self.assertEqual((quay["country"], quay["languages"], quay["home"], quay["channels"][0]["full_text"]),
                         ("GB", ["en"], "https://quay.example/", "never"))
        for arguments, words in ((("--countries", "UK"), "GB"), (("--home", "nonsense"), "--home"),
                                 (("--languages", "english"), "english"), ((), "say what")):
            self.assert_one_sentence(2, self.source("set", "quay", *arguments, code=2), words)
        self.assertEqual(self.listed()["quay"], quay)

    def test_a_new_folder_has_no_sources_yet(self):
        listed = self.source("list")
        self.assertEqual(listed.out, "no sources\n")
        self.assertIn("source add", listed.err)
        self.assertFalse((self.data / "kabar.db").exists())

    def test_help_fits_a_terminal(self):
        for command in ("source", "run", "ingest"):
            lines = kabar.run(command, "--help").out.splitlines()
            self.assertLessEqual(max(map(len, lines)), 100, max(lines, key=len))

    def test_what_collecting_needs_is_checked(self):
        for setting, words in (('connect_to = "news"', "collect.connect_to"), ('hosts_file = "none"', "collect.hosts_file"),
                               ('ca_file = "none"', "collect.ca_file")):
            (self.folder / "kabar.toml").write_text(f"[collect]\n{setting}\n")
            self.assert_one_sentence(2, kabar.run("config", "check", cwd=self.folder), words)
            looked = kabar.run("doctor", cwd=self.folder)
            self.assert_ends(1, looked)
            self.assertIn(words, looked.out)
        (self.folder / "kabar.toml").write_text('[collect]\ncontact = "mailto:news@quay.example"\n')
        self.assert_ends(0, kabar.run("config", "check", cwd=self.folder))
        self.assertNotIn("contact", kabar.run("doctor", cwd=self.folder).out)

    def test_starters_are_chosen_by_language_and_country(self):
        languages = {line["language"]: line["outlets"] for line in self.source("starter", "--json").lines()}
        for language in "en fr id de es pt it nl pl ru uk tr ar fa hi zh ja ko".split():
            self.assertGreaterEqual(languages[language], 15, language)
        self.assertFalse((self.data / "kabar.db").exists())
        self.source("starter", "--languages", "fr,id", "--countries", "FR,ID")
        sources = self.listed()
        self.assertGreater(len(sources), 10)
        self.assertEqual({source["country"] for source in sources.values()}, {"FR", "ID"})
        self.assertFalse(any(channel["verified"] for source in sources.values() for channel in source["channels"]))
        self.assertIn("0 channels added", self.source("starter", "--languages", "id", "--countries", "ID").out)

    def test_what_makes_no_sense_is_told(self):
        for code, arguments, words in ((2, ("add", "ftp://x.example/", "--as", "feed"), "http"),
                                       (2, ("add",), "name an address"),
                                       (2, ("add", "https://x.example/", "--as", "feed", "--id", "a/b"), "id of a source"),
                                       (2, ("starter", "--languages", "xx"), "no outlet"),
                                       (2, ("starter", "--languages", "fr,xx"), "'xx'"),
                                       (2, ("add", "https://x.example/", "--as", "feed", "--countries", "UK"), "GB"),
                                       (2, ("dance",), "no action"),
                                       (1, ("import", self.folder / "none.opml"), "none.opml"),
                                       (1, ("pause", "x.example"), "no source")):
            with self.subTest(arguments):
                self.assert_one_sentence(code, self.source(*arguments, code=code), words)
        (self.folder / "page.html").write_text("<html><title>x</title></html>")
        self.assert_one_sentence(1, self.source("import", self.folder / "page.html", code=1), "neither OPML")


if __name__ == "__main__":
    kabar.main()
