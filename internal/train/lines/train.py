"""Trains the models of stage lines from the dump of the Go command beside it.

    python train.py DUMP OUT [--cv]

writes OUT/texts.bin, which tells the dump of a page from other texts,
OUT/lines.bin, which judges lines, and OUT/words.bin, the weights of words from
which some columns of lines come, all trained on all texts made of WCXB's
development split. With --cv it trains four times without the pages of one fold
each and writes the models to DUMP/fold-N, where the Go command measures them
with the code that runs in use. Pages of one registered domain, in all their
forms, are in one fold.
"""

import argparse
import os
import sys

import lightgbm as lgb
import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from dump import FOLDS, Dump  # noqa: E402
from pack import pack  # noqa: E402
from word_tokens import COLUMNS as TOKEN_COLUMNS, word_tokens  # noqa: E402

VERSION = "lines-4"
COMMON = dict(verbose=-1, num_threads=1, seed=1, deterministic=True, force_row_wise=True, objective="binary")
SKETCH = dict(COMMON, num_leaves=16, learning_rate=0.15, feature_fraction=0.3, max_bin=63, min_sum_hessian_in_leaf=3)
SKETCH_ROUNDS = 40
TEXTS = dict(
    COMMON, num_leaves=12, learning_rate=0.08, feature_fraction=0.4, bagging_fraction=0.7, bagging_freq=1,
    min_data_in_leaf=20, max_bin=127, lambda_l2=1,
)
TEXTS_ROUNDS = 120
LINES = dict(
    COMMON, num_leaves=24, learning_rate=0.08, feature_fraction=0.2, bagging_fraction=0.7, bagging_freq=1,
    min_sum_hessian_in_leaf=3, min_data_in_leaf=10, max_bin=127, lambda_l2=1,
)
LINES_ROUNDS = 260
EARLY, LIMIT = 50, 2.5

# More of these may only ever speak for a dump, so that texts unlike any of the
# data do not count as dumps for the lack of it.
EVIDENCE = {"frame labels", "frame share", "frame topics", "frame head", "frame tail", "sign", "longest run", "long runs", "in long runs"}

# A dump of a page with less junk than this, as a share of its words, has
# nothing to teach about dumps.
LEAST_JUNK = 0.1


# What the dump of a page that was made short counts for, by the first word of
# its set.
SIZES = {"short": 0.5, "middle": 0.3}


def counts(d):
    """What each text counts for."""
    return np.array([SIZES.get(s.split()[0], 1) for s in d.set])


def junk_share(d):
    """The share of each text's words that do not belong."""
    junk = np.concatenate([[0], np.cumsum(d.tokens * (1 - d.keep))])
    words = np.concatenate([[0], np.cumsum(d.tokens)])
    return np.diff(junk[d.start]) / np.maximum(np.diff(words[d.start]), 1)


def train_texts(d, pages):
    """A dump counts as one if it has junk; texts between, with junk added on
    purpose, are left out, and so are dumps of pages made short: with them two
    clean texts in one file look like a page."""
    kind = np.array([p["kind"] for p in d.pages])
    dump = kind == "whole"
    pages = pages & d.sound & (kind != "noisy") & (counts(d) == 1) & ~(dump & (junk_share(d) < LEAST_JUNK))
    settings = dict(TEXTS, monotone_constraints=[int(c in EVIDENCE) for c in d.page_columns])
    return lgb.train(settings, lgb.Dataset(d.page_rows[pages], dump[pages].astype(np.float32)), TEXTS_ROUNDS)


def sample(d, rng):
    """Chooses rows by how much they can teach; see blocks/train.py."""
    usable = d.sound[d.page] & (d.tokens > 0)
    weight = np.sqrt(d.tokens)
    sketched = np.where(usable & (rng.random(len(d.rows)) < 0.05))[0]
    model = lgb.train(SKETCH, lgb.Dataset(d.rows[sketched], d.keep[sketched], weight=weight[sketched]), SKETCH_ROUNDS)
    p = model.predict(d.rows, num_threads=1)
    chance = np.minimum(1, weight / 5 * np.clip(12 * np.minimum(p, 1 - p), 0.1, 1)) * SHARE
    chosen = usable & (rng.random(len(d.rows)) < chance)
    weight[chosen] /= chance[chosen]
    # Every text counts the same in the mean: a word of a short one weighs more.
    return chosen, weight / np.sqrt(d.truth[d.page] + 200) * counts(d)[d.page]


# The share of the rows that teach much which are taken: neighbours and forms
# of one page resemble each other.
SHARE = 0.5


def train_lines(d, chosen, weight):
    rows = np.where(chosen)[0]
    return lgb.train(LINES, lgb.Dataset(d.rows[rows], d.keep[rows], weight=weight[rows]), LINES_ROUNDS)


def write(folder, texts, lines, words, d):
    os.makedirs(folder, exist_ok=True)
    for name, data in (
        ("texts.bin", pack(texts, d.page_columns, VERSION)),
        ("lines.bin", pack(lines, d.columns, VERSION, EARLY, LIMIT)),
        ("words.bin", words),
    ):
        with open(os.path.join(folder, name), "wb") as f:
            f.write(data)
        print(os.path.join(folder, name), len(data), "bytes", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dump")
    parser.add_argument("out")
    parser.add_argument("--cv", action="store_true")
    args = parser.parse_args()
    d = Dump(args.dump)
    chosen, weight = sample(d, np.random.default_rng(1))
    print(len(d.rows), "rows,", int(chosen.sum()), "chosen", flush=True)
    words = word_tokens(d, args.dump, counts(d))
    word_columns = [d.columns.index(c) for c in TOKEN_COLUMNS]

    def train(pages, fold, folder):
        """Trains and saves the models from some pages: those not of the fold."""
        d.rows[:, word_columns] = words.columns_of_others(fold)
        packed = words.pack(*words.fit(tuple(f for f in range(FOLDS) if f != fold)))
        write(folder, train_texts(d, pages), train_lines(d, chosen & pages[d.page], weight), packed, d)

    train(np.ones(len(d.pages), bool), None, args.out)
    for fold in range(FOLDS if args.cv else 0):
        train(d.fold != fold, fold, os.path.join(args.dump, "fold-%d" % fold))


if __name__ == "__main__":
    main()
