"""What is kept and what goes: articles removed for good, backups made while kabar runs, and restored."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar


class KeepTest(kabar.ProgramTest):
    def setUp(self):
        super().setUp()
        self.assert_ends(0, kabar.run("ingest", "--data", self.data, kabar.DEMO))

    def run_on(self, *arguments, code=0, data=None):
        ended = kabar.run(*arguments, "--data", data or self.data)
        self.assert_ends(code, ended)
        return ended

    def shown(self, name):
        return self.run_on("article", "show", "--json", name).lines()[0]

    def test_a_removed_article_is_gone_everywhere_and_stays_away(self):
        article = self.shown("a5")
        story, url = article["story"], article["content"]["url"]
        members = lambda: {member["article"] for member in self.run_on("stories", "show", "--json", story).lines()[0]["members"]}
        self.assertIn("a5", members())
        with kabar.Server(self.data) as server:
            self.assertEqual(kabar.fetch(server.url + "/article/a5").status // 100, 2)
            ended = self.run_on("article", "remove", url, "--reason", "order 7")
            self.assertIn("removed a5", ended.out)
            self.assertEqual(kabar.fetch(server.url + "/article/a5").status, 404)
            self.assertNotIn("a5", members())
            again = self.run_on("ingest", "--json", kabar.DEMO).lines()[-1]["summary"]
            self.assertEqual((again["added"], again["skipped"]), (0, {"article that was removed for good": 1}))
        self.run_on("rebuild", "stories")
        self.assertNotIn("a5", members())
        removed = self.run_on("article", "removed", "--json").lines()
        self.assertEqual({(one["article"], one["reason"]) for one in removed}, {("a5", "order 7")})
        self.assertNotIn(article["content"]["title"].encode(), (self.data / "kabar.db").read_bytes())
        self.assert_one_sentence(1, self.run_on("article", "show", "a5", code=1), "a5")
        self.run_on("article", "allow", "a5")
        self.assertEqual(self.run_on("ingest", "--json", kabar.DEMO).lines()[-1]["summary"]["added"], 1)
        self.assert_sound()

    def test_a_backup_of_a_running_kabar_is_restored_whole(self):
        file = self.folder / "backup.db"
        with kabar.Server(self.data):
            self.run_on("backup", file)
        other = self.folder / "other"
        self.assertIn("restored", self.run_on("restore", file, data=other).out)
        self.assertEqual(kabar.database_content(other), kabar.database_content(self.data))
        self.assertEqual(self.run_on("check", data=other).out, "sound\n")
        self.assertEqual(self.run_on("ingest", "--json", kabar.DEMO, data=other).lines()[-1]["summary"]["added"], 0)

    def test_a_restore_asks_before_it_replaces(self):
        file = self.folder / "backup.db"
        self.run_on("backup", file)
        self.run_on("article", "remove", "a1", "a2")
        self.assert_one_sentence(1, self.run_on("restore", file, code=1), "--replace")
        with kabar.Server(self.data):
            self.assert_one_sentence(1, self.run_on("restore", file, "--replace", code=1), "in use")
        self.run_on("restore", file, "--replace")
        self.assertEqual(self.shown("a1")["article"], "a1")
        self.assertTrue((self.data / "kabar.db.replaced").exists())
        self.assert_sound()

    def test_what_cannot_be_done_is_told(self):
        nowhere = self.folder / "nowhere"
        self.assert_one_sentence(1, self.run_on("backup", self.folder / "x.db", code=1, data=nowhere), "no data")
        self.assertFalse(nowhere.exists())
        self.assert_one_sentence(1, self.run_on("restore", self.folder / "x.db", code=1, data=nowhere), "no such file")
        self.assert_one_sentence(1, self.run_on("article", "remove", "nobody", code=1), "nobody")
        self.assert_one_sentence(2, self.run_on("article", "remove", code=2), "name an article")
        self.assert_one_sentence(1, self.run_on("backup", self.folder / "no" / "folder.db", code=1), "folder.db", "there is no folder")


if __name__ == "__main__":
    kabar.main()
