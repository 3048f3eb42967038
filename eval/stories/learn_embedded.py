#!/usr/bin/env python3
"""Learns what an embedding says beside the other evidence across languages (kabar/group/abroad.cpp) and prints it.

usage: learn_embedded.py PAIRS_DUMP URL ARTICLES.jsonl

Asks the server of /v1/embeddings at URL for the vectors of the titles of a set of bare titles, takes the mean of
each language from them as kabar/group/lead_vectors.cpp does, and fits a logistic model on the logit of
same_story_abroad() and the cosine, for the pairs that PAIRS_DUMP --abroad gives. Prints the weights, and average
precision with and without, cross-validated by story. Needs python3-sklearn.
"""
import json
import subprocess
import sys
import urllib.request

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

PRIOR = 30
UNKNOWN_HOURS = 3.5
# Those of same_story_abroad(), in the order of the dump: keys, numbers, places, names_met, words_met, numbers_met,
# hours, concepts, concepts_met, meaning, places_clash.
WEIGHTS = [1.6, 0.7, 2.3, 2.2, 0.3, 12.0, -0.83, 3.7, 0.4, 6.3, -0.9]
BASE = -2.6


def vectors_of(url, titles):
    out = []
    for at in range(0, len(titles), 16):
        body = json.dumps({"input": titles[at:at + 16]}).encode()
        request = urllib.request.Request(f"{url.rstrip('/')}/v1/embeddings", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            data = json.load(answer)["data"]
        out += [item["embedding"] for item in sorted(data, key=lambda item: item["index"])]
    out = np.array(out)
    return out / np.linalg.norm(out, axis=1, keepdims=True)


def centred(vectors, langs):
    out = np.zeros_like(vectors)
    for lang in set(langs):
        rows = [i for i, one in enumerate(langs) if one == lang]
        mean = (vectors[rows].sum(0) + PRIOR * vectors.mean(0)) / (len(rows) + PRIOR)
        out[rows] = vectors[rows] - mean
    return out / np.linalg.norm(out, axis=1, keepdims=True)


def main(argv):
    if len(argv) != 4:
        raise SystemExit(__doc__)
    with open(argv[3], encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    vectors = centred(vectors_of(argv[2], [one["title"] for one in articles]), [one["lang"] for one in articles])
    dump = subprocess.run([argv[1], argv[3], "--abroad"], check=True, capture_output=True).stdout
    table = np.array([row.split(b"\t") for row in dump.splitlines()], dtype=np.float64)
    later, earlier, same = table[:, 0].astype(int), table[:, 1].astype(int), table[:, 2]
    features = table[:, 3:]
    features[features[:, 6] < 0, 6] = UNKNOWN_HOURS
    logit = BASE + features @ np.array(WEIGHTS)
    both = np.column_stack([logit, (vectors[later] * vectors[earlier]).sum(1)])
    stories = {story: i for i, story in enumerate({one["story"] for one in articles})}
    groups = np.array([stories[articles[i]["story"]] for i in later])
    guessed = np.zeros(len(same))
    for train, test in GroupKFold(5).split(both, same, groups):
        guessed[test] = LogisticRegression(C=10).fit(both[train], same[train]).decision_function(both[test])
    print("average precision without %.3f, with %.3f" %
          (average_precision_score(same, logit), average_precision_score(same, guessed)))
    model = LogisticRegression(C=10).fit(both, same)
    print("logit %.2f cosine %.2f base %.2f" % (*model.coef_[0], model.intercept_[0]))


if __name__ == "__main__":
    main(sys.argv)
