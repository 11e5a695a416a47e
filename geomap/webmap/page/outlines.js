// Packed outlines: the base map's and the footprints of places, as paths of the map's plane.

import { readBlock } from "./unpack.js";

/** Features with `rings` (flat x, y pairs of the plane at zoom 0) and a `box`. */
export function readOutlines(buffer, project) {
  const { header, arrays } = readBlock(buffer);
  const features = [];
  let part = 0;
  let at = 0;
  for (const feature of header.features) {
    const rings = [];
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = 0; k < feature.parts; k += 1, part += 1) {
      const one = ring(arrays, at, arrays.parts[part], header.grid, project);
      rings.push(one);
      for (const k of [0, 1]) box[k] = Math.min(box[k], one.box[k]);
      for (const k of [2, 3]) box[k] = Math.max(box[k], one.box[k]);
      at += arrays.parts[part];
    }
    features.push({ ...feature, rings, box, size: (box[2] - box[0]) * (box[3] - box[1]), point: feature.at && project(...feature.at) });
  }
  return features;
}

function ring({ x, y }, at, length, grid, project) {
  const points = new Float64Array(length * 2);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0, lon = 0, lat = 0; k < length; k += 1) {
    lon += x[at + k];
    lat += y[at + k];
    const p = project(lon / grid, lat / grid);
    points[2 * k] = p.x;
    points[2 * k + 1] = p.y;
    box[0] = Math.min(box[0], p.x);
    box[1] = Math.min(box[1], p.y);
    box[2] = Math.max(box[2], p.x);
    box[3] = Math.max(box[3], p.y);
  }
  points.box = box;
  return points;
}

/** Whether a feature can be seen. */
export function visible({ box }, { bounds }) {
  return box[0] <= bounds[2] && box[2] >= bounds[0] && box[1] <= bounds[3] && box[3] >= bounds[1];
}

/** Put a feature's rings on the pen's path, without points closer than half a pixel. */
export function trace(pen, feature, view) {
  pen.beginPath();
  for (const points of feature.rings) {
    if (!visible(points, view)) continue;
    let px = view.x(points[0]);
    let py = view.y(points[1]);
    pen.moveTo(px, py);
    for (let k = 2; k < points.length; k += 2) {
      const [x, y] = [view.x(points[k]), view.y(points[k + 1])];
      if (Math.abs(x - px) + Math.abs(y - py) < 0.7 && k < points.length - 2) continue;
      pen.lineTo(x, y);
      px = x;
      py = y;
    }
    if (feature.closed) pen.closePath();
  }
}

/** Whether a point of the plane lies in a feature (even-odd rule). */
export function contains(feature, x, y) {
  const { box } = feature;
  if (!feature.closed || x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
  let inside = false;
  for (const p of feature.rings) {
    for (let i = 0, j = p.length - 2; i < p.length; j = i, i += 2) {
      const crosses = p[i + 1] > y !== p[j + 1] > y;
      if (crosses && x < ((p[j] - p[i]) * (y - p[i + 1])) / (p[j + 1] - p[i + 1]) + p[i]) inside = !inside;
    }
  }
  return inside;
}
