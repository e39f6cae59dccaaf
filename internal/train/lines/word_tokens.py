"""The linear model of word tokens: how much the words of a line speak for it;
see stages/lines/features/word_tokens.go. It learns from the lines of dumps whose
words are known."""

import numpy as np

from tokens import Tokens

COLUMNS = ["word tokens" + name for name in ("", " above mean", " -1", " +1", " -2", " +2")]
# Tokens of fewer domains are left out.
DOMAINS = 10
# What the squares of weights cost.
PENALTY = 7


def word_tokens(d, folder, counts):
    """counts is what each text counts for."""
    dump = np.array([p["kind"] == "whole" and not p["set"].startswith("disguised") for p in d.pages]) & d.sound
    weight = np.sqrt(d.tokens) / np.sqrt(d.truth[d.page] + 200) * (counts * dump)[d.page]
    return Tokens(d, folder, columns, weight, DOMAINS, PENALTY)


def columns(d, total, scale):
    own = (total * scale).astype(np.float32)
    words = np.bincount(d.page, d.words, len(d.pages))
    mean = (np.bincount(d.page, d.words * own, len(d.pages)) / np.maximum(1, words)).astype(np.float32)

    def near(by):
        """The log-odds of the line so many lines further."""
        return np.where(np.roll(d.page, -by) == d.page, np.roll(own, -by), 0)

    return np.stack([own, own - mean[d.page], near(-1), near(1), near(-1) + near(-2), near(1) + near(2)], axis=1).astype(np.float32)
