#!/usr/bin/env python3
"""Learns the weights of same_story_abroad() (kabar/group/abroad.cpp) and prints them.

usage: learn_abroad.py PAIRS_DUMP ARTICLES.jsonl ...

Logistic regression on pairs of articles in different languages, each file weighing the same: bare titles
(og2021) and full texts (the demo edition as articles with its events as stories) keep each other in check.
Prints the weights for each file alone and for all, each with precision and recall on every file. Needs
python3-sklearn.
"""
import subprocess
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

NAMES = ["keys", "numbers", "places", "names_met", "words_met", "numbers_met", "hours", "concepts", "concepts_met", "meaning", "places_clash"]
UNKNOWN_HOURS = 3.5


def load(dump, path):
    out = subprocess.run([dump, path, "--abroad"], check=True, capture_output=True).stdout
    table = np.array([row.split(b"\t") for row in out.splitlines()], dtype=np.float32)
    x = table[:, 3:].copy()
    x[x[:, 6] < 0, 6] = UNKNOWN_HOURS
    return x, table[:, 2]


def fit(parts):
    weights = np.concatenate([np.full(len(y), 1 / len(y)) for _, y in parts])
    model = LogisticRegression(C=10, max_iter=2000)
    return model.fit(np.vstack([x for x, _ in parts]), np.concatenate([y for _, y in parts]),
                     sample_weight=weights * len(weights) / weights.sum())


def show(label, model, parts, paths):
    print(label, "%.2f" % model.intercept_[0], " ".join("%s %.2f" % pair for pair in zip(NAMES, model.coef_[0])))
    for (x, y), path in zip(parts, paths):
        p = model.predict_proba(x)[:, 1]
        for bound in (0.5, 0.6, 0.7):
            taken = p > bound
            print("  %s at %.1f: precision %.2f recall %.2f" % (path, bound, y[taken].mean(), y[taken].sum() / y.sum()))


def main(argv):
    if len(argv) < 3:
        raise SystemExit(__doc__)
    paths = argv[2:]
    parts = [load(argv[1], path) for path in paths]
    for part, path in zip(parts, paths):
        show(path, fit([part]), parts, paths)
    show("all", fit(parts), parts, paths)


if __name__ == "__main__":
    main(sys.argv)
