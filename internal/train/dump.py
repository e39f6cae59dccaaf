"""Reads what the Go commands beside it dump."""

import hashlib
import json
import os

import numpy as np

FOLDS = 4  # unless told otherwise

# Ground truth that is cut off, leaves code out, or holds a page's desktop and
# mobile version. Pages with an empty truth are left out, too.
DEFECTS = set("4893 4912 4621 0107 4677 1396 1708 0355 3035 2020 4258 0390 0382 0151 0219".split())


class Dump:
    """The matrices and labels that a Go command wrote."""

    def __init__(self, folder, folds=FOLDS):
        def read(name):
            return np.fromfile(os.path.join(folder, name), dtype=np.float32)

        with open(os.path.join(folder, "columns.json")) as f:
            columns = json.load(f)
        self.columns, self.page_columns, self.types = columns["unit"], columns["page"], columns["types"]
        with open(os.path.join(folder, "pages.json")) as f:
            self.pages = json.load(f)
        self.rows = read("rows.f32").reshape(-1, len(self.columns))
        if self.page_columns:
            self.page_rows = read("pages.f32").reshape(-1, len(self.page_columns))
        labels = read("labels.f32").reshape(-1, 4)
        self.keep, self.words, self.hash = labels[:, 0], labels[:, 2], labels[:, 3]
        counts = [p["units"] for p in self.pages]
        self.start = np.concatenate([[0], np.cumsum(counts)])
        self.page = np.repeat(np.arange(len(counts)), counts)
        self.tokens = np.concatenate([np.array(p["counts"] or [], np.float32) for p in self.pages])
        self.set = np.array([p["set"] for p in self.pages])
        self.labelled = self.set != "segments"
        self.truth = np.array([len(p["truth"] or []) for p in self.pages], np.float32)
        sound = [p["id"] not in DEFECTS and bool(p["truth"] or p["set"] == "frame") for p in self.pages]
        self.sound = self.labelled & np.array(sound)
        self.type = np.array([self.types.index(p["type"]) if p["type"] in self.types else -1 for p in self.pages])
        # Rows of pages of which no more than segments is known; keep is -1 where
        # these say nothing.
        self.weak = ~self.labelled[self.page] & (self.keep >= 0) & (self.tokens > 0)
        self.folds = folds
        self.fold = np.array([int(hashlib.md5(p["domain"].encode()).hexdigest(), 16) % folds for p in self.pages])
