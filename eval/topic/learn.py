#!/usr/bin/env python3
"""Learns what each word says of the topic of a text and writes kabar/understand/words.bin. Needs numpy and
scikit-learn.

usage: learn.py TOKENS_DUMP WORDS.npz OUT.bin

TOKENS_DUMP is the program kabar_tokens_dump, WORDS.npz what embed.py wrote. A text is the sum of its words'
vectors, common words weighing less, over the root of the sum of these weights' squares; a linear model of such
sums is learned from seeds_en.txt and training_headlines.tsv, both English and written for kabar. As it is
linear, all that need be kept of a word is what it adds to each topic: a byte each. As the vectors of
translations are alike, what is learned in English holds in the other languages; headlines.jsonl, which is not
learned from, says how well.
"""
import json
import pathlib
import subprocess
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

HERE = pathlib.Path(__file__).parent
TOPICS = 17
COMMON = 3e-4        # a word of this share weighs half
LEAST_WEIGHT = 0.02  # of the words that are kept
STRENGTH = 3.0
MOST_WORDS = 150


def run(*command, lines):
    text = "".join(line.replace("\n", " ") + "\n" for line in lines)
    done = subprocess.run([str(word) for word in command], input=text, capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1]


class Words:
    def __init__(self, dump, path):
        data = np.load(path)
        folded = run(dump, lines=list(data["words"]))
        weights = COMMON / (COMMON + np.exp(data["scores"]))
        keep, self.index = [], {}
        for i, word in enumerate(folded):
            if word and "\t" not in word and word not in self.index and weights[i] >= LEAST_WEIGHT:
                self.index[word] = len(keep)
                keep.append(i)
        self.names = list(self.index)
        self.weights = weights[keep].astype(np.float32)
        self.share = np.exp(data["scores"][keep])  # of all words
        vectors = data["vectors"][keep].astype(np.float32)
        scripts = np.array([ord(name[0]) >> 7 if ord(name[0]) < 0x3000 else ord(name[0]) >> 13 for name in self.names])
        for script in np.unique(scripts):
            vectors[scripts == script] -= vectors[scripts == script].mean(0)
        self.vectors = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)

    def find(self, word):
        """The word, or else its longest beginning that is known: three fifths of it at least, four letters (two
        syllables of Korean)."""
        if word in self.index:
            return self.index[word]
        least = 2 if "\uac00" <= word[:1] <= "\ud7af" else max(4, (len(word) * 3 + 4) // 5)
        for size in range(len(word) - 1, least - 1, -1):
            if word[:size] in self.index:
                return self.index[word[:size]]
        return None

    def text(self, tokens):
        found = [i for i in map(self.find, tokens[:MOST_WORDS]) if i is not None]
        weights = self.weights[found]
        total = np.sqrt((weights ** 2).sum())
        return (self.vectors[found] * weights[:, None]).sum(0) / total if found else np.zeros(self.vectors.shape[1])


def training():
    """Texts, topics and weights."""
    texts, topics, weights = [], [], []
    for line in (HERE / "training_headlines.tsv").read_text().splitlines():
        texts.append(line[3:])
        topics.append(int(line[:2]) - 1)
        weights.append(3.0)
    for line in (HERE / "seeds_en.txt").read_text().splitlines():
        if not line[0].isdigit():
            continue
        for seed in line[9:].split():
            texts.append(seed.replace("-", " "))
            topics.append(int(line[:2]) - 1)
            weights.append(1.0)
    return texts, np.array(topics), np.array(weights)


def write(dump, path, words, values, bias):
    """All little-endian: count; keys, ascending; weights in 255ths; then for each word and topic its share of
    the score, in steps of `scale`; `scale` and the biases stand before the keys."""
    keys = np.array([int(key) for key in run(dump, "hash", lines=words.names)], np.uint32)
    order = np.argsort(keys, kind="stable")
    scale = np.float32(np.percentile(np.abs(values), 99.99) / 127)
    steps = np.clip(np.round(values / scale), -127, 127).astype(np.int8)
    with open(path, "wb") as out:
        out.write(np.uint32(len(keys)).tobytes() + scale.tobytes() + bias.astype(np.float32).tobytes())
        out.write(keys[order].tobytes())
        out.write(np.round(words.weights[order] * 255).astype(np.uint8).tobytes())
        out.write(steps[order].tobytes())
    return steps * scale


def report(dump, words, values, bias):
    rows = [json.loads(line) for line in (HERE / "headlines.jsonl").read_text().splitlines()]
    hits = {}
    for line, row in zip(run(dump, lines=[row["title"] for row in rows]), rows):
        found = [i for i in map(words.find, line.split("\t")) if i is not None]
        weights = words.weights[found]
        scores = (values[found] * weights[:, None]).sum(0) / np.sqrt((weights ** 2).sum() + 1e-9) + bias
        hits.setdefault(row["lang"], []).append(f"medtop:{scores.argmax() + 1:02}000000" == row["topic"])
    print("headlines.jsonl: " + ", ".join(f"{lang} {np.mean(hit):.2f}" for lang, hit in sorted(hits.items())))
    print(f"all {np.mean(sum(hits.values(), [])):.4f}")


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    dump, vectors, out = sys.argv[1:]
    words = Words(dump, vectors)
    texts, topics, weights = training()
    rows = np.array([words.text(line.split("\t")) for line in run(dump, lines=texts)])
    model = LogisticRegression(C=STRENGTH, max_iter=500).fit(rows, topics, sample_weight=weights)
    values = words.vectors @ model.coef_.T
    kept = write(dump, out, words, values, model.intercept_)
    print(f"{len(words.names)} words")
    report(dump, words, kept, model.intercept_)


if __name__ == "__main__":
    main()
