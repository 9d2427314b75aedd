//! What fields are called, in several languages, in order of preference.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::{compact, listed, lists, words_of};
use crate::report::Target;

/// The names of a target in lines, the better first. Where a file has two of them, the better is taken.
struct Names {
    target: Target,
    /// Names that say it, whatever the values look like.
    strong: Lines,
    /// Names that can mean something else: the values must look like it.
    weak: Lines,
    /// Words beside such a name that say no more than it does, as they are compared.
    beside: Lines,
}

/// Names, several in a line with commas between them.
type Lines = &'static [&'static str];

/// Words that say no more than *of the incident* or *of the record*: `Incident Category` is a category.
const OF_THE_INCIDENT: Lines = &[
    // Of the record.
    "attributes, case, complaint, data, fields, properties, record",
    // Of the incident.
    "accident, attack, collision, crash, crime, event, incident, occurrence, offense, disaster",
    "ereignis, einsatz, straftat, tat, unfall, vorfall, evenement, fait",
    "faits, accidente, delito, evento, hecho, incidente, suceso, дтп, инцидента, преступления",
    "происшествия, события, оқиға, оқиғаның, қылмыстың",
    // Small words.
    "of, the, d, de, del, der, des, du, el, l, la, le, les",
];

/// Words beside the name of a coordinate that do not make it another.
const BESIDE_COORDINATES: Lines = &[
    "approximate, begin, centroid, coordinate, decimal, deg, degree, degrees, dd, geo",
    "geocoded, geographic, geometry, gps, location, map, place, point, position, start, wgs",
    "wgs84, 84, geografische, geographische, wgs1984",
];

const TABLE: &[Names] = &[
    Names {
        target: Target::Latitude,
        strong: &[
            "latitude, lat, lattitude, latitud, latitudine, breitengrad, geobreite",
            "breedtegraad, enlem, широта, ендік, ендігі, szerokosc",
        ],
        weak: &["y, ycoord, ywgs84, breite"],
        beside: BESIDE_COORDINATES,
    },
    Names {
        target: Target::Longitude,
        strong: &[
            "longitude, lon, lng, long, longtitude, longitud, longitudine, längengrad",
            "laengengrad, geolänge, lengtegraad, boylam, долгота, довгота, бойлық, бойлығы",
            "dlugosc",
        ],
        weak: &["x, xcoord, xwgs84, länge, laenge"],
        beside: BESIDE_COORDINATES,
    },
    Names {
        target: Target::Position,
        strong: &[],
        weak: &[
            "position, coordinate, location coordinate, geometry coordinate, geometry, geom",
            "wkt, geom wkt, point, geo point",
            "geo point 2d, lat lon, lat long, lat lng, lon lat, long lat, lng lat",
            "latitude longitude, longitude latitude, geo, geolocation, georeference, gps",
            "gps coordinate, location, shape, koordinaten, geokoordinaten, standort, lage",
            "coordonnées, coordonnées gps, coordenadas, ubicación, geolocalización, координаты",
            "координата, геопозиция, местоположение, координаттары, координаттар",
        ],
        beside: &[],
    },
    Names {
        target: Target::Time,
        strong: &[
            "occurred, occurred at, occurred on, date occurred, occurred date",
            "occurred on date, first occurrence date",
            "date of occurrence, occurrence date, occurred date time, date time occurred",
            "tatzeit, tatdatum",
            // With a time of day.
            "date time, date and time, start date time, from date time, zeitpunkt",
            "datum uhrzeit, datum und uhrzeit, datum zeit, date heure, date et heure",
            "fecha hora, fecha y hora, дата и время, дата время, күні мен уақыты",
            // A day.
            "date, start date, date start, from date, begin date, datum, date début",
            "date de début, fecha, fecha inicio, fecha de inicio, дата, дата начала, күні",
            "датасы, data, tarih, unfalldatum, einsatzdatum, vorfallsdatum",
            // Anything.
            "started at, start time, start, begin, beginn, début, inicio, начало, басталуы",
            "when, wann, quand, cuándo, когда, қашан, time, zeit, время, уақыты, уақыт",
            "timestamp, horodatage, day, tag, jour, día",
            // Of a call for help, which is near it.
            "dispatch date time, dispatch date, call date time, call date",
        ],
        weak: &[],
        beside: &[],
    },
    Names {
        target: Target::TimeOfDay,
        strong: &[
            "time of day, time occurred, occurred time, from time, start time, begin time",
            "time, uhrzeit, zeit, tatzeit, heure, hora, ora, время, время начала, время суток",
            "уақыты, уақыт, сағаты, tijd, saat, hour, hour of day, stunde, час",
        ],
        weak: &[],
        beside: &[],
    },
    Names {
        target: Target::EndTime,
        strong: &[
            "end date time, last occurrence date, end date, date end, to date, end time, end",
            "ended, ended at, until",
            "through date, finish, enddatum, ende, bis, endzeit, date fin, date de fin, fin",
            "fecha fin, fecha de fin, дата окончания, окончание, конец, дата конца",
            "аяқталған күні, аяқталуы, соңы",
        ],
        weak: &[],
        beside: &[],
    },
    Names {
        target: Target::TimePrecision,
        strong: &[],
        weak: &[
            "time precision, date precision, when precision, date accuracy, time accuracy",
            "zeitgenauigkeit, datumsgenauigkeit, précision date, précision de la date",
            "precisión de la fecha, точность даты, точность времени, күннің дәлдігі",
            "уақыт дәлдігі",
        ],
        beside: &[],
    },
    Names {
        target: Target::Precision,
        strong: &[],
        weak: &[
            "precision, place precision, location precision, geo precision, spatial precision",
            "geocode precision, geocoding precision, where precision, accuracy",
            "location accuracy, geocoding accuracy, genauigkeit, ortsgenauigkeit",
            "lagegenauigkeit, précision du lieu, precisión del lugar",
            "точность, точность места, дәлдігі, дәлдік, орын дәлдігі",
        ],
        beside: &[],
    },
    Names {
        target: Target::Link,
        strong: &[
            "link, url, uri, href, permalink, web link, source url, source link, article url",
            "article link, news url, story url, website, web page, web, quelle url, lien",
            "lien web, enlace, ссылка, сілтеме, сілтемесі",
        ],
        weak: &[
            "source, sources, article, report, detail, details, quelle, quellen, fuente",
            "источник, дереккөз, дереккөзі",
        ],
        beside: &[],
    },
    Names {
        target: Target::Id,
        strong: &[
            "id, identifier, uid, uuid, guid, unique key, row id, collision index",
            "accident index, case id, case number, dr number",
            "report number, reference number, reference, number, kennung, aktenzeichen, nummer",
            "identifiant, numéro, identificador, expediente, идентификатор, номер",
            "нөмірі, global id, object id, fid",
        ],
        weak: &[],
        beside: &[],
    },
    Names {
        target: Target::Category,
        strong: &[
            "category, primary type, type, kind, offense description, code description",
            "call type, nature, offense, crime, parent group, highest offense description",
            "code group, category id, type id, classification, kategorie",
            "deliktart, delikt, straftat, art, typ, ereignisart, unfallart, einsatzart",
            "vorfallsart, catégorie, infraction, categoría, tipo, delito, категория",
            "вид, тип, санаты, санат, түрі",
        ],
        weak: &["event, ereignis, événement, evento, событие, происшествие, оқиға, class, group"],
        beside: &["nibrs, ucr"],
    },
    Names {
        target: Target::Place,
        strong: &[
            "place, place name, location name, location, venue, block, block address",
            "100 block address, hundred block, intersection, address, street address, street",
            "street name, location street name, location block",
            "locality, where, ort, tatort, einsatzort, unfallort, ereignisort, ortsname",
            "adresse, straße, ortschaft, lieu, rue, localité, lugar, ubicación, dirección",
            "calle, localidad, luogo, место, адрес, улица, населённый пункт, орны, орын",
            "мекенжайы, мекенжай, елді мекен",
            // What it lies in, where nothing finer is told.
            "neighborhood, neighborhood name, analysis neighborhood, stadtteil, ortsteil",
            "quartier, barrio, colonia, city, town, village, settlement, stadt, gemeinde",
            "ville, commune, ciudad, municipality, municipio, город, район, қала, аудан",
            "borough, borough name, bezirk, arrondissement, area name",
        ],
        weak: &[],
        beside: &[],
    },
    Names {
        target: Target::Region,
        strong: &[
            "region code, region, region name, iso 3166 2, state, province, admin1, adm1",
            "admin1 name, governorate, oblast, canton, prefecture, bundesland, kanton",
            "département, provincia, estado, comunidad autónoma, регион, область, край, өңір",
            "өңірі, облыс, облысы",
        ],
        weak: &[],
        beside: &["address, location, place"],
    },
    Names {
        target: Target::Source,
        strong: &[
            "source, sources, source name, data source, publisher, outlet, newspaper",
            "reporting agency, agency, agency name, quelle, quellen, herausgeber, fuente",
            "medio, agencia, источник, источники, издание, сми, дереккөз, дереккөзі",
        ],
        weak: &["reported by, author"],
        beside: &[],
    },
    Names {
        target: Target::Title,
        strong: &[
            "title, headline, heading, titel, überschrift, ueberschrift, schlagzeile, titre",
            "intitulé",
            "título, titular, заголовок, заглавие, атауы, тақырыбы, тақырып",
        ],
        weak: &[
            "name, event, subject, label, bezeichnung, ereignis, nom, événement, nombre",
            "evento, название, наименование, событие, происшествие, оқиға",
        ],
        beside: &[],
    },
    Names {
        target: Target::Summary,
        strong: &[
            "summary, descriptor, description, abstract, narrative, details, notes, text",
            "remarks",
            "comments, comment, note, story, zusammenfassung, beschreibung, sachverhalt",
            "hergang, bemerkung, résumé, descriptif, commentaire, resumen, descripción",
            "observaciones, сводка, описание, краткое описание, содержание, текст, комментарий",
            "примечание, сипаттамасы, сипаттама, мазмұны, түйін",
        ],
        weak: &[],
        beside: &[],
    },
];

/// How a field's name says what it is. The order of the members is the order of preference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// Whether the name can mean something else.
    pub is_weak: bool,
    /// Place among the names of the target.
    pub rank: usize,
    /// The words beside it: `incident` of `Incident Date`. Empty where the whole name says it.
    pub beside: String,
}

/// Whether a word says no more than *of the incident* or *of the record*.
pub(super) fn says_no_more(word: &str) -> bool {
    lists(OF_THE_INCIDENT, word)
}

/// Each name as it is compared, with the targets it can mean, whether it is weak, and its rank.
type Index = HashMap<String, Vec<(Target, bool, usize)>>;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::new();
    for names in TABLE {
        let strong = listed(names.strong).map(|name| (name, false));
        let weak = listed(names.weak).map(|name| (name, true));
        for (rank, (name, is_weak)) in strong.chain(weak).enumerate() {
            let meanings = index.entry(compact(name)).or_default();
            meanings.push((names.target, is_weak, rank));
        }
    }
    index
});

/// What a name can mean: by the whole name, or else by what remains without the words that say no more.
pub(super) fn meanings(name: &str) -> Vec<(Target, Match)> {
    let words = words_of(name);
    let meaning = |beside: String| {
        move |(target, is_weak, rank): &(Target, bool, usize)| {
            let (is_weak, rank, beside) = (*is_weak, *rank, beside.clone());
            (
                *target,
                Match {
                    is_weak,
                    rank,
                    beside,
                },
            )
        }
    };
    if let Some(found) = INDEX.get(&words.concat()) {
        return found.iter().map(meaning(String::new())).collect();
    }
    let mut found = Vec::new();
    for names in TABLE {
        let is_beside = |word: &&String| says_no_more(word) || lists(names.beside, word);
        let (beside, rest): (Vec<&String>, Vec<&String>) = words.iter().partition(is_beside);
        let rest: String = rest.into_iter().map(String::as_str).collect();
        let beside: String = beside.into_iter().map(String::as_str).collect();
        let known = INDEX.get(&rest).into_iter().flatten();
        let of_target = known.filter(|(target, _, _)| *target == names.target);
        found.extend(of_target.map(meaning(beside)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_twice_for_one_target() {
        for names in TABLE {
            let mut seen = Vec::new();
            for name in listed(names.strong).chain(listed(names.weak)) {
                let name = compact(name);
                assert!(!seen.contains(&name), "{:?} {name}", names.target);
                seen.push(name);
            }
        }
    }

    #[test]
    fn words_beside_a_name_are_written_as_they_are_compared() {
        let beside = TABLE.iter().flat_map(|names| listed(names.beside));
        for word in listed(OF_THE_INCIDENT).chain(beside) {
            assert_eq!(words_of(word), [word], "{word}");
        }
    }
}
