"""Fit the weights of `geomap.text.roles_weights`: where did the event of a sentence happen?

    python scripts/fit_event_places.py TRAIN.jsonl

TRAIN.jsonl holds one news sentence a line: {"text", "verbs": [[start, end, word]],
"locations": [[start, end, word]]}, the event word and its place words; a third to a half of the
sentences have none. The shipped weights were fitted on the training part of Halterman's
event-location data (MIT licence), 9,684 sentences. A fifth is held out by a hash of the text and
scored; the weights written are fitted on the rest, so that the figures stay true of them.

The model is a logistic regression with an L1 penalty (FISTA), over the features that geomap
itself computes, so that fitting and reading cannot drift apart.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from geomap import gazetteer
from geomap.text import roles, roles_rules, roles_weights, sentences, toponyms, triggers

TARGET = Path(roles_weights.__file__).parents[1] / "lexicon" / "en" / "event-places.json"
SEEN_OFTEN = 4
PENALTY = 0.00012
ROUNDS = 400


def held_out(text: str) -> bool:
    return hashlib.sha256(text.encode()).digest()[0] % 5 == 0


def event_words(rows):
    """Share of the occurrences of a word in which it is the event."""
    seen, chosen = collections.Counter(), collections.Counter()
    for row in rows:
        whole = toponyms.surroundings.row(row["text"], 0, len(row["text"]), [])
        seen.update(whole.low)
        start, end, *_ = row["verbs"][0]
        chosen[row["text"][start:end].lower()] += 1
    return {
        word: round((count + 0.2) / (seen[word] + 2), 3)
        for word, count in sorted(chosen.items())
        if count >= 2 and seen[word] >= count
    }


def read(row, shipped):
    """The mentions of a sentence that the rules leave open: (index, site), and all mentions."""
    text = row["text"]
    parts = sentences.split(text)
    found = triggers.find(text, parts, published=None)
    mentions = toponyms.find(text, parts, shipped)
    return mentions, [
        (index, site)
        for _, index, site in roles.sites(text, parts, mentions, found)
        if site.mention.kind != "nominal" and roles_rules.ruled(site) is None
    ]


def is_gold(row, mention):
    return any(a < mention.end and mention.start < b for a, b, *_ in row["locations"])


def samples(rows, shipped):
    for row in rows:
        mentions, sites = read(row, shipped)
        for index, site in sites:
            yield set(roles_weights.features(site)), is_gold(row, mentions[index])


def matrix(data, vocabulary):
    columns, pointer = [], [0]
    for features, _ in data:
        columns += [vocabulary[f] for f in sorted(features) if f in vocabulary]
        pointer.append(len(columns))
    return np.array(columns), np.array(pointer)


def fit(data, vocabulary):
    """FISTA on the mean log loss with an L1 penalty; the bias is not penalised."""
    columns, pointer = matrix(data, vocabulary)
    rows = np.repeat(np.arange(len(data)), np.diff(pointer))
    target = np.array([float(gold) for _, gold in data])
    size = len(vocabulary)
    weights, look, bias, look_bias, momentum = np.zeros(size), np.zeros(size), 0.0, 0.0, 1.0
    step = 4.0 / np.diff(pointer).max() * 2
    for _ in range(ROUNDS):
        score = np.bincount(rows, look[columns], len(data)) + look_bias
        error = (1 / (1 + np.exp(-score)) - target) / len(data)
        slope = np.bincount(columns, error[rows], size)
        moved = look - step * slope
        new = np.sign(moved) * np.maximum(np.abs(moved) - step * PENALTY, 0)
        new_bias = look_bias - step * error.sum()
        grown = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        look = new + (momentum - 1) / grown * (new - weights)
        look_bias = new_bias + (momentum - 1) / grown * (new_bias - bias)
        weights, bias, momentum = new, new_bias, grown
    return weights, bias


def save(words, weights, bias):
    model = {"bias": round(float(bias), 3), "words": words, "weights": weights}
    text = json.dumps(model, ensure_ascii=False, indent=0, sort_keys=True)
    TARGET.write_text(text + "\n", encoding="utf-8")


def score(rows, shipped):
    """Precision, recall, F1 of the places, and accuracy on sentences without one."""
    hit = wrong = missed = empty = right = 0
    for row in rows:
        text = row["text"]
        parts = sentences.split(text)
        found = triggers.find(text, parts, published=None)
        mentions = toponyms.find(text, parts, shipped)
        given = roles.assign(text, parts, mentions, found)
        said = [m for m, (r, _) in zip(mentions, given, strict=True) if r == "event-location"]
        hit += sum(is_gold(row, m) for m in said)
        wrong += sum(not is_gold(row, m) for m in said)
        missed += sum(
            not any(a < m.end and m.start < b for m in said) for a, b, *_ in row["locations"]
        )
        empty += not row["locations"]
        right += not row["locations"] and not said
    return figures(hit, wrong, missed, right / empty)


def figures(hit, wrong, missed, null):
    """Precision, recall and F1 of counts, and the accuracy on sentences without a place."""
    precision, recall = hit / (hit + wrong), hit / (hit + missed)
    return {
        "P": round(precision, 3),
        "R": round(recall, 3),
        "F1": round(2 * precision * recall / (precision + recall), 3),
        "null accuracy": round(null, 3),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("--score", action="store_true", help="only score the shipped weights")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.train.read_text(encoding="utf-8").splitlines()]
    shipped = gazetteer.load()
    kept = [row for row in rows if not held_out(row["text"])]
    tested = [row for row in rows if held_out(row["text"])]
    if not options.score:
        words = event_words(kept)
        save(words, {}, 0.0)
        roles_weights.load.cache_clear()
        data = list(samples(kept, shipped))
        counts = collections.Counter(f for features, _ in data for f in features)
        common = sorted(f for f, n in counts.items() if n >= SEEN_OFTEN)
        weights, bias = fit(data, {f: n for n, f in enumerate(common)})
        strong = {f: round(float(w), 2) for f, w in zip(common, weights, strict=True)}
        save(words, {f: w for f, w in strong.items() if w}, bias)
        roles_weights.load.cache_clear()
        print(f"{len(data)} samples, {sum(map(bool, strong.values()))} weights")
    print("held out:", score(tested, shipped))
    return 0


if __name__ == "__main__":
    sys.exit(main())
