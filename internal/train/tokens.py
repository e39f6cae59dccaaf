"""Linear models of tokens: how much each of them speaks for a unit. The judges
get the log-odds of units, and what is derived from them, as columns.

The tokens are what the Go code takes for them, as hashes. A model is a logistic
regression with a penalty on squared weights. The judges are trained on what it
says of pages that it has not seen: what it has learned by heart would be
trusted too much.
"""

import os
import struct

import numpy as np
import scipy.optimize
import scipy.sparse

FILE = "tokens.u32"
STEPS = 60


class Tokens:
    """The tokens of all units, as a matrix of counts. columns(d, total, scale)
    returns the columns of all units from their sums of weights; weight is what each
    unit counts for, 0 for those that say nothing; tokens of fewer domains are left
    out; penalty is what the squares of weights cost."""

    def __init__(self, d, folder, columns, weight, domains, penalty):
        flat = np.fromfile(os.path.join(folder, FILE), dtype=np.uint32)
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
        self.of, self.weight, self.domains, self.penalty = columns, weight, domains, penalty
        self.domain = np.unique([p["domain"] for p in d.pages], return_inverse=True)[1][d.page]

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
        frequent = np.where(np.asarray((of_domain @ x > 0).sum(0)).ravel() >= self.domains)[0]
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
            gradient = (x_t @ slope.astype(np.float32)) * step + self.penalty * v[:-1]
            return likelihood + self.penalty / 2 * (v[:-1] ** 2).sum(), np.append(gradient, slope.sum())

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
        return self.of(self.d, self.matrix @ weights.astype(np.float64), scale)

    def columns_of_others(self, without=None):
        """The columns of each unit by a model that has not seen its fold. With a
        fold that is left out altogether, its own columns are by the model of all
        others: those that its pages will have in use."""
        out = None
        for fold in range(self.d.folds):
            columns = self.columns(*self.fit(tuple(f for f in range(self.d.folds) if f not in (fold, without))))
            out = np.zeros_like(columns) if out is None else out
            rows = (self.d.fold == fold)[self.d.page]
            out[rows] = columns[rows]
        return out

    def pack(self, weights, scale):
        """The packed form that stages/internal/tokenweights reads."""
        known = weights != 0
        return (
            b"WNT1"
            + struct.pack("<fI", scale, known.sum())
            + self.hashes[known].astype("<u4").tobytes()
            + weights[known].tobytes()
        )
