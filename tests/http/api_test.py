"""The JSON API against the OpenAPI document that kabar serves: every path, every answer, nothing more than it says."""
import pathlib
import sys
import urllib.parse

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import kabar_program as kabar

HOSTILE = ("", "\"", "(((", "-", "a OR", "source:nobody", "after:never", "<script>", "\x00", "%", "a" * 3000,
           "title:", "in:s999", "lang:xx", "NEAR(a b)", "*", "\u202e", "' OR 1=1 --", "\"a\" -\"b", "topic:sport")


class ApiTest(kabar.DemoTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.api = kabar.fetch(cls.server.url + "/api/v1/openapi.json", {}).json

    def ask(self, route, path, expected=200, **params):
        """The answer, when it is what the document says of that route."""
        query = "?" + urllib.parse.urlencode(params) if params else ""
        answer = kabar.fetch(self.server.url + path + query, {})
        self.assertEqual(answer.status, expected, path + query)
        said = self.api["paths"][route]["get"]["responses"][str(expected)]["content"]
        kind = answer.headers["Content-Type"].split(";")[0]
        self.assertIn(kind, said, path)
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*", path)
        schema = {**said[kind]["schema"], "components": self.api["components"]}
        jsonschema.Draft202012Validator(schema).validate(answer.json)
        return answer.json

    def test_the_document_is_sound(self):
        self.assertEqual(self.api["openapi"], "3.1.0")
        for schema in self.api["components"]["schemas"].values():
            jsonschema.Draft202012Validator.check_schema(schema)

    def test_every_story_is_as_described(self):
        route = "/api/v1/stories"
        stories = self.ask(route, route, limit=100)["stories"]
        self.assertGreaterEqual(len(stories), 10)
        for story in stories:
            whole = self.ask(route + "/{id}", f"{route}/{story['id']}")
            self.assertEqual(whole["title"], story["title"])
        self.ask(route + "/{id}", route + "/s999999", expected=404)
        self.ask(route, route, expected=400, limit="many")

    def test_every_article_is_as_described(self):
        route = "/api/v1/articles"
        articles = self.ask(route, route, limit=100)["articles"]
        self.assertGreater(len(articles), 70)
        for article in articles:
            self.ask(route + "/{id}", f"{route}/{article['id']}")
        self.ask(route + "/{id}", route + "/a999999", expected=404)
        self.ask(route, route, expected=400, colour="red")

    def test_pages_follow_on_one_another(self):
        route = "/api/v1/search"
        ids, offset = [], 0
        while True:
            found = self.ask(route, route, q="Karabakh OR rugby", limit=7, offset=offset)
            ids += [article["id"] for article in found["articles"]]
            offset += 7
            if not found["more"]:
                break
        self.assertEqual(len(ids), len(set(ids)))
        whole = self.ask(route, route, q="Karabakh OR rugby", limit=100)
        self.assertEqual(ids, [article["id"] for article in whole["articles"]])
        self.assertEqual(whole["facets"]["counted"], len(ids))

    def test_facets_count_what_their_filters_find(self):
        route = "/api/v1/search"
        facets = self.ask(route, route, q="Karabakh", limit=1)["facets"]
        for name, param in (("sources", "source"), ("languages", "lang"), ("countries", "country"),
                            ("topics", "topic"), ("days", "day")):
            self.assertTrue(facets[name], name)
            for count in facets[name]:
                found = self.ask(route, route, q="Karabakh", limit=100, **{param: count["key"]})
                self.assertEqual(len(found["articles"]), count["articles"], (name, count))

    def test_any_query_is_answered(self):
        route = "/api/v1/search"
        for query in HOSTILE:
            for sort in ("newest", "best"):
                if query.strip():
                    self.ask(route, route, q=query, sort=sort)
            page = kabar.fetch(self.server.url + "/search?" + urllib.parse.urlencode({"q": query}), {})
            self.assertEqual(page.status, 200, query)
        self.ask(route, route, expected=400, q="")
        self.ask(route, route, expected=400, q="x", sort="odd")
        self.assertEqual(self.ask(route, route, q="Arménei")["articles"], [])
        self.assertIn("Arménie", self.ask(route, route, q="Arménei")["suggestion"])


if __name__ == "__main__":
    kabar.main()
