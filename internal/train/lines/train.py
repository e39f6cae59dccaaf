"""Trains the models of stage lines from the dump of the Go command beside it.

    python train.py DUMP OUT [--cv]

writes OUT/texts.bin, which tells the dump of a page from other texts,
OUT/lines.bin, which judges lines, the same for texts in Markdown
(OUT/markdown-texts.bin and OUT/markdown-lines.bin), and OUT/words.bin, the weights of words from which some columns of
lines come, all trained on all texts made of WCXB's development split. With --cv it trains four times without the pages of one fold
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
COMMON = dict(verbose=-1, num_threads=1, seed=2, deterministic=True, force_row_wise=True, objective="binary")
SKETCH = dict(COMMON, num_leaves=16, learning_rate=0.15, feature_fraction=0.3, max_bin=63, min_sum_hessian_in_leaf=3)
SKETCH_ROUNDS = 40
TEXTS = dict(
    COMMON, seed=1, num_leaves=12, learning_rate=0.08, feature_fraction=0.4, bagging_fraction=0.7, bagging_freq=1,
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
EVIDENCE = {
    "frame labels", "frame share", "frame topics", "frame head", "frame tail", "sign", "longest run", "long runs", "in long runs",
    "markup linked lines", "markup linked longest row", "markup linked in rows",
}

# A dump of a page with less junk than this, as a share of its words, has
# nothing to teach about dumps.
LEAST_JUNK = 0.1


# What the dump of a page that was made short counts for, by the first word of
# its set.
SIZES = {"short": 0.5, "middle": 0.3}
# The first word of the sets of texts in Markdown, before their size.
MARKDOWN = "markdown"


def in_markdown(d):
    """Which texts are in Markdown."""
    return np.array([s.split()[0] == MARKDOWN for s in d.set])


def without_markup(names):
    """The numbers of the columns that texts without Markdown have, too."""
    return np.array([i for i, name in enumerate(names) if not name.startswith("markup ")])


def counts(d):
    """What each text counts for."""
    return np.array([SIZES.get(s.removeprefix(MARKDOWN + " ").split()[0], 1) for s in d.set])


def junk_share(d):
    """The share of each text's words that do not belong."""
    junk = np.concatenate([[0], np.cumsum(d.tokens * (1 - d.keep))])
    words = np.concatenate([[0], np.cumsum(d.tokens)])
    return np.diff(junk[d.start]) / np.maximum(np.diff(words[d.start]), 1)


def train_texts(d, columns, pages):
    """A dump counts as one if it has junk; texts between, with junk added on
    purpose, are left out, and so are dumps of pages made short: with them two
    clean texts in one file look like a page."""
    kind = np.array([p["kind"] for p in d.pages])
    dump = kind == "whole"
    pages = pages & d.sound & (kind != "noisy") & (counts(d) == 1) & ~(dump & (junk_share(d) < LEAST_JUNK))
    settings = dict(TEXTS, monotone_constraints=[int(d.page_columns[c] in EVIDENCE) for c in columns])
    return lgb.train(settings, lgb.Dataset(d.page_rows[pages][:, columns], dump[pages].astype(np.float32)), TEXTS_ROUNDS)


def sample(d, columns, those, share):
    """Chooses among some rows by how much they can teach; see blocks/train.py.
    share is the share of the rows that teach much which are taken."""
    rng = np.random.default_rng(1)

    def draw():
        """A random number for each of those rows, 1 for the others."""
        out = np.ones(len(d.rows))
        out[those] = rng.random(those.sum())
        return out

    usable = those & d.sound[d.page] & (d.tokens > 0)
    weight = np.sqrt(d.tokens)
    sketched = np.where(usable & (draw() < SKETCHED))[0]
    rows = d.rows[sketched][:, columns]
    model = lgb.train(SKETCH, lgb.Dataset(rows, d.keep[sketched], weight=weight[sketched]), SKETCH_ROUNDS)
    p = np.zeros(len(d.rows))
    p[those] = model.predict(d.rows[those][:, columns], num_threads=1)
    chance = np.minimum(1, weight / 5 * np.clip(12 * np.minimum(p, 1 - p), 0.1, 1)) * share
    chosen = usable & (draw() < chance)
    weight[chosen] /= chance[chosen]
    # Every text counts the same in the mean: a word of a short one weighs more.
    return chosen, weight / np.sqrt(d.truth[d.page] + 200) * counts(d)[d.page]


# The share of the rows that teach much which are taken: neighbours and forms
# of one page resemble each other. Markdown is one form.
SHARE, MARKDOWN_SHARE = 0.5, 1
# The share of the rows from which a sketch of the model learns.
SKETCHED = 0.05


def train_lines(d, columns, chosen, weight):
    rows = np.where(chosen)[0]
    return lgb.train(LINES, lgb.Dataset(d.rows[rows][:, columns], d.keep[rows], weight=weight[rows]), LINES_ROUNDS)


def write(folder, models):
    os.makedirs(folder, exist_ok=True)
    for name, data in models.items():
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
    marked = in_markdown(d)
    # By the beginning of their names: which texts they judge, and from which columns.
    forms = {"": (~marked, without_markup), "markdown-": (marked, lambda names: np.arange(len(names)))}
    samples = {
        "": sample(d, forms[""][1](d.columns), ~marked[d.page], SHARE),
        "markdown-": sample(d, forms["markdown-"][1](d.columns), marked[d.page], MARKDOWN_SHARE),
    }
    print(len(d.rows), "rows,", {name: int(chosen.sum()) for name, (chosen, _) in samples.items()}, "chosen", flush=True)
    words = word_tokens(d, args.dump, np.where(marked, 0, counts(d)))
    word_columns = [d.columns.index(c) for c in TOKEN_COLUMNS]

    def train(pages, fold, folder):
        """Trains and saves the models from some pages: those not of the fold."""
        d.rows[:, word_columns] = words.columns_of_others(fold)
        models = {"words.bin": words.pack(*words.fit(tuple(f for f in range(FOLDS) if f != fold)))}
        for name, (those, columns_of) in forms.items():
            columns = columns_of(d.page_columns)
            texts = train_texts(d, columns, pages & those)
            models[name + "texts.bin"] = pack(texts, [d.page_columns[c] for c in columns], VERSION)
            columns, (chosen, weight) = columns_of(d.columns), samples[name]
            lines = train_lines(d, columns, chosen & pages[d.page], weight)
            models[name + "lines.bin"] = pack(lines, [d.columns[c] for c in columns], VERSION, EARLY, LIMIT)
        write(folder, models)

    train(np.ones(len(d.pages), bool), None, args.out)
    for fold in range(FOLDS if args.cv else 0):
        train(d.fold != fold, fold, os.path.join(args.dump, "fold-%d" % fold))


if __name__ == "__main__":
    main()
