// Elements with text in them. Text reaches the page through textContent and in no other way.

/** An element with a class, and children that are elements or text. */
export function el(tag, name = "", ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
}

/** Words of a report or a table: kept apart from the direction of what stands around them. */
export function words(tag, name, text) {
  const element = el(tag, name);
  element.dir = "auto";
  element.textContent = text ?? "";
  return element;
}

/** Set text or an attribute only where it changes: every change costs the browser a look at styles. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setAttr(element, name, value) {
  const text = String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** A button that does something. */
export function button(name, text, act) {
  const element = el("button", name);
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}

/** A sign for a status: full, half or hollow, as on the map. */
export function sign(kind) {
  const element = el("span", `gm-sign gm-sign-${kind}`);
  element.setAttribute("aria-hidden", "true");
  return element;
}

/** Text with some of its spans marked; spans are [kind, start, end] in code points. */
export function markedText(text, marks) {
  const points = Array.from(text);
  const parts = el("span");
  let at = 0;
  for (const [kind, start, end] of marks.toSorted((a, b) => a[1] - b[1])) {
    if (start < at || end > points.length || end <= start) continue;
    parts.append(points.slice(at, start).join(""));
    parts.append(words("mark", `gm-mark gm-mark-${kind}`, points.slice(start, end).join("")));
    at = end;
  }
  parts.append(points.slice(at).join(""));
  return parts;
}

/** An address that may stand in a link, or null. */
export function safeLink(url) {
  try {
    const parsed = new URL(url);
    return ["http:", "https:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}
