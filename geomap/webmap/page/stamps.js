// Glyphs, numbers and names as images, made once: to draw their paths and letters anew at each
// step of the time filter would take most of a frame.

import { glyph } from "./glyph.js";

const SHEET = { width: 512, height: 256 };
const MOST_SHEETS = 24;
const PARTS = 16;
const WHOLE = 200;

/** Stamps in the colours of one look, at `dpr` pixels of the screen a pixel of the page. */
export function createStamps(colour, dpr) {
  const made = new Map();
  const sheets = createSheets();

  /** The stamp `key`, made by `draw(pen)` on `width` by `height` if there is none yet. */
  function stamp(key, width, height, draw) {
    let one = made.get(key);
    if (one) return one;
    if (sheets.count() >= MOST_SHEETS) {
      made.clear();
      sheets.clear();
    }
    one = { ...sheets.room(Math.ceil(width * dpr), Math.ceil(height * dpr)), width };
    const { x, y, w, h } = one;
    const pen = one.sheet.pen();
    pen.save();
    pen.beginPath();
    pen.rect(x, y, w, h);
    pen.clip();
    pen.setTransform(dpr, 0, 0, dpr, x, y);
    draw(pen);
    pen.restore();
    made.set(key, one);
    return one;
  }

  // first all stamps are made, then they are put down: a sheet that is written to between two
  // readings is copied each time
  let queue = [];
  const put = (one, left, top) => queue.push([one, Math.round(left), Math.round(top)]);
  const ruler = new OffscreenCanvas(1, 1).getContext("2d");
  const widths = new Map();
  const fontOf = (weight, size) => `${weight} ${size}px ${colour("--sans")}`;

  function widthOf(text, font) {
    const key = `${font} ${text}`;
    if (!widths.has(key)) {
      ruler.font = font;
      widths.set(key, ruler.measureText(text).width);
    }
    return widths.get(key);
  }

  /** Letters as a stamp with 3 pixels around them, `halo` the colour behind them or null. */
  function letters(text, weight, size, ink, halo) {
    return stamp(`${weight} ${size} ${ink} ${halo} ${text}`, Math.ceil(widthOf(text, fontOf(weight, size))) + 6, 22, (pen) => {
      pen.font = fontOf(weight, size);
      pen.textBaseline = "middle";
      pen.lineJoin = "round";
      if (halo) {
        pen.lineWidth = weight > 500 ? 3 : 4;
        pen.strokeStyle = colour(halo);
        pen.strokeText(text, 3, 11);
      }
      pen.fillStyle = colour(ink);
      if (ink) pen.fillText(text, 3, 11);
    });
  }

  /** The letters of a number on a glyph, with the glyph's own colour behind them if it has two. */
  function digits(text, size, n, sums) {
    const full = sums[0] / n > 0.5;
    const mixed = sums[0] < n && sums[2] < n;
    return letters(text, 600, size, full ? "--on-event" : "--event-ink", mixed ? (full ? "--event" : "--hollow") : "");
  }

  /** A small number is one stamp; of a larger one each digit is: it is seldom the same again. */
  function number(x, y, n, sums) {
    const text = n > 9999 ? `${Math.round(n / 1000)}k` : String(n);
    const size = text.length > 3 ? 11 : 12;
    const parts = n < WHOLE ? [text] : [...text];
    let left = x - (parts.reduce((sum, part) => sum + widthOf(part, fontOf(600, size)), 0) * dpr) / 2;
    for (const part of parts) {
      put(digits(part, size, n, sums), left - 3 * dpr, y - 10.5 * dpr);
      left += widthOf(part, fontOf(600, size)) * dpr;
    }
  }

  return {
    look: colour.look, dpr,
    /** Put a glyph at a point of the page. */
    glyph(one, chosen) {
      const r = Math.round(one.own);
      const parts = partsOf(one.sums);
      const half = Math.ceil(r * (one.badge ? 1.15 : 1)) + 4;
      const disc = stamp(`${r} ${parts} ${chosen} ${one.badge}`, half * 2, half * 2, (ink) => glyph(ink, half, half, r, parts, { colour, chosen, badge: one.badge }));
      const [x, y] = [one.x * dpr, one.y * dpr];
      put(disc, x - half * dpr, y - half * dpr);
      if (one.n > 1) number(x, y, one.n, one.sums);
    },
    name: (text) => letters(text, 500, 12, "--ink", "--halo"),
    /** Put a name's stamp with its top left corner at a point of the page. */
    put: (one, left, top) => put(one, left * dpr, top * dpr),
    /** Paint all that was put, in that order, with a pen that counts pixels of the screen. */
    paint(pen) {
      for (const [{ sheet, x, y, w, h }, left, top] of queue) pen.drawImage(sheet.image(), x, y, w, h, left, top, w, h);
      queue = [];
    },
  }; // prettier-ignore
}

/** Images that hold stamps in rows; a new one for every few dozen. */
function createSheets() {
  let all = [];
  let at = { x: 0, y: 0, row: 0 };
  return {
    count: () => all.length,
    clear() {
      all = [];
    },
    /** Room of `w` by `h` pixels. */
    room(w, h) {
      if (at.x + w > SHEET.width) at = { x: 0, y: at.y + at.row, row: 0 };
      if (!all.length || at.y + h > SHEET.height || w > SHEET.width) {
        all.push(createSheet(Math.max(SHEET.width, w), Math.max(SHEET.height, h)));
        at = { x: 0, y: 0, row: 0 };
      }
      const found = { sheet: all.at(-1), x: at.x, y: at.y, w, h };
      at.x += w;
      at.row = Math.max(at.row, h);
      return found;
    },
  };
}

/** A canvas while it is drawn on, an image while it is read: reading a canvas is slow. */
function createSheet(width, height) {
  const pen = new OffscreenCanvas(width, height).getContext("2d");
  let image = null;
  let open = true;
  return {
    pen() {
      if (!open) pen.drawImage(image, 0, 0);
      open = true;
      return pen;
    },
    image() {
      if (open) image = pen.canvas.transferToImageBitmap();
      open = false;
      return image;
    },
  };
}

/** The kinds of a glyph's events as parts of at most 16: more cannot be told apart by eye. */
export function partsOf(sums) {
  const n = sums[0] + sums[1] + sums[2];
  if (sums.includes(n)) return sums.map((one) => (one ? 1 : 0));
  if (n <= PARTS) return sums;
  return sums.map((one) => (one ? Math.max(1, Math.round((one * PARTS) / n)) : 0));
}
