#!/usr/bin/env python3
"""Learns the pair model of the grouping and writes kabar/group/pair_weights.inc.

usage: learn.py PAIRS_DUMP STORIES_FOLDER OUT.inc [SET ...]

PAIRS_DUMP is the program kabar_pairs_dump; STORIES_FOLDER holds SET.jsonl with gold stories. Small boosted trees
(scikit-learn), monotone where more alike must never mean less likely; times dropped at random, so that the model
knows streams without them; each set weighs by the root of its size. Needs python3-sklearn.
"""
import subprocess
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

SETS = ["giveme5w1h", "allsides", "allsides-all", "ecbplus", "basil", "og2021"]
# title lead body grams names numbers places covered covered-less rarest hours mix of-best over-crowd source clash meaning
# places-clash
MONOTONE = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, -1, 1, -1]
BODY, HOURS = 2, 10
# What the plain cosine of the bodies has to say beside the trees, as in kabar/group/pair_model.cpp.
PLAIN, STEEP, EVEN = 0.15, 14, 0.3


def load(dump, folder, name, extra=()):
    out = subprocess.run([dump, f"{folder}/{name}.jsonl", *extra], check=True, capture_output=True).stdout
    return np.array([row.split(b"\t") for row in out.splitlines()], dtype=np.float32)


def training_rows(tables, drop_time=0.3, seed=7):
    rng = np.random.RandomState(seed)
    xs, ys, ws = [], [], []
    for table in tables:
        x = table[:, 3:].copy()
        x[rng.rand(len(x)) < drop_time, HOURS] = -1
        xs.append(x)
        ys.append(table[:, 2])
        ws.append(np.full(len(x), 1 / np.sqrt(len(x))))
    weights = np.concatenate(ws)
    return np.vstack(xs), np.concatenate(ys), weights * len(weights) / weights.sum()


def train(tables, trees=70, leaves=8):
    x, y, weights = training_rows(tables)
    model = HistGradientBoostingClassifier(
        max_iter=trees, max_leaf_nodes=leaves, learning_rate=0.12, l2_regularization=5, min_samples_leaf=60,
        monotonic_cst=MONOTONE, early_stopping=False, random_state=7)
    return model.fit(x, y, sample_weight=weights)


def probabilities(model, x):
    """As same_story() of kabar/group/pair_model.cpp."""
    score = (1 - PLAIN) * model.decision_function(x) + PLAIN * STEEP * (x[:, BODY] - EVEN)
    return 1 / (1 + np.exp(-score))


def export(model, path, writer="learn.py"):
    nodes, roots = [], []
    for (tree,) in model._predictors:
        base = len(nodes)
        roots.append(base)
        for n in tree.nodes:
            if n["is_leaf"]:
                nodes.append("{-1,%.5gF,0,0}" % n["value"])
            else:
                children = base + n["left"], base + n["right"]
                nodes.append("{%d,%.5gF,%d,%d}" % (n["feature_idx"], n["num_threshold"], *children))
    fix = lambda s: s if any(c in s for c in ".e") else s.replace("F", ".0F")
    nodes = [",".join(fix(p) if p.endswith("F") else p for p in n.split(",")) for n in nodes]
    with open(path, "w") as out:
        out.write(f"// Written by eval/stories/{writer}.\n")
        out.write("constexpr float kBase = %.6gF;\n" % float(np.ravel(model._baseline_prediction)[0]))
        out.write("constexpr std::array<std::uint16_t, %d> kRoots{%s};\n" % (len(roots), ",".join(map(str, roots))))
        out.write("constexpr std::array<TreeNode, %d> kNodes{{\n" % len(nodes))
        for i in range(0, len(nodes), 5):
            out.write("    " + ",".join(nodes[i:i + 5]) + ",\n")
        out.write("}};\n")


def main(argv):
    if len(argv) < 4:
        raise SystemExit(__doc__)
    dump, folder, out = argv[1:4]
    export(train([load(dump, folder, name) for name in argv[4:] or SETS]), out)


if __name__ == "__main__":
    main(sys.argv)
