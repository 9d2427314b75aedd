// Makes public/basemap from prepared TopoJSON levels and name lists:
//   node tests/tools/prepare-basemap.mjs FOLDER
// FOLDER holds h8, h2 and h05.topo.json, places.geojson, admin1_kz.csv and water_names.csv; where they come
// from is told in public/basemap/README.md. Levels lose everything but geometry, id and rank: the names stand
// once, in index.json.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
if (!folder) throw new Error("usage: node tests/tools/prepare-basemap.mjs FOLDER");
const target = new URL("../../public/basemap/", import.meta.url);
const read = (name) => readFileSync(join(folder, name), "utf8");
const rows = (name) => {
  const [head, ...lines] = read(name).trim().split("\n").map((line) => line.split(","));
  return lines.map((line) => Object.fromEntries(head.map((key, i) => [key, line[i]])));
};
const round = (number) => Math.round(number * 100) / 100;

// Source, name, tolerance in kilometres, and how many steps of the source's grid (0.4 by 0.3 km) are one step here:
// positions finer than the tolerance only make the file larger, and the coarse one is in every first view.
const LEVELS = [["h8", "coarse", 8, 4], ["h2", "medium", 2, 1], ["h05", "fine", 0.5, 1]];
for (const [source, name, , step] of LEVELS) {
  const topology = requantized(JSON.parse(read(`${source}.topo.json`)), step);
  for (const [layer, object] of Object.entries(topology.objects)) {
    for (const geometry of object.geometries) {
      const { a2, id, scalerank } = geometry.properties ?? {};
      const code = layer === "countries" ? a2 : layer === "adm1" ? id : undefined;
      delete geometry.properties;
      delete geometry.id;
      if (code && code !== "-99") geometry.id = code;
      if (layer === "rivers" || layer === "lakes") geometry.rank = scalerank;
    }
  }
  writeFileSync(new URL(`${name}.topo.json`, target), JSON.stringify(topology));
}

// The same topology on a grid that is `step` times as coarse. Ends that arcs share stay shared.
function requantized(topology, step) {
  if (step === 1) return topology;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    const points = arc.map(([dx, dy]) => [Math.round((x += dx) / step), Math.round((y += dy) / step)]);
    const steps = points.map(([px, py], i) => (i === 0 ? [px, py] : [px - points[i - 1][0], py - points[i - 1][1]]));
    const moves = steps.filter(([dx, dy], i) => i === 0 || dx !== 0 || dy !== 0);
    return moves.length > 1 ? moves : [...moves, [0, 0]];
  });
  const { scale, translate } = topology.transform;
  return { ...topology, arcs, transform: { scale: scale.map((size) => size * step), translate } };
}

// Where a country's name may stand: several places for those of which a map may show only a part.
const COUNTRIES = [
  ["KZ", "Kazakhstan", "Казахстан", "Қазақстан", [[67.2, 48.3]]],
  ["RU", "Russia", "Россия", "Ресей", [[72.5, 56.2], [58.5, 54.6], [80.5, 54.2], [46.5, 52.5], [88, 56]]],
  ["CN", "China", "Китай", "Қытай", [[84.5, 42.4], [86.8, 45.2], [79.5, 38.5], [91, 42]]],
  ["UZ", "Uzbekistan", "Узбекистан", "Өзбекстан", [[63.4, 42.2], [57.8, 43.8]]],
  ["TM", "Turkmenistan", "Туркменистан", "Түрікменстан", [[58.8, 39.6]]],
  ["KG", "Kyrgyzstan", "Кыргызстан", "Қырғызстан", [[75.3, 41.5]]],
  ["TJ", "Tajikistan", "Таджикистан", "Тәжікстан", [[71.2, 38.6]]],
  ["MN", "Mongolia", "Монголия", "Моңғолия", [[91.8, 47.6], [90, 48.8]]],
  ["AF", "Afghanistan", "Афганистан", "Ауғанстан", [[66.3, 35.7]]],
  ["IR", "Iran", "Иран", "Иран", [[56.5, 36.6]]],
  ["AZ", "Azerbaijan", "Азербайджан", "Әзербайжан", [[47.6, 40.4]]],
  ["GE", "Georgia", "Грузия", "Грузия", [[43.4, 42]]],
  ["AM", "Armenia", "Армения", "Армения", [[44.9, 40.4]]],
  ["TR", "Turkey", "Турция", "Түркия", [[41.6, 39.2]]],
  ["PK", "Pakistan", "Пакистан", "Пәкістан", [[73.4, 35.7]]],
  ["UA", "Ukraine", "Украина", "Украина", [[40.2, 49]]],
];
// GeoNames id of a city, its names, its rank; where it lies is looked up in places.geojson.
const CITIES = [
  ["KZ", "Astana", "Astana", "Астана", "Астана", 0],
  ["KZ", "Almaty", "Almaty", "Алматы", "Алматы", 0],
  ["KZ", "Shymkent", "Shymkent", "Шымкент", "Шымкент", 1],
  ["UZ", "Tashkent", "Tashkent", "Ташкент", "Ташкент", 1],
  ["KG", "Bishkek", "Bishkek", "Бишкек", "Бішкек", 1],
  ["RU", "Omsk", "Omsk", "Омск", "Омбы", 1],
  ["RU", "Novosibirsk", "Novosibirsk", "Новосибирск", "Новосібір", 1],
  ["RU", "Yekaterinburg", "Yekaterinburg", "Екатеринбург", "Екатеринбург", 1],
  ["CN", "Ürümqi", "Ürümqi", "Урумчи", "Үрімші", 1],
  ["KZ", "Karagandy", "Karaganda", "Караганда", "Қарағанды", 1],
  ["KZ", "Aktobe", "Aktobe", "Актобе", "Ақтөбе", 1],
  ["AZ", "Baku", "Baku", "Баку", "Баку", 1],
  ["TJ", "Dushanbe", "Dushanbe", "Душанбе", "Душанбе", 1],
  ["TM", "Ashgabat", "Ashgabat", "Ашхабад", "Ашғабад", 1],
  ["RU", "Chelyabinsk", "Chelyabinsk", "Челябинск", "Челябі", 2],
  ["RU", "Ufa", "Ufa", "Уфа", "Уфа", 2],
  ["RU", "Samara", "Samara", "Самара", "Самара", 2],
  ["RU", "Astrakhan", "Astrakhan", "Астрахань", "Астрахан", 2],
  ["KZ", "Pavlodar", "Pavlodar", "Павлодар", "Павлодар", 2],
  ["KZ", "Oral", "Oral", "Уральск", "Орал", 2],
  ["KZ", "Atyrau", "Atyrau", "Атырау", "Атырау", 2],
  ["KZ", "Aktau", "Aktau", "Актау", "Ақтау", 2],
  ["KZ", "Kyzylorda", "Kyzylorda", "Кызылорда", "Қызылорда", 2],
  ["KZ", "Taraz", "Taraz", "Тараз", "Тараз", 2],
  ["KZ", "Semey", "Semey", "Семей", "Семей", 2],
  ["KZ", "Ust-Kamenogorsk", "Ust-Kamenogorsk", "Усть-Каменогорск", "Өскемен", 2],
  ["KZ", "Kostanay", "Kostanay", "Костанай", "Қостанай", 2],
  ["KZ", "Petropavl", "Petropavl", "Петропавловск", "Петропавл", 2],
  ["KZ", "Zhezqazghan", "Zhezkazgan", "Жезказган", "Жезқазған", 2],
  ["KZ", "Taldykorgan", "Taldykorgan", "Талдыкорган", "Талдықорған", 2],
  ["KZ", "Turkistan", "Turkistan", "Туркестан", "Түркістан", 3],
  ["KZ", "Kokshetau", "Kokshetau", "Кокшетау", "Көкшетау", 3],
  ["RU", "Barnaul", "Barnaul", "Барнаул", "Барнаул", 3],
  ["RU", "Orenburg", "Orenburg", "Оренбург", "Орынбор", 3],
  ["RU", "Tyumen", "Tyumen", "Тюмень", "Түмен", 3],
  ["RU", "Kurgan", "Kurgan", "Курган", "Қорған", 3],
  ["RU", "Magnitogorsk", "Magnitogorsk", "Магнитогорск", "Магнитогорск", 3],
  ["UZ", "Samarkand", "Samarkand", "Самарканд", "Самарқанд", 3],
  ["UZ", "Nukus", "Nukus", "Нукус", "Нүкіс", 3],
  ["CN", "Ghulja", "Ghulja", "Кульджа", "Құлжа", 3],
  ["CN", "Kashgar", "Kashgar", "Кашгар", "Қашқар", 3],
  ["KG", "Osh", "Osh", "Ош", "Ош", 3],
  ["KZ", "Balqash", "Balkhash", "Балхаш", "Балқаш", 4],
  ["KZ", "Ekibastuz", "Ekibastuz", "Экибастуз", "Екібастұз", 4],
  ["KZ", "Temirtau", "Temirtau", "Темиртау", "Теміртау", 4],
  ["KZ", "Rudnyy", "Rudnyi", "Рудный", "Рудный", 4],
  ["KZ", "Baikonur", "Baikonur", "Байконур", "Байқоңыр", 4],
  ["KZ", "Zhanaozen", "Zhanaozen", "Жанаозен", "Жаңаөзен", 4],
];
// Where the name of a water may stand.
const WATERS = {
  "Caspian Sea": [[[50.6, 44.6], [51.2, 41]], 0],
  "Lake Balkhash": [[[75.2, 46.1]], 1],
  "Lake Zaysan": [[[84, 47.95]], 3],
  "Lake Alakol": [[[81.75, 46.1]], 3],
  "North Aral Sea": [[[60.9, 46.4]], 2],
  "South Aral Sea": [[[58.7, 45.1]], 2],
  "Issyk-Kul": [[[77.3, 42.42]], 1],
  "Kapchagay Reservoir": [[[77.6, 43.85]], 4],
};

const places = JSON.parse(read("places.geojson")).features;
const city = ([country, source, en, ru, kk, rank]) => {
  const found = places.find(({ properties: p }) => p.cc === country && p.name === source);
  if (!found) throw new Error(`no place ${source}`);
  return { name: { en, ru, kk }, at: [found.geometry.coordinates.map(round)], rank };
};
const index = {
  bounds: [40, 35, 95, 60],
  beyond: "world/index.json",
  credits: [
    { text: "© OpenStreetMap contributors", url: "https://www.openstreetmap.org/copyright", licence: "ODbL 1.0" },
    { text: "Natural Earth", url: "https://www.naturalearthdata.com/", licence: "public domain" },
    { text: "GeoNames", url: "https://www.geonames.org/", licence: "CC BY 4.0" },
  ],
  levels: LEVELS.map(([, name, toleranceKm]) => ({ file: `${name}.topo.json`, toleranceKm })),
  countries: COUNTRIES.map(([id, en, ru, kk, at]) => ({ id, name: { en, ru, kk }, at })),
  regions: rows("admin1_kz.csv").map((row) => ({
    id: row.iso,
    name: { en: row.en, ru: row.ru, kk: row.kk_cyrl },
    at: [[Number(row.lon), Number(row.lat)]],
  })),
  cities: CITIES.map(city),
  waters: rows("water_names.csv").filter((row) => WATERS[row.en]).map((row) => {
    const [at, rank] = WATERS[row.en];
    return { name: { en: row.en, ru: row.ru, kk: row.kk_cyrl }, at, rank };
  }),
};
const lines = Object.entries(index).map(([key, value]) => {
  const list = Array.isArray(value) && typeof value[0] === "object";
  const text = list ? `[\n${value.map((item) => `  ${JSON.stringify(item)}`).join(",\n")}\n]` : JSON.stringify(value);
  return `${JSON.stringify(key)}: ${text}`;
});
writeFileSync(new URL("index.json", target), `{\n${lines.join(",\n")}\n}\n`);
