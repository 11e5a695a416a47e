"""Fit the weights of `geomap.text.lone`: where did the event of a note of one sentence happen?

    python scripts/fit_lone_sentences.py TRAIN.jsonl [--folds]

TRAIN.jsonl holds one news sentence a line: {"text", "verbs": [[start, end, word]],
"locations": [[start, end, word]]}, the event word and its place words; almost half of the
sentences have none. The shipped weights were fitted on the training part of Halterman's
event-location data (MIT licence), 9,684 sentences. With --folds nothing is written: each fifth,
by a hash of the text, is scored with weights fitted on the rest. Needs scikit-learn.

Two logistic regressions with an L2 penalty over the features that geomap itself computes, so that
fitting and reading cannot drift apart. The second sees the first as it does on sentences that it
was not fitted on.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
from fit_event_places import figures
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from geomap import gazetteer
from geomap.text import lone, lone_features, roles, sentences, toponyms, triggers

TARGET = Path(lone.__file__).parents[1] / "lexicon" / "en" / "lone-sentences.json"
PARTS = 5
SEEN_OFTEN = {"events": 3, "places": 4}
PENALTY = {"events": 2.0, "places": 6.5}
FAINT = {"events": 0.15, "places": 0.08}


def part(text: str) -> int:
    return hashlib.sha256(text.encode()).digest()[0] % PARTS


def staged(rows, shipped):
    """Each text as the features see it, with its triggers."""
    scenes, found = {}, {}
    for text in dict.fromkeys(row["text"] for row in rows):
        split = sentences.split(text)
        found[text] = triggers.find(text, split, published=None)
        mentions = toponyms.find(text, split, shipped)
        decided = roles.assign(text, split, mentions, found[text])
        scenes[text] = lone.stage(text, mentions, decided)
    return scenes, found


def touches(spans, start, end):
    return any(a < end and start < b for a, b, *_ in spans)


def fit(kind, samples):
    """Weights by kind of feature and value, of samples (features, share that is true, how many)."""
    counts = collections.Counter(f[:2] for features, _, _ in samples for f in features)
    known = {f: n for n, f in enumerate(f for f, c in counts.items() if c >= SEEN_OFTEN[kind])}
    columns, amounts, pointer = [], [], [0]
    for features, _, _ in samples:
        seen = [(known[f[:2]], f[2]) for f in features if f[:2] in known]
        columns += [column for column, _ in seen]
        amounts += [amount for _, amount in seen]
        pointer.append(len(columns))
    shape = (len(samples), len(known))
    seen = sparse.csr_matrix((amounts, columns, pointer), shape=shape)
    share = np.array([share for _, share, _ in samples])
    many = np.array([many for _, _, many in samples])
    weight = np.r_[share * many, (1 - share) * many]
    target = np.r_[np.ones(len(share)), np.zeros(len(share))]
    kept = weight > 0
    model = LogisticRegression(C=1 / PENALTY[kind], solver="liblinear", max_iter=100)
    model.fit(sparse.vstack([seen, seen]).tocsr()[kept], target[kept], sample_weight=weight[kept])
    table = collections.defaultdict(dict)
    for (name, value), n in known.items():
        if abs(model.coef_[0][n]) >= FAINT[kind]:
            table[name][value] = round(float(model.coef_[0][n]), 2)
    table["bias"][""] = round(float(model.intercept_[0]), 3)
    return dict(table)


def fit_events(rows, scenes):
    spelled = collections.Counter(
        row["text"][row["verbs"][0][0] : row["verbs"][0][1]].lower() for row in rows
    )
    words = frozenset(word for word, count in spelled.items() if count >= 2)
    samples = []
    for row in rows:
        scene = scenes[row["text"]]
        for k in lone_features.words(scene, words):
            start, end = scene.row.start[k], scene.row.start[k] + len(scene.row.form[k])
            told = float(touches(row["verbs"][:1], start, end))
            samples.append((list(lone_features.of_event(scene, k)), told, 1))
    return words, fit("events", samples)


def likely(rows, scenes, models):
    """The likely events of each text, by the model of its part."""
    found = {}
    for text in dict.fromkeys(row["text"] for row in rows):
        words, table = models[part(text)]
        weights = lone.Weights(words=words, events=table, places={})
        found[text] = [event[:2] for event in lone.likely_events(scenes[text], weights)]
    return found


def fit_places(rows, scenes, events):
    told = collections.defaultdict(list)
    for row in rows:
        told[row["text"]].append(row["locations"])
    samples = []
    for text, answers in told.items():
        scene = scenes[text]
        for n, unit in lone_features.places(scene):
            mention = scene.mentions[n]
            share = np.mean([touches(gold, mention.start, mention.end) for gold in answers])
            features = list(lone_features.of_place(scene, unit, events[text]))
            samples.append((features, float(share), len(answers)))
    return fit("places", samples)


def fit_all(rows, scenes):
    models = {
        n: fit_events([row for row in rows if part(row["text"]) != n], scenes)
        for n in {part(row["text"]) for row in rows}
    }
    words, events = fit_events(rows, scenes)
    return lone.Weights(
        words=words, events=events, places=fit_places(rows, scenes, likely(rows, scenes, models))
    )


def save(weights):
    model = {"words": sorted(weights.words), "events": weights.events, "places": weights.places}
    text = json.dumps(model, ensure_ascii=False, indent=0, sort_keys=True, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")


def answers(rows, scenes, found, weights):
    """The spans that the weights, and the rules where they are silent, say of each text."""
    said = {}
    for text in {row["text"] for row in rows}:
        scene = scenes[text]
        shown = [
            n for n, decision in enumerate(scene.decided) if decision[1] != lone_features.GUESS
        ]
        mentions, decided = lone.weigh(
            text,
            [scene.mentions[n] for n in shown],
            [scene.decided[n] for n in shown],
            found[text],
            weights=weights,
        )
        said[text] = [
            (m.start, m.end)
            for m, (role, _) in zip(mentions, decided, strict=True)
            if role == "event-location"
        ]
    return said


def score(rows, said):
    """Precision, recall, F1 of the places, and accuracy on sentences without one."""
    hit = wrong = missed = empty = right = 0
    for row in rows:
        spans, gold = said[row["text"]], row["locations"]
        hit += sum(touches(gold, *span) for span in spans)
        wrong += sum(not touches(gold, *span) for span in spans)
        missed += sum(not touches(spans, a, b) for a, b, *_ in gold)
        empty += not gold
        right += not gold and not spans
    return figures(hit, wrong, missed, right / empty)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("--folds", action="store_true", help="score every fifth, write nothing")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.train.read_text(encoding="utf-8").splitlines()]
    scenes, found = staged(rows, gazetteer.load())
    if not options.folds:
        save(fit_all(rows, scenes))
        return 0
    said = {}
    for n in range(PARTS):
        weights = fit_all([row for row in rows if part(row["text"]) != n], scenes)
        tested = [row for row in rows if part(row["text"]) == n]
        said |= answers(tested, scenes, found, weights)
        print(n, score(tested, said), flush=True)
    print("all", score(rows, said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
