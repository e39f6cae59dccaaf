"""Trains the model of stage lines from the dump of the Go command beside it.

    python train.py DUMP OUT [--cv]

writes OUT/lines.bin, trained on all texts made of WCXB's development split.
With --cv it trains four times without the pages of one fold each and prints
what the judge makes of the texts of that fold, by the form of the text: word
F1 before and after, and how many pages it raised and lowered. Pages of one
registered domain, in all their forms, are in one fold.
"""

import argparse
import os
import sys

import lightgbm as lgb
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from dump import FOLDS, Dump  # noqa: E402
from measure import best_threshold, f1  # noqa: E402
from pack import pack  # noqa: E402

VERSION = "lines-1"
COMMON = dict(verbose=-1, num_threads=1, seed=1, deterministic=True, force_row_wise=True, objective="binary")
SKETCH = dict(COMMON, num_leaves=16, learning_rate=0.15, feature_fraction=0.3, max_bin=63, min_sum_hessian_in_leaf=3)
SKETCH_ROUNDS = 40
LINES = dict(
    COMMON, num_leaves=24, learning_rate=0.08, feature_fraction=0.2, bagging_fraction=0.7, bagging_freq=1,
    min_sum_hessian_in_leaf=3, min_data_in_leaf=10, max_bin=127, lambda_l2=1,
)
LINES_ROUNDS = 220
EARLY, LIMIT = 60, 3.0


def sample(d, rng):
    """Chooses rows by how much they can teach; see blocks/train.py."""
    usable = d.sound[d.page] & (d.tokens > 0)
    weight = np.sqrt(d.tokens)
    sketched = np.where(usable & (rng.random(len(d.rows)) < 0.12))[0]
    model = lgb.train(SKETCH, lgb.Dataset(d.rows[sketched], d.keep[sketched], weight=weight[sketched]), SKETCH_ROUNDS)
    p = model.predict(d.rows, num_threads=1)
    chance = np.minimum(1, weight / 5 * np.clip(12 * np.minimum(p, 1 - p), 0.1, 1))
    chosen = usable & (rng.random(len(d.rows)) < chance)
    weight[chosen] /= chance[chosen]
    return chosen, weight


def train(d, chosen, weight):
    rows = np.where(chosen)[0]
    return lgb.train(LINES, lgb.Dataset(d.rows[rows], d.keep[rows], weight=weight[rows]), LINES_ROUNDS)


def threshold(p, words):
    """As in the stage: bounded by the share of the text expected to belong."""
    clean = (p * words).sum() / max(words.sum(), 1e-9)
    return min(best_threshold(p, words, 0.3), ceiling(clean))


def ceiling(clean):
    """The more of the text is expected to belong, the surer the judge must be
    to take a line away."""
    return 0.5 if clean < 0.75 else 0.5 - (clean - 0.75) * 1.6


def evaluate(d, p):
    results = {}
    for i, page in enumerate(d.pages):
        if not d.sound[i]:
            continue
        lines = slice(d.start[i], d.start[i + 1])
        q = p[lines]
        keep = q >= threshold(q, d.tokens[lines])
        if not keep.any():
            keep = q >= q.max()
        before, after = f1(page, np.ones(len(q), bool)), f1(page, keep)
        for kind in (page["set"], page["set"] + " article" if page["type"] == "article" else None):
            if kind:
                results.setdefault(kind, []).append((before, after))
    for kind in sorted(results):
        r = np.array(results[kind])
        gain = r[:, 1] - r[:, 0]
        print("%-22s %5d texts  %.4f -> %.4f  raised %d, lowered %d, by more than .02: %d" % (
            kind, len(r), *r.mean(0), (gain > 1e-9).sum(), (gain < -1e-9).sum(), (gain < -0.02).sum()), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dump")
    parser.add_argument("out")
    parser.add_argument("--cv", action="store_true")
    args = parser.parse_args()
    d = Dump(args.dump)
    chosen, weight = sample(d, np.random.default_rng(1))
    print(len(d.rows), "rows,", int(chosen.sum()), "chosen", flush=True)
    os.makedirs(args.out, exist_ok=True)
    data = pack(train(d, chosen, weight), d.columns, VERSION, EARLY, LIMIT)
    with open(os.path.join(args.out, "lines.bin"), "wb") as f:
        f.write(data)
    print(len(data), "bytes", flush=True)
    if not args.cv:
        return
    p = np.zeros(len(d.rows))
    for fold in range(FOLDS):
        out = d.fold[d.page] == fold
        p[out] = train(d, chosen & ~out, weight).predict(d.rows[out], num_threads=1)
    np.save(os.path.join(args.out, "cv.npy"), p)
    evaluate(d, p)


if __name__ == "__main__":
    main()
