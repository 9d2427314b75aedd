// What d3-geo makes of the countries of public/basemap/world/coarse.topo.json (world-atlas 110m):
//   npm install d3-geo@3.1.2 topojson-client@3.1.0        (anywhere, given as NODE_MODULES)
//   node tests/golden/clipping.mjs NODE_MODULES > tests/golden/clipping.json.gz
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const modules = resolve(process.argv[2]);
const require = createRequire(join(modules, "x.js"));
const { feature } = require("topojson-client");
const url = (path) => pathToFileURL(join(modules, path)).href;
// d3-geo asks for d3-array only to add numbers without rounding; whatever is installed beside it is taken.
const d3 = await import(url("d3-geo/dist/d3-geo.mjs")).catch(() => import(url("d3-geo/src/index.js")));

const basemap = JSON.parse(readFileSync(new URL("../../public/basemap/world/coarse.topo.json", import.meta.url)));
const WIDTH_PX = 960;
/** Half the width of Equal Earth, in radii. */
const HALF_EQUAL_EARTH = 2.706629;
const SCALE = WIDTH_PX / 2 / HALF_EQUAL_EARTH;
/** By how much d3-geo may miss a great circle, in pixels; its own default is 0.7. */
const PRECISION_PX = 0.05;

// d3-geo takes what it is given for latitudes on a sphere, so it is given authalic ones (Snyder 1987, 3-11 and 3-12).
const E2 = (2 - 1 / 298.257223563) / 298.257223563;
const E = Math.sqrt(E2);
const q = (sin) => (1 - E2) * (sin / (1 - E2 * sin * sin) + Math.atanh(E * sin) / E);
const authalic = (deg) => (Math.asin(Math.max(-1, Math.min(1, q(Math.sin((deg * Math.PI) / 180)) / q(1)))) * 180) / Math.PI;

const projections = [
  ...[0, 70, 170].map((central) => [
    { kind: "equal-earth", central },
    d3.geoEqualEarth().rotate([-central, 0]),
  ]),
  ...[[70, 40, 60], [-160, -45, -15]].map(([central, south, north]) => [
    { kind: "albers", central, parallels: [south, north] },
    d3.geoConicEqualArea().parallels([south, north]).rotate([-central, 0]).center([0, 0]),
  ]),
];

/** The rings of a polygon, in hundredths of a pixel from the projection's origin. */
function rings(projection, geometry) {
  const found = [];
  const sink = {
    polygonStart() {},
    polygonEnd() {},
    lineStart: () => found.push([]),
    lineEnd() {},
    point: (x, y) => found.at(-1).push(Math.round(x * 100), Math.round(y * 100)),
  };
  d3.geoStream(geometry, projection.stream(sink));
  return found;
}

const countries = feature(basemap, basemap.objects.countries).features;
const out = projections.map(([about, projection]) => {
  projection.scale(SCALE).translate([0, 0]).precision(PRECISION_PX);
  const polygons = countries.flatMap(({ id, geometry }) =>
    geometry.coordinates.map((rings) => ({
      id,
      geometry: {
        type: "Polygon",
        coordinates: rings.map((ring) => ring.map(([x, y]) => [x, authalic(y)])),
      },
    })),
  );
  return { ...about, scale: SCALE, polygons: polygons.map(({ id, geometry }) => ({ id, rings: rings(projection, geometry) })) };
});
process.stdout.write(gzipSync(JSON.stringify(out), { level: 9 }));
