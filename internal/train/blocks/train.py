"""Trains the models of stage blocks from the dump of the Go command beside it.

    python train.py DUMP OUT [--cv]

writes OUT/types.bin and OUT/units.bin, trained on all of WCXB's development
split. With --cv it trains four times more, without the pages of one fold each,
and prints the figures of the pages left out: the honest ones. Pages of one
registered domain are always in one fold.
"""

import argparse
import json
import os
import sys

import lightgbm as lgb
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from dump import FOLDS, Dump  # noqa: E402
from measure import best_threshold, f1, segments  # noqa: E402
from pack import pack  # noqa: E402

VERSION = "blocks-1"

COMMON = dict(verbose=-1, num_threads=1, seed=1, deterministic=True, force_row_wise=True)
TYPES = dict(
    COMMON, objective="multiclass", num_class=7, num_leaves=8, learning_rate=0.08, feature_fraction=0.3,
    bagging_fraction=0.8, bagging_freq=1, min_data_in_leaf=8, lambda_l2=2, max_bin=63,
)
TYPES_ROUNDS = 80
SKETCH = dict(
    COMMON, objective="binary", num_leaves=16, learning_rate=0.15, feature_fraction=0.2, max_bin=63,
    min_sum_hessian_in_leaf=3,
)
SKETCH_ROUNDS = 50
UNITS = dict(
    COMMON, objective="binary", num_leaves=24, learning_rate=0.08, feature_fraction=0.15, bagging_fraction=0.7,
    bagging_freq=1, min_sum_hessian_in_leaf=3, min_data_in_leaf=10, max_bin=127, lambda_l2=1,
)
UNITS_ROUNDS = 250
# A row whose margin exceeds LIMIT after EARLY trees is decided.
EARLY, LIMIT = 50, 2.0


def train_types(d, pages):
    return lgb.train(TYPES, lgb.Dataset(d.page_rows[pages], d.type[pages]), TYPES_ROUNDS)


def types_of_others(d):
    """The probabilities of the page types, each page by a model that has not
    seen its fold: the block model must learn how far to trust them."""
    out = np.zeros((len(d.pages), len(d.types)), np.float32)
    for fold in range(FOLDS):
        other = d.fold == fold
        out[other] = train_types(d, d.labelled & ~other).predict(d.page_rows[other], num_threads=1)
    return out


def sample(d, rng):
    """Chooses rows by how much they can teach and weighs them so that the
    expectation stays: a sketch of the model finds the blocks that are clear,
    of which one in ten is enough."""
    usable = d.sound[d.page] & (d.tokens > 0)
    weight = np.sqrt(d.tokens)
    sketched = np.where(usable & (rng.random(len(d.rows)) < 0.15))[0]
    model = lgb.train(SKETCH, lgb.Dataset(d.rows[sketched], d.keep[sketched], weight=weight[sketched]), SKETCH_ROUNDS)
    p = model.predict(d.rows, num_threads=1)
    chance = np.minimum(1, weight / 4 * np.clip(20 * np.minimum(p, 1 - p), 0.1, 1))
    chosen = usable & (rng.random(len(d.rows)) < chance)
    weight[chosen] /= chance[chosen]
    return chosen, weight


def train_units(d, chosen, weight):
    rows = np.where(chosen)[0]
    return lgb.train(UNITS, lgb.Dataset(d.rows[rows], d.keep[rows], weight=weight[rows]), UNITS_ROUNDS)


def save(d, folder, types, units):
    os.makedirs(folder, exist_ok=True)
    for name, data in (
        ("types.bin", pack(types, d.page_columns, VERSION)),
        ("units.bin", pack(units, d.columns, VERSION, EARLY, LIMIT)),
    ):
        with open(os.path.join(folder, name), "wb") as f:
            f.write(data)
        print(os.path.join(folder, name), len(data), "bytes")


def keep(d, p, types, i):
    """What the stage keeps of page i, by the units' probabilities p."""
    units = slice(d.start[i], d.start[i + 1])
    q, kind = p[units], d.types[types[i].argmax()]
    floor = 0.5 if kind == "article" and types[i].max() > 0.8 else 0.3
    mask = q >= best_threshold(q, d.tokens[units], floor)
    if len(q) and not mask.any():
        mask = q >= q.max()
    if kind != "documentation":
        seen = set()
        for k in np.where(mask & (d.words[units] >= 8))[0]:
            h = d.hash[units][k]
            mask[k] = h not in seen
            seen.add(h)
    return mask


def evaluate(d, p, types):
    results, counts = {}, np.zeros(4, int)
    for i, page in enumerate(d.pages):
        mask = keep(d, p, types, i)
        if page["set"] == "segments":
            counts += segments(page, mask)
            continue
        for kind in (page["type"], "all"):
            results.setdefault(kind, []).append(f1(page, mask))
    for kind in sorted(results):
        print("%-14s %5d pages  word F1 %.4f" % (kind, len(results[kind]), np.mean(results[kind])))
    found, missed, leaked, absent = counts
    print("segments: F1 %.4f, right %.4f" % (2 * found / (2 * found + missed + leaked), (found + absent) / counts.sum()), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dump")
    parser.add_argument("out")
    parser.add_argument("--cv", action="store_true")
    args = parser.parse_args()
    d = Dump(args.dump)
    types = types_of_others(d)
    d.rows[:, [d.columns.index("type " + t) for t in d.types]] = types[d.page]
    chosen, weight = sample(d, np.random.default_rng(1))
    print(len(d.rows), "rows,", int(chosen.sum()), "chosen", flush=True)
    save(d, args.out, train_types(d, d.labelled), train_units(d, chosen, weight))
    if not args.cv:
        return
    p = np.zeros(len(d.rows))
    for fold in range(FOLDS):
        out = d.fold[d.page] == fold
        p[out] = train_units(d, chosen & ~out, weight).predict(d.rows[out], num_threads=1)
    np.save(os.path.join(args.out, "cv.npy"), p)
    evaluate(d, p, types)


if __name__ == "__main__":
    main()
