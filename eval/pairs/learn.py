#!/usr/bin/env python3
"""Learns what the evidence of understand::compare() says and writes kabar/understand/likeness_weights.inc.

usage: learn.py EVIDENCE_DUMP SHARED OUT.inc

EVIDENCE_DUMP is the program kabar_evidence_dump. Two models, for headlines (sts-headlines) and for texts (semeval22,
where 1 is the same and 4 another event), each the mean of ridge regression and small boosted trees, on a scale from 0
to 1. Prints Pearson's correlation in five folds and, for texts, with each language pair left out. Needs
python3-sklearn.
"""
import subprocess
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold, LeaveOneGroupOut

TREES, LEAVES = 90, 6
PARTS = [("Headline", "sts-headlines", lambda score: score / 5), ("Text", "semeval22", lambda score: (4 - score) / 3)]


class Mixed:
    def fit(self, x, y):
        self.mean, self.spread = x.mean(0), x.std(0) + 1e-6
        self.line = Ridge(alpha=30).fit((x - self.mean) / self.spread, y)
        self.trees = HistGradientBoostingRegressor(
            max_iter=TREES, max_leaf_nodes=LEAVES, learning_rate=0.06, l2_regularization=5, min_samples_leaf=15,
            max_features=0.3, early_stopping=False, random_state=7).fit(x, y)
        return self

    def predict(self, x):
        return (self.line.predict((x - self.mean) / self.spread) + self.trees.predict(x)) / 2

    def folded(self):
        """Base and weights of the line on plain features, half of each."""
        weights = self.line.coef_ / self.spread / 2
        return self.line.intercept_ / 2 - weights @ self.mean + float(np.ravel(self.trees._baseline_prediction)[0]) / 2, weights


def load(dump, path, scale):
    out = subprocess.run([dump, path], check=True, capture_output=True, text=True).stdout
    rows = [line.split("\t") for line in out.splitlines()]
    table = np.array([row[1:] for row in rows], np.float32)
    return np.array([row[0] for row in rows]), table[:, 2:].astype(np.float64), scale(table[:, 1].astype(np.float64))


def correlation(a, b):
    return float(np.corrcoef(a, b)[0, 1])


def report(name, langs, x, y):
    found = np.zeros(len(y))
    for seed in range(3):
        for train, test in KFold(5, shuffle=True, random_state=seed).split(x):
            found[test] += Mixed().fit(x[train], y[train]).predict(x[test])
    print(f"{name}, five folds: {correlation(found, y):.3f}", end="")
    if len(set(langs)) > 1:
        for lang in sorted(set(langs)):
            mine = langs == lang
            print(f", {lang} {correlation(found[mine], y[mine]):.3f}", end="")
        for train, test in LeaveOneGroupOut().split(x, y, langs):
            found[test] = Mixed().fit(x[train], y[train]).predict(x[test])
        print(f"; each language pair left out: {correlation(found, y):.3f}", end="")
        mine = langs == "de-en"
        print(f", de-en {correlation(found[mine], y[mine]):.3f}", end="")
    print(flush=True)


def number(value):
    text = "%.5g" % value
    return text + ("F" if any(c in text for c in ".e") else ".0F")


def rows_of(items, per_line):
    return "".join("    " + ",".join(items[i:i + per_line]) + ",\n" for i in range(0, len(items), per_line))


def write(out, name, model):
    base, weights = model.folded()
    nodes, roots = [], []
    for (tree,) in model.trees._predictors:
        first = len(nodes)
        roots.append(first)
        for n in tree.nodes:
            if n["is_leaf"]:
                nodes.append("{-1,%s,0,0}" % number(n["value"] / 2))
            else:
                nodes.append("{%d,%s,%d,%d}" % (n["feature_idx"], number(n["num_threshold"]), first + n["left"],
                                                first + n["right"]))
    out.write(f"constexpr float k{name}Base = {number(base)};\n")
    out.write(f"constexpr std::array<float, {len(weights)}> k{name}Linear{{\n{rows_of(list(map(number, weights)), 8)}}};\n")
    out.write(f"constexpr std::array<std::uint16_t, {len(roots)}> k{name}Roots{{\n{rows_of(list(map(str, roots)), 15)}}};\n")
    out.write(f"constexpr std::array<TreeNode, {len(nodes)}> k{name}Nodes{{{{\n{rows_of(nodes, 5)}}}}};\n")


def main(dump, shared, path):
    with open(path, "w") as out:
        out.write("// Written by eval/pairs/learn.py.\n")
        for name, file, scale in PARTS:
            langs, x, y = load(dump, f"{shared}/data/pairs/{file}.jsonl", scale)
            report(file, langs, x, y)
            write(out, name, Mixed().fit(x, y))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
