//! What a person is told about each fault of a geometry, and what is shown of it.

mod limits;
mod properties;

use serde_json::{Value, json};

use super::*;
use crate::report::{Effect, Expected, Problem};

const PLAIN: Context = Context {
    verdict: AxisVerdict::Plain,
    swap: false,
    crs: CrsVerdict::Wgs84,
};

fn context(verdict: AxisVerdict) -> Context {
    Context { verdict, ..PLAIN }
}

/// A finding as a line: its code, where, the value, what was expected, what was done, and how often if more than once.
fn line(finding: &Finding) -> String {
    let expected = match &finding.expected {
        Expected::Nothing => "-",
        Expected::Message(key) => key.as_ref(),
        Expected::Words(words) => words,
    };
    let code = finding.problem.code();
    let place = finding.path.strip_prefix("geometry").unwrap();
    let effect = finding.effect.as_str();
    let times = match finding.count {
        1 => String::new(),
        count => format!(" ×{count}"),
    };
    let value = &finding.value;
    format!("{code} | {place} | {value} | {expected} | {effect}{times}")
}

/// Judges the geometries of a list. Below each, indented, stand its findings in order, and after `=` what is shown of
/// it: nothing without such a line, and `same` for the geometry as it is.
fn check(context: &Context, list: &str) {
    let mut lines = list
        .lines()
        .filter(|line| !line.trim().is_empty())
        .peekable();
    while let Some(source) = lines.next() {
        let geometry: Value = serde_json::from_str(source).unwrap();
        let mut expected = Vec::new();
        let mut shown = None;
        while let Some(detail) = lines.next_if(|line| line.starts_with(' ')) {
            match detail.trim().strip_prefix("= ") {
                Some("same") => shown = Some(geometry.clone()),
                Some(other) => shown = Some(serde_json::from_str(other).unwrap()),
                None => expected.push(detail.trim().to_owned()),
            }
        }
        let judged = judge(&geometry, context);
        let found: Vec<String> = judged.findings.iter().map(line).collect();
        assert_eq!(found, expected, "{source}");
        assert_eq!(judged.geometry, shown, "{source}");
    }
}

#[test]
fn what_is_right_passes_without_a_word() {
    check(
        &PLAIN,
        r#"
null
{"type":"Point","coordinates":[63.1,52.9]}
  = same
{"type":"Point","coordinates":[180,90]}
  = same
{"type":"Point","coordinates":[-180,-90]}
  = same
{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}
  = same
{"type":"LineString","coordinates":[[0,0],[3,4]]}
  = same
{"type":"LineString","coordinates":[[-90,0],[90,0]]}
  = same
{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}
  = same
{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]],[[0.5,0.5],[0.5,1],[1,1],[1,0.5],[0.5,0.5]]]}
  = same
{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}
  = same
{"type":"GeometryCollection","geometries":[{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[3,4]}]}]}
  = same
"#,
    );
}

#[test]
fn altitudes_and_foreign_members_are_left_out() {
    check(
        &PLAIN,
        r#"
{"type":"Point","coordinates":[1.5,2.0,300,"x",null],"bbox":[],"crs":{}}
  = {"type":"Point","coordinates":[1.5,2]}
"#,
    );
}

#[test]
fn what_is_no_geometry_is_named() {
    check(
        &PLAIN,
        r#"
"POINT (1 2)"
  wrong-type |  | "POINT (1 2)" | type-object | unplaced
[1,2]
  wrong-type |  | [1,2] | type-object | unplaced
{"x":1}
  missing | .type | {"x":1} | Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon, GeometryCollection | unplaced
{"type":7}
  wrong-type | .type | 7 | type-text | unplaced
{"type":"point","coordinates":[1,2]}
  unknown-value | .type | point | Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon, GeometryCollection | unplaced
{"type":"Point"}
  missing | .coordinates |  | [longitude, latitude] | unplaced
{"type":"GeometryCollection"}
  missing | .geometries |  | type-list | unplaced
{"type":"GeometryCollection","geometries":{}}
  wrong-type | .geometries | {} | type-list | unplaced
"#,
    );
}

#[test]
fn an_empty_place_is_no_place() {
    check(
        &PLAIN,
        r#"
{"type":"Point","coordinates":[]}
  no-place | .coordinates | [] | [longitude, latitude] | unplaced
{"type":"Point","coordinates":null}
  no-place | .coordinates | null | [longitude, latitude] | unplaced
{"type":"Point","coordinates":[null,null]}
  no-place | .coordinates | [null,null] | [longitude, latitude] | unplaced
{"type":"Polygon","coordinates":[[]]}
  no-place | .coordinates | [[]] | [[[longitude, latitude], …], …] | unplaced
{"type":"GeometryCollection","geometries":[]}
  no-place | .geometries | [] | - | unplaced
"#,
    );
}

#[test]
fn coordinates_of_another_form_are_named_with_the_right_one() {
    check(
        &PLAIN,
        r#"
{"type":"Point","coordinates":"63.1,52.9"}
  bad-coordinates | .coordinates | "63.1,52.9" | [longitude, latitude] | unplaced
{"type":"Point","coordinates":[[63.1,52.9]]}
  bad-coordinates | .coordinates | [[63.1,52.9]] | [longitude, latitude] | unplaced
{"type":"Point","coordinates":[63.1]}
  bad-coordinates | .coordinates | [63.1] | [longitude, latitude] | unplaced
{"type":"Point","coordinates":[63.1,null]}
  bad-coordinates | .coordinates | [63.1,null] | [longitude, latitude] | unplaced
{"type":"Point","coordinates":["63.1","52,9"]}
  bad-coordinates | .coordinates | ["63.1","52,9"] | [63.1,52.9] | unplaced
{"type":"Point","coordinates":["a","b"]}
  bad-coordinates | .coordinates | ["a","b"] | [longitude, latitude] | unplaced
{"type":"Point","coordinates":["NaN","NaN"]}
  not-finite | .coordinates | ["NaN","NaN"] | [longitude, latitude] | unplaced
{"type":"Point","coordinates":{"lat":1,"lng":2}}
  bad-coordinates | .coordinates | {"lat":1,"lng":2} | [longitude, latitude] | unplaced
{"type":"MultiPoint","coordinates":[63.1,52.9]}
  bad-coordinates | .coordinates | [63.1,52.9] | [[longitude, latitude], …] | unplaced
{"type":"LineString","coordinates":[[1,2],{"x":3}]}
  bad-coordinates | .coordinates[1] | {"x":3} | [longitude, latitude] | unplaced
{"type":"Polygon","coordinates":[[1,2],[3,4],[5,6],[1,2]]}
  bad-coordinates | .coordinates | [[1,2],[3,4],[5,6],[1,2]] | [[[longitude, latitude], …], …] | unplaced
{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],7]}
  bad-coordinates | .coordinates[1] | 7 | type-list | unplaced
"#,
    );
}

#[test]
fn a_position_off_the_globe_is_not_shown() {
    check(
        &PLAIN,
        r#"
{"type":"Point","coordinates":[13.4,152.5]}
  out-of-range | .coordinates | [13.4,152.5] | [-180…180, -90…90] | unplaced
{"type":"Point","coordinates":[-999,-999]}
  out-of-range | .coordinates | [-999,-999] | [-180…180, -90…90] | unplaced
{"type":"Point","coordinates":[1e300,2.5]}
  out-of-range | .coordinates | [1e+300,2.5] | [-180…180, -90…90] | unplaced
{"type":"Point","coordinates":[237.75,47.5]}
  out-of-range | .coordinates | [237.75,47.5] | [-122.25,47.5] | unplaced
{"type":"Point","coordinates":[360,0.5]}
  out-of-range | .coordinates | [360,0.5] | [0,0.5] | unplaced
{"type":"Point","coordinates":[-190.5,10.5]}
  out-of-range | .coordinates | [-190.5,10.5] | [169.5,10.5] | unplaced
{"type":"Point","coordinates":[400,10.5]}
  out-of-range | .coordinates | [400,10.5] | [-180…180, -90…90] | unplaced
{"type":"Point","coordinates":[0,0]}
  null-island | .coordinates | [0,0] | - | unplaced
{"type":"Point","coordinates":[-0.0,0.0]}
  null-island | .coordinates | [-0.0,0.0] | - | unplaced
"#,
    );
}

#[test]
fn in_a_swapped_file_the_other_way_round_is_suggested() {
    // A line of which a part is off the globe is not shown, so nothing of it is said to be.
    check(
        &context(AxisVerdict::Swapped),
        r#"
{"type":"Point","coordinates":[35.7,139.7]}
  swapped-axes | .coordinates | [35.7,139.7] | [139.7,35.7] | unplaced
{"type":"Point","coordinates":[52.5,13.4]}
  swapped-axes | .coordinates | [52.5,13.4] | [13.4,52.5] | shown
  = same
{"type":"Point","coordinates":[-999,-999]}
  out-of-range | .coordinates | [-999,-999] | [-180…180, -90…90] | unplaced
{"type":"LineString","coordinates":[[52.5,13.4],[35.7,139.7],[36.5,140.5]]}
  swapped-axes | .coordinates[1] | [35.7,139.7] | [139.7,35.7] | unplaced ×2
"#,
    );
}

#[test]
fn a_publisher_who_says_so_has_the_axes_swapped() {
    for verdict in [AxisVerdict::Plain, AxisVerdict::Swapped] {
        let swap = true;
        check(
            &Context {
                swap,
                ..context(verdict)
            },
            r#"
{"type":"Point","coordinates":[35.7,139.7]}
  = {"type":"Point","coordinates":[139.7,35.7]}
{"type":"Point","coordinates":[52.5,13.4]}
  = {"type":"Point","coordinates":[13.4,52.5]}
{"type":"Point","coordinates":[139.7,35.7]}
  out-of-range | .coordinates | [139.7,35.7] | [-180…180, -90…90] | unplaced
"#,
        );
    }
}

#[test]
fn metres_are_not_shown_as_degrees() {
    check(
        &context(AxisVerdict::Projected),
        r#"
{"type":"Point","coordinates":[1491681,6894701]}
  projected | .coordinates | [1491681,6894701] | EPSG:4326 | unplaced
{"type":"Point","coordinates":[13.5,52.5]}
  projected | .coordinates | [13.5,52.5] | EPSG:4326 | shown
  = same
"#,
    );
    let crs = CrsVerdict::Other("EPSG:27700".to_owned());
    check(
        &Context { crs, ..PLAIN },
        r#"
null
{"type":"Point","coordinates":[13.5,52.5]}
  unknown-crs |  | EPSG:27700 | EPSG:4326 | unplaced
"#,
    );
    let crs = CrsVerdict::NearlyWgs84("EPSG:4258 (ETRS89)".to_owned());
    check(
        &Context { crs, ..PLAIN },
        r#"
{"type":"Point","coordinates":[13.5,52.5]}
  = same
"#,
    );
}

#[test]
fn the_good_of_many_stays() {
    check(
        &PLAIN,
        r#"
{"type":"MultiPoint","coordinates":[[1,2],[300,91],["x"],[3,4],[301,92],[0,0]]}
  out-of-range | .coordinates[1] | [300,91] | [-180…180, -90…90] | kept ×2
  bad-coordinates | .coordinates[2] | ["x"] | [longitude, latitude] | kept
  null-island | .coordinates[5] | [0,0] | - | kept
  = {"type":"MultiPoint","coordinates":[[1,2],[3,4]]}
{"type":"MultiPoint","coordinates":[[300,91],[301,92]]}
  out-of-range | .coordinates[0] | [300,91] | [-180…180, -90…90] | unplaced ×2
{"type":"GeometryCollection","geometries":[null,{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[1,2],[300,91]]},{"type":"Point","coordinates":[300,91]}]}
  wrong-type | .geometries[0] | null | type-object | kept
  out-of-range | .geometries[2].coordinates[1] | [300,91] | [-180…180, -90…90] | kept ×2
  = {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}
{"type":"GeometryCollection","geometries":[{"type":"LineString","coordinates":[[1,2],[300,91]]}]}
  out-of-range | .geometries[0].coordinates[1] | [300,91] | [-180…180, -90…90] | unplaced
"#,
    );
}

#[test]
fn rings_are_closed_and_turned_round() {
    // The last: an altitude at one end only does not open a ring.
    check(
        &PLAIN,
        r#"
{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2]]]}
  unclosed-ring | .coordinates[0] | [0,2] | [0,0] | mended
  = {"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}
{"type":"Polygon","coordinates":[[[0,0],[0,2],[2,2],[2,0],[0,0]]]}
  winding | .coordinates[0] | clockwise | counterclockwise | mended
  = {"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}
{"type":"Polygon","coordinates":[[[0,2],[2,2],[2,0],[0,0]]]}
  unclosed-ring | .coordinates[0] | [0,0] | [0,2] | mended
  winding | .coordinates[0] | clockwise | counterclockwise | mended
  = {"type":"Polygon","coordinates":[[[0,2],[0,0],[2,0],[2,2],[0,2]]]}
{"type":"MultiPolygon","coordinates":[[[[-9,-9],[9,-9],[9,9],[-9,-9]],[[1,0],[3,0],[2,1],[1,0]]]]}
  winding | .coordinates[0][1] | counterclockwise | clockwise | mended
  = {"type":"MultiPolygon","coordinates":[[[[-9,-9],[9,-9],[9,9],[-9,-9]],[[1,0],[2,1],[3,0],[1,0]]]]}
{"type":"Polygon","coordinates":[[[0,0,5],[2,0],[2,2],[0,0,7]]]}
  = {"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,0]]]}
"#,
    );
}

#[test]
fn lines_and_rings_with_too_few_positions_are_not_shown() {
    check(
        &PLAIN,
        r#"
{"type":"LineString","coordinates":[[1,2]]}
  too-few-positions | .coordinates | 1 | 2 | unplaced
{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[]]}
  too-few-positions | .coordinates[1] | 0 | 2 | unplaced
{"type":"Polygon","coordinates":[[[1,2],[3,4],[1,2]]]}
  too-few-positions | .coordinates[0] | 3 | 4 | unplaced
{"type":"Polygon","coordinates":[[[1,2],[3,4]]]}
  too-few-positions | .coordinates[0] | 2 | 4 | unplaced
{"type":"MultiPolygon","coordinates":[[],[[[1,2],[3,4],[5,6],[1,2]]]]}
  too-few-positions | .coordinates[0] | 0 | 4 | unplaced
"#,
    );
}

#[test]
fn what_cannot_be_mended_is_shown_and_said() {
    // The last: which way it runs cannot be told in the plane, so it stays as it is.
    check(
        &PLAIN,
        r#"
{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}
  self-touching-ring | .coordinates[0][2] | [2,0] | - | shown
  = same
{"type":"LineString","coordinates":[[170,1],[179,1],[-179,2]]}
  antimeridian | .coordinates[1] | [[179,1],[-179,2]] | MultiLineString | shown
  = same
{"type":"Polygon","coordinates":[[[179,1],[-179,2],[179,3],[179,1]]]}
  antimeridian | .coordinates[0][0] | [[179,1],[-179,2]] | MultiPolygon | shown
  = same
"#,
    );
}

#[test]
fn the_columns_of_a_table_are_judged_alike() {
    for (x, y, expected) in [
        (f64::NAN, 52.9, (Problem::NotFinite, "NaN, 52.9")),
        (63.1, f64::INFINITY, (Problem::NotFinite, "63.1, inf")),
        (0.0, 0.0, (Problem::NullIsland, "0, 0")),
        (63.1, 152.9, (Problem::OutOfRange, "63.1, 152.9")),
    ] {
        let judged = judge_numbers(x, y, &PLAIN);
        assert_eq!(judged.geometry, None);
        let [finding] = judged.findings.as_slice() else {
            panic!("{:?}", judged.findings);
        };
        assert_eq!((finding.problem, finding.value.as_str()), expected);
        assert_eq!(finding.effect, Effect::Unplaced);
    }
    let expected = json!({"type": "Point", "coordinates": [63.1, 52.9]});
    let judged = judge_numbers(63.1, 52.9, &PLAIN);
    assert_eq!((judged.geometry, judged.findings), (Some(expected), vec![]));
}
