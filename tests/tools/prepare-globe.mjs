// Makes public/basemap/globe.json, the land of the locator globe, from the npm package world-atlas (Natural Earth,
// 1:110 million). public/basemap/README.md says how to run it.

import { readFileSync, writeFileSync } from "node:fs";

/** Degrees per unit of the file: half a pixel of a globe 72 pixels wide is 0.8 degrees. */
const STEP_DEG = 0.5;
/** Land smaller than this, in square degrees as they lie on the globe, is not seen. */
const LEAST_AREA_DEG2 = 12;
/** How far a line may be off, in degrees. */
const TOLERANCE_DEG = 0.7;

const [source, target] = process.argv.slice(2);
const { arcs, objects, transform } = JSON.parse(readFileSync(source, "utf8"));
const { scale, translate } = transform;

const points = arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
});

function ringOf(chain) {
  return chain.flatMap((at) => (at < 0 ? points[~at].toReversed() : points[at]).slice(0, -1));
}

function area(ring) {
  const twice = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length];
    return sum + (x * nextY - nextX * y) * Math.cos((y * Math.PI) / 180);
  }, 0);
  return Math.abs(twice) / 2;
}

/** The points without which a line would be off by more than the tolerance (Douglas and Peucker 1973). */
function simplified(line) {
  const [[ax, ay], [bx, by]] = [line[0], line.at(-1)];
  const length = Math.hypot(bx - ax, by - ay);
  const off = ([x, y]) =>
    length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length;
  let farthest = 0;
  for (let at = 1; at < line.length - 1; at += 1) {
    if (farthest === 0 || off(line[at]) > off(line[farthest])) farthest = at;
  }
  if (farthest === 0 || off(line[farthest]) <= TOLERANCE_DEG) return [line[0], line.at(-1)];
  return [...simplified(line.slice(0, farthest + 1)).slice(0, -1), ...simplified(line.slice(farthest))];
}

function steps(ring) {
  const whole = ring.map((place) => place.map((degrees) => Math.round(degrees / STEP_DEG)));
  let last = [0, 0];
  const moves = [];
  for (const [x, y] of whole) {
    if (moves.length === 0 || x !== last[0] || y !== last[1]) moves.push([x - last[0], y - last[1]]);
    last = [x, y];
  }
  return moves;
}

const polygons = objects.land.geometries.flatMap(({ type, arcs }) => (type === "Polygon" ? [arcs] : arcs));
const outlines = polygons.map(([outer]) => ringOf(outer)).filter((ring) => area(ring) >= LEAST_AREA_DEG2);
const rings = outlines.map((ring) => steps(simplified([...ring, ring[0]])));

const file = {
  type: "Topology",
  transform: { scale: [STEP_DEG, STEP_DEG], translate: [0, 0] },
  objects: {
    countries: {
      type: "GeometryCollection",
      geometries: [{ type: "MultiPolygon", arcs: rings.map((_, at) => [[at]]) }],
    },
  },
  arcs: rings,
};
writeFileSync(target, `${JSON.stringify(file)}\n`);
