"""Writes LightGBM models in the packed form that internal/forest reads."""

import struct

import numpy as np

LEAF = 0xFF


def floor32(x):
    """The greatest 32-bit float that is not above x: rows are 32-bit floats,
    and rounding up would move a row to the other side of a threshold."""
    f = np.float32(x)
    return f if float(f) <= x else np.nextafter(f, np.float32(-np.inf))


def pack(booster, columns, version, exits=(), limit=None):
    """Packs a booster. exits are pairs: rows whose margin exceeds the limit
    after so many trees are decided there. Two numbers are one such pair, in the
    first version of the format."""
    model = booster.dump_model()
    classes = model["num_tree_per_iteration"]
    trees = [t["tree_structure"] for t in model["tree_info"]]
    thresholds, top = {}, 0.0

    def scan(node):
        nonlocal top
        if "split_feature" not in node:
            top = max(top, abs(node["leaf_value"]))
            return
        assert node["decision_type"] == "<="
        thresholds.setdefault(node["split_feature"], set()).add(float(floor32(node["threshold"])))
        scan(node["left_child"])
        scan(node["right_child"])

    for tree in trees:
        scan(tree)
    features = sorted(thresholds)
    assert len(features) < LEAF, len(features)
    number = {f: i for i, f in enumerate(features)}
    tables = {f: {t: i for i, t in enumerate(sorted(thresholds[f]))} for f in features}
    assert all(len(t) <= 256 for t in tables.values())
    scale = top / 32767 or 1.0

    out = bytearray(b"WNF2" if limit is None else b"WNF1")

    def text(s):
        raw = s.encode()
        out.append(len(raw))
        out.extend(raw)

    text(version)
    out += struct.pack("<H", classes)
    if limit is None:
        out += struct.pack("<H", len(exits))
    for trees_asked, least in exits if limit is None else [(exits, limit)]:
        out += struct.pack("<Hf", trees_asked, least)
    out += struct.pack("<f", 0.0) * classes
    out += struct.pack("<fH", scale, len(features))
    for f in features:
        text(columns[f])
        out += struct.pack("<H", len(tables[f]))
        for t in sorted(tables[f]):
            out += struct.pack("<f", t)
    out += struct.pack("<H", len(trees))

    def emit(node):
        if "split_feature" not in node:
            out.append(LEAF)
            out.extend(struct.pack("<h", round(node["leaf_value"] / scale)))
            return
        f = node["split_feature"]
        out.append(number[f])
        out.append(tables[f][float(floor32(node["threshold"]))])
        emit(node["left_child"])
        emit(node["right_child"])

    for tree in trees:
        emit(tree)
    return bytes(out)
