// Searching the words: labels, sentences and place names, chunk by chunk.

import { factsOf } from "./facts.js";

const LETTERS = { ə: "e", ı: "i", ø: "o", đ: "d", ł: "l", ß: "ss" };

/** Letters without case and marks, as geomap/filters.py folds them. */
export function fold(text) {
  const plain = text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replace(/[əıøđłß]/g, (letter) => LETTERS[letter]);
}

/** The words of one event that a search looks in. */
export function rowText(text, place, actors, documents) {
  const told = (text.evidence ?? []).flatMap(([report, one]) => [one.exact, documents[report]?.[1], documents[report]?.[2], one.speaker]);
  return [text.label, place, text.place_text, ...actors, ...told].filter(Boolean).join("\n");
}

/**
 * The rows that hold all the words of `query`, as a mask; null for an empty query. A later search
 * ends an earlier one, which then answers undefined.
 */
export async function search(app, query) {
  const turn = (app.searching = (app.searching ?? 0) + 1);
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  if (!wanted.length) return null;
  const { data, texts } = app;
  const documents = await app.documents();
  const hits = new Uint8Array(data.n);
  for (let chunk = 0; chunk < texts.chunks; chunk += 1) {
    const part = await texts.load(chunk);
    if (app.searching !== turn) return undefined;
    for (let at = 0; at < part.length; at += 1) {
      const row = chunk * texts.size + at;
      const { place, actors } = factsOf(app, row);
      const text = fold(rowText(part.row(at), place, actors, documents));
      if (wanted.every((word) => text.includes(word))) hits[row] = 1;
    }
  }
  return hits;
}
