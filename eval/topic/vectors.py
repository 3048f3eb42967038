#!/usr/bin/env python3
"""Learns a short vector for each word of words.bin and writes kabar/understand/vectors.bin. Needs numpy and
scikit-learn.

usage: vectors.py TOKENS_DUMP WORDS.npz SHARED OUT.bin

TOKENS_DUMP is the program kabar_tokens_dump, WORDS.npz what embed.py wrote, SHARED the folder with the data sets. What
translations of one concept (data/concepts) do not share is damped: their scatter is whitened, as in linear
discriminant analysis. Of what is left, the directions in which headlines differ most are kept (SHARED/data/stories and
topics, without any label), four bits a number. Rarity is the logarithm of the share of headlines that do not have the
word, smoothed by its share in the model's vocabulary.
"""
import collections
import json
import pathlib
import sys

import learn
import numpy as np

SIZE = 64
RIDGE = 0.3       # of the scatter's mean
CLIP = 2.7        # standard deviations
PRIOR = 100.0     # headlines
TITLE_WORDS = 8   # of a headline, to turn a share of words into one of headlines
RARITY_STEPS = 25
MOST_SCALE = 8
MEANING_LENGTH = 320
CONCEPTS = pathlib.Path(__file__).parents[2] / "data" / "concepts"
HEADLINES = ["stories/giveme5w1h", "stories/allsides", "stories/allsides-all", "stories/ecbplus", "stories/basil",
             "stories/og2021", "topics/bbc", "topics/masakhane", "topics/tgcontest"]


def concept_rows(dump, words):
    """For each concept the rows of the single words that mean it, in all languages."""
    names, phrases = [], []
    for path in sorted(CONCEPTS.glob("*.tsv")):
        for line in path.read_text().splitlines():
            if line.startswith("#") or "\t" not in line:
                continue
            concept, listed = line.split("\t")[:2]
            for phrase in listed.split(","):
                names.append(concept)
                phrases.append(phrase.strip(" *~"))
    out = collections.defaultdict(set)
    for concept, tokens in zip(names, learn.run(dump, lines=phrases)):
        row = words.index.get(tokens)
        if row is not None:
            out[concept].add(row)
    return [sorted(rows) for rows in out.values() if len(rows) > 1]


def headlines(shared):
    titles = {}
    for name in HEADLINES:
        with open(f"{shared}/data/{name}.jsonl", encoding="utf-8") as lines:
            titles.update(dict.fromkeys(row["title"] for row in map(json.loads, lines) if row.get("title")))
    return list(titles)


def whitener(vectors, classes):
    within = np.concatenate([vectors[rows] - vectors[rows].mean(0) for rows in classes])
    scatter = within.T @ within / len(within)
    values, axes = np.linalg.eigh(scatter + RIDGE * np.trace(scatter) / len(scatter) * np.eye(len(scatter)))
    return axes @ np.diag(values ** -0.5) @ axes.T


def title_rows(dump, words, titles):
    for tokens in learn.run(dump, lines=titles):
        found = map(words.find, dict.fromkeys(tokens.split("\t")))
        yield [row for row in found if row is not None]


def rarity_of(words, titles):
    count = np.zeros(len(words.names))
    for rows in titles:
        count[sorted(set(rows))] += 1
    share = np.minimum(words.share * TITLE_WORDS, 0.5)
    return np.maximum(0.05, np.log((len(titles) + PRIOR) / (count + PRIOR * share + 0.5)))


def shorten(vectors, titles, rarity):
    """The directions in which headlines differ most."""
    sums = np.array([(vectors[rows] * rarity[rows, None]).sum(0) for rows in titles if rows])
    sums /= np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9
    _, axes = np.linalg.eigh(sums.T @ sums)
    return vectors @ axes[:, ::-1][:, :SIZE]


def mean_direction(vectors, titles, rarity):
    sums = np.array([(vectors[rows] * rarity[rows, None]).sum(0) for rows in titles if rows])
    return (sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)).mean(0)


def write(dump, path, words, vectors, rarity, titles):
    """All little-endian: the number of rows; a scale for each of the 64 numbers, a byte each; the mean direction of
    headlines, kMeaningLength long if all were one, a signed byte each; a row of 64 half bytes for each word in the order
    of words.bin, which stand for (2 n - 15) times the scale; rarities in 25ths, a byte each."""
    keys = np.array([int(key) for key in learn.run(dump, "hash", lines=words.names)], np.uint32)
    order = np.argsort(keys, kind="stable")
    deviation = vectors.std(0)
    scales = np.round(np.maximum(1, deviation / deviation.max() * MOST_SCALE)).astype(np.uint8)
    steps = np.clip(np.round(vectors / (CLIP * deviation) * 7.5 + 7.5), 0, 15).astype(np.uint8)
    mean = mean_direction((2.0 * steps - 15) * scales, titles, rarity)
    steps = steps[order]
    with open(path, "wb") as out:
        out.write(np.uint32(len(keys)).tobytes())
        out.write(scales.tobytes() + np.round(mean * MEANING_LENGTH).astype(np.int8).tobytes())
        out.write((steps[:, 0::2] | steps[:, 1::2] << 4).tobytes())
        out.write(np.clip(np.round(rarity[order] * RARITY_STEPS), 0, 255).astype(np.uint8).tobytes())


def main():
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    dump, vectors_path, shared, out = sys.argv[1:]
    words = learn.Words(dump, vectors_path)
    titles = list(title_rows(dump, words, headlines(shared)))
    rarity = rarity_of(words, titles)
    vectors = words.vectors @ whitener(words.vectors, concept_rows(dump, words))
    write(dump, out, words, shorten(vectors, titles, rarity), rarity, titles)
    print(f"{len(words.names)} words, {len(titles)} headlines")


if __name__ == "__main__":
    main()
