#!/usr/bin/env python3
"""Counts in how many documents of a language each term stands and writes kabar/group/background_counts.inc.

usage: learn_background.py TERMS_DUMP SHARED OUT.inc [--without SET …]

TERMS_DUMP is the program kabar_terms_dump; SHARED/data holds stories, pages, pairs and topics. Without the background a
fresh stream sees every word as rare. A term is written as its hash, whose low five bits give way to the level of
its share of the documents: level n stands for 2^(-n/3). Rare terms are left out, so that no text can be read from it.
"""
import argparse
import collections
import json
import math
import pathlib
import subprocess
import tempfile

MOST_DOCUMENTS = 4_000  # of one set
LEAST_DOCUMENTS = 100   # of a language
FULL_TEXT = 40          # words from which on a text counts as one
LEVELS = 28
LEAST_COUNT = 4


def rows_of(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if "gold" in row:  # a page
                gold = row["gold"]
                yield "", gold.get("title") or "", gold.get("text") or ""
            elif "lang1" in row:  # a pair
                yield row["lang1"], row["title1"], row["text1"]
                yield row["lang2"], row["title2"], row["text2"]
            else:
                yield row["lang"], row["title"], row["text"]


def sources_of(shared, without):
    data = pathlib.Path(shared) / "data"
    paths = [*data.glob("stories/*.jsonl"), *data.glob("pairs/*.jsonl"), *data.glob("topics/*.jsonl")]
    paths += [data / "pages" / name / "gold.jsonl" for name in ("naeb", "fundt", "wcxb-dev", "daniel")]
    name_of = lambda path: path.parent.name if path.stem == "gold" else path.stem
    return [path for path in sorted(paths) if name_of(path) not in without]


class Language:
    def __init__(self):
        self.full, self.short, self.titled = 0, 0, 0
        self.in_full, self.in_short, self.in_titles = (collections.Counter() for _ in range(3))

    def add(self, words, terms, grams):
        if words >= FULL_TEXT:
            self.full += 1
            self.in_full.update(terms)
        else:
            self.short += 1
            self.in_short.update(terms)
        if grams:
            self.titled += 1
            self.in_titles.update(grams)

    def shares(self):
        """Documents and the share of them by term; headlines alone where there are too few texts."""
        enough = self.full >= LEAST_DOCUMENTS
        documents, counts = (self.full, self.in_full) if enough else (self.short, self.in_short)
        found = [(term, n, documents) for term, n in counts.items()]
        found += [(term, n, self.titled) for term, n in self.in_titles.items()]
        return documents, {term: n / of for term, n, of in found if n >= LEAST_COUNT}


def count(dump, paths):
    languages = collections.defaultdict(Language)
    for path in paths:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as articles:
            for i, (lang, title, text) in enumerate(rows_of(path)):
                if i < MOST_DOCUMENTS:
                    articles.write(json.dumps({"id": str(i), "lang": lang, "title": title, "text": text}) + "\n")
            articles.flush()
            out = subprocess.run([dump, articles.name], check=True, capture_output=True, text=True).stdout
        for line in out.splitlines():
            lang, words, terms, grams = line.split("\t")
            numbers = lambda listed: {int(n) for n in listed.split(",") if n.strip()}
            languages[lang].add(int(words), numbers(terms), numbers(grams))
    return languages


def write(languages, out):
    tables = []
    for lang, language in sorted(languages.items()):
        documents, shares = language.shares()
        if documents < LEAST_DOCUMENTS or not lang.isalpha():
            continue
        entries = {}
        for term, share in shares.items():
            level = round(-3 * math.log2(share))
            if level < LEVELS:
                entries[term >> 5] = min(level, entries.get(term >> 5, LEVELS))
        tables.append((lang, documents, [key << 5 | level for key, level in sorted(entries.items())]))
    with open(out, "w") as file:
        file.write("// Written by eval/stories/learn_background.py.\n")
        for lang, _, entries in tables:
            file.write(f"constexpr std::array<std::uint32_t, {len(entries)}> k_{lang}{{\n")
            for i in range(0, len(entries), 12):
                file.write("    " + ",".join(f"{entry:#x}" for entry in entries[i:i + 12]) + ",\n")
            file.write("};\n")
        file.write(f"constexpr std::array<Counts, {len(tables)}> kCounts{{{{\n")
        for lang, documents, _ in tables:
            file.write(f'    {{"{lang}", {documents}, k_{lang}}},\n')
        file.write("}};\n")
    for lang, documents, entries in tables:
        print(f"{lang}: {documents} documents, {len(entries)} terms")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dump")
    parser.add_argument("shared")
    parser.add_argument("out")
    parser.add_argument("--without", nargs="*", default=[], metavar="SET")
    arguments = parser.parse_args()
    write(count(arguments.dump, sources_of(arguments.shared, arguments.without)), arguments.out)


if __name__ == "__main__":
    main()
