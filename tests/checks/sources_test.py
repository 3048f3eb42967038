"""The lists of outlets in data/sources are sound: data/sources/README.md says what a line is. What is wrong with a
list is told by faults(); the cases below it are lists with one thing wrong each, which it must see."""
import json
import pathlib
import re
import tempfile
import unicodedata
import unittest
from urllib.parse import unquote, urlsplit

ROOT = pathlib.Path(__file__).resolve().parents[2]
INTERFACE = set("ar de en es fa fr hi id it ja ko nl pl pt ru tr uk zh".split())
LEAST = 15  # outlets of an interface language
KEYS = {"id": str, "name": str, "home": str, "country": str, "languages": list, "feeds": list, "sitemaps": list,
        "verified": bool}

COUNTRIES = set("""
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW""".split())

# ISO 639-1, and the codes of three letters that a list has needed.
LANGUAGES = set("""
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja
jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb
nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq
sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
ckb fil""".split())

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAG = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(?:-([A-Z]{2}))?")
HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]+)")
NO_SITE = re.compile(r"(^|\.)(localhost|local|internal|lan|home|corp|test|example|invalid|onion|arpa|alt"
                     r"|example\.(com|net|org))$")
SECRET = re.compile(r"[?&](\w*(key|token|secret|passw\w*|session\w*|auth)|sig|signature)=", re.I)
TRACKING = re.compile(r"[?&](utm_\w+|fbclid|gclid)=", re.I)
JOINERS = "\u200c\u200d"  # Persian and Hindi words need them


def address_fault(address):
    """Why this is no address that a list may name, or None."""
    if not re.fullmatch(r"https?://[!-~]+", address):
        return "no whole http or https address"
    if re.search(r'["<>\\^`{|}]|%(?![0-9A-Fa-f]{2})', address):
        return "characters that an address does not hold"
    rest = address.split("://", 1)[1]
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in host or SECRET.search(address):
        return "credentials"
    if not HOST.fullmatch(host) or NO_SITE.search(host):
        return "no public host"
    if not rest[len(host):].startswith("/"):
        return "no path"
    if "#" in rest:
        return "a fragment"
    return "a tracking parameter" if TRACKING.search(address) else None


def address_key(address):
    """The same for two spellings of one address."""
    parts = urlsplit(address)
    return parts.netloc.removeprefix("www."), unquote(parts.path).rstrip("/"), unquote(parts.query)


def name_fault(name):
    wrong = [c for c in name if unicodedata.category(c) in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"} and c not in JOINERS]
    if wrong or not name or name != " ".join(name.split()) or len(name) > 80 or re.search("[<>]", name):
        return "not as a name is written"
    return None if unicodedata.is_normalized("NFC", name) else "not in NFC"


def language_faults(tags, file_language):
    for tag in tags:
        match = TAG.fullmatch(tag)
        if not match or match[1] not in LANGUAGES or (match[3] and match[3] not in COUNTRIES):
            yield f"language {tag!r}: no such tag"
    if not tags or tags[0].split("-")[0] != file_language:
        yield f"languages: the first is not {file_language}"
    if len(set(tags)) != len(tags):
        yield "languages: one is named twice"


def shape_fault(line, outlet):
    """Why this line is not one outlet with all its keys of their types, or None."""
    if type(outlet) is not dict or list(outlet) != list(KEYS):
        return f"not the keys {', '.join(KEYS)} in this order"
    for key, kind in KEYS.items():
        if type(outlet[key]) is not kind:
            return f"{key}: not a {kind.__name__}"
        if kind is list and not all(type(value) is str for value in outlet[key]):
            return f"{key}: not strings alone"
    if line != json.dumps(outlet, ensure_ascii=False):
        return "not written as json.dumps(outlet, ensure_ascii=False) writes it"
    return None


class Lists:
    """Reads the lists of a folder; holds what must not come twice, in one list or in two."""

    def __init__(self, folder, required):
        self.folder = pathlib.Path(folder)
        self.required = required
        self.seen = {}

    def twice(self, kind, key, place):
        """Where this was before, or None."""
        before = self.seen.get((kind, key))
        self.seen.setdefault((kind, key), place)
        return before

    def address_faults(self, outlet, place):
        for key in ("home", "feeds", "sitemaps"):
            for address in [outlet[key]] if key == "home" else outlet[key]:
                fault = address_fault(address)
                if fault:
                    yield f"{key} {address}: {fault}"
                    continue
                before = self.twice("address", address_key(address), f"{place} {key}")
                if before:
                    yield f"{key} {address}: listed twice, also in {before}"
        if not outlet["home"].startswith("https:"):
            yield f"home {outlet['home']}: not https"
        if not outlet["feeds"] + outlet["sitemaps"]:
            yield "neither feed nor sitemap"

    def outlet_faults(self, outlet, place, language):
        if not ID.fullmatch(outlet["id"]) or len(outlet["id"]) > 40:
            yield f"id {outlet['id']!r}: not lower-case letters, digits and single hyphens"
        before = self.twice("id", outlet["id"], place)
        if before:
            yield f"id {outlet['id']!r}: also in {before}"
        before = self.twice(f"name in {language}", outlet["name"].casefold(), place)
        if before:
            yield f"name {outlet['name']!r}: also in {before}"
        fault = name_fault(outlet["name"])
        if fault:
            yield f"name {outlet['name']!r}: {fault}"
        if outlet["country"] not in COUNTRIES:
            yield f"country {outlet['country']!r}: no such code"
        yield from language_faults(outlet["languages"], language)
        yield from self.address_faults(outlet, place)

    def file_faults(self, path):
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            yield f"{path.name}: not UTF-8: {error}"
            return
        if not text.endswith("\n"):
            yield f"{path.name}: the last line has no end"
        ids = []
        for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
            place = f"{path.name}:{number}"
            try:
                outlet = json.loads(line)
            except ValueError as error:
                yield f"{place}: not JSON: {error}"
                continue
            fault = shape_fault(line, outlet)
            if fault:
                yield f"{place}: {fault}"
                continue
            if ids and outlet["id"] < ids[-1]:
                yield f"{place}: id {outlet['id']!r} is not in order"
            ids.append(outlet["id"])
            yield from (f"{place}: {fault}" for fault in self.outlet_faults(outlet, place, path.stem))
        if path.stem in self.required and len(set(ids)) < LEAST:
            yield f"{path.name}: {len(set(ids))} outlets, fewer than {LEAST}"

    def faults(self):
        for language in sorted(self.required):
            if not (self.folder / f"{language}.jsonl").is_file():
                yield f"{language}.jsonl: missing"
        for path in sorted(self.folder.iterdir()):
            if path.suffix == ".jsonl" and path.stem in LANGUAGES:
                yield from self.file_faults(path)
            elif path.name != "README.md":
                yield f"{path.name}: no list of a language"


def faults(folder, required):
    return list(Lists(folder, required).faults())


def outlet(number, **changes):
    sound = {"id": f"outlet-{number:02}", "name": f"Outlet {number}", "home": f"https://www.outlet{number}.fr/",
             "country": "FR", "languages": ["fr"], "feeds": [f"https://www.outlet{number}.fr/rss"], "sitemaps": [],
             "verified": False}
    return sound | changes


def text_of(outlets):
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in outlets)


LINE = text_of([outlet(7)])

# What is changed in outlet 7 of fifteen, and what must be said of it.
WRONG_OUTLETS = [
    ({"id": "outlet-06"}, "also in fr.jsonl:7"),
    ({"id": "outlet-99"}, "not in order"),
    ({"id": "outlet-07-"}, "single hyphens"),
    ({"id": "outlet-07\n"}, "single hyphens"),
    ({"id": "Outlet-07"}, "single hyphens"),
    ({"id": 7}, "id: not a str"),
    ({"name": ""}, "not as a name is written"),
    ({"name": "Outlet  7"}, "not as a name is written"),
    ({"name": "<b>Outlet"}, "not as a name is written"),
    ({"name": "Out\u202elet"}, "not as a name is written"),
    ({"name": "Ou\u0302tlet"}, "not in NFC"),
    ({"name": "OUTLET 6"}, "also in fr.jsonl:7"),
    ({"country": "fr"}, "no such code"),
    ({"country": "UK"}, "no such code"),
    ({"country": ""}, "no such code"),
    ({"languages": []}, "the first is not fr"),
    ({"languages": ["en", "fr"]}, "the first is not fr"),
    ({"languages": ["fr", "xx"]}, "no such tag"),
    ({"languages": ["fr", "FR"]}, "no such tag"),
    ({"languages": ["fr-QQ"]}, "no such tag"),
    ({"languages": ["fr", "fr"]}, "named twice"),
    ({"languages": "fr"}, "languages: not a list"),
    ({"home": "http://www.outlet7.fr/"}, "not https"),
    ({"home": "https://outlet6.fr"}, "no path"),
    ({"home": "https://outlet6.fr/"}, "listed twice, also in fr.jsonl:7 home"),
    ({"feeds": [], "sitemaps": []}, "neither feed nor sitemap"),
    ({"feeds": [None]}, "not strings alone"),
    ({"feeds": ["/rss"]}, "no whole http or https address"),
    ({"feeds": ["//www.outlet7.fr/rss"]}, "no whole http or https address"),
    ({"feeds": ["ftp://www.outlet7.fr/rss"]}, "no whole http or https address"),
    ({"feeds": ["HTTPS://www.outlet7.fr/rss"]}, "no whole http or https address"),
    ({"feeds": ["feed:https://www.outlet7.fr/rss"]}, "no whole http or https address"),
    ({"feeds": [" https://www.outlet7.fr/rss"]}, "no whole http or https address"),
    ({"feeds": ["https://www.outlet7.fr/rss\n"]}, "no whole http or https address"),
    ({"feeds": ["https://www.outlet7.fr/à"]}, "no whole http or https address"),
    ({"feeds": ["https://me:word@www.outlet7.fr/rss"]}, "credentials"),
    ({"feeds": ["https://www.outlet7.fr/rss?apikey=5"]}, "credentials"),
    ({"feeds": ["https://www.outlet7.fr/rss?a=b&access_token=5"]}, "credentials"),
    ({"feeds": ["https://www.outlet7.fr\\@evil.fr/rss"]}, "characters that an address does not hold"),
    ({"feeds": ["https://www.outlet7.fr/%zz"]}, "characters that an address does not hold"),
    ({"feeds": ["https://localhost/rss"]}, "no public host"),
    ({"feeds": ["https://127.0.0.1/rss"]}, "no public host"),
    ({"feeds": ["https://2130706433/rss"]}, "no public host"),
    ({"feeds": ["https://[::1]/rss"]}, "no public host"),
    ({"feeds": ["https://printer.local/rss"]}, "no public host"),
    ({"feeds": ["https://www.example.com/rss"]}, "no public host"),
    ({"feeds": ["https://www.outlet7.fr:8080/rss"]}, "no public host"),
    ({"feeds": ["https://www.outlet7.fr./rss"]}, "no public host"),
    ({"feeds": ["https://WWW.outlet7.fr/rss"]}, "no public host"),
    ({"feeds": ["https:///rss"]}, "no public host"),
    ({"feeds": ["https://www.outlet7.fr?rss"]}, "no path"),
    ({"feeds": ["https://www.outlet7.fr/rss#top"]}, "a fragment"),
    ({"feeds": ["https://www.outlet7.fr/rss?utm_source=x"]}, "a tracking parameter"),
    ({"feeds": ["https://www.outlet7.fr/rss", "http://outlet7.fr/rss/"]}, "listed twice"),
    ({"feeds": ["https://www.outlet7.fr/rss", "https://www.outlet7.fr/%72ss"]}, "listed twice"),
    ({"feeds": ["https://www.outlet6.fr/rss"]}, "listed twice, also in fr.jsonl:7 feeds"),
    ({"feeds": ["https://www.outlet7.fr/"]}, "listed twice, also in fr.jsonl:8 home"),
    ({"sitemaps": ["https://www.outlet7.fr/rss"]}, "listed twice, also in fr.jsonl:8 feeds"),
    ({"verified": 0}, "verified: not a bool"),
    ({"verified": "false"}, "verified: not a bool"),
    ({"leaning": "left"}, "not the keys"),
]

# What stands in place of line 7, and what must be said of it.
WRONG_LINES = [
    ("\n", "not JSON"),
    ("// a comment\n", "not JSON"),
    (LINE[:-2] + "\n", "not JSON"),
    ("[]\n", "not the keys"),
    (LINE.replace('"verified": false', '"verified": NaN'), "verified: not a bool"),
    (LINE.replace('"country": "FR"', '"country": "DE", "country": "FR"'), "not written as"),
    (LINE.replace("Outlet", "\\u004futlet"), "not written as"),
    (LINE.replace(": ", ":"), "not written as"),
    (LINE.replace("\n", "\r\n"), "not written as"),
    (LINE.replace('"country": "FR", ', ""), "not the keys"),
]


class SourceListsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.sound = [outlet(number) for number in range(LEAST)]

    def faults_of(self, content, name="fr.jsonl", required=frozenset({"fr"})):
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return faults(self.folder, required)

    def assert_told(self, told, words):
        self.assertTrue(any(words in fault for fault in told), f"{words!r} is not in {told}")

    def test_the_lists_of_the_project_are_sound(self):
        required = INTERFACE | {path.stem for path in (ROOT / "web/translations").glob("*.po")}
        self.assertEqual(faults(ROOT / "data/sources", required), [])

    def test_a_sound_list_has_no_fault(self):
        self.sound[3] |= {"name": "بی\u200cبی\u200cسی", "languages": ["fr-CA", "zh-Hant"], "verified": True, "country": "CA",
                          "feeds": [], "sitemaps": ["http://outlet3.fr/!a;b/@@RSS?x=%5B1%5D&key1=a:b"]}
        self.assertEqual(self.faults_of(text_of(self.sound)), [])

    def test_a_name_may_be_an_id(self):
        self.assertEqual(self.faults_of(text_of([outlet(7, languages=["id"], name="outlet-07")]), "id.jsonl", set()), [])

    def test_one_wrong_outlet_is_seen(self):
        for changes, words in WRONG_OUTLETS:
            with self.subTest(changes):
                self.assert_told(self.faults_of(text_of(self.sound[:7] + [outlet(7, **changes)] + self.sound[8:])), words)

    def test_one_wrong_line_is_seen(self):
        for line, words in WRONG_LINES:
            with self.subTest(line):
                self.assert_told(self.faults_of(text_of(self.sound[:7]) + line + text_of(self.sound[8:])), words)

    def test_a_short_or_missing_list_is_seen(self):
        self.assertEqual(self.faults_of(text_of(self.sound[1:])), [f"fr.jsonl: {LEAST - 1} outlets, fewer than {LEAST}"])
        self.assert_told(self.faults_of(text_of(self.sound[1:] + self.sound[-1:])), f"{LEAST - 1} outlets, fewer than")
        self.assert_told(self.faults_of(b""), "0 outlets")
        self.assert_told(faults(self.folder, {"fr", "id"}), "id.jsonl: missing")
        self.assertEqual(self.faults_of(text_of([outlet(1, languages=["sw"])]), "sw.jsonl", {"sw"})[-1:],
                         [f"sw.jsonl: 1 outlets, fewer than {LEAST}"])

    def test_a_list_that_no_interface_asks_for_may_be_short(self):
        self.assertEqual(self.faults_of(text_of([outlet(1, languages=["sw"])]), "sw.jsonl", set()), [])

    def test_what_comes_twice_in_two_lists_is_seen(self):
        self.faults_of(text_of(self.sound))
        told = self.faults_of(text_of([outlet(7, languages=["id"])]), "id.jsonl")
        for words in ("id 'outlet-07': also in fr.jsonl:8", "home https://www.outlet7.fr/: listed twice",
                      "feeds https://www.outlet7.fr/rss: listed twice"):
            self.assert_told(told, "id.jsonl:1: " + words)

    def test_a_wrong_file_is_seen(self):
        self.assert_told(self.faults_of(text_of(self.sound).removesuffix("\n")), "the last line has no end")
        self.assert_told(self.faults_of(b"\xef\xbb\xbf" + text_of(self.sound).encode()), "not JSON")
        self.assert_told(self.faults_of(text_of(self.sound).encode() + b"\xff\n"), "not UTF-8")
        self.assert_told(self.faults_of("", "xx.jsonl"), "xx.jsonl: no list of a language")
        self.assert_told(self.faults_of("", "fr.json"), "fr.json: no list of a language")


if __name__ == "__main__":
    unittest.main()
