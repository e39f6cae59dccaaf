"""Trains the models of stage blocks from the dump of the Go command beside it.

    python train.py DUMP OUT [--folds]

writes OUT/types.bin and OUT/units.bin, trained on all of WCXB's development
split. With --folds it also writes OUT/fold0 … fold3, trained without the pages
of one fold each, for an honest score; folds.json says which page is in which.
Pages of one registered domain are always in one fold.
"""

import argparse
import hashlib
import json
import os
import sys

import lightgbm as lgb
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from pack import pack  # noqa: E402

FOLDS = 4
VERSION = "blocks-1"

# Ground truth that is cut off, leaves code out, or holds a page's desktop and
# mobile version. Pages with an empty truth are left out, too.
DEFECTS = set("4893 4912 4621 0107 4677 1396 1708 0355 3035 2020 4258 0390 0382 0151 0219".split())

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
EARLY, LIMIT = 60, 3.0


class Dump:
    """The matrices and labels that the Go command wrote."""

    def __init__(self, folder):
        read = lambda name: np.fromfile(os.path.join(folder, name), dtype=np.float32)
        with open(os.path.join(folder, "columns.json")) as f:
            columns = json.load(f)
        self.columns, self.page_columns, self.types = columns["unit"], columns["page"], columns["types"]
        with open(os.path.join(folder, "pages.json")) as f:
            self.pages = json.load(f)
        self.rows = read("rows.f32").reshape(-1, len(self.columns))
        self.page_rows = read("pages.f32").reshape(-1, len(self.page_columns))
        labels = read("labels.f32").reshape(-1, 4)
        self.keep = labels[:, 0]
        counts = [p["units"] for p in self.pages]
        self.page = np.repeat(np.arange(len(counts)), counts)
        self.tokens = np.concatenate([np.array(p["counts"] or [], np.float32) for p in self.pages])
        self.wcxb = np.array([p["set"] == "wcxb" for p in self.pages])
        self.sound = self.wcxb & np.array([p["id"] not in DEFECTS and bool(p["truth"]) for p in self.pages])
        self.type = np.array([self.types.index(p["type"]) if p["type"] else -1 for p in self.pages])
        self.fold = np.array([int(hashlib.md5(p["domain"].encode()).hexdigest(), 16) % FOLDS for p in self.pages])


def train_types(d, pages):
    return lgb.train(TYPES, lgb.Dataset(d.page_rows[pages], d.type[pages]), TYPES_ROUNDS)


def types_of_others(d):
    """The probabilities of the page types, each page by a model that has not
    seen its fold: the block model must learn how far to trust them."""
    out = np.zeros((len(d.pages), len(d.types)), np.float32)
    for fold in range(FOLDS):
        other = d.fold == fold
        out[other] = train_types(d, d.wcxb & ~other).predict(d.page_rows[other], num_threads=1)
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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dump")
    parser.add_argument("out")
    parser.add_argument("--folds", action="store_true")
    args = parser.parse_args()
    d = Dump(args.dump)
    columns = [d.columns.index("type " + t) for t in d.types]
    d.rows[:, columns] = types_of_others(d)[d.page]
    chosen, weight = sample(d, np.random.default_rng(1))
    print(len(d.rows), "rows,", int(chosen.sum()), "chosen")
    save(d, args.out, train_types(d, d.wcxb), train_units(d, chosen, weight))
    if not args.folds:
        return
    with open(os.path.join(args.out, "folds.json"), "w") as f:
        json.dump({p["set"] + "/" + p["id"]: int(k) for p, k in zip(d.pages, d.fold)}, f)
    for fold in range(FOLDS):
        out = d.fold == fold
        types, units = train_types(d, d.wcxb & ~out), train_units(d, chosen & ~out[d.page], weight)
        save(d, os.path.join(args.out, "fold%d" % fold), types, units)


if __name__ == "__main__":
    main()
