//! What holds for any geometry.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::ring::{Turn, turn_of};
use super::super::{AxisEvidence, AxisVerdict, Context, crs_of, judge, position_from_json};
use super::PLAIN;
use crate::geo::LngLat;
use crate::load::story_from_geojson;
use crate::report::Effect;

/// Any JSON, a little like a geometry.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-400..400_i32).prop_map(Value::from),
        "[0-9.NaE ]{0,5}".prop_map(Value::from),
        Just(json!("Polygon")),
    ];
    leaf.prop_recursive(6, 60, 6, |inner| {
        let names = prop::sample::select(vec!["type", "coordinates", "geometries", "x"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::hash_map(names, inner, 0..4).prop_map(|members| members
                .into_iter()
                .map(|(k, v)| (k.to_owned(), v))
                .collect()),
        ]
    })
}

/// Geometries with right and wrong positions, of which few enough are wrong that some pass.
fn rough_geometry() -> impl Strategy<Value = Value> {
    let position = prop_oneof![
        60 => (-40..40_i32, -40..40_i32).prop_map(|(x, y)| json!([f64::from(x) / 4.0, f64::from(y) / 4.0])),
        30 => (-180.0..180.0_f64, -90.0..90.0_f64).prop_map(|(x, y)| json!([x, y, 7])),
        1 => (-400.0..400.0_f64, -400.0..400.0_f64).prop_map(|(x, y)| json!([x, y])),
        1 => any_json(),
    ];
    let chain = prop::collection::vec(position.clone(), 0..8).prop_map(Value::from);
    let chains = prop::collection::vec(chain.clone(), 0..4).prop_map(Value::from);
    let polygons = prop::collection::vec(chains.clone(), 0..3).prop_map(Value::from);
    let simple = |name: &'static str, coordinates: BoxedStrategy<Value>| {
        coordinates.prop_map(move |at| json!({"type": name, "coordinates": at}))
    };
    let simple = prop_oneof![
        simple("Point", position.boxed()),
        simple("MultiPoint", chain.clone().boxed()),
        simple("LineString", chain.boxed()),
        simple("MultiLineString", chains.clone().boxed()),
        simple("Polygon", chains.boxed()),
        simple("MultiPolygon", polygons.boxed()),
    ];
    simple.prop_recursive(3, 8, 3, |inner| {
        prop::collection::vec(inner, 0..3)
            .prop_map(|all| json!({"type": "GeometryCollection", "geometries": all}))
    })
}

fn any_context() -> impl Strategy<Value = Context> {
    let verdicts = [
        AxisVerdict::Plain,
        AxisVerdict::Swapped,
        AxisVerdict::Projected,
    ];
    let verdict = prop::sample::select(verdicts.to_vec());
    (verdict, any::<bool>()).prop_map(|(verdict, swap)| Context {
        verdict,
        swap,
        ..PLAIN
    })
}

/// Calls `check` with each polygon of a geometry as the reference reader has it.
fn for_each_polygon(
    geometry: &geojson::GeometryValue,
    check: &mut impl FnMut(&[Vec<geojson::Position>]),
) {
    use geojson::GeometryValue::{GeometryCollection, MultiPolygon, Polygon};
    match geometry {
        Polygon { coordinates } => check(coordinates),
        MultiPolygon { coordinates } => coordinates.iter().for_each(|polygon| check(polygon)),
        GeometryCollection { geometries } => {
            geometries
                .iter()
                .for_each(|member| for_each_polygon(&member.value, check));
        }
        _ => {}
    }
}

/// Whether the rings are closed and, where that can be told, the right way round.
fn is_clean(polygon: &[Vec<geojson::Position>]) -> bool {
    polygon.iter().enumerate().all(|(index, ring)| {
        let places = ring
            .iter()
            .map(|at| LngLat::new(at.as_slice()[0], at.as_slice()[1]));
        let places: Vec<LngLat> = places.collect();
        let wrong = if index == 0 {
            Turn::Clockwise
        } else {
            Turn::Counterclockwise
        };
        let is_far = |pair: &[LngLat]| (pair[0].lng_deg - pair[1].lng_deg).abs() > 180.0;
        let is_turned = turn_of(&places) == Some(wrong) && !places.windows(2).any(is_far);
        places.len() >= 4 && places.first() == places.last() && !is_turned
    })
}

fn check_any(geometry: &Value, context: &Context) -> Result<(), TestCaseError> {
    let judged = judge(geometry, context);
    let mut evidence = AxisEvidence::default();
    evidence.add_geometry(geometry);
    let _ = evidence.verdict();
    let _ = crs_of(geometry);
    let _ = position_from_json(geometry);
    if judged.geometry.is_none() {
        prop_assert!(geometry.is_null() || !judged.findings.is_empty());
        prop_assert!(
            judged
                .findings
                .iter()
                .all(|finding| finding.effect == Effect::Unplaced)
        );
    } else {
        prop_assert!(
            judged
                .findings
                .iter()
                .all(|finding| finding.effect != Effect::Unplaced)
        );
    }
    for finding in &judged.findings {
        prop_assert!(finding.value.chars().count() <= 81 && finding.count > 0);
    }
    let Some(clean) = judged.geometry else {
        return Ok(());
    };
    let read: geojson::Geometry = serde_json::from_value(clean.clone()).unwrap();
    for_each_polygon(&read.value, &mut |polygon| {
        assert!(is_clean(polygon), "{clean}")
    });

    let feature = json!({"type": "Feature", "id": "a", "geometry": clean, "properties": {}});
    let file = json!({"type": "FeatureCollection", "features": [feature]});
    let loaded = story_from_geojson(file.to_string().as_bytes()).unwrap();
    prop_assert!(loaded.dataset.incident(0).unwrap().shape.is_some());

    let again = judge(&clean, &PLAIN);
    let unmended = again
        .findings
        .iter()
        .all(|finding| finding.effect == Effect::Shown);
    prop_assert!(unmended, "{:?}", again.findings);
    prop_assert_eq!(again.geometry, Some(clean));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_json_is_judged(value in any_json(), context in any_context()) {
        check_any(&value, &context)?;
    }

    #[test]
    fn what_comes_out_is_clean(geometry in rough_geometry(), context in any_context()) {
        check_any(&geometry, &context)?;
    }
}
