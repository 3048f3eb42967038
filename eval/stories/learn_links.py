#!/usr/bin/env python3
"""Learns how a link stands among its neighbours and writes kabar/group/link_weights.inc.

usage: learn_links.py PAIRS_DUMP STORIES_FOLDER OUT.inc [SET ...]

The probabilities of all pairs come from pair models that have not seen the later article's story (three folds), as
they will be of stories that nobody has seen. The features are those of kabar/group/link_model.h, over the whole
graph of a set. Needs python3-sklearn.
"""
import hashlib
import json
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

import learn

FOLDS = 3
LEAST_LINK = 0.02
MONOTONE = [1, 0, 0, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1]


def fold_of(story):
    return int(hashlib.md5(story.encode()).hexdigest(), 16) % FOLDS


def folds(table, folder, name):
    """The fold of the story of each row's later article."""
    with open(f"{folder}/{name}.jsonl", encoding="utf-8") as rows:
        of_article = np.array([fold_of(json.loads(row)["story"]) for row in rows])
    return of_article[table[:, 0].astype(int)]


def unseen_probabilities(tables, of_row):
    """Of each row, by the model that its fold had no part in."""
    out = [np.zeros(len(table)) for table in tables]
    for fold in range(FOLDS):
        model = learn.train([table[rows != fold] for table, rows in zip(tables, of_row)])
        for i, (table, rows) in enumerate(zip(tables, of_row)):
            if (rows == fold).any():
                out[i][rows == fold] = learn.probabilities(model, table[rows == fold][:, 3:])
    return out


class Article:
    """The links of an article, and what they say on the whole."""

    def __init__(self, links):
        self.links = links
        self.strengths = sorted(links.values(), reverse=True)
        self.sum = sum(self.strengths)

    def best_but(self, p):
        first, second = (self.strengths + [0, 0])[:2]
        return first if p < first else second

    def standing(self, p):
        return 1 / (1 + sum(x > p for x in self.strengths))


def features(p, a, b):
    """As link_features() of kabar/group/link_model.cpp."""
    others = sorted((a.best_but(p), b.best_but(p)))
    standings = sorted((a.standing(p), b.standing(p)))
    shared = [(x, b.links[c]) for c, x in a.links.items() if c in b.links]
    common = sum(min(pair) for pair in shared)
    best = max((min(pair) for pair in shared), default=0)
    products = sum(x * y for x, y in shared)
    rests = sorted((max(0, a.sum - p), max(0, b.sum - p)))
    whole = max(0, sum(rests) - common)
    shares = sorted(products / (rest + 0.05) for rest in rests)
    return [np.log(max(p, 1e-3) / (1 - min(p, 0.999))), *others, p - others[1], p - others[0], *standings[::-1],
            common / (whole + 0.1), min(common, 3), common / (max(p, 0.05) + common + 0.01), whole / (1 + whole),
            *(rest / (1 + rest) for rest in rests), best, *shares,
            products / (0.05 + np.sqrt((rests[0] + 0.01) * (rests[1] + 0.01)))]


def link_rows(table, probabilities):
    """Features and labels of the links that are kept, and which rows these are."""
    kept = np.flatnonzero(probabilities >= LEAST_LINK)
    links = {}
    for row in kept:
        a, b = int(table[row, 0]), int(table[row, 1])
        links.setdefault(a, {})[b] = links.setdefault(b, {})[a] = float(probabilities[row])
    articles = {slot: Article(of) for slot, of in links.items()}
    rows = [features(float(probabilities[row]), articles[int(table[row, 0])], articles[int(table[row, 1])])
            for row in kept]
    return np.array(rows, dtype=np.float32), table[kept, 2], kept


def train(parts, trees=60, leaves=8):
    weights = np.concatenate([np.full(len(y), 1 / np.sqrt(len(y))) for _, y in parts])
    model = HistGradientBoostingClassifier(
        max_iter=trees, max_leaf_nodes=leaves, learning_rate=0.12, l2_regularization=5, min_samples_leaf=60,
        monotonic_cst=MONOTONE, early_stopping=False, random_state=7)
    return model.fit(np.vstack([x for x, _ in parts]), np.concatenate([y for _, y in parts]),
                     sample_weight=weights * len(weights) / weights.sum())


def learn_from(tables, of_row):
    probabilities = unseen_probabilities(tables, of_row)
    return train([link_rows(table, p)[:2] for table, p in zip(tables, probabilities)])


def main(argv):
    if len(argv) < 4:
        raise SystemExit(__doc__)
    dump, folder, out = argv[1:4]
    names = argv[4:] or learn.SETS
    tables = [learn.load(dump, folder, name) for name in names]
    of_row = [folds(table, folder, name) for table, name in zip(tables, names)]
    learn.export(learn_from(tables, of_row), out, "learn_links.py")


if __name__ == "__main__":
    main(sys.argv)
