// What places are called in the chosen view and language, where that differs from the table.

export const VIEWS = ["as-attested", "de-jure", "de-facto"];

/** Whose names and borders are shown. */
export function viewOf({ state, data }) {
  return VIEWS.includes(state.worldview) ? state.worldview : (data.names?.worldview ?? VIEWS[0]);
}

/** Label spots, places and the base map anew; the table's own names stay for search and export. */
export function rename(app) {
  const { data, outlines, say } = app;
  const { spots, places, names } = data;
  const view = viewOf(app);
  const words = names?.words[say.lang] ?? {};
  const spoken = (id, label) => label && [...new Set(label.split(" / ").map((part) => words[id]?.[part] ?? part))].join(" / ");
  const other = names?.views[view];
  spots.label = spots.place_name.map((name, s) => spoken(spots.place_id[s], other?.spots[s] ?? name));
  for (const row of places.rows) row.label = spoken(row.place_id, other?.places[row.place_id] ?? row.name);
  for (const one of outlines) if (one.labels) one.label = written(one, view, say.lang);
  app.placeList = null;
}

/** The name of a place of the base map: the part of its title that the view keeps, in the language. */
function written({ name, labels }, view, lang) {
  const own = labels[view] ?? name;
  const spoken = labels[lang];
  if (!spoken || own === name) return spoken ?? own;
  const at = name.split(" / ").indexOf(own);
  return at < 0 ? own : (spoken.split(" / ")[at] ?? spoken);
}

/** The other places that the words of an event can mean: id, name and country. */
export function readings({ data }, text, placeId) {
  const found = (data.names?.readings ?? {})[text] ?? [];
  return found.filter(([id]) => id !== placeId);
}
