// One event in full: what, when, where, whether; who says so in which words; and why it is here.

import { classOf } from "./data.js";
import { button, el, markedText, safeLink, sign, words } from "./dom.js";
import { when } from "./words.js";

const KIND = ["full", "half", "hollow"];

/** Fill the panel with one event. `event` is the row's facts and texts together. */
export function showEvent(panel, event, { say, place, above, part, readings, back, close, toMap, onlyHere }) {
  const head = headOf(event.label, say, close);
  const facts = el("dl", "gm-facts");
  fact(facts, say("why_date"), words("span", "", when(say, event)), event.precision && small([say.value("precision", event.precision), basisOf(event, say)].filter(Boolean).join("; ")));
  const where = el("span", "", words("span", "", event.placeLabel ?? say("no_place")));
  fact(facts, say("why_place"), where, event.where && small(say.value("where", event.where)), part && small(part));
  if (event.status) fact(facts, say("why_status"), el("span", "", sign(KIND[classOf(event.status)]), " ", say.value("status", event.status)));
  if (event.type) fact(facts, say("facet_type"), el("span", "", say.value("type", event.type)));
  if (event.actors.length) fact(facts, say("facet_actor"), words("span", "", event.actors.join(", ")));
  panel.replaceChildren(...(back ? [button("gm-more gm-back", `← ${say("back_to_place")}`, back)] : []), head, facts, ...tellings(event, say));
  if (event.conflicts?.length) panel.append(conflicts(event.conflicts, say));
  panel.append(why(event, { say, place, above, readings }), actions({ say, toMap, onlyHere }));
}

function headOf(title, say, close) {
  const shut = button("gm-button gm-square", "×", close);
  shut.setAttribute("aria-label", say("close"));
  return el("div", "gm-panel-head", words("h2", "", title), shut);
}

/** Fill the panel with the events of one place, or of places that stand together. */
export function showPlace(panel, { title, rows, say, fill, choose, close }) {
  const head = headOf(title, say, close);
  const list = el("ul", "gm-here");
  for (const row of rows.slice(0, 200)) {
    const item = el("button", "gm-row gm-row-here");
    item.type = "button";
    fill(item, row);
    item.addEventListener("click", () => choose(row));
    list.append(el("li", "", item));
  }
  panel.replaceChildren(head, el("p", "gm-note", say.count("events", rows.length)), list);
}

/** How the date was got. */
function basisOf({ basis, dateText }, say) {
  if (!basis) return "";
  return basis === "document-date" && dateText ? say("basis_counted") : say.value("basis", basis);
}

function small(text) {
  return el("small", "", text);
}

function fact(list, name, ...values) {
  list.append(el("dt", "", name), el("dd", "", ...values.filter(Boolean).flatMap((v) => [v, " "])));
}

function tellings(event, say) {
  if (!event.evidence.length) return [];
  const reports = new Set(event.evidence.map((one) => one.report[0])).size;
  // copies of one text are not independent of each other
  const copies = event.sources && event.sources < reports ? ` (${say("independent", { sources: say.count("sources", event.sources) })})` : "";
  const title = el("h3", "", say("told_in", { reports: say.count("reports", reports) }) + copies);
  // those that say what the event says come first
  const sorted = event.evidence.toSorted((a, b) => differing(a, event, say).length - differing(b, event, say).length);
  return [title, ...sorted.map((one) => telling(one, event, say))];
}

function telling(told, event, say) {
  const [id, title, source, published, url] = told.report;
  const quote = el("blockquote", "gm-quote");
  quote.dir = "auto";
  quote.append(markedText(told.exact ?? "", marksOf(told, event)));
  const from = el("figcaption", "gm-from-report");
  if (told.speaker) from.append(words("span", "gm-speaker", say("says", { speaker: told.speaker })));
  from.append(words("b", "", title ?? id ?? ""));
  const parts = [source, published ? say("published", { date: published }) : say("no_published")].filter(Boolean);
  from.append(words("span", "", parts.join(" · ")));
  const own = differing(told, event, say);
  if (own.length) from.append(words("span", "gm-differs", say("differs", { facts: own.join("; ") })));
  const link = url && safeLink(url);
  if (link) {
    const anchor = words("a", "", say("open_report"));
    anchor.href = link;
    anchor.rel = "noreferrer noopener";
    anchor.target = "_blank";
    from.append(anchor);
  }
  const span = told.start === null || told.start === undefined ? null : say("offsets", { start: told.start, end: told.end });
  from.append(words("small", "gm-span", [id, span].filter(Boolean).join(", ")));
  return el("figure", "gm-telling", quote, from);
}

/** What a telling says otherwise than its event. */
function differing(told, event, say) {
  const found = [];
  if ("edtf" in told && told.edtf !== event.edtf) found.push(told.edtf ?? say("no_date"));
  if ("place_id" in told && (told.place_id ?? null) !== event.givenPlace) found.push(told.place_name ?? told.place_id ?? say("no_place"));
  if (told.status && told.status !== event.status) found.push(say.value("status", told.status));
  return found;
}

/** The spans of place, date and trigger, in code points of the sentence. */
function marksOf({ marks, start, exact }, event) {
  if (marks?.length) return marks.map((one) => [one.kind, one.start - start, one.end - start]);
  if (!exact) return [];
  const found = [];
  for (const [kind, text] of [["place", event.placeText], ["date", event.dateText]]) {
    const at = text ? exact.indexOf(text) : -1;
    if (at >= 0) found.push([kind, Array.from(exact.slice(0, at)).length, Array.from(exact.slice(0, at + text.length)).length]);
  }
  return found.length === 2 && found[0][1] < found[1][2] && found[1][1] < found[0][2] ? [found[0]] : found;
}

function conflicts(list, say) {
  const box = el("section", "gm-conflicts", el("h3", "", say("conflicts")));
  for (const one of list) {
    const values = el("ul");
    for (const [k, value] of (one.values ?? []).entries()) {
      values.append(words("li", "", `${value}: ${(one.documents?.[k] ?? []).join(", ")}`));
    }
    box.append(el("h4", "", say.has(`why_${one.field}`) ? say(`why_${one.field}`) : one.field), values);
  }
  return box;
}

function why(event, { say, place, above, readings }) {
  const facts = el("dl", "gm-facts");
  const basis = basisOf(event, say);
  const inWords = (text) => (text ? say("why_words", { words: text }) : null);
  fact(facts, say("why_date"), words("span", "", [basis, inWords(event.dateText), event.edtf].filter(Boolean).join("; ")));
  if (event.place || event.placeText) fact(facts, say("why_place"), words("span", "", [event.placeLabel ?? say("no_place"), inWords(event.placeText)].filter(Boolean).join("; ")));
  if (above.length) fact(facts, say("why_in"), words("span", "", above.join(", ")));
  if (event.placeId) fact(facts, say("why_id"), words("code", "", event.placeId));
  const names = [...new Set((place?.names ?? []).map(([name]) => name))];
  if (names.length) fact(facts, say("why_names"), words("span", "", names.join(" · ")));
  const other = readings.map(([id, name, country]) => el("li", "", words("span", "", [name, country].filter(Boolean).join(", ")), " ", words("code", "", id)));
  if (other.length) fact(facts, say("why_readings"), el("ul", "gm-readings", ...other));
  const rules = new Set(event.evidence.map((one) => one.rule).filter(Boolean));
  for (const rule of rules) fact(facts, say("why_rule"), words("code", "", rule));
  return el("details", "gm-why", el("summary", "", say("why")), facts);
}

function actions({ say, toMap, onlyHere }) {
  const box = el("p", "gm-actions");
  if (toMap) box.append(button("gm-button", say("show_on_map"), toMap));
  if (onlyHere) box.append(button("gm-button", say("filter_place"), onlyHere));
  return box;
}
