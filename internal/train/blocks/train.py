"""Trains the models of stage blocks from the dump of the Go command beside it.

    python train.py DUMP OUT [--cv]

writes OUT/types.bin, OUT/units.bin, OUT/articles.bin and OUT/tokens.bin, trained on all pages. With --cv it
trains five times more, without the pages of one fold each, and prints the
figures of the pages left out: the honest ones. Pages of one registered domain
are always in one fold.
"""

import argparse
import os
import sys

import lightgbm as lgb
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from dump import Dump  # noqa: E402
from measure import best_threshold, f1, segments  # noqa: E402
from pack import pack  # noqa: E402
from path_tokens import COLUMNS as TOKEN_COLUMNS, path_tokens  # noqa: E402

VERSION = "blocks-4"
FOLDS = 5

COMMON = dict(verbose=-1, num_threads=1, seed=2, deterministic=True, force_col_wise=True)
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
    bagging_freq=1, min_sum_hessian_in_leaf=3, min_data_in_leaf=10, max_bin=127, lambda_l2=1, max_depth=10,
)
UNITS_ROUNDS = 250
# The judge of all pages learns the likelihood of blocks and, after some trees,
# also the word F1 of pages, which counts that much.
F1_AFTER, F1_WEIGHT = 120, 100
# What pages that were made short count for, in blocks and in types.
SIZES = {"short": 0.5, "middle": 0.3, "frame": 0.4}
TYPES_SIZES = {"short": 0.3, "middle": 0.3, "frame": 0}
# The judge of articles sees all rows of articles and one in four of the others,
# which weigh less: they teach what is never text.
OTHERS, OTHERS_WEIGHT = 0.25, 0.6
# Pages that are articles with more than this probability are its own. To the
# judge of all pages they count that much: it will not be asked about them.
LIKELY_ARTICLE, OWN_JUDGE_COUNTS = 0.7, 0.3
# A page of so many blocks, none of which is this likely to belong, with fewer
# words expected than that, is empty unless it says something.
NOTHING_BLOCKS, NOTHING_LIKELY, NOTHING_WORDS = 10, 0.5, 50
# On pages of fewer blocks the judge is less sure, and less likely ones stay.
FRAMED = 32
# A row whose margin exceeds the limit after so many trees is decided.
EXITS = [(24, 2.0), (48, 2.0), (96, 2.5)]


def sizes(d):
    """What each page counts for."""
    return np.array([SIZES.get(s, 1) for s in d.set])


def train_types(d, pages):
    weight = np.array([TYPES_SIZES.get(s, 1) for s in d.set])
    pages = pages & (weight > 0)
    return lgb.train(TYPES, lgb.Dataset(d.page_rows[pages], d.type[pages], weight=weight[pages]), TYPES_ROUNDS)


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
    # Every page counts the same in the mean: a word of a short text weighs more.
    # What the text is of a page with segments alone, the sketch must say.
    truth = np.where(d.labelled, d.truth, np.bincount(d.page, p * d.tokens, len(d.pages)))
    return chosen | d.weak, weight / np.sqrt(truth[d.page] + 200) * sizes(d)[d.page]


def for_articles(d, types, chosen, weight, rng):
    """The rows and weights of the judge of articles."""
    article = (np.where(d.labelled, d.type, types.argmax(1)) == d.types.index("article"))[d.page]
    return chosen & (article | (rng.random(len(chosen)) < OTHERS)), np.where(article, weight, weight * OTHERS_WEIGHT)


class WordF1:
    """The objective of the judge of all pages: log loss, and after some trees
    also the word F1 of pages as a smooth function of their blocks'
    probabilities. Log loss wants each probability right; what counts in the end
    is which blocks of a page come out on the same side, and a block that no
    column explains is better given up.

    Rows were sampled; each stands in the sums of its page for as many words as
    its weight says. counts is what each page counts for."""

    def __init__(self, d, counts, rows, weights):
        page = d.page[rows]
        self.page, self.pages, self.truth = page, len(d.pages), d.truth
        self.keep, self.weights = d.keep[rows].astype(float), weights.astype(float)
        self.counts = F1_WEIGHT * counts[page]
        words = weights * np.sqrt(d.tokens[rows] * (d.truth[page] + 200)) / counts[page]
        self.words = np.where(d.sound[page], words, 0)
        self.trees = 0

    def __call__(self, margin, _):
        p = 1 / (1 + np.exp(-margin))
        slope = p * (1 - p)
        gradient, hessian = self.weights * (p - self.keep), self.weights * slope
        if self.trees >= F1_AFTER:
            hits = np.bincount(self.page, p * self.words * self.keep, self.pages)
            total = np.maximum(np.bincount(self.page, p * self.words, self.pages) + self.truth, 1)
            f1 = 2 * hits / total
            gain = self.counts * self.words * (2 * self.keep - f1[self.page]) / total[self.page]
            gradient -= gain * slope
            # F1 is not convex; this keeps the steps short where it bends.
            hessian += np.abs(gain) * np.maximum(slope, 0.05) / 2
        self.trees += 1
        return gradient, np.maximum(hessian, 1e-6)


class Judges:
    """Trains the two judges, 0 that of all pages and 1 that of articles, on the
    rows and weights of each."""

    def __init__(self, d, types, rows, weights):
        article = types[:, d.types.index("article")]
        own = np.where(article > LIKELY_ARTICLE, OWN_JUDGE_COUNTS, 1)
        self.d, self.rows, self.counts = d, rows, sizes(d) * own
        self.weights = weights[0] * own[d.page], weights[1]
        self.judge = (article > LIKELY_ARTICLE)[d.page].astype(int)
        self.union = np.where(rows[0] | rows[1])[0]
        self.position = np.full(len(d.rows), -1)
        self.position[self.union] = np.arange(len(self.union))
        self.read()

    def read(self):
        """Reads the rows: again when columns of d have changed."""
        self.data = lgb.Dataset(self.d.rows[self.union], np.zeros(len(self.union)), params=UNITS).construct()

    def train(self, k, pages):
        """Judge k from the rows of some pages."""
        rows = np.where(self.rows[k] & pages[self.d.page])[0]
        data = self.data.subset(self.position[rows]).construct()
        data.set_label(self.d.keep[rows])
        if k == 1:
            data.set_weight(self.weights[k][rows])
            return lgb.train(UNITS, data, UNITS_ROUNDS)
        f1 = WordF1(self.d, self.counts, rows, self.weights[k][rows])
        return lgb.train(dict(UNITS, objective=f1), data, UNITS_ROUNDS)


def margins(model, rows):
    """The margins of rows, decided early as the Go code does it."""
    m = model.predict(rows, raw_score=True, num_threads=1)
    for trees, limit in reversed(EXITS):
        early = model.predict(rows, raw_score=True, num_iteration=trees, num_threads=1)
        m = np.where(np.abs(early) > limit, early, m)
    return m


def save(d, folder, types, units, articles, tokens):
    os.makedirs(folder, exist_ok=True)
    for name, data in (
        ("types.bin", pack(types, d.page_columns, VERSION)),
        ("units.bin", pack(units, d.columns, VERSION, EXITS)),
        ("articles.bin", pack(articles, d.columns, VERSION, EXITS)),
        ("tokens.bin", tokens),
    ):
        with open(os.path.join(folder, name), "wb") as f:
            f.write(data)
        print(os.path.join(folder, name), len(data), "bytes")


def keep(d, p, types, i):
    """What the stage keeps of page i, by the units' probabilities p."""
    units = slice(d.start[i], d.start[i + 1])
    q, kind = p[units], d.types[types[i].argmax()]
    words = d.words[units]
    few = (q * words).sum() < NOTHING_WORDS and q[words > 0].max(initial=0) < NOTHING_LIKELY
    if few and len(q) >= NOTHING_BLOCKS and not d.pages[i].get("says"):
        return np.zeros(len(q), bool)
    floor = 0.5 if kind == "article" and types[i].max() > 0.8 and len(q) >= FRAMED else 0.25
    mask = q >= best_threshold(q, words, floor)
    if not (words[mask] > 0).any():
        # Left to go-readability in use; here the likeliest blocks stand for it.
        mask = q >= best_threshold(q, words, 0)
    if kind != "documentation":
        seen = set()
        for k in np.where(mask & (d.words[units] >= 8))[0]:
            h = d.hash[units][k]
            mask[k] = h == 0 or h not in seen
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
            results.setdefault((page["set"], kind), []).append(f1(page, mask))
    for name in sorted(results):
        print("%-6s %-14s %5d pages  word F1 %.4f" % (*name, len(results[name]), np.mean(results[name])))
    found, missed, leaked, absent = counts
    print("segments: F1 %.4f, right %.4f" % (2 * found / (2 * found + missed + leaked), (found + absent) / counts.sum()), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dump")
    parser.add_argument("out")
    parser.add_argument("--cv", action="store_true")
    args = parser.parse_args()
    d = Dump(args.dump, FOLDS)
    types = types_of_others(d)
    d.rows[:, [d.columns.index("type " + t) for t in d.types]] = types[d.page]
    rng = np.random.default_rng(1)
    chosen, weight = sample(d, rng)
    own, own_weight = for_articles(d, types, chosen, weight, rng)
    print(len(d.rows), "rows,", int(chosen.sum()), "chosen", flush=True)
    judges = Judges(d, types, (chosen, own), (weight, own_weight))
    every = np.ones(len(d.pages), bool)
    tokens = path_tokens(d, args.dump)
    token_columns = [d.columns.index(c) for c in TOKEN_COLUMNS]

    def train(pages, fold, folder):
        """Trains and saves the models from some pages: those not of the fold."""
        d.rows[:, token_columns] = tokens.columns_of_others(fold)
        judges.read()
        models = [judges.train(k, pages) for k in (0, 1)]
        packed = tokens.pack(*tokens.fit(tuple(f for f in range(FOLDS) if f != fold)))
        save(d, folder, train_types(d, d.labelled & pages), *models, packed)
        return models

    train(every, None, args.out)
    if not args.cv:
        return
    p = np.zeros(len(d.rows))
    for fold in range(FOLDS):
        out = d.fold == fold
        for k, model in enumerate(train(~out, fold, os.path.join(args.dump, "fold-%d" % fold))):
            rows = out[d.page] & (judges.judge == k)
            p[rows] = 1 / (1 + np.exp(-margins(model, d.rows[rows])))
    np.save(os.path.join(args.dump, "cv.npy"), p)
    evaluate(d, p, types)


if __name__ == "__main__":
    main()
