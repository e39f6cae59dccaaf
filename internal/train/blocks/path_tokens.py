"""A linear model of path tokens: how much the names of the elements around a
unit speak for it. The judges get its log-odds as columns.

The tokens are those of stages/blocks/features/path_tokens.go, as hashes. The
model is a logistic regression with a penalty on squared weights, over the units
of pages whose truth is known and those of known segments. The judges are trained on what it
says of pages that it has not seen: what it has learned by heart would be
trusted too much.
"""

import os
import struct

import numpy as np
import scipy.optimize
import scipy.sparse

COLUMNS = ["path tokens", "path tokens above mean"]
# Tokens of fewer domains are left out.
DOMAINS = 5
# What the squares of weights cost; 1 to 10 give the same on unseen domains.
PENALTY = 3
STEPS = 60
# Pages of the judge of articles count that much: it does without this model.
ARTICLES = 0.3
# The units of segments, of which little else is known.
SEGMENTS = 0.01


class PathTokens:
    """The tokens of all units, as a matrix of counts."""

    def __init__(self, d, folder):
        flat = np.fromfile(os.path.join(folder, "path-tokens.u32"), dtype=np.uint32)
        counts, at = np.zeros(len(d.rows), np.int64), 0
        for i in range(len(d.rows)):
            counts[i] = flat[at]
            at += 1 + counts[i]
        lengths = np.cumsum(counts + 1)
        hashes = np.delete(flat, np.concatenate([[0], lengths[:-1]]))
        self.hashes, index = np.unique(hashes, return_inverse=True)
        start = np.concatenate([[0], np.cumsum(counts)])
        self.matrix = scipy.sparse.csr_matrix(
            (np.ones(len(index), np.float32), index.astype(np.int32), start), (len(d.rows), len(self.hashes))
        )
        self.d, self.fitted = d, {}
        self.domain = np.unique([p["domain"] for p in d.pages], return_inverse=True)[1][d.page]
        article = d.type == d.types.index("article")
        weight = np.sqrt(d.tokens) / np.sqrt(d.truth[d.page] + 200) * np.where(article, ARTICLES, 1)[d.page]
        annotated = (d.set == "wcxb") & d.sound
        self.weight = np.where(annotated[d.page], weight, 0) + np.where(d.weak, SEGMENTS * np.sqrt(d.tokens), 0)

    def fit(self, folds):
        """The weights of all tokens, from the pages of some folds: whole numbers
        up to 127, and their scale."""
        if folds not in self.fitted:
            self.fitted[folds] = self.optimise(folds)
        return self.fitted[folds]

    def optimise(self, folds):
        rows = np.where(np.isin(self.d.fold, folds)[self.d.page] & (self.weight > 0))[0]
        x = self.matrix[rows]
        _, domain = np.unique(self.domain[rows], return_inverse=True)
        of_domain = scipy.sparse.csr_matrix((np.ones(len(rows), np.float32), (domain, np.arange(len(rows)))))
        frequent = np.where(np.asarray((of_domain @ x > 0).sum(0)).ravel() >= DOMAINS)[0]
        x = x[:, frequent].tocsr()
        x_t = x.T.tocsr()
        keep = self.d.keep[rows] > 0
        weight = self.weight[rows] * (len(rows) / self.weight[rows].sum())

        # The tokens are scaled so that a step of the optimiser suits the bias, too.
        step = 0.1

        def loss(v):
            margin = (x @ v[:-1].astype(np.float32)) * step + v[-1]
            likelihood = (weight * np.logaddexp(0, np.where(keep, -margin, margin))).sum()
            slope = weight * (1 / (1 + np.exp(-margin)) - keep)
            gradient = (x_t @ slope.astype(np.float32)) * step + PENALTY * v[:-1]
            return likelihood + PENALTY / 2 * (v[:-1] ** 2).sum(), np.append(gradient, slope.sum())

        found = scipy.optimize.minimize(
            loss, np.zeros(len(frequent) + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}
        )
        exact = found.x[:-1] * step
        scale = np.float32(max(np.abs(exact).max(), 1e-6) / 127)
        weights = np.zeros(len(self.hashes), np.int8)
        weights[frequent] = np.round(exact / scale)
        return weights, scale

    def columns(self, weights, scale):
        """The columns of all units, as the Go code has them."""
        d = self.d
        total = self.matrix @ weights.astype(np.float64)
        words = np.bincount(d.page, d.words, len(d.pages))
        mean = np.bincount(d.page, d.words * total, len(d.pages)) / np.maximum(1, words)
        own = (total * scale).astype(np.float32)
        return np.stack([own, own - (mean * scale).astype(np.float32)[d.page]], axis=1)

    def columns_of_others(self, without=None):
        """The columns of each unit by a model that has not seen its fold. With a
        fold that is left out altogether, its own columns are by the model of all
        others: those that its pages will have in use."""
        out = np.zeros((len(self.d.rows), len(COLUMNS)), np.float32)
        for fold in range(self.d.folds):
            seen = tuple(f for f in range(self.d.folds) if f not in (fold, without))
            rows = (self.d.fold == fold)[self.d.page]
            out[rows] = self.columns(*self.fit(seen))[rows]
        return out

    def pack(self, weights, scale):
        """The packed form that features.DecodeTokenWeights reads."""
        known = weights != 0
        return (
            b"WNT1"
            + struct.pack("<fI", scale, known.sum())
            + self.hashes[known].astype("<u4").tobytes()
            + weights[known].tobytes()
        )
