//! Feeds and registers of known formats.

use super::*;

#[test]
fn usgs_feeds_are_known() {
    let geojson = check(
        &[
            ("mag", &["=1.5", "=2.25"]),
            ("place", &["{n} km N of Somewhere"]),
            ("time", &["=1517966773840"]),
            ("updated", &["=1517966996303"]),
            ("tz", &["=-480"]),
            ("url", &["https://earthquake.example/{n}"]),
            ("detail", &["https://earthquake.example/{n}.geojson"]),
            ("status", &["automatic", "reviewed"]),
            ("ids", &[",xx{n},"]),
            ("type", &["earthquake", "quarry blast"]),
            ("title", &["M 1.5 - {n} km N of Somewhere"]),
        ],
        &[
            "time = time",
            "title = title",
            "category = type",
            "place = place",
            "link = url",
        ],
    );
    assert_eq!(geojson.known_format, Some(KnownFormat::UsgsEarthquakes));
    assert_eq!(
        KnownFormat::UsgsEarthquakes.place_precision(),
        Some("exact")
    );
    let csv = check(
        &[
            ("time", &["2024-02-07T01:26:13.840Z"]),
            ("latitude", &["34.49"]),
            ("longitude", &["-118.66"]),
            ("depth", &["26.4"]),
            ("mag", &["1.5"]),
            ("magType", &["ml"]),
            ("net", &["xx"]),
            ("id", &["xx{n}"]),
            ("updated", &["2024-02-07T01:29:56.303Z"]),
            ("place", &["{n} km N of Somewhere"]),
            ("type", &["earthquake"]),
        ],
        &[
            "id = id",
            "time = time",
            "title = place",
            "category = type",
            "place = place",
            "longitude = longitude",
            "latitude = latitude",
        ],
    );
    assert_eq!(csv.known_format, Some(KnownFormat::UsgsEarthquakes));
    assert!(
        csv.fields
            .iter()
            .all(|found| found.reason == Reason::KnownFormat)
    );
}

#[test]
fn police_uk_is_known() {
    let mapping = check(
        &[
            ("Crime ID", &["a{n}", ""]),
            ("Month", &["2018-07"]),
            ("Reported by", &["North Police"]),
            ("Falls within", &["North Police"]),
            ("Longitude", &["-1.4095"]),
            ("Latitude", &["53.5982"]),
            ("Location", &["On or near Ash Road"]),
            ("LSOA code", &["E0100{n}"]),
            ("LSOA name", &["Somewhere 003A"]),
            ("Crime type", &["Vehicle crime", "Other theft"]),
            ("Last outcome category", &["Under investigation"]),
            ("Context", &[]),
        ],
        &[
            "id = Crime ID",
            "time = Month",
            "summary = Last outcome category",
            "category = Crime type",
            "place = Location",
            "source = Reported by",
            "longitude = Longitude",
            "latitude = Latitude",
        ],
    );
    assert_eq!(mapping.known_format, Some(KnownFormat::PoliceUk));
    assert_eq!(KnownFormat::PoliceUk.place_precision(), Some("approximate"));
}
