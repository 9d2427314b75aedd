//! Headers in other languages than English.

use super::*;

#[test]
fn german_headers_are_found() {
    let mapping = check(
        &[
            ("Nr.", &["{n}"]),
            ("Titel", &["Brand in Halle {n}"]),
            ("Datum", &["03.04.2024", "12.04.2024"]),
            ("Uhrzeit", &["14:05", "7:30 Uhr"]),
            ("Ort", &["Musterstadt"]),
            ("Bundesland", &["Hessen", "Bayern"]),
            ("Breitengrad", &["50,1109"]),
            ("Längengrad", &["8,6821"]),
            ("Kategorie", &["Brand", "Unfall"]),
            ("Beschreibung", &["Text {n}"]),
            ("Quelle", &["Musterblatt"]),
            ("Link", &["https://blatt.example/{n}"]),
            ("Genauigkeit", &["Ort", "Landkreis", "genau"]),
            ("Aktualisiert am", &["05.04.2024"]),
        ],
        &[
            "id = Nr.",
            "time = Datum",
            "time-of-day = Uhrzeit",
            "title = Titel",
            "summary = Beschreibung",
            "category = Kategorie",
            "place = Ort",
            "region = Bundesland",
            "link = Link",
            "source = Quelle",
            "precision = Genauigkeit",
            "longitude = Längengrad",
            "latitude = Breitengrad",
        ],
    );
    assert_eq!(mapping.field(Target::TimeOfDay).unwrap().form, "clock");
}

#[test]
fn french_headers_are_found() {
    check(
        &[
            ("identifiant", &["{n}"]),
            ("date de début", &["2024-04-03"]),
            ("date de fin", &["2024-04-04", ""]),
            ("lieu", &["Villeneuve"]),
            ("département", &["Ain", "Gard"]),
            ("latitude", &["45.2"]),
            ("longitude", &["5.7"]),
            ("type d'incident", &["incendie", "inondation"]),
            ("intitulé", &["Incendie {n}"]),
            ("résumé", &["Texte {n}"]),
            ("lien", &["http://journal.example/{n}"]),
            ("date de publication", &["2024-04-05"]),
        ],
        &[
            "id = identifiant",
            "time = date de début",
            "end-time = date de fin",
            "title = intitulé",
            "summary = résumé",
            "category = type d'incident",
            "place = lieu",
            "region = département",
            "link = lien",
            "longitude = longitude",
            "latitude = latitude",
        ],
    );
}

#[test]
fn spanish_headers_are_found() {
    check(
        &[
            ("Expediente", &["A-{n}"]),
            ("Fecha del hecho", &["03/04/2024"]),
            ("Hora", &["14:05"]),
            ("Lugar", &["Plaza Mayor {n}"]),
            ("Provincia", &["Soria", "Lugo"]),
            ("Estado", &["Abierto", "Cerrado"]),
            ("Latitud", &["41.7"]),
            ("Longitud", &["-2.4"]),
            ("Categoría", &["robo", "daños"]),
            ("Descripción", &["Texto {n}"]),
            ("Fuente", &["Diario"]),
            ("Enlace", &["https://diario.example/{n}"]),
        ],
        &[
            "id = Expediente",
            "time = Fecha del hecho",
            "time-of-day = Hora",
            "summary = Descripción",
            "category = Categoría",
            "place = Lugar",
            "region = Provincia",
            "link = Enlace",
            "source = Fuente",
            "longitude = Longitud",
            "latitude = Latitud",
        ],
    );
}

#[test]
fn russian_headers_are_found() {
    check(
        &[
            ("№", &["{n}"]),
            ("дата", &["03.04.2024"]),
            ("время", &["14:05"]),
            ("место", &["Новый посёлок"]),
            ("регион", &["Север", "Юг"]),
            ("широта", &["54,5"]),
            ("долгота", &["69,1"]),
            ("категория", &["пожар", "ДТП"]),
            ("заголовок", &["Пожар {n}"]),
            ("описание", &["Текст {n}"]),
            ("ссылка", &["https://gazeta.example/{n}"]),
            ("источник", &["Газета"]),
        ],
        &[
            "time = дата",
            "time-of-day = время",
            "title = заголовок",
            "summary = описание",
            "category = категория",
            "place = место",
            "region = регион",
            "link = ссылка",
            "source = источник",
            "longitude = долгота",
            "latitude = широта",
        ],
    );
}

/// The language tag is `kk`.
#[test]
fn kk_headers_are_found() {
    check(
        &[
            ("нөмірі", &["{n}"]),
            ("күні", &["03.04.2024"]),
            ("уақыты", &["14:05"]),
            ("орны", &["Жаңа ауыл"]),
            ("өңір", &["Солтүстік", "Оңтүстік"]),
            ("ендік", &["54.5"]),
            ("бойлық", &["69.1"]),
            ("санаты", &["өрт", "апат"]),
            ("атауы", &["Өрт {n}"]),
            ("сипаттамасы", &["Мәтін {n}"]),
            ("сілтеме", &["https://gazet.example/{n}"]),
            ("дереккөз", &["Газет"]),
        ],
        &[
            "id = нөмірі",
            "time = күні",
            "time-of-day = уақыты",
            "title = атауы",
            "summary = сипаттамасы",
            "category = санаты",
            "place = орны",
            "region = өңір",
            "link = сілтеме",
            "source = дереккөз",
            "longitude = бойлық",
            "latitude = ендік",
        ],
    );
}

#[test]
fn headers_without_accents_are_found() {
    check(
        &[
            ("Laengengrad", &["8.68"]),
            ("BREITENGRAD", &["50.11"]),
            ("Ueberschrift", &["Brand {n}"]),
            ("descripcion", &["Texto {n}"]),
        ],
        &[
            "title = Ueberschrift",
            "summary = descripcion",
            "longitude = Laengengrad",
            "latitude = BREITENGRAD",
        ],
    );
}
