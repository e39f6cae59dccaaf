"""The linear model of path tokens: how much the names of the elements around a
unit speak for it; see stages/blocks/features/path_tokens.go. It learns from the
units of pages whose truth is known and those of known segments."""

import numpy as np

from tokens import Tokens

COLUMNS = ["path tokens", "path tokens above mean"]
# Tokens of fewer domains are left out.
DOMAINS = 5
# What the squares of weights cost; 1 to 10 give the same on unseen domains.
PENALTY = 3
# Pages of the judge of articles count that much: it does without this model.
ARTICLES = 0.3
# The units of segments, of which little else is known.
SEGMENTS = 0.01


def path_tokens(d, folder):
    article = d.type == d.types.index("article")
    weight = np.sqrt(d.tokens) / np.sqrt(d.truth[d.page] + 200) * np.where(article, ARTICLES, 1)[d.page]
    annotated = (d.set == "wcxb") & d.sound
    weight = np.where(annotated[d.page], weight, 0) + np.where(d.weak, SEGMENTS * np.sqrt(d.tokens), 0)
    return Tokens(d, folder, columns, weight, DOMAINS, PENALTY)


def columns(d, total, scale):
    words = np.bincount(d.page, d.words, len(d.pages))
    mean = np.bincount(d.page, d.words * total, len(d.pages)) / np.maximum(1, words)
    own = (total * scale).astype(np.float32)
    return np.stack([own, own - (mean * scale).astype(np.float32)[d.page]], axis=1)
