#!/usr/bin/env python3
"""Learns a short vector for each word of words.bin and writes kabar/understand/vectors.bin. Needs numpy and
scikit-learn.

usage: vectors.py TOKENS_DUMP WORDS.npz TAUGHT.npz SHARED OUT.bin

TOKENS_DUMP is the program kabar_tokens_dump, WORDS.npz what embed.py wrote, TAUGHT.npz what teach.py did, SHARED the
folder with the data sets. A linear map takes the vectors of words to fewer numbers. It begins with these: what
translations of one concept (data/concepts) do not share is damped, their scatter being whitened as in linear discriminant
analysis; of what is left, the directions in which headlines differ most are kept (SHARED/data/stories and topics, without
any label). From there it learns that the sum of a text's words, rarer ones weighing more, is to be as like that of another
text as the whole model finds the two texts. Four bits a number are kept. Rarity is the logarithm of the share of
headlines that do not have the word, smoothed by its share in the model's vocabulary.
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
STEPS, RATE, PULL = 2500, 2e-3, 0.05  # of the lessons; PULL holds the map where it began
ANCHORS, NEAREST = 40, 6              # texts of a step: some, and those most like each
TEXT_WORDS = 60
START_SIZE = 0.05  # mean of the map's absolute numbers, to which RATE and PULL fit
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


def shortener(vectors, titles, rarity):
    """The directions in which headlines differ most."""
    sums = np.array([(vectors[rows] * rarity[rows, None]).sum(0) for rows in titles if rows])
    sums /= np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9
    _, axes = np.linalg.eigh(sums.T @ sums)
    return axes[:, ::-1][:, :SIZE]


def text_sums(dump, words, rarity, texts):
    out = np.zeros((len(texts), words.vectors.shape[1]), np.float32)
    for total, tokens in zip(out, learn.run(dump, lines=texts)):
        for word, times in collections.Counter(filter(None, tokens.split("\t")[:TEXT_WORDS])).items():
            row = words.find(word)
            if row is not None:
                total += (1 + np.log(times)) * rarity[row] * words.vectors[row]
    return out


def without_means(vectors, langs):
    out = vectors.astype(np.float32)
    for lang in set(langs):
        out[langs == lang] -= out[langs == lang].mean(0)
    return out


def lessons(dump, words, rarity, taught):
    """For each group of texts the sums of their words, and the whole model's vectors of length one."""
    for number in range(4):
        texts, wanted = taught[f"texts{number}"], taught[f"vectors{number}"]
        sums = text_sums(dump, words, rarity, list(texts))
        langs = taught[f"langs{number}"] if f"langs{number}" in taught else None
        if langs is not None:
            sums = without_means(sums, langs)
        wanted = without_means(wanted, np.zeros(len(texts)) if langs is None else langs)
        yield sums, wanted / (np.linalg.norm(wanted, axis=1, keepdims=True) + 1e-9)


def gradient(sums, wanted, mapping):
    """Of the squared difference between the cosines of mapped sums and those wanted, nearer texts counting more."""
    mapped = sums @ mapping
    length = np.linalg.norm(mapped, axis=1, keepdims=True) + 1e-9
    unit, cosines = mapped / length, wanted @ wanted.T
    error = unit @ unit.T - cosines
    np.fill_diagonal(error, 0)
    weight = 0.2 + 10 * np.clip(cosines, 0, 1) ** 2
    step = 4 * (error * weight / weight.mean() / len(sums)) @ unit
    return sums.T @ ((step - unit * (step * unit).sum(1, keepdims=True)) / length)


def refine(start, groups):
    """Adam over small sets of texts, most of them alike."""
    rng = np.random.default_rng(0)
    scale = np.linalg.norm(groups[0][0], axis=1).mean()
    groups = [(sums / scale, wanted, np.argsort(-(wanted @ wanted.T), axis=1)[:, 1:NEAREST + 1]) for sums, wanted in groups]
    share = np.sqrt([len(sums) for sums, _, _ in groups])
    mapping, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        sums, wanted, nearest = groups[rng.choice(len(groups), p=share / share.sum())]
        anchors = rng.choice(len(sums), ANCHORS, replace=False)
        rows = np.unique(np.concatenate([anchors, nearest[anchors].ravel()]))
        slope = gradient(sums[rows], wanted[rows], mapping) + PULL * (mapping - start)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        rate = RATE * (1 - step / STEPS) + 1e-5
        mapping -= rate * (first / (1 - 0.9 ** step)) / (np.sqrt(second / (1 - 0.999 ** step)) + 1e-8)
    return mapping


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
    if len(sys.argv) != 6:
        raise SystemExit(__doc__)
    dump, vectors_path, taught, shared, out = sys.argv[1:]
    words = learn.Words(dump, vectors_path)
    titles = list(title_rows(dump, words, headlines(shared)))
    rarity = rarity_of(words, titles)
    white = whitener(words.vectors, concept_rows(dump, words))
    start = (white @ shortener(words.vectors @ white, titles, rarity)).astype(np.float32)
    start *= START_SIZE / np.abs(start).mean()
    mapping = refine(start, list(lessons(dump, words, rarity, np.load(taught))))
    write(dump, out, words, words.vectors @ mapping, rarity, titles)
    print(f"{len(words.names)} words, {len(titles)} headlines")


if __name__ == "__main__":
    main()
