//! What the publisher says of the fields.

use super::*;
use serde_json::json;

const FILE: &[Sample] = &[
    ("Datum", &["2024-05-06"]),
    ("gemeldet", &["2024-05-07"]),
    ("lat", &["54.5"]),
    ("lng", &["69.1"]),
    ("Art", &["Brand", "Unfall"]),
];

fn told(options: &[&str]) -> Told {
    let mut told = Told::new();
    for option in options {
        told.tell_option(option).unwrap();
    }
    told
}

#[test]
fn what_the_publisher_says_holds() {
    check(
        FILE,
        &[
            "time = Datum",
            "category = Art",
            "longitude = lng",
            "latitude = lat",
        ],
    );
    let mapping = check_told(
        FILE,
        &told(&["time=gemeldet", "category=", " title = Art"]),
        &[
            "time = gemeldet",
            "title = Art",
            "longitude = lng",
            "latitude = lat",
        ],
    );
    assert_eq!(mapping.field(Target::Time).unwrap().reason, Reason::Told);
    assert_eq!(
        mapping.field(Target::Latitude).unwrap().reason,
        Reason::Name
    );
    assert!(mapping.uses("gemeldet") && !mapping.uses("Datum"));
}

#[test]
fn what_is_said_later_holds() {
    check_told(
        FILE,
        &told(&["time=gemeldet", "time=", "category="]),
        &["longitude = lng", "latitude = lat"],
    );
}

#[test]
fn one_coordinate_that_is_told_goes_with_one_that_is_found() {
    let file: &[Sample] = &[("b", &["54.5"]), ("lng", &["69.1"])];
    check_told(
        file,
        &told(&["latitude=b"]),
        &["longitude = lng", "latitude = b"],
    );
    check_told(
        file,
        &told(&["longitude=", "latitude=b"]),
        &["latitude = b"],
    );
    // Neither, if one is not to be used.
    check_told(
        &[("lat", &["54.5"]), ("lng", &["69.1"])],
        &told(&["latitude="]),
        &[],
    );
}

#[test]
fn a_known_format_yields_to_the_publisher() {
    let file: &[Sample] = &[
        ("Month", &["2018-07"]),
        ("Crime type", &["Theft", "Robbery"]),
        ("Falls within", &["North Police"]),
        ("LSOA name", &["Somewhere 003A"]),
    ];
    let mapping = check_told(
        file,
        &told(&["place=LSOA name", "source="]),
        &["time = Month", "category = Crime type", "place = LSOA name"],
    );
    assert_eq!(mapping.known_format, Some(KnownFormat::PoliceUk));
}

#[test]
fn a_field_that_is_not_there_is_an_error_with_the_nearest_name() {
    let check = |option: &str, nearest: Option<&str>| {
        let told = told(&[option]);
        let (target, field) = told.fields().next().unwrap();
        let error = TellError::UnknownField {
            target,
            field: field.to_owned(),
            nearest: nearest.map(str::to_owned),
        };
        assert_eq!(
            detect(&columns_of(FILE, RECORDS), &told),
            Err(vec![error]),
            "{option}"
        );
    };
    check("time=datum", Some("Datum"));
    check("time=Daten", Some("Datum"));
    check("latitude=latt", Some("lat"));
    check("time=Zeitpunkt", None);
}

#[test]
fn a_wrong_option_is_an_error() {
    let check = |option: &str, expected: TellError| {
        assert_eq!(Told::new().tell_option(option), Err(expected));
    };
    check(
        "Datum",
        TellError::NotAPair {
            said: "Datum".to_owned(),
        },
    );
    let word = "categry".to_owned();
    check(
        "categry=Art",
        TellError::UnknownTarget {
            word,
            nearest: Some("category"),
        },
    );
    let word = "weather".to_owned();
    check(
        "weather=Art",
        TellError::UnknownTarget {
            word,
            nearest: None,
        },
    );
}

#[test]
fn a_story_tells_its_fields() {
    let mut story = Told::new();
    let result =
        story.tell_members(&json!({"time": "gemeldet", "category": null, "tim": "x", "title": 5}));
    assert_eq!(result.unwrap_err().len(), 2);
    let fields: Vec<(Target, &str)> = story.fields().collect();
    assert_eq!(fields, [(Target::Time, "gemeldet")]);
    assert!(story.says(Target::Category) && !story.says(Target::Title));
    assert!(story.tell_members(&json!([])).is_err());
}
