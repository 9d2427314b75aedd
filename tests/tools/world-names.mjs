// Names for public/basemap/world that no package has, or not as a map needs them.

/** What world-atlas has without an ISO 3166-1 code, by its name there: an id of our own, in lower case so that no
 * code is ever mistaken for it, or the code of the state that it belongs to by ISO. It is drawn as land with a border
 * and has no name; the lines are Natural Earth's, who shows who holds a place and not whose it should be. */
export const UNCODED = {
  Kosovo: "x-kosovo",
  "N. Cyprus": "x-northern-cyprus",
  Somaliland: "x-somaliland",
  "Siachen Glacier": "x-siachen",
  Dhekelia: "x-dhekelia",
  Akrotiri: "x-akrotiri",
  "Spratly Is.": "x-spratly",
  "Scarborough Reef": "x-scarborough",
  "Bajo Nuevo Bank": "x-bajo-nuevo",
  "Serranilla Bank": "x-serranilla",
  // By ISO these are parts of a state that has a code.
  "Cyprus U.N. Buffer Zone": "CY",
  "USNB Guantanamo Bay": "CU",
  Baikonur: "KZ",
  "Ashmore and Cartier Is.": "AU",
  "Coral Sea Is.": "AU",
  "Clipperton I.": "FR",
  // Christmas Island and the Cocos Islands, which have a code each; world-atlas has them as one.
  "Indian Ocean Ter.": "CX",
};

/** Shorter names than CLDR's, in English, Russian and Kazakh. */
const SHORTER = {
  CD: ["DR Congo", "ДР Конго", "Конго ДР"],
  CG: ["Congo", "Конго", "Конго"],
  HK: ["Hong Kong", "Гонконг", "Гонконг"],
  MO: ["Macao", "Макао", "Макао"],
  PS: ["Palestine", "Палестина", "Палестина"],
  US: ["United States", "США", "АҚШ"],
  AE: ["United Arab Emirates", "ОАЭ", "БАӘ"],
  BA: ["Bosnia and Herzegovina", "Босния и Герцеговина", "Босния және Герцеговина"],
  CF: ["Central African Republic", "ЦАР", "Орталық Африка Республикасы"],
  SZ: ["Eswatini", "Эсватини", "Эсватини"],
};

const languages = ["en", "ru", "kk"];
const names = languages.map((tag) => new Intl.DisplayNames([tag], { type: "region", fallback: "none" }));

/** A country's names by language: CLDR's, as node has them, without what is in brackets. */
export function countryNames(code) {
  const texts = SHORTER[code] ?? names.map((of) => of.of(code)?.replace(/\s*\(.*\)$/, ""));
  return Object.fromEntries(languages.map((tag, i) => [tag, texts[i]]).filter(([, text]) => text));
}

/** Capitals that GeoNames spells otherwise in its list of countries than in its list of cities. */
export const capitalNames = {
  US: "Washington",
  MX: "Mexico City",
  KZ: "Astana",
  UA: "Kyiv",
  CN: "Beijing",
  IN: "New Delhi",
};

/** Names of cities as English maps have them. */
export const RENAMED = {
  "Karagandy": "Karaganda",
  "Kyiv": "Kyiv",
  "Aihara": "Sagamihara",
};

/** What GeoNames has among cities and is none: wards of Tokyo that stand where they are not, suburbs. */
export const NO_CITIES = ["JP Minato", "JP Shinagawa", "JP Suginami", "SB Panatina", "TT Mon Repos"];

/** Seas and oceans: names in English, Russian and Kazakh, where they may stand, rank. Written for this map. */
export const WATERS = [
  ["Pacific Ocean", "Тихий океан", "Тынық мұхит", [[-150, 5], [170, 12], [-120, -25], [-140, 35], [165, 38]], 0],
  ["Atlantic Ocean", "Атлантический океан", "Атлант мұхиты", [[-35, 28], [-20, -18], [-40, 42], [-10, -35]], 0],
  ["Indian Ocean", "Индийский океан", "Үнді мұхиты", [[80, -20], [75, -5], [95, -32]], 0],
  ["Arctic Ocean", "Северный Ледовитый океан", "Солтүстік Мұзды мұхит", [[-165, 80], [60, 84], [0, 84]], 0],
  ["Southern Ocean", "Южный океан", "Оңтүстік мұхит", [[30, -60], [-120, -62], [130, -61]], 0],
  ["Mediterranean Sea", "Средиземное море", "Жерорта теңізі", [[18.5, 34.6], [5.5, 40.5], [29, 33.5]], 1],
  ["Black Sea", "Чёрное море", "Қара теңіз", [[34.5, 43.3]], 1],
  ["Caspian Sea", "Каспийское море", "Каспий теңізі", [[50.6, 44.6], [51.2, 41]], 1],
  ["Caribbean Sea", "Карибское море", "Кариб теңізі", [[-75, 15], [-67, 14.5]], 1],
  ["Gulf of Mexico", "Мексиканский залив", "Мексика шығанағы", [[-90.5, 25]], 1],
  ["Hudson Bay", "Гудзонов залив", "Гудзон шығанағы", [[-85.5, 59.5]], 1],
  ["Arabian Sea", "Аравийское море", "Араб теңізі", [[64, 15]], 1],
  ["Bay of Bengal", "Бенгальский залив", "Бенгал шығанағы", [[88, 15]], 1],
  ["South China Sea", "Южно-Китайское море", "Оңтүстік Қытай теңізі", [[114, 13.5]], 1],
  ["East China Sea", "Восточно-Китайское море", "Шығыс Қытай теңізі", [[125, 29.5]], 2],
  ["Yellow Sea", "Жёлтое море", "Сары теңіз", [[123.2, 35.5]], 2],
  ["Sea of Japan", "Японское море", "Жапон теңізі", [[135, 40.2]], 1],
  ["Sea of Okhotsk", "Охотское море", "Охот теңізі", [[149.5, 54.5]], 1],
  ["Bering Sea", "Берингово море", "Беринг теңізі", [[-177, 58.5], [172, 57]], 1],
  ["Philippine Sea", "Филиппинское море", "Филиппин теңізі", [[133, 20]], 1],
  ["Coral Sea", "Коралловое море", "Маржан теңізі", [[155, -17.5]], 1],
  ["Tasman Sea", "Тасманово море", "Тасман теңізі", [[160, -38.5]], 1],
  ["North Sea", "Северное море", "Солтүстік теңіз", [[3.2, 56.5]], 1],
  ["Baltic Sea", "Балтийское море", "Балтық теңізі", [[19.3, 56.6], [18.6, 58.4]], 1],
  ["Norwegian Sea", "Норвежское море", "Норвег теңізі", [[3, 67.5]], 1],
  ["Greenland Sea", "Гренландское море", "Гренландия теңізі", [[-6, 76]], 2],
  ["Barents Sea", "Баренцево море", "Баренц теңізі", [[40, 74]], 1],
  ["Kara Sea", "Карское море", "Кара теңізі", [[68, 75]], 1],
  ["Laptev Sea", "Море Лаптевых", "Лаптевтер теңізі", [[126, 76]], 1],
  ["East Siberian Sea", "Восточно-Сибирское море", "Шығыс Сібір теңізі", [[162, 73]], 1],
  ["Chukchi Sea", "Чукотское море", "Чукот теңізі", [[-172, 69.5]], 2],
  ["Beaufort Sea", "Море Бофорта", "Бофорт теңізі", [[-138, 72.5]], 1],
  ["Labrador Sea", "Море Лабрадор", "Лабрадор теңізі", [[-53, 58.5]], 1],
  ["Baffin Bay", "Море Баффина", "Баффин теңізі", [[-66, 73.5]], 1],
  ["Gulf of Alaska", "Залив Аляска", "Аляска шығанағы", [[-146, 57.5]], 1],
  ["Red Sea", "Красное море", "Қызыл теңіз", [[38, 20.5]], 2],
  ["Persian Gulf", "Персидский залив", "Парсы шығанағы", [[51.5, 26.9]], 2],
  ["Gulf of Aden", "Аденский залив", "Аден шығанағы", [[48, 12.4]], 2],
  ["Gulf of Guinea", "Гвинейский залив", "Гвинея шығанағы", [[2.5, 2]], 1],
  ["Bay of Biscay", "Бискайский залив", "Бискай шығанағы", [[-4.5, 45.3]], 2],
  ["English Channel", "Ла-Манш", "Ла-Манш", [[-2, 49.95]], 3],
  ["Irish Sea", "Ирландское море", "Ирланд теңізі", [[-4.9, 53.8]], 3],
  ["Celtic Sea", "Кельтское море", "Кельт теңізі", [[-7.6, 50.4]], 3],
  ["Adriatic Sea", "Адриатическое море", "Адриат теңізі", [[15.3, 43]], 2],
  ["Aegean Sea", "Эгейское море", "Эгей теңізі", [[25, 38.9]], 2],
  ["Tyrrhenian Sea", "Тирренское море", "Тиррен теңізі", [[12, 39.9]], 2],
  ["Andaman Sea", "Андаманское море", "Андаман теңізі", [[95.8, 10.5]], 2],
  ["Java Sea", "Яванское море", "Ява теңізі", [[111, -5]], 2],
  ["Banda Sea", "Море Банда", "Банда теңізі", [[127, -5.8]], 2],
  ["Celebes Sea", "Море Сулавеси", "Сулавеси теңізі", [[121.8, 3.6]], 2],
  ["Timor Sea", "Тиморское море", "Тимор теңізі", [[127.3, -11.3]], 2],
  ["Arafura Sea", "Арафурское море", "Арафур теңізі", [[135.5, -9.6]], 2],
  ["Mozambique Channel", "Мозамбикский пролив", "Мозамбик бұғазы", [[41, -18]], 2],
  ["Great Australian Bight", "Большой Австралийский залив", "Үлкен Австралия шығанағы", [[130.5, -34]], 2],
  ["Weddell Sea", "Море Уэдделла", "Уэдделл теңізі", [[-42, -72.5]], 1],
  ["Ross Sea", "Море Росса", "Росс теңізі", [[-176, -75.5]], 1],
];
