"""The gold in data/gold is sound: data/gold/README.md says what a line is. What is wrong is told by the faults of
Passages, of name_faults() and of verdict_faults(); the cases below are lines with one thing wrong each, which must be seen."""
import copy
import importlib.machinery
import importlib.util
import json
import pathlib
import re
import tempfile
import unicodedata
import unittest

from sources_test import COUNTRIES

GOLD = pathlib.Path(__file__).resolve().parents[2] / "data/gold"
LANGUAGES = set("ar de en es fr id it pt ru tr".split())
LEAST = 45  # passages of a language
LEAST_VARIANTS, LEAST_ENTITIES, LEAST_SCRIPTS = 300, 80, 5

KINDS = set("""killed injured missing displaced arrested rescued infected present votes money percent magnitude area
length duration count""".split())
QUALIFIERS = set("exact at_least at_most about more_than fewer_than between".split())
UNITS = {"percent": {"%"}, "area": {"m²", "ha", "km²"}, "length": {"mm", "cm", "m", "km"},
         "duration": {"s", "min", "h", "d", None}}  # a week, a month or a year has no SI symbol
CURRENCY = re.compile("[A-Z]{3}")
NAME_KINDS = {"person", "organisation", "place"}
TEXT, MAYBE, NUMBER = str, (str, type(None)), (int, float, type(None))
ROW = {"id": TEXT, "lang": TEXT, "text": TEXT, "figures": list, "quotes": list, "names": list, "trap": bool}
PARTS = {
    "figures": {"kind": TEXT, "low": NUMBER, "high": NUMBER, "qualifier": TEXT, "unit": MAYBE, "about": MAYBE,
                "attribution": MAYBE, "background": bool, "sentence": TEXT},
    "quotes": {"text": TEXT, "speaker": MAYBE},
    "names": {"text": TEXT, "kind": TEXT, "ref": MAYBE},
}
VARIANT = {"entity": TEXT, "kind": TEXT, "text": TEXT, "lang": TEXT}
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "GREEK", "DEVANAGARI", "HEBREW", "ARMENIAN", "GEORGIAN", "HANGUL")


def is_a(value, kinds):
    """Of one of these types; True is no number."""
    kinds = kinds if isinstance(kinds, tuple) else (kinds,)
    return type(value) in kinds


def shape_fault(thing, keys):
    """Why this has not all these keys, in this order, of their types; or None."""
    if not is_a(thing, dict) or list(thing) != list(keys):
        return f"not the keys {', '.join(keys)} in this order"
    return next((f"{key}: not of its type" for key, kinds in keys.items() if not is_a(thing[key], kinds)), None)


def read_lines(path):
    """(place, line, what it holds or None, fault or None) for every line."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        yield path.name, "", None, f"not UTF-8: {error}"
        return
    if text and not text.endswith("\n"):
        yield path.name, "", None, "the last line has no end"
    for number, line in enumerate(text.split("\n")[:-1], 1):
        place = f"{path.name}:{number}"
        try:
            thing = json.loads(line)
        except json.JSONDecodeError:
            yield place, line, None, "not JSON"
            continue
        same = line == json.dumps(thing, ensure_ascii=False)
        yield place, line, thing, None if same else "not written as json.dumps(thing, ensure_ascii=False) writes it"


def written_fault(text):
    """Why this is not written as a text is, or None."""
    if not text or text != text.strip():
        return "empty, or space around it"
    if not unicodedata.is_normalized("NFC", text):
        return "not in NFC"
    return "a control character" if any(unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"} for c in text) else None


def ends_fault(figure):
    """Why these ends are not those of the qualifier, or None."""
    low, high, qualifier = figure["low"], figure["high"], figure["qualifier"]
    if any(end is not None and end < 0 for end in (low, high)):
        return "an end below zero"
    if low is None and high is None:
        return None if qualifier == "about" else "no number, and not about"
    sound = {
        "exact": low == high, "about": low == high,
        "at_least": high is None, "more_than": high is None,
        "at_most": low is None, "fewer_than": low is None,
        "between": low is not None and high is not None and low < high,
    }
    return None if sound[qualifier] else f"the ends are not those of {qualifier}"


def unit_fault(figure):
    kind, unit = figure["kind"], figure["unit"]
    if kind == "money":
        return None if CURRENCY.fullmatch(unit or "") else f"unit {unit!r}: no currency"
    return None if unit in UNITS.get(kind, {None}) else f"unit {unit!r}: not one of {kind}"


def figure_fault(figure, text):
    if figure["kind"] not in KINDS:
        return f"kind {figure['kind']!r}: no such kind"
    if figure["qualifier"] not in QUALIFIERS:
        return f"qualifier {figure['qualifier']!r}: no such qualifier"
    if figure["sentence"] not in text or written_fault(figure["sentence"]):
        return "the sentence does not stand in the passage"
    return ends_fault(figure) or unit_fault(figure)


def quote_fault(quote, text):
    if quote["text"] not in text or written_fault(quote["text"]):
        return "the quote does not stand in the passage"
    return "an empty speaker" if quote["speaker"] == "" else None


def ref_fault(name):
    ref = name["ref"]
    if ref is None or (name["kind"] == "place" and re.fullmatch(r"geonames:[1-9]\d*", ref)):
        return None
    sound = name["kind"] == "place" and ref.startswith("iso3166:") and ref[8:] in COUNTRIES
    return None if sound else f"ref {ref!r}: no such ref of a {name['kind']}"


def entry_fault(name, text):
    if name["kind"] not in NAME_KINDS:
        return f"kind {name['kind']!r}: no such kind"
    if name["text"] not in text or written_fault(name["text"]):
        return f"{name['text']!r} does not stand in the passage"
    return ref_fault(name)


FAULTS_OF = {"figures": figure_fault, "quotes": quote_fault, "names": entry_fault}


class Passages:
    """Reads the passages of a folder; no id and no text may come twice, in one file or in two."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.seen = {}

    def twice(self, kind, key, place):
        before = self.seen.setdefault((kind, key), place)
        return [] if before == place else [f"{kind} also in {before}"]

    def row_faults(self, row, place, language):
        if row["lang"] != language or not re.fullmatch(language + r"-\d{3}", row["id"]):
            yield f"{row['id']} {row['lang']}: not of {language}, or not an id like {language}-001"
        yield from self.twice("id", row["id"], place)
        yield from self.twice("text", row["text"], place)
        fault = written_fault(row["text"])
        if fault:
            yield "text: " + fault
        for part, keys in PARTS.items():
            for number, entry in enumerate(row[part], 1):
                fault = shape_fault(entry, keys) or FAULTS_OF[part](entry, row["text"])
                if fault:
                    yield f"{part} {number}: {fault}"
        names = [(n.get("kind"), n.get("text")) for n in row["names"] if is_a(n, dict)]
        if len(set(names)) != len(names):
            yield "names: one comes twice"

    def file_faults(self, path):
        language, rows = path.stem, []
        for place, _, row, fault in read_lines(path):
            fault = fault or shape_fault(row, ROW)
            if fault:
                yield f"{place}: {fault}"
                continue
            rows.append(row)
            yield from (f"{place}: {told}" for told in self.row_faults(row, place, language))
        if len(rows) < LEAST:
            yield f"{path.name}: {len(rows)} passages, fewer than {LEAST}"
        if 3 * sum(row["trap"] for row in rows) < len(rows):
            yield f"{path.name}: fewer than a third are traps"
        figures = [f for row in rows for f in row["figures"] if is_a(f, dict)]
        for what, wanted in (("kind", KINDS), ("qualifier", QUALIFIERS)):
            lacking = wanted - {f.get(what) for f in figures}
            if lacking:
                yield f"{path.name}: no figure of {what} {', '.join(sorted(lacking))}"

    def faults(self):
        """Of all files there are; a language that is not there yet is no fault."""
        for path in sorted(self.folder.iterdir()):
            if path.suffix != ".jsonl" or path.stem not in LANGUAGES:
                yield f"{path.name}: no passages of a language"
            else:
                yield from self.file_faults(path)


def script_of(text):
    """The script of a name by its first letter."""
    name = next((unicodedata.name(c, "") for c in text if c.isalpha()), "")
    if name.startswith(("CJK", "HIRAGANA", "KATAKANA")):
        return "CJK"
    return next((script for script in SCRIPTS if name.startswith(script)), None)


def variant_fault(variant, kinds, owners):
    """kinds: what each entity was before; owners: whose each text was before."""
    entity, text = variant["entity"], variant["text"]
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entity):
        return f"entity {entity!r}: not lower-case letters, digits and single hyphens"
    if variant["kind"] not in {"person", "organisation"} or kinds.setdefault(entity, variant["kind"]) != variant["kind"]:
        return f"kind {variant['kind']!r}: none, or {entity} is of another"
    if not re.fullmatch(r"[a-z]{2,3}", variant["lang"]):
        return f"lang {variant['lang']!r}: no language"
    if written_fault(text) or script_of(text) is None:
        return f"{text!r}: not as a name is written"
    if text in owners:
        return f"{text!r}: also a name of {owners[text]}"
    owners[text] = entity
    return None


def name_faults(path):
    kinds, owners, variants = {}, {}, []
    for place, _, variant, fault in read_lines(path):
        fault = fault or shape_fault(variant, VARIANT) or variant_fault(variant, kinds, owners)
        if fault:
            yield f"{place}: {fault}"
        else:
            variants.append(variant)
    scripts = {script_of(v["text"]) for v in variants}
    for count, least, what in ((len(variants), LEAST_VARIANTS, "variants"), (len(kinds), LEAST_ENTITIES, "entities"),
                               (len(scripts), LEAST_SCRIPTS, "scripts")):
        if count < least:
            yield f"{path.name}: {count} {what}, fewer than {least}"


def verdict_faults(path, judge):
    """judge: the module that knows what a verdict is."""
    before = ""
    for place, _, verdict, fault in read_lines(path):
        if fault or not is_a(verdict, dict) or not judge.is_verdict(verdict):
            yield f"{place}: {fault or 'no verdict'}"
            continue
        if verdict["id"] <= before:
            yield f"{place}: not in the order of the ids, or twice"
        before = verdict["id"]


def load_judge():
    """The program eval/understand/judge as a module."""
    path = str(GOLD.parents[1] / "eval/understand/judge")
    spec = importlib.util.spec_from_loader("judge", importlib.machinery.SourceFileLoader("judge", path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- lines with one thing wrong -------------------------------------------------------------------

def passage(number):
    kind = sorted(KINDS)[number % len(KINDS)]
    unit = {"money": "EUR", "percent": "%", "area": "ha", "length": "km", "duration": "h"}.get(kind)
    qualifier = sorted(QUALIFIERS)[number % len(QUALIFIERS)]
    low = None if qualifier in {"at_most", "fewer_than"} else 3
    high = {"between": 5, "at_least": None, "more_than": None}.get(qualifier, 3)
    text = f"Nobody in Rome saw number {number}. “I did,” Ann Lee said."
    figure = {"kind": kind, "low": low, "high": high, "qualifier": qualifier, "unit": unit, "about": None,
              "attribution": None, "background": False, "sentence": f"Nobody in Rome saw number {number}."}
    return {"id": f"en-{number + 1:03}", "lang": "en", "text": text, "figures": [figure],
            "quotes": [{"text": "I did", "speaker": "Ann Lee"}],
            "names": [{"text": "Rome", "kind": "place", "ref": "geonames:3169070"},
                      {"text": "Ann Lee", "kind": "person", "ref": None}], "trap": number % 3 == 0}


def text_of(things):
    return "".join(json.dumps(thing, ensure_ascii=False) + "\n" for thing in things)


# Where in passage 7, what stands there, and what must be said of it.
WRONG = [
    (("id",), "en-1", "not an id"),
    (("id",), "fr-008", "not an id"),
    (("id",), "en-003", "id also in en.jsonl:3"),
    (("lang",), "fr", "not of en"),
    (("trap",), 1, "trap: not of its type"),
    (("text",), "Nobody in Rome saw number 2. “I did,” Ann Lee said.", "text also in en.jsonl:3"),
    (("text",), "Nobody in Rome saw number 7.\n“I did,” Ann Lee said.", "a control character"),
    (("text",), "Nobody in Rome saw number 7. “I did,” Ann Lee said.\u0061\u0301", "not in NFC"),
    (("figures", 0, "kind"), "dead", "no such kind"),
    (("figures", 0, "qualifier"), "nearly", "no such qualifier"),
    (("figures", 0, "low"), True, "low: not of its type"),
    (("figures", 0, "low"), "3", "low: not of its type"),
    (("figures", 0, "low"), -3, "below zero"),
    (("figures", 0, "high"), 4, "not those of"),
    (("figures", 0, "unit"), "km", "unit 'km': not one of"),
    (("figures", 0, "sentence"), "Nobody in Rome saw number 8.", "does not stand in the passage"),
    (("quotes", 0, "text"), "I did not", "the quote does not stand"),
    (("quotes", 0, "text"), "", "the quote does not stand"),
    (("quotes", 0, "speaker"), "", "an empty speaker"),
    (("quotes", 0), {"speaker": "Ann Lee", "text": "I did"}, "not the keys"),
    (("names", 0, "text"), "Roma", "does not stand in the passage"),
    (("names", 0, "kind"), "city", "no such kind"),
    (("names", 0, "ref"), "geonames:Rome", "no such ref"),
    (("names", 0, "ref"), "iso3166:XY", "no such ref"),
    (("names", 1, "ref"), "iso3166:IT", "no such ref"),
    (("names", 1), {"text": "Rome", "kind": "place", "ref": None}, "one comes twice"),
]

VARIANT_OF = {"entity": "ann-lee", "kind": "person", "text": "Ann Lee", "lang": "en"}
WRONG_VARIANTS = [
    ({"entity": "Ann Lee"}, "not lower-case"),
    ({"entity": "bob-lee"}, "also a name of ann-lee"),
    ({"kind": "place", "text": "Ann L."}, "none, or ann-lee is of another"),
    ({"kind": "organisation", "text": "Ann L."}, "none, or ann-lee is of another"),
    ({"lang": "de"}, "also a name of ann-lee"),
    ({"text": "1234"}, "not as a name is written"),
    ({"text": "Ann L.", "lang": "English"}, "no language"),
]

VERDICT = {"id": "f-0123456789ab", "verdict": "wrong", "fault": "kind"}
WRONG_VERDICTS = [
    VERDICT | {"id": "0123456789ab"},
    VERDICT | {"id": "f-0123456789AB"},
    VERDICT | {"id": "q-0123456789ab"},
    VERDICT | {"verdict": "maybe"},
    VERDICT | {"verdict": "right"},
    VERDICT | {"fault": "bad"},
    VERDICT | {"fault": ["kind"]},
    VERDICT | {"text": "Nobody in Rome saw it."},
    {"id": "f-0123456789ab", "verdict": "wrong"},
    {"id": "q-0123456789ab", "verdict": "right", "flaw": "about"},
]


class GoldTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.rows = [passage(number) for number in range(LEAST)]

    def faults_of(self, content, name="en.jsonl"):
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return list(Passages(self.folder).faults())

    def assert_told(self, told, words):
        self.assertTrue(any(words in fault for fault in told), f"{words!r} is not in {told}")

    def test_the_passages_of_the_project_are_sound(self):
        self.assertEqual(list(Passages(GOLD / "understand").faults()), [])

    def test_the_names_of_the_project_are_sound(self):
        self.assertEqual(list(name_faults(GOLD / "names.jsonl")), [])

    def test_the_verdicts_of_the_project_are_sound(self):
        self.assertEqual(list(verdict_faults(GOLD / "judged.jsonl", load_judge())), [])

    def test_sound_passages_have_no_fault(self):
        self.rows[3]["figures"] = []
        self.rows[4]["figures"][0] |= {"kind": "count", "low": None, "high": None, "qualifier": "about", "unit": None}
        self.assertEqual(self.faults_of(text_of(self.rows)), [])

    def test_one_wrong_thing_is_seen(self):
        for path, value, words in WRONG:
            with self.subTest(path=path, value=value):
                rows = copy.deepcopy(self.rows)
                thing = rows[7]
                for step in path[:-1]:
                    thing = thing[step]
                thing[path[-1]] = value
                self.assert_told(self.faults_of(text_of(rows)), words)

    def test_ends_that_are_not_those_of_the_qualifier_are_seen(self):
        for qualifier, low, high in (("exact", 1, 2), ("exact", None, None), ("about", 1, None), ("at_least", 1, 1),
                                     ("more_than", None, 1), ("at_most", 1, 1), ("fewer_than", 1, None),
                                     ("between", 2, 2), ("between", 3, 2), ("between", 1, None)):
            with self.subTest(qualifier):
                self.assertIsNotNone(ends_fault({"low": low, "high": high, "qualifier": qualifier}))

    def test_units_that_are_not_those_of_the_kind_are_seen(self):
        for kind, unit in (("money", None), ("money", "€"), ("percent", None), ("area", "km2"), ("length", "mi"),
                           ("duration", "weeks"), ("magnitude", "M"), ("killed", "%")):
            with self.subTest(kind):
                self.assertIsNotNone(unit_fault({"kind": kind, "unit": unit}))

    def test_what_is_too_little_is_seen(self):
        self.assert_told(self.faults_of(text_of(self.rows[1:])), "fewer than 45")
        self.assert_told(self.faults_of(text_of(row | {"trap": False} for row in self.rows)), "fewer than a third")
        few = [row | {"figures": [f for f in row["figures"] if f["kind"] != "area" and f["qualifier"] != "between"]}
               for row in self.rows]
        told = self.faults_of(text_of(few))
        self.assert_told(told, "no figure of kind area")
        self.assert_told(told, "no figure of qualifier between")

    def test_a_wrong_file_is_seen(self):
        sound = text_of(self.rows)
        self.assert_told(self.faults_of(sound.removesuffix("\n")), "the last line has no end")
        self.assert_told(self.faults_of(sound.encode() + b"\xff\n"), "not UTF-8")
        self.assert_told(self.faults_of(sound + "\n"), "not JSON")
        self.assert_told(self.faults_of(sound + "[]\n"), "not the keys")
        self.assert_told(self.faults_of(sound.replace('": ', '":', 1)), "not written as")
        self.assert_told(self.faults_of("", "xx.jsonl"), "xx.jsonl: no passages of a language")

    def test_one_wrong_variant_is_seen(self):
        path = self.folder / "names.jsonl"
        for changes, words in WRONG_VARIANTS:
            with self.subTest(changes):
                path.write_text(text_of([VARIANT_OF, VARIANT_OF | changes]), encoding="utf-8")
                self.assert_told(list(name_faults(path)), words)

    def test_too_few_variants_are_seen(self):
        path = self.folder / "names.jsonl"
        path.write_text(text_of([VARIANT_OF, VARIANT_OF | {"text": "Анна Ли", "lang": "ru"}]), encoding="utf-8")
        self.assertEqual(list(name_faults(path)), ["names.jsonl: 2 variants, fewer than 300",
                                                   "names.jsonl: 1 entities, fewer than 80",
                                                   "names.jsonl: 2 scripts, fewer than 5"])

    def test_one_wrong_verdict_is_seen(self):
        path, judge = self.folder / "judged.jsonl", load_judge()
        for wrong in WRONG_VERDICTS:
            with self.subTest(wrong):
                path.write_text(text_of([wrong]), encoding="utf-8")
                self.assert_told(list(verdict_faults(path, judge)), "no verdict")
        path.write_text(text_of([VERDICT, VERDICT]), encoding="utf-8")
        self.assert_told(list(verdict_faults(path, judge)), "twice")


if __name__ == "__main__":
    unittest.main()
