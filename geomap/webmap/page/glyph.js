// The sign for events at a place: a disc, or a badge for what has no point.

/** A disc whose parts tell: full for what happened, half-toned for alleged, empty for the rest. */
export function glyph(pen, x, y, r, [yes, maybe, no], { colour, chosen = false, badge = false }) {
  const n = yes + maybe + no;
  shape(pen, x, y, r + 2, badge);
  pen.fillStyle = colour("--halo");
  pen.fill();
  shape(pen, x, y, r, badge);
  pen.fillStyle = colour(yes === n ? "--event" : "--hollow");
  pen.fill();
  if (yes < n && no < n) parts(pen, x, y, r, { yes, maybe, n, badge, colour });
  shape(pen, x, y, r - 0.5, badge);
  pen.strokeStyle = colour(chosen ? "--chosen" : "--event");
  pen.lineWidth = chosen ? 3.5 : 2;
  pen.stroke();
}

/** The parts of a disc that holds more than one kind, clockwise from the top. */
function parts(pen, x, y, r, { yes, maybe, n, badge, colour }) {
  const reach = badge ? r * 1.6 : r;
  if (badge) {
    // clipping is slow: discs do without
    pen.save();
    shape(pen, x, y, r, true);
    pen.clip();
  }
  const start = -Math.PI / 2;
  const turn = (2 * Math.PI) / n;
  if (maybe === n) wedge(pen, x, y, reach, Math.PI / 2, Math.PI, colour("--event"));
  else {
    wedge(pen, x, y, reach, start, yes * turn, colour("--event"));
    wedge(pen, x, y, reach, start + yes * turn, maybe * turn, colour("--event-half"));
  }
  if (badge) pen.restore();
}

function shape(pen, x, y, r, badge) {
  pen.beginPath();
  if (badge) pen.roundRect(x - r * 1.1, y - r * 0.9, r * 2.2, r * 1.8, 3);
  else pen.arc(x, y, r, 0, 2 * Math.PI);
}

function wedge(pen, x, y, r, start, angle, fill) {
  if (angle <= 0) return;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.arc(x, y, r, start, start + angle);
  pen.fillStyle = fill;
  pen.fill();
}
