//! Exports of the collections of conflict events.

use super::*;
use serde_json::json;

#[test]
fn acled_is_known() {
    let mapping = check(
        &[
            ("event_id_cnty", &["XXX{n}"]),
            ("event_date", &["31 January 2023"]),
            ("year", &["2023"]),
            ("time_precision", &["1", "2", "3"]),
            ("disorder_type", &["Political violence", "Demonstrations"]),
            ("event_type", &["Battles", "Protests"]),
            ("sub_event_type", &["Armed clash", "Peaceful protest"]),
            ("actor1", &["Military Forces of Somewhere"]),
            ("assoc_actor_1", &[]),
            ("region", &["Eastern Somewhere"]),
            ("country", &["Somewhere"]),
            ("admin1", &["North"]),
            ("admin2", &["Upper North"]),
            ("location", &["Oldtown"]),
            ("latitude", &["9.5"]),
            ("longitude", &["45.25"]),
            ("geo_precision", &["1", "2", "3"]),
            ("source", &["Radio Somewhere; Daily"]),
            ("source_scale", &["National"]),
            (
                "notes",
                &["On 31 January 2023, something happened in Oldtown."],
            ),
            ("fatalities", &["0", "2"]),
            ("timestamp", &["1675800000"]),
        ],
        &[
            "id = event_id_cnty",
            "time = event_date",
            "time-precision = time_precision",
            "title = sub_event_type",
            "summary = notes",
            "category = event_type",
            "place = location",
            "region = admin1",
            "source = source",
            "precision = geo_precision",
            "longitude = longitude",
            "latitude = latitude",
        ],
    );
    assert_eq!(mapping.known_format, Some(KnownFormat::Acled));
    assert_eq!(
        mapping.field(Target::Precision).unwrap().form,
        "ACLED geo_precision"
    );
    assert_eq!(KnownFormat::Acled.category_label(&json!("Battles")), None);
}

/// Older exports have capitals and another id.
#[test]
fn acled_is_known_in_capitals() {
    let mapping = check(
        &[
            ("DATA_ID", &["70{n}"]),
            ("EVENT_DATE", &["2019-03-02"]),
            ("EVENT_TYPE", &["Battles"]),
            ("LATITUDE", &["9.5"]),
            ("LONGITUDE", &["45.25"]),
        ],
        &[
            "id = DATA_ID",
            "time = EVENT_DATE",
            "category = EVENT_TYPE",
            "longitude = LONGITUDE",
            "latitude = LATITUDE",
        ],
    );
    assert_eq!(mapping.known_format, Some(KnownFormat::Acled));
}

#[test]
fn ucdp_ged_is_known() {
    let mapping = check(
        &[
            ("id", &["24{n}"]),
            ("relid", &["XXX-2017-1-1-{n}"]),
            ("year", &["2017"]),
            ("active_year", &["1"]),
            ("type_of_violence", &["1", "2", "3"]),
            ("conflict_name", &["Somewhere: Government"]),
            ("dyad_name", &["Government of Somewhere - Others"]),
            ("side_a", &["Government of Somewhere"]),
            ("side_b", &["Others"]),
            ("number_of_sources", &["2"]),
            (
                "source_article",
                &["\"Radio Somewhere,2017-07-31,Clashes in the north\""],
            ),
            ("source_office", &["Radio Somewhere"]),
            ("source_headline", &["Clashes in the north"]),
            ("where_prec", &["1", "4"]),
            ("where_coordinates", &["Oldtown"]),
            ("where_description", &["near Oldtown"]),
            ("adm_1", &["North province"]),
            ("adm_2", &["Upper North district"]),
            ("latitude", &["34.5"]),
            ("longitude", &["69.25"]),
            ("geom_wkt", &["POINT (69.25 34.5)"]),
            ("country", &["Somewhere"]),
            ("region", &["Asia"]),
            ("event_clarity", &["1"]),
            ("date_prec", &["1", "3"]),
            ("date_start", &["2017-07-31 00:00:00.000"]),
            ("date_end", &["2017-08-01 00:00:00.000"]),
            ("best", &["2"]),
        ],
        &[
            "id = id",
            "time = date_start",
            "end-time = date_end",
            "time-precision = date_prec",
            "title = dyad_name",
            "category = type_of_violence",
            "place = where_coordinates",
            "region = adm_1",
            "source = source_article",
            "precision = where_prec",
            "longitude = longitude",
            "latitude = latitude",
        ],
    );
    assert_eq!(mapping.known_format, Some(KnownFormat::UcdpGed));
    let label = |code| KnownFormat::UcdpGed.category_label(&code);
    assert_eq!(label(json!("1")), Some("State-based conflict"));
    assert_eq!(label(json!(2)), Some("Non-state conflict"));
    assert_eq!(label(json!(3)), Some("One-sided violence"));
    assert_eq!(label(json!(4)), None);
}
