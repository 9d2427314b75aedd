//! The fixtures of the `geojson` crate and of npm `geojson-fixtures`: all of them are good GeoJSON.

use std::path::Path;

use super::material::{corpus, crate_source, files};
use super::readers::{READERS, Reader, Verdict};

/// What a file is, and how many incidents it holds.
#[derive(Clone, Copy)]
enum Holds {
    /// A FeatureCollection.
    Collection(usize),
    /// A Feature, or a geometry alone: one incident.
    One,
}
use Holds::{Collection, One};

const CRATE: [(&str, Holds); 18] = [
    ("canonical/good-feature-with-id.geojson", One),
    ("canonical/good-feature-with-string-id.geojson", One),
    ("canonical/good-feature.geojson", One),
    (
        "canonical/good-featurecollection-bbox.geojson",
        Collection(2),
    ),
    (
        "canonical/good-featurecollection-bbox3d.geojson",
        Collection(2),
    ),
    (
        "canonical/good-featurecollection-extensions.geojson",
        Collection(3),
    ),
    ("canonical/good-featurecollection.geojson", Collection(3)),
    ("canonical/good-geometrycollection.geojson", One),
    ("canonical/good-linestring.geojson", One),
    ("canonical/good-multilinestring.geojson", One),
    ("canonical/good-multipoint.geojson", One),
    ("canonical/good-point-3d.geojson", One),
    ("canonical/good-point.geojson", One),
    ("canonical/good-polygon.geojson", One),
    ("canonical/multipolygon.geojson", One),
    ("canonical/nullgeometry.geojson", Collection(1)),
    ("countries.geojson", Collection(180)),
    ("geometry_collection.geojson", One),
];

const NPM: [(&str, Holds); 16] = [
    ("feature/one.geojson", One),
    ("featurecollection/one.geojson", Collection(3)),
    ("geometry/geometrycollection-xyz.geojson", One),
    ("geometry/geometrycollection.geojson", One),
    ("geometry/linestring-xyz.geojson", One),
    ("geometry/linestring.geojson", One),
    ("geometry/multilinestring-xyz.geojson", One),
    ("geometry/multilinestring.geojson", One),
    ("geometry/multipoint-xyz.geojson", One),
    ("geometry/multipoint.geojson", One),
    ("geometry/multipolygon-xyz.geojson", One),
    ("geometry/multipolygon.geojson", One),
    ("geometry/point-xyz.geojson", One),
    ("geometry/point.geojson", One),
    // One of its positions has no height, the others have.
    ("geometry/polygon-xyz.geojson", One),
    ("geometry/polygon.geojson", One),
];

/// Every fixture of both, for other tests.
pub fn fixtures() -> Vec<(String, Vec<u8>)> {
    let mut all = crate_fixtures();
    all.extend(files(&corpus("geojson-fixtures").join("data")));
    all
}

fn crate_fixtures() -> Vec<(String, Vec<u8>)> {
    let mut found = files(&crate_source("geojson").join("tests/fixtures"));
    found.retain(|(name, _)| {
        Path::new(name)
            .extension()
            .is_some_and(|kind| kind == "geojson")
    });
    found
}

fn check(found: &[(String, Vec<u8>)], expected: &[(&str, Holds)]) {
    let found_names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let expected_names: Vec<&str> = expected.iter().map(|(name, _)| *name).collect();
    assert_eq!(found_names, expected_names);
    for ((name, bytes), (_, holds)) in found.iter().zip(expected) {
        for reader in READERS {
            let verdict = (reader.read)(bytes);
            assert_eq!(verdict, due(reader, *holds), "{}: {name}", reader.name);
        }
    }
}

fn due(reader: Reader, holds: Holds) -> Verdict {
    match holds {
        Collection(count) => Verdict::Shown(count),
        One if reader.only_collections => Verdict::Unusable,
        One => Verdict::Shown(1),
    }
}

#[test]
fn the_fixtures_of_the_crate_are_read() {
    check(&crate_fixtures(), &CRATE);
}

#[test]
fn the_fixtures_from_npm_are_read() {
    check(&files(&corpus("geojson-fixtures").join("data")), &NPM);
}
