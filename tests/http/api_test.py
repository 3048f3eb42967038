"""The JSON API against the OpenAPI document that kabar serves: every path, every answer, nothing more than it says."""
import json
import pathlib
import re
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
        self.headers = answer.headers
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

    def test_figures_quotes_and_names_are_as_described(self):
        route = "/api/v1/stories/{id}"
        found = {"figures": 0, "quotes": 0, "names": 0}
        for story in self.ask("/api/v1/stories", "/api/v1/stories", limit=100)["stories"]:
            texts = {}
            for part in found:
                path = f"/api/v1/stories/{story['id']}"
                listed = self.ask(f"{route}/{part}", f"{path}/{part}")[part]
                found[part] += len(listed)
                for item in listed:
                    carriers = [article["id"] for article in item["articles"]]
                    for article in carriers:
                        if article not in texts:
                            texts[article] = self.ask("/api/v1/articles/{id}", "/api/v1/articles/" + article)["text"]
                    if part == "names":
                        self.assertTrue(any(item["text"] in texts[article] for article in carriers), item)
                    else:
                        self.assertIn(item.get("sentence") or item["text"], texts[carriers[0]])
                    if item.get("to") is not None:
                        self.assertEqual(item["kind"], listed[item["to"]]["kind"])
        self.assertTrue(all(found.values()), found)
        self.ask(route + "/figures", "/api/v1/stories/s999999/figures", expected=404)
        self.ask(route + "/names", "/api/v1/stories/s1/nothing", expected=404)
        self.ask(route + "/quotes", "/api/v1/stories/s1/quotes", expected=400, lang="fr")

    def test_names_last_and_lead_to_their_stories(self):
        route = "/api/v1/names"
        listed = self.pages(route, "names", limit=100)
        self.assertEqual(len(listed), len(set(listed)))
        named, cited = {}, 0
        for story in self.ask("/api/v1/stories", "/api/v1/stories", limit=100)["stories"]:
            for name in self.ask("/api/v1/stories/{id}/names", f"/api/v1/stories/{story['id']}/names")["names"]:
                if name["id"] is not None:
                    named.setdefault(name["id"], (story["id"], name))
        self.assertGreater(len(named), 50)
        self.assertLessEqual(set(named), set(listed))
        for id, (story, name) in named.items():
            whole = self.ask(route + "/{id}", f"{route}/{id}", limit=100)
            self.assertEqual((whole["id"], whole["kind"]), (id, name["kind"]))
            self.assertIn(story, [one["id"] for one in whole["stories"]], name)
            self.assertEqual(kabar.fetch(self.server.url + f"/name/{id}").status, 200)
            quotes = self.ask(route + "/{id}/quotes", f"{route}/{id}/quotes")["quotes"]
            cited += len(quotes)
            self.assertFalse([quote for quote in quotes if not quote["articles"]])
        self.assertGreater(cited, 3)
        for path in (route + "/n999999", route + "/s1", route + "/n1/nothing"):
            self.ask(route + "/{id}", path, expected=404)
        spelling = next(iter(named.values()))[1]
        found = self.ask(route, route, q=spelling["text"][:4])["names"]
        self.assertTrue(all(one["spellings"] for one in found))
        self.ask(route, route, expected=400, colour="red")

    def test_every_article_is_as_described(self):
        route = "/api/v1/articles"
        articles = self.ask(route, route, limit=100)["articles"]
        self.assertGreater(len(articles), 70)
        for article in articles:
            self.ask(route + "/{id}", f"{route}/{article['id']}")
        self.ask(route + "/{id}", route + "/a999999", expected=404)
        self.ask(route, route, expected=400, colour="red")

    def pages(self, route, name, **params):
        """The ids of a whole list, page by page, after which the last one says that it is the last."""
        ids, cursor = [], {}
        while True:
            page = self.ask(route, route, **params, **cursor)
            ids += [item["id"] for item in page[name]]
            link = self.headers.get("Link")
            self.assertEqual(link is None, page["next"] is None)
            if page["next"] is None:
                return ids
            self.assertEqual(len(page[name]), params["limit"])
            cursor = {"cursor": page["next"]}
            target = re.fullmatch(r'<(.+)>; rel="next"', link)[1]
            self.assertEqual(kabar.fetch(self.server.url + target).json, self.ask(route, route, **params, **cursor))

    def test_pages_follow_on_one_another(self):
        for route, name, params in (("stories", "stories", {}), ("stories", "stories", {"sort": "newest"}),
                                    ("articles", "articles", {}), ("articles", "articles", {"source": "northledger"}),
                                    ("sources", "sources", {}), ("search", "articles", {"q": "Karabakh OR rugby"}),
                                    ("search", "articles", {"q": "Karabakh OR rugby", "sort": "best"}),
                                    ("search", "articles", {"lang": "fr", "sort": "best"})):
            path = "/api/v1/" + route
            ids = self.pages(path, name, limit=3, **params)
            self.assertEqual(len(ids), len(set(ids)), params)
            self.assertEqual(ids, self.pages(path, name, limit=100, **params), (route, params))
            self.assertGreater(len(ids), 3, (route, params))

    def test_cursors_are_of_their_list_alone(self):
        stories, search = "/api/v1/stories", "/api/v1/search"
        cursor = self.ask(search, search, q="Karabakh", limit=1)["next"]
        self.ask(search, search, expected=400, q="rugby", limit=1, cursor=cursor)
        self.ask(search, search, q="Karabakh", limit=9, cursor=cursor)
        for route in (stories, search, "/api/v1/articles", "/api/v1/sources"):
            for bad in ("", "1", cursor, "'", "<b>", "9" * 900, "\x00"):
                self.ask(route, route, expected=400, cursor=bad, **({"q": "x"} if route == search else {}))

    def test_revisions_and_similar_articles(self):
        route = "/api/v1/articles/{id}"
        similar = 0
        for article in self.ask("/api/v1/articles", "/api/v1/articles", limit=100)["articles"]:
            path = f"/api/v1/articles/{article['id']}"
            whole = self.ask(route, path)
            self.assertEqual(self.ask(route + "/similar", path + "/similar")["similar"], whole["similar"])
            revisions = self.ask(route + "/revisions", path + "/revisions")["revisions"]
            self.assertEqual([revision["number"] for revision in revisions], list(range(1, whole["revisions"] + 1)))
            self.assertEqual(revisions[-1]["text"], whole["text"])
            similar += len(whole["similar"])
        self.assertGreater(similar, 50)
        self.ask(route + "/revisions", "/api/v1/articles/a999999/revisions", expected=404)
        self.ask(route + "/similar", "/api/v1/articles/x/similar", expected=404)
        self.ask(route + "/similar", "/api/v1/articles/a1/nothing", expected=404)

    def test_every_source_is_as_described(self):
        route = "/api/v1/sources"
        for source in self.ask(route, route, limit=100)["sources"]:
            whole = self.ask(route + "/{id}", f"{route}/{source['id']}")
            self.assertEqual({name: whole[name] for name in source}, source)
        self.ask(route + "/{id}", route + "/nobody", expected=404)

    def export(self, **params):
        """The lines, each as the document says."""
        answer = kabar.fetch(self.server.url + "/api/v1/export?" + urllib.parse.urlencode(params))
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "application/jsonl; charset=utf-8"))
        self.assertEqual(answer.headers["Transfer-Encoding"], "chunked")
        name = "Story" if params.get("what") == "stories" else "ExportedArticle"
        check = jsonschema.Draft202012Validator({**self.api["components"]["schemas"][name],
                                                 "components": self.api["components"]})
        lines = [json.loads(line) for line in answer.text.splitlines()]
        for line in lines:
            check.validate(line)
        return [line["id"] for line in lines]

    def test_export_gives_what_the_lists_give(self):
        self.assertEqual(self.export(), self.pages("/api/v1/articles", "articles", limit=100))
        self.assertEqual(self.export(what="stories"), self.pages("/api/v1/stories", "stories", limit=100, sort="newest"))
        self.assertEqual(self.export(q="Karabakh"), self.pages("/api/v1/search", "articles", limit=100, q="Karabakh"))
        self.assertEqual(self.export(lang="fr"), self.pages("/api/v1/search", "articles", limit=100, lang="fr"))
        stories = self.export(what="stories", q="Karabakh")
        found = {article["story"] for article in
                 self.ask("/api/v1/search", "/api/v1/search", q="Karabakh", limit=100)["articles"]}
        self.assertEqual(sorted(stories), sorted(story for story in found if story))
        self.assertEqual(self.export(q="nothingofthekind"), [])
        self.ask("/api/v1/export", "/api/v1/export", expected=400, what="people")
        self.ask("/api/v1/export", "/api/v1/export", expected=400, limit="3")

    def test_every_error_is_a_problem(self):
        for path, options, status in (("/api/v1/nothing", {}, 404), ("/api/v2", {}, 404), ("/api/", {}, 404),
                                      ("/api/v1/stories", {"method": "POST"}, 405),
                                      ("/api/v1/stories", {"method": "DELETE"}, 405),
                                      ("/api/v1/stories", {"headers": {"Host": "elsewhere.example"}}, 421),
                                      ("/api/v1/stories?q=%zz", {}, 400), ("/api/v1/" + "a" * 30_000, {}, 414),
                                      ("/api/v1/stories", {"headers": {"X-Large": "a" * 50_000}}, 431),
                                      ("/healthz", {"method": "PUT"}, 405)):
            answer = kabar.fetch(self.server.url + path, **options)
            self.assertEqual(answer.status, status, path)
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json", path)
            self.assertEqual(answer.json["status"], status, path)

    def test_pages_of_elsewhere_may_ask(self):
        for path in ("/api/v1/stories", "/api/v1/nothing", "/feed/front.rss", "/healthz"):
            answer = kabar.fetch(self.server.url + path, {"Origin": "https://elsewhere.example"}, "OPTIONS")
            self.assertEqual((answer.status, answer.body), (204, b""), path)
            self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*")
            self.assertIn("GET", answer.headers["Access-Control-Allow-Methods"])
            self.assertIn("If-None-Match", answer.headers["Access-Control-Allow-Headers"])
        self.assertEqual(kabar.fetch(self.server.url + "/", method="OPTIONS").status, 405)

    def test_what_is_known_is_not_sent_again(self):
        for path in ("stories", "stories/s1", "articles?limit=3", "articles/a1", "articles/a1/revisions",
                     "articles/a1/similar", "sources", "sources/northledger", "search?q=Karabakh", "openapi.json"):
            first = kabar.fetch(f"{self.server.url}/api/v1/{path}")
            again = kabar.fetch(f"{self.server.url}/api/v1/{path}", {"If-None-Match": first.headers["ETag"]})
            self.assertEqual((again.status, again.body), (304, b""), path)
            other = kabar.fetch(f"{self.server.url}/api/v1/{path}", {"If-None-Match": '"0"'})
            self.assertEqual((other.status, other.json), (200, first.json), path)

    def test_facets_count_what_their_filters_find(self):
        route = "/api/v1/search"
        facets = self.ask(route, route, q="Karabakh", limit=1)["facets"]
        for name, param in (("sources", "source"), ("languages", "lang"), ("countries", "country"),
                            ("topics", "topic"), ("days", "day"), ("names", "name")):
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


class ArrivalTest(kabar.ProgramTest):
    """Lists are read page by page while articles come in between."""

    def ingest(self, first, many):
        lines = [json.dumps({"id": f"n{number}", "source": f"outlet{number % 5}", "lang": "en", "title": f"Ferry {number}",
                             "url": f"https://outlet{number % 5}.example/{number}", "text": f"A ferry {number} left. " * 9,
                             "published": f"2024-05-01T10:{number % 60:02}:00Z"})
                 for number in range(first, first + many)]
        ended = kabar.run("ingest", "--data", self.data, "-", stdin="\n".join(lines).encode())
        self.assertEqual(ended.code, 0, ended)

    def test_cursors_stay_good_while_articles_arrive(self):
        self.ingest(0, 30)
        with kabar.Server(self.data) as server:
            for path, name in (("articles?limit=4", "articles"), ("search?q=ferry&limit=4", "articles"),
                               ("search?q=ferry&sort=best&limit=4", "articles"), ("stories?limit=4", "stories"),
                               ("stories?limit=4&sort=newest", "stories"), ("sources?limit=2", "sources")):
                whole = kabar.fetch(f"{server.url}/api/v1/{path.replace('limit=4', 'limit=100')}").json[name]
                arrived = 100 + len(path)
                ids, cursor = [], ""
                while cursor is not None:
                    page = kabar.fetch(f"{server.url}/api/v1/{path}{cursor and '&cursor=' + cursor}").json
                    ids += [item["id"] for item in page[name]]
                    cursor = page["next"]
                    self.ingest(arrived, 2)
                    arrived += 1000
                self.assertEqual(len(ids), len(set(ids)), path)
                self.assertEqual([one for one in ids if one in {item["id"] for item in whole}],
                                 [item["id"] for item in whole], path)


if __name__ == "__main__":
    kabar.main()
