//! What is large or deep.

use serde_json::{Value, json};

use super::super::{MOST_NESTED, MOST_POSITIONS, judge};
use super::{PLAIN, line};

#[test]
fn limits_are_kept() {
    let long = json!({"type": "LineString", "coordinates": vec![[1, 2]; MOST_POSITIONS + 1]});
    let lines = |geometry: &Value| {
        let judged = judge(geometry, &PLAIN);
        assert_eq!(judged.geometry, None);
        judged.findings.iter().map(line).collect::<Vec<_>>()
    };
    let expected = "over-limit |  | 1000001 | 1000000 | unplaced";
    assert_eq!(lines(&long), [expected]);

    let nested = |levels| {
        let point = json!({"type": "Point", "coordinates": [1, 2]});
        let wrap = |inner, _| json!({"type": "GeometryCollection", "geometries": [inner]});
        (0..levels).fold(point, wrap)
    };
    let deepest = judge(&nested(MOST_NESTED), &PLAIN);
    assert_eq!(deepest.geometry, Some(nested(MOST_NESTED)));
    let place = ".geometries[0]".repeat(MOST_NESTED);
    let found = lines(&nested(MOST_NESTED + 1));
    assert!(found[0].starts_with(&format!("over-limit | {place}.geometries | [")));
    assert!(found[0].ends_with("] | 32 | unplaced"), "{found:?}");
}

#[test]
fn many_faults_alike_are_one_finding() {
    let bad = json!({"type": "LineString", "coordinates": vec![[300, 91]; 200_000]});
    let findings = judge(&bad, &PLAIN).findings;
    let expected =
        "out-of-range | .coordinates[0] | [300,91] | [-180…180, -90…90] | unplaced ×200000";
    assert_eq!(findings.iter().map(line).collect::<Vec<_>>(), [expected]);
}

#[test]
fn a_polygon_of_a_hundred_thousand_vertices_is_judged() {
    let ring = (0..=100_000).map(|index| {
        let turn = f64::from(index % 100_000) / 100_000.0 * std::f64::consts::TAU;
        let radius = 10.0 + (turn * 5_003.0).sin() / 100.0;
        json!([radius * turn.cos(), radius * turn.sin()])
    });
    let ring: Vec<Value> = ring.collect();
    let judged = judge(&json!({"type": "Polygon", "coordinates": [ring]}), &PLAIN);
    assert_eq!(judged.findings, []);
    let shown = judged.geometry.unwrap();
    assert_eq!(shown["coordinates"][0].as_array().unwrap().len(), 100_001);
}
