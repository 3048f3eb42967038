#!/usr/bin/env python3
"""Learns what the evidence of understand::compare() says and writes kabar/understand/likeness.bin.

usage: learn.py EVIDENCE_DUMP SHARED OUT.bin

EVIDENCE_DUMP is the program kabar_evidence_dump. Two models, for headlines (sts-headlines) and for texts (semeval22,
where 1 is the same and 4 another event), each a support vector regression with Gaussian kernels, on a scale from 0
to 1; its vectors are kept in steps of a byte. Prints Pearson's correlation in five folds, with the bytes as they are
written, and, for texts, with each language pair left out. An article beside itself, which is as like as can be, is
learned from and not measured. Needs python3-sklearn.
"""
import subprocess
import sys

import numpy as np
from sklearn.model_selection import KFold, LeaveOneGroupOut
from sklearn.svm import SVR

GAMMA, COST = 0.003, 1
STEP = 1 / 24  # of a standard deviation
WHOLE, WORDING = None, 36 + 10  # evidence from the 46th on is of how headlines are worded, and says nothing of texts
PARTS = [("sts-headlines", lambda score: score / 5, WHOLE),
         ("semeval22", lambda score: (4 - score) / 3, WORDING)]


class Model:
    def __init__(self, columns, same):
        self.columns, self.same = columns, same

    def steps(self, x):
        return np.clip((x - self.middle) * self.scale, -127, 127)

    def fit(self, x, y):
        self.middle, self.scale = x.mean(0), 1 / (x.std(0) + 1e-6) / STEP
        if self.columns:
            self.scale[self.columns:] = 0
        x, y = np.vstack([x, self.same]), np.append(y, np.ones(len(self.same)))
        self.machine = SVR(epsilon=0.05, gamma=GAMMA, C=COST).fit(np.rint(self.steps(x)) * STEP, y)
        return self

    def predict(self, x):
        return self.machine.predict(self.steps(x) * STEP)

    def bytes(self):
        vectors = np.rint(self.machine.support_vectors_ / STEP).astype(np.int8)
        head = [GAMMA, self.machine.intercept_[0], STEP]
        floats = [head, self.middle, self.scale, self.machine.dual_coef_[0]]
        return np.uint32(len(vectors)).tobytes() + b"".join(np.float32(part).tobytes() for part in floats) + vectors.tobytes()


def load(dump, path, scale):
    """Languages, evidence and gold likeness of each pair; the evidence of articles beside themselves."""
    out = subprocess.run([dump, path], check=True, capture_output=True, text=True).stdout
    rows = [line.split("\t") for line in out.splitlines()]
    table = np.array([row[1:] for row in rows], np.float64)
    itself = np.isnan(table[:, 1])
    langs = np.array([row[0] for row in rows])
    return langs[~itself], table[~itself, 2:], scale(table[~itself, 1]), table[itself, 2:]


def correlation(a, b):
    return float(np.corrcoef(a, b)[0, 1])


def folded(make, x, y):
    """What models say of pairs that they have not seen, in five folds, three times."""
    found = np.zeros(len(y))
    for seed in range(3):
        for train, test in KFold(5, shuffle=True, random_state=seed).split(x):
            found[test] += make().fit(x[train], y[train]).predict(x[test])
    return found


def measure(dump, shared):
    """Pearson's correlation in five folds, by set and, of several, by pair of languages."""
    out = {}
    for file, scale, columns in PARTS:
        langs, x, y, same = load(dump, f"{shared}/data/pairs/{file}.jsonl", scale)
        found = folded(lambda columns=columns, same=same: Model(columns, same), x, y)
        out[file] = correlation(found, y)
        for lang in sorted(set(langs)) if len(set(langs)) > 1 else []:
            out[f"{file}, {lang}"] = correlation(found[langs == lang], y[langs == lang])
    return out


def left_out(make, langs, x, y):
    """The correlation with each pair of languages left out: of all, of German with English."""
    found = np.zeros(len(y))
    for train, test in LeaveOneGroupOut().split(x, y, langs):
        found[test] = make().fit(x[train], y[train]).predict(x[test])
    mine = langs == "de-en"
    return correlation(found, y), correlation(found[mine], y[mine])


def main(dump, shared, path):
    for name, value in measure(dump, shared).items():
        print(f"{name}, five folds: {value:.3f}", flush=True)
    with open(path, "wb") as out:
        for file, scale, columns in PARTS:
            langs, x, y, same = load(dump, f"{shared}/data/pairs/{file}.jsonl", scale)

            def make(columns=columns, same=same):
                return Model(columns, same)
            if len(set(langs)) > 1:
                print("{}, each language pair left out: {:.3f}, de-en {:.3f}".format(file, *left_out(make, langs, x, y)))
            out.write(make().fit(x, y).bytes())


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
