import assert from "node:assert/strict";
import { test } from "node:test";
import { areaOf, areaText, holds, wellKnown } from "../../geomap/webmap/page/area.js";

const CORNERS = [[0, 0], [4, 0], [4, 4]];

test("an area survives the address", () => {
  assert.deepEqual(areaOf(areaText(CORNERS)), CORNERS);
  assert.equal(wellKnown(CORNERS), "POLYGON((0 0, 4 0, 4 4, 0 0))");
});

test("what tells of no area is none", () => {
  for (const text of [null, "", "1,1", "1,1 2,2", "1,1 2,2 x,3", "1,1 2,2 3,95", "1,1,1 2,2 3,3"]) assert.equal(areaOf(text), null);
});

test("an area holds its inside and its edge", () => {
  assert.ok(holds(CORNERS, 3, 1));
  for (const [x, y] of [[0, 0], [2, 0], [4, 2], [2, 2]]) assert.ok(holds(CORNERS, x, y), `${x} ${y}`);
  for (const [x, y] of [[1, 3], [-1, 0], [5, 0], [4, 4.1]]) assert.ok(!holds(CORNERS, x, y), `${x} ${y}`);
});
