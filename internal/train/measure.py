"""Word F1 and the threshold of a page, as the Go code has them."""

import numpy as np


def best_threshold(p, words, floor):
    """The probability from which on units are kept so that the expected word
    F1 is greatest, not below floor."""
    order = np.argsort(-p, kind="stable")
    hits, kept = np.cumsum((p * words)[order]), np.cumsum(words[order])
    if not len(p) or hits[-1] <= 0:
        return floor
    return max(floor, p[order][int(np.argmax(2 * hits / np.maximum(kept + hits[-1], 1e-9)))])


def f1(p, mask):
    truth, tokens = np.array(p["truth"] or [], np.int64), np.array(p["tokens"] or [], np.int64)
    tokens = tokens[np.repeat(mask, p["counts"] or [])]
    if not len(tokens) or not len(truth):
        return float(len(tokens) == len(truth))
    n = max(tokens.max(), truth.max()) + 1
    common = np.minimum(np.bincount(tokens, minlength=n), np.bincount(truth, minlength=n)).sum()
    return 2 * common / (len(tokens) + len(truth))


def segments(p, mask):
    """The must-appear segments found and missed, the must-not segments leaked
    and absent: a segment is there if all units of one of its places are."""
    def there(places):
        return any(mask[a : b + 1].all() for a, b in zip(places[::2], places[1::2]))

    found = sum(there(s) for s in p.get("with") or [])
    leaked = sum(there(s) for s in p.get("without") or [])
    return found, len(p.get("with") or []) - found, leaked, len(p.get("without") or []) - leaked
