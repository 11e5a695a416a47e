// The two boxes: a link to this view, and the selection as files.

import { commandOf, hasWindow } from "./command.js";
import { button, el, words } from "./dom.js";
import { recordsOf, rowsInOrder, toCitation, toCsv, toGeoJson } from "./exports.js";
import { toKml } from "./kml.js";

/** Open the box with the link. */
export function shareBox(app) {
  const { say } = app;
  const field = el("textarea", "gm-link");
  field.readOnly = true;
  field.rows = 3;
  field.value = app.link();
  field.setAttribute("aria-label", say("link_title"));
  const copied = el("span", "gm-note");
  copied.setAttribute("role", "status");
  const copy = button("gm-button gm-strong", say("copy"), () => {
    field.select();
    // not every page may use the clipboard; the selected text can always be copied by hand
    const done = () => (copied.textContent = say("copied"));
    if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(done, () => document.execCommand("copy") && done());
    else if (document.execCommand("copy")) done();
  });
  openBox(app, say("link_title"), el("p", "", say("link_words")), field, el("p", "gm-actions", copy, copied));
  field.select();
}

/** Open the box with the files. */
export function exportBox(app) {
  const { say, state } = app;
  const rows = rowsInOrder(app);
  const name = app.title().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase();
  const save = (type, ending, make) => async () => download(new Blob([await make()], { type }), `${name}.${ending}`);
  const records = () => recordsOf(app, rows);
  const list = el("ul", "gm-files");
  for (const [key, act] of [
    ["geojson", save("application/geo+json", "geojson", async () => toGeoJson(await records()))],
    ["csv", save("text/csv", "csv", async () => toCsv(await records()))],
    ["kml", save("application/vnd.google-earth.kml+xml", "kml", async () => toKml(await records()))],
    ["citation", save("text/plain", "txt", async () => toCitation(await records()))],
  ]) {
    const item = button("gm-button", say(`export_${key}`), act);
    item.dataset.format = key;
    list.append(el("li", "", item));
  }
  const said = [say("export_words", { events: say.count("events", rows.length) })];
  const { undated } = app.filter.counts();
  if (undated && hasWindow(state) && !state.undated) said.push(say("export_undated", { events: say.count("events", undated) }));
  openBox(app, say("export_title"), ...said.map((one) => el("p", "", one)), list, ...command(app));
}

/** The command that writes the same; a table of somebody else's is no file of geomap's. */
function command(app) {
  const { say, state, data, map } = app;
  if (!data.dictionaries.date_basis.length) return [];
  const { _southWest: low, _northEast: high } = map.getBounds();
  const said = commandOf(state, [low.lng, low.lat, high.lng, high.lat]);
  const code = el("code", "gm-command", ...said.flatMap((word) => [words("span", "", word), " "]));
  code.tabIndex = 0;
  return [el("p", "", say("export_command")), code];
}

function download(blob, name) {
  const link = el("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function openBox(app, title, ...content) {
  const box = app.$(".gm-dialog");
  const close = button("gm-button gm-square", "×", () => box.close());
  close.setAttribute("aria-label", app.say("close"));
  const head = words("h2", "", title);
  head.id = `${app.id}-dialog`;
  box.setAttribute("aria-labelledby", head.id);
  box.replaceChildren(el("div", "gm-panel-head", head, close), ...content);
  box.showModal();
}
