#!/usr/bin/env python3
"""How well `confidence` orders pages by how good their bodies are: eval/extraction/confidence.py [SET…]

Extracts the articles of the sets (naeb, fundt, wcxb-dev, daniel by default) and prints, for tenths of the pages in the
order of their confidence, its mean beside the mean F1 of the bodies (4-word runs, as eval/accuracy scores them).
"""
import importlib.util
import json
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import shared_data as shared

PARTS = 10


def load_scorer():
    spec = importlib.util.spec_from_file_location("score_articles", shared.SHARED / "eval" / "score_articles.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def gold_texts(name):
    for page in shared.page_rows(name):
        text = (page.get("gold") or {}).get("text")
        if text and page.get("kind", "article") == "article":
            yield page["id"], text


def rate(scorer, gold, found):
    a, b = (scorer.shingles(scorer.tokens(text, False)) for text in (gold, found))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def rate_set(scorer, name):
    gold = dict(gold_texts(name))
    ended = subprocess.run([shared.KABAR, "extract", "--input", shared.page_list(name)], capture_output=True, check=False)
    for line in ended.stdout.decode().split("\n"):
        page = json.loads(line) if line else {}
        if page.get("id") in gold and "confidence" in page:
            yield page["confidence"], rate(scorer, gold[page["id"]], page["text"] or "")


def main(names):
    shared.need_shared()
    scorer = load_scorer()
    pages = sorted((pair for name in names for pair in rate_set(scorer, name)), key=lambda pair: pair[0])
    rows = []
    for part in range(PARTS):
        some = pages[len(pages) * part // PARTS:len(pages) * (part + 1) // PARTS]
        mean, f1 = (sum(pair[i] for pair in some) / len(some) for i in (0, 1))
        rows.append([f"{some[0][0]:.2f} to {some[-1][0]:.2f}", len(some), f"{mean:.3f}", f"{f1:.3f}",
                     sum(pair[1] < 0.8 for pair in some)])
    shared.print_table(["confidence", "pages", "mean", "body F1", "below .8"], rows)


if __name__ == "__main__":
    main(sys.argv[1:] or ["naeb", "fundt", "wcxb-dev", "daniel"])
