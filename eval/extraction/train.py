#!/usr/bin/env python3
"""Learn the models that choose an article's body, and write kabar/extract/weights/*.bin.

usage: train.py DUMP_PROGRAM PAGES_DIR WORK_DIR [--out WEIGHTS_DIR] [--only-kinds] [--folds 5] [--sets naeb,fundt,...]

DUMP_PROGRAM is kabar_extract_dump (built by that name), PAGES_DIR a folder of data sets with gold.jsonl,
those of KABAR_SHARED, WORK_DIR takes the dumps. Needs numpy and lightgbm. docs/EXTRACTION.md says what the models see.

Each block of a page gets a label from the page's gold text: the share of its runs of four words that the
gold has, too. The first model sees a block alone; its scores for all blocks, made by models that did not see the
page's site (folds by domain), are what the second one learns from. The figures printed are those of pages
whose site no model has seen: the models' alone, and at the end those of the articles with all rules applied.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import struct
import subprocess
import sys

import lightgbm
import numpy

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import shared_data as shared

ADDRESS = 7  # the first features of a page are its address's; the first of them is -1 where it is not known
NO_ARTICLE = {"listing", "product", "service", "collection", "landing"}
SPACELESS = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{SPACELESS}]|[^\W{SPACELESS}]+")
TRAINED_ON = "naeb,fundt,wcxb-dev,daniel,trafi"
COMMON = dict(objective="binary", learning_rate=0.1, min_child_samples=40, feature_fraction=0.6,
              bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, verbose=-1, seed=7,
              num_threads=int(os.environ.get("THREADS", "1")))
FIRST = dict(COMMON, num_leaves=16)
SECOND = dict(COMMON, num_leaves=20, learning_rate=0.08)
PAGE_MODEL = dict(COMMON, num_leaves=5, min_child_samples=8, learning_rate=0.05, lambda_l2=2.0, feature_fraction=0.25)
FIRST_ROUNDS, SECOND_ROUNDS, PAGE_ROUNDS = 60, 150, 150
SUM_PRIOR = 60.0  # against large weights
TREES_SHARE = 0.5  # of the trees' log odds, beside all of the sum's
FRONT_PAGE = 3.0  # page_kind.cpp adds it
WITHOUT_ADDRESS = {"daniel"}  # its addresses are the front pages of the sites


def is_counted(row):
    return not row.get("suspect") and row["kind"] in ("article", "snippets")


def words(text):
    return WORD.findall(text or "")


def runs(tokens, n=4):
    return [tuple(tokens[i:i + n]) for i in range(max(1, len(tokens) - n + 1))] if tokens else []


class Page:
    def __init__(self, row, blocks):
        self.row, self.blocks = row, [words(b) for b in blocks]
        self.texts = blocks
        self.labels, self.weights = label(row, self.blocks, blocks)


def around(i, end):
    """The four places before and behind `i`."""
    return [j for j in range(max(0, i - 4), min(end, i + 5)) if j != i]


def label_by_gold(gold, blocks):
    """Each block's share of words found in the gold, each run of the gold given away once."""
    tokens = words(gold)
    have = collections.Counter(runs(tokens))
    short = collections.Counter(x for n in (1, 2, 3) for x in runs(tokens, n))
    shares = []
    for block in blocks:
        if len(block) >= 4:
            own = collections.Counter(runs(block))
            shares.append(sum((own & have).values()) / sum(own.values()))
        else:
            shares.append(None)
    # Text that stands twice: the gold has it once; the better surroundings get it.
    order = sorted((i for i, s in enumerate(shares) if s is not None and s > 0),
                   key=lambda i: -sum(len(blocks[j]) * (shares[j] or 0) for j in around(i, len(blocks))))
    left = collections.Counter(have)
    final = [0.0] * len(blocks)
    for i in order:
        own = collections.Counter(runs(blocks[i]))
        hit = own & left
        left -= hit
        final[i] = sum(hit.values()) / sum(own.values())
    # Short blocks: in the gold, and between blocks of the gold.
    for i, block in enumerate(blocks):
        if shares[i] is not None or not block:
            continue
        if short[tuple(block)] == 0:
            continue
        near = any(len(blocks[j]) >= 4 for j in around(i, len(blocks)))
        before = any(final[j] > .5 for j in range(max(0, i - 5), i))
        after = any(final[j] > .5 for j in range(i + 1, min(len(blocks), i + 6)))
        if near and before and after:
            final[i] = 1.0
    return final, len(tokens)


def spaces(s):
    return re.sub(r"\s+", " ", s or "").strip()


def label(row, blocks, texts):
    gold = row["gold"]
    labels = numpy.zeros(len(blocks), numpy.float32)
    weights = numpy.zeros(len(blocks), numpy.float32)
    if row["kind"] == "snippets" or not gold.get("text"):
        snippets = [(spaces(s), 1) for s in gold.get("with") or ()]
        snippets += [(spaces(s), 0) for s in gold.get("without") or ()]
        total = max(1, len(snippets))
        for i, text in enumerate(texts):
            for snippet, value in snippets:
                if len(snippet) >= 8 and (snippet in text or (len(text) >= 12 and text in snippet)):
                    labels[i], weights[i] = value, 0.6 / total
        return labels, weights
    shares, size = label_by_gold(gold["text"], blocks)
    labels[:] = shares
    size = max(size, 60)
    for i, block in enumerate(blocks):
        weights[i] = min(1.0, (len(block) + 1.5) / size)
    return labels, weights


def fold_of(domain, folds):
    value = 2166136261
    for c in domain.encode():
        value = (value ^ c) * 16777619 % 2**32
    return value % folds


def dump(a, name):
    path = os.path.join(a.work, name)
    pages_list = os.path.join(a.pages, name, "gold.jsonl")
    subprocess.run([a.program, "own", pages_list, path], check=True)
    rows = [json.loads(line) for line in open(pages_list, encoding="utf-8")]
    with open(path + ".jsonl", encoding="utf-8") as f:
        pages = [Page(row, json.loads(line)["blocks"]) for row, line in zip(rows, f)]
    return pages, numpy.fromfile(path + ".own", numpy.float32).reshape(-1, a.counts["own"])


def fit(features, labels, weights, parameters, rounds):
    """Soft labels: each row counts as kept and as dropped, by its share."""
    chosen = numpy.random.default_rng(7).random(len(labels))
    plain = (labels < 0.02) & (weights < 0.02)  # furniture abounds: a third of it tells as much
    used = (weights > 0) & ~(plain & (chosen > 1 / 3))
    x, y, w = features[used], labels[used], numpy.where(plain, 3 * weights, weights)[used]
    soft = (y > 0.02) & (y < 0.98)
    xs = numpy.concatenate([x, x[soft]])
    ys = numpy.concatenate([(y >= 0.5), (y[soft] < 0.5)]).astype(numpy.int8)
    ws = numpy.concatenate([numpy.where(soft, w * numpy.maximum(y, 1 - y), w),
                            w[soft] * numpy.minimum(y[soft], 1 - y[soft])])
    data = lightgbm.Dataset(xs, ys, weight=ws * len(ws) / ws.sum(), free_raw_data=True)
    return lightgbm.train(parameters, data, rounds)


def write_model(model, path, share=1.0):
    roots, nodes = [], []

    def add(tree):
        index = len(nodes)
        nodes.append(None)
        if "leaf_value" in tree:
            nodes[index] = (share * tree["leaf_value"], -1, -1, 0)
            return index
        if tree["decision_type"] != "<=":
            sys.exit("unexpected decision " + tree["decision_type"])
        left, right = add(tree["left_child"]), add(tree["right_child"])
        nodes[index] = (tree["threshold"], left, right, tree["split_feature"])
        return index

    for tree in model.dump_model()["tree_info"]:
        roots.append(add(tree["tree_structure"]))
    if len(nodes) > 32767:
        sys.exit("too many nodes for 16 bits")
    with open(path, "wb") as f:
        f.write(struct.pack("<II", len(roots), len(nodes)))
        f.write(struct.pack(f"<{len(roots)}H", *roots) + (b"\0\0" if len(roots) % 2 else b""))
        for value, left, right, feature in nodes:
            f.write(struct.pack("<fhhHH", value, left, right, feature, 0))


def report_articles(a, pages, sizes, scores):
    """The figures that eval/accuracy prints, of articles made by these scores, all rules applied."""
    for name, path in dump_with_scores(a, "articles", sizes, scores):
        figures = next(iter(shared.score_articles(pathlib.Path(path), name).values()))
        line = f"{name:10} "
        if any(p.row["kind"] == "article" and p.row["set"] == name for p in pages):
            line += "body P {precision:.3f} R {recall:.3f} F1 {f1:.4f}".format(**figures["body"])
            by_language = shared.score_articles(pathlib.Path(path), name, "--by", "lang")
            worst = min(found["body"]["f1"] for found in by_language.values() if found["pages"] > 50)
            line += f", worst language {worst:.4f}"
        else:
            line += "snippets F1 {f1:.4f}".format(**figures["snippets"])
        print(line, flush=True)


def report(pages, starts, scores):
    """Body F1 by 4-grams as score_articles.py has it, before any rule."""
    groups = collections.OrderedDict()
    for page, start in zip(pages, starts):
        row = page.row
        if not is_counted(row):
            continue
        kept = [i for i in range(len(page.blocks)) if scores[start + i] >= 0.5]
        group = groups.setdefault(row["set"], [[], [], [], collections.Counter()])
        if row["gold"].get("text"):
            want = collections.Counter(runs(words(row["gold"]["text"])))
            got = collections.Counter(runs([w for i in kept for w in page.blocks[i]]))
            hit = sum((want & got).values())
            if got:
                group[0].append(hit / sum(got.values()))
            group[1].append(hit / max(1, sum(want.values())))
        else:
            text = spaces("\n".join(page.texts[i] for i in kept))
            for key, yes, no in (("with", "tp", "fn"), ("without", "fp", "tn")):
                for s in row["gold"].get(key) or ():
                    group[3][yes if spaces(s) in text else no] += 1
    for name, (p, r, _, snips) in groups.items():
        if r:
            mp, mr = sum(p) / max(1, len(p)), sum(r) / len(r)
            print(f"{name:10} P {mp:.3f} R {mr:.3f} F1 {2 * mp * mr / (mp + mr):.4f}")
        if snips:
            mp, mr = snips["tp"] / (snips["tp"] + snips["fp"]), snips["tp"] / (snips["tp"] + snips["fn"])
            print(f"{name:10} snippets P {mp:.3f} R {mr:.3f} F1 {2 * mp * mr / (mp + mr):.4f}")


def cross_validate(features, labels, weights, folds, parameters, rounds):
    out = numpy.zeros(len(labels), numpy.float32)
    for fold in sorted(set(folds)):
        model = fit(features[folds != fold], labels[folds != fold], weights[folds != fold], parameters, rounds)
        out[folds == fold] = model.predict(features[folds == fold])
    return out


def dump_with_scores(a, what, sizes, scores):
    """What the dump program makes of each set's pages and the scores of their blocks: the path of a file."""
    at = 0
    for name, size in sizes:
        path = os.path.join(a.work, name)
        scores[at:at + size].tofile(path + ".scores")
        at += size
        out = f"{path}.{what}.jsonl" if what == "articles" else f"{path}.{what}"
        subprocess.run([a.program, what, os.path.join(a.pages, name, "gold.jsonl"), f"{path}.scores", out], check=True)
        yield name, out


def read_rows(path, columns):
    return numpy.fromfile(path, numpy.float32).reshape(-1, columns)


def page_table(a, sizes, scores):
    features = []
    for name, path in dump_with_scores(a, "page", sizes, scores):
        rows = read_rows(path, a.counts["page"])
        if name in WITHOUT_ADDRESS:
            rows[:, :ADDRESS] = [-1] + [0] * (ADDRESS - 1)
        features.append(rows)
    return numpy.concatenate(features)


def size_of(features):
    return numpy.sign(features) * numpy.log1p(numpy.abs(features))


def fit_sum(features, none, weights):
    """Logistic regression with a strong prior on the logarithms of the features: the bias and the weights."""
    x = size_of(features.astype(numpy.float64))
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    x = numpy.concatenate([numpy.ones((len(x), 1)), (x - mean) / deviation], axis=1)
    prior = numpy.diag([0.0] + [SUM_PRIOR] * (x.shape[1] - 1))
    found = numpy.zeros(x.shape[1])
    for _ in range(15):
        p = 1 / (1 + numpy.exp(-x @ found))
        curvature = (x * (weights * p * (1 - p))[:, None]).T @ x + prior
        found -= numpy.linalg.solve(curvature, x.T @ (weights * (p - none)) + prior @ found)
    found[1:] /= deviation
    found[0] -= (found[1:] * mean).sum()
    return found.astype(numpy.float32)


def fit_kinds(features, none, weights):
    """Trees, which know how features go together, and a sum, which does better where there are few pages."""
    used = weights > 0
    data = lightgbm.Dataset(features[used], none[used].astype(numpy.int8), weight=weights[used])
    return lightgbm.train(PAGE_MODEL, data, PAGE_ROUNDS), fit_sum(features[used], none[used], weights[used])


def report_kinds(none, article, of_set, guesses):
    """Means over several ways to cut the folds; "of all" are the articles of the other sets."""
    for limit in (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85):
        hit = guesses >= limit
        print(f"no article from {limit}: found {hit[:, none].mean():.3f}, refused of wcxb-dev "
              f"{hit[:, article & of_set].mean():.4f}, of others {hit[:, article & ~of_set].mean():.4f}")
    at_one = [numpy.sort(g[article & of_set])[::-1][(article & of_set).sum() // 100] for g in guesses]
    found = numpy.mean([(g[none] > limit).mean() for g, limit in zip(guesses, at_one)])
    print(f"at one article in a hundred: found {found:.3f}, limits {numpy.round(at_one, 2)}")


def learn_kinds(a, pages, sizes, scores, shipped):
    """Each page counts twice: with scores of models that never saw its site, and with those that are written."""
    features, also = page_table(a, sizes, scores), page_table(a, sizes, shipped)
    none = numpy.array([p.row["kind"] in NO_ARTICLE for p in pages])
    article = numpy.array([p.row["kind"] in ("article", "snippets") for p in pages])
    of_set = numpy.array([p.row["set"] == "wcxb-dev" for p in pages])
    weights = numpy.where(none, 4.0, numpy.where(article, numpy.where(of_set, 1.0, 0.3), 0.0))

    def fit_both(used):
        return fit_kinds(numpy.concatenate([features[used], also[used]]), numpy.tile(none[used], 2),
                         numpy.tile(weights[used] / 2, 2))

    def judge(model, rows):
        trees, weighted = model
        odds = TREES_SHARE * trees.predict(rows, raw_score=True) + weighted[0] + size_of(rows) @ weighted[1:]
        odds += FRONT_PAGE * (rows[:, 0] == 0)
        return 1 / (1 + numpy.exp(-odds))

    guesses = []
    for salt in "abcd":
        folds = numpy.array([fold_of(p.row["domain"] + salt, 10) for p in pages])
        guess = numpy.zeros(len(pages))
        for fold in range(10):
            model = fit_both(folds != fold)
            guess[folds == fold] = judge(model, features[folds == fold])
        guesses.append(guess)
    print("kinds of pages, of sites that no model has seen")
    report_kinds(none, article, of_set, numpy.array(guesses))
    model = fit_both(numpy.full(len(pages), True))
    print("kinds of pages learned from")
    report_kinds(none, article, of_set, judge(model, also)[None])
    write_model(model[0], os.path.join(a.out, "page.bin"), TREES_SHARE)
    model[1].tofile(os.path.join(a.out, "page_sum.bin"))


def scores_of(a, sizes, own, block, context):
    """What the models that are written say of the pages that they learned from."""
    first = block.predict(own).astype(numpy.float32)
    around_it = [read_rows(path, a.counts["context"]) for _, path in dump_with_scores(a, "context", sizes, first)]
    second = context.predict(numpy.concatenate([own, numpy.concatenate(around_it)], axis=1)).astype(numpy.float32)
    second[first < a.counts["hopeless"]] = 0
    return second


def read_arguments():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("program")
    ap.add_argument("pages")
    ap.add_argument("work")
    ap.add_argument("--out", default=os.path.join(os.path.dirname(__file__), "../../kabar/extract/weights"))
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--sets", default=TRAINED_ON)
    ap.add_argument("--only-kinds", action="store_true", help="write page.bin and page_sum.bin alone")
    a = ap.parse_args()
    # How many numbers a block and a page have, and the score below which the second model is not asked.
    a.counts = json.loads(subprocess.run([a.program, "counts"], capture_output=True, check=True).stdout)
    return a


def read_sets(a):
    """All pages, the blocks of each set, and the blocks' own features."""
    pages, sizes, own = [], [], []
    for name in a.sets.split(","):
        some, features = dump(a, name)
        pages += some
        sizes.append((name, len(features)))
        own.append(features)
    return pages, sizes, numpy.concatenate(own)


def main():
    a = read_arguments()
    pages, sizes, own = read_sets(a)
    labels = numpy.concatenate([p.labels for p in pages])
    weights = numpy.concatenate([p.weights if is_counted(p.row) else 0 * p.weights for p in pages])
    folds = numpy.concatenate([numpy.full(len(p.blocks), fold_of(p.row["domain"], a.folds)) for p in pages])
    starts = numpy.cumsum([0] + [len(p.blocks) for p in pages])[:-1]
    print(f"{len(pages)} pages, {len(labels)} blocks, {labels.mean():.3f} kept", flush=True)
    report(pages, starts, labels)

    first = cross_validate(own, labels, weights, folds, FIRST, FIRST_ROUNDS)
    print("first model", flush=True)
    report(pages, starts, first)

    context = [read_rows(path, a.counts["context"]) for _, path in dump_with_scores(a, "context", sizes, first)]
    everything = numpy.concatenate([own, numpy.concatenate(context)], axis=1)
    seen = weights * (first >= a.counts["hopeless"])
    second = cross_validate(everything, labels, seen, folds, SECOND, SECOND_ROUNDS)
    second[first < a.counts["hopeless"]] = 0
    print("both models", flush=True)
    report(pages, starts, second)
    print("articles of sites that no model has seen, all rules applied", flush=True)
    report_articles(a, pages, sizes, second)
    block = fit(own, labels, weights, FIRST, FIRST_ROUNDS)
    context = fit(everything, labels, seen, SECOND, SECOND_ROUNDS)
    learn_kinds(a, pages, sizes, second, scores_of(a, sizes, own, block, context))
    if not a.only_kinds:
        write_model(block, os.path.join(a.out, "block.bin"))
        write_model(context, os.path.join(a.out, "context.bin"))


if __name__ == "__main__":
    main()
