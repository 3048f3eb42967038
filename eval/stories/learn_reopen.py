#!/usr/bin/env python3
"""Learns from what on a closed story is opened again (kabar/group/closed_stories.cpp) and prints the weights.

usage: learn_reopen.py FOLDER        with what eval/stories/reopen --evidence FOLDER wrote there

A logistic model on the evidence of each article and closed story that was found for it; each set weighs by the root of
its articles. Time is left out: the gaps are made up. Prints average precision of each set by weights from the others,
and recall and precision of the best story of each article from several probabilities on. Needs python3-sklearn.
"""
import pathlib
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

NAMES = "words numbers places meaning mass second agreed".split()  # and weeks


def read(folder):
    sets, articles, labels, rows = [], [], [], []
    for number, path in enumerate(sorted(pathlib.Path(folder).glob("evidence*.tsv"))):
        for line in path.read_text(encoding="utf-8").splitlines():
            name, article, label, *evidence = line.split("\t")
            sets.append(name)
            articles.append(f"{number} {article}")
            labels.append(int(label))
            rows.append([float(value) for value in evidence[:len(NAMES)]])
    return np.array(sets), np.array(articles), np.array(labels), np.array(rows)


def weigh(sets, articles):
    out = np.ones(len(sets))
    for name in set(sets):
        out[sets == name] = len(sets) / np.sqrt(len(set(articles[sets == name])))
    return out / out.mean()


def curve(found, articles, labels):
    """Of the best row of each article."""
    best = {}
    for row in range(len(found)):
        if articles[row] not in best or found[row] > found[best[articles[row]]]:
            best[articles[row]] = row
    wanted = len(set(articles[labels == 1]))
    out = []
    for least in (.5, .6, .7, .8, .9):
        rows = [row for row in best.values() if found[row] >= least]
        right = sum(labels[row] for row in rows)
        out.append(f"{least}: {100 * right / max(wanted, 1):.0f} % of {wanted}, "
                   f"{100 * right / max(len(rows), 1):.0f} % right")
    return "; ".join(out)


def main():
    sets, articles, labels, rows = read(sys.argv[1])
    weights = weigh(sets, articles)

    def learn(which):
        return LogisticRegression(C=100, max_iter=3000).fit(rows[which], labels[which], sample_weight=weights[which])

    model = learn(np.ones(len(sets), bool))
    print({name: round(float(weight), 1) for name, weight in zip(NAMES, model.coef_[0])}, round(float(model.intercept_[0]), 1))
    for name in sorted(set(sets)):
        mine = sets == name
        found = learn(~mine).predict_proba(rows[mine])[:, 1]
        print(f"{name}, left out: average precision {average_precision_score(labels[mine], found):.3f}")
        print("   ", curve(found, articles[mine], labels[mine]))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
