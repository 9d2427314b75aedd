//! The regions of records, against a naive count.

use proptest::prelude::*;

use super::tests::{criteria_of, naive, place_of, records, store_of, window};
use super::*;
use crate::geo::{LngLat, PlanePoint, rings_contain};
use crate::query::{Measure, Method, RegionChoice, RegionList, RegionTable};

/// A border may be off by so much.
const TOLERANCE_KM: f64 = 1.5;
/// Codes of areas: three regions of one country, that country, and another one.
const IDS: [&str; 5] = ["AA-1", "AA-2", "AA-3", "AA", "BB"];

fn point(x_km: f64, y_km: f64) -> PlanePoint {
    PlanePoint::new(x_km, y_km)
}

/// The three regions share a corner, and all of their outer borders are the country's; the other country lies to the right
/// and has an island and a hole. `bend_km` moves the shared corner.
fn outlines(bend_km: f64) -> Vec<AreaOutline> {
    let middle = point(300.0 + bend_km, 40.0 - bend_km);
    let (sw, se) = (point(-700.0, -600.0), point(650.0, -620.0));
    let (ne, nw) = (point(640.0 + bend_km, 500.0), point(-690.0, 480.0));
    let of = |rings: Vec<Vec<PlanePoint>>, part_of| AreaOutline { rings, part_of };
    let square = |x: f64, y: f64, side: f64| {
        let corners = [(x, y), (x, y + side), (x + side, y + side), (x + side, y)];
        corners.map(|(x, y)| point(x, y)).to_vec()
    };
    vec![
        of(vec![vec![sw, se, middle, nw]], Some(3)),
        of(vec![vec![se, ne, middle]], Some(3)),
        of(vec![vec![ne, nw, middle]], Some(3)),
        of(vec![vec![sw, se, ne, nw]], None),
        of(
            vec![
                vec![se, point(1900.0, -300.0), point(1850.0, 900.0), ne],
                square(880.0, 100.0, 40.0),
                square(-900.0, 700.0, 9.0),
            ],
            None,
        ),
    ]
}

fn contains(outline: &AreaOutline, at: PlanePoint) -> bool {
    let as_degrees = |at: &PlanePoint| LngLat::new(at.x_km, at.y_km);
    let rings = outline.rings.iter();
    let rings = rings.map(|ring| ring.iter().map(as_degrees).collect::<Vec<_>>());
    rings_contain(rings, as_degrees(&at))
}

fn distance_km(outline: &AreaOutline, at: PlanePoint) -> f64 {
    let mut least = f64::INFINITY;
    for ring in &outline.rings {
        for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let (dx, dy) = (to.x_km - from.x_km, to.y_km - from.y_km);
            let along = (at.x_km - from.x_km) * dx + (at.y_km - from.y_km) * dy;
            let along = (along / (dx * dx + dy * dy)).clamp(0.0, 1.0);
            let (x, y) = (from.x_km + along * dx, from.y_km + along * dy);
            least = least.min((at.x_km - x).hypot(at.y_km - y));
        }
    }
    least
}

/// The region of a record, and whether a border is near, found by a look at all areas.
fn naive_region(outlines: &[AreaOutline], codes: &[Option<u16>], record: &Record) -> Found {
    let whole = |area: u16| outlines[usize::from(area)].part_of;
    let given = usize::from(record.region).checked_sub(1);
    let given = given.and_then(|code| codes.get(code).copied().flatten());
    let is_fine = record.precision <= PlacePrecision::District;
    let by_place = |counts: &dyn Fn(u16) -> bool| {
        let Some(at) = place_of(record) else {
            return Found::default();
        };
        let of = |area: &u16| &outlines[usize::from(*area)];
        let areas: Vec<u16> = (0..outlines.len() as u16)
            .filter(|area| counts(*area))
            .collect();
        let inside: Vec<u16> = areas
            .iter()
            .copied()
            .filter(|area| contains(of(area), at))
            .collect();
        let near: Vec<u16> = areas
            .iter()
            .copied()
            .filter(|area| distance_km(of(area), at) < TOLERANCE_KM)
            .collect();
        let nearest = near
            .iter()
            .copied()
            .min_by(|a, b| distance_km(of(a), at).total_cmp(&distance_km(of(b), at)));
        let Some(area) = inside.first().copied().or(nearest) else {
            return Found::default();
        };
        let is_other = |other: &&u16| {
            **other != area && whole(area) != Some(**other) && !inside.contains(other)
        };
        Found {
            area: Some(area),
            is_near: near.iter().any(|other| is_other(&other)),
        }
    };
    match given {
        Some(area) if record.precision == PlacePrecision::Country => Found {
            area: whole(area).or(Some(area)),
            is_near: false,
        },
        Some(3) if is_fine => {
            let found = by_place(&|area| whole(area) == Some(3));
            if found.area.is_some() {
                found
            } else {
                Found {
                    area: Some(3),
                    is_near: false,
                }
            }
        }
        Some(area) => Found {
            area: Some(area),
            is_near: false,
        },
        None if is_fine => by_place(&|_| true),
        None => by_place(&|area| whole(area).is_none()),
    }
}

fn assigned(
    store: &Store,
    outlines: &[AreaOutline],
    codes: &[Option<u16>],
    slice: usize,
) -> Regions {
    let areas = Areas::new(outlines, TOLERANCE_KM);
    let mut assignment = Assignment::new(areas, codes.to_vec());
    while !assignment.go_on(store, slice) {}
    assignment.finish().0
}

/// Codes 1 to 4 of the records.
fn codes() -> Vec<Option<u16>> {
    let codes = ["AA-2", "AA", "BB-7", "elsewhere"].map(str::to_owned);
    areas_of_codes(&codes, &IDS.map(str::to_owned))
}

#[test]
fn codes_are_those_of_areas_or_of_their_countries() {
    assert_eq!(codes(), [Some(1), Some(3), Some(4), None]);
    let ids = IDS.map(str::to_owned);
    assert_eq!(wholes_of(&ids), [Some(3), Some(3), Some(3), None, None]);
    let ids = ["", "-", "A-", "A"].map(str::to_owned);
    assert_eq!(wholes_of(&ids), [None, None, Some(3), None]);
}

/// The figure that a record states, by its position: each third states none, each seventh zero. Sums of whole numbers
/// are exact.
fn figure(position: u32) -> f64 {
    match position {
        position if position % 3 == 0 => f64::NAN,
        position => f64::from(position % 7),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn totals_of_regions_are_those_of_a_naive_count(
        mut records in records(),
        precisions in prop::collection::vec(0..6_usize, 1..40),
        bend_km in -25.0..25.0_f64,
        window in window(),
        hidden in prop::collection::vec(0..12_u16, 0..4),
        slice in 1..4000_usize,
    ) {
        for (record, precision) in records.iter_mut().zip(precisions.iter().cycle()) {
            record.precision = PlacePrecision::ALL[*precision].1;
        }
        let (store, outlines, codes) = (store_of(&records), outlines(bend_km), codes());
        let regions = assigned(&store, &outlines, &codes, slice);
        let figures: Vec<f64> = store.columns().position.iter().map(|at| figure(*at)).collect();
        let mut sums = vec![0.0; IDS.len() + 1];
        let mut without_figure = 0;
        let mut expected = vec![RegionCount::default(); IDS.len() + 1];
        for (record, is_certain) in naive(&records, window, &hidden) {
            let found = naive_region(&outlines, &codes, record);
            let count = &mut expected[found.area.map_or(IDS.len(), usize::from)];
            count.possible += 1;
            count.certain += u32::from(is_certain);
            count.near += u32::from(found.is_near);
            match figure(record.position) {
                figure if figure.is_nan() => without_figure += 1,
                figure => sums[found.area.map_or(IDS.len(), usize::from)] += figure,
            }
        }
        let nowhere = expected.pop().unwrap();
        let criteria = criteria_of(&store, window, &hidden);
        let counts = store.count_by_region(&criteria, &regions, &figures);
        prop_assert_eq!((&counts.areas, counts.nowhere), (&expected, nowhere));
        sums.pop();
        // Without a record there is nothing to add up.
        let padded = |sums: &[f64]| {
            let mut padded = sums.to_vec();
            padded.resize(IDS.len(), 0.0);
            padded
        };
        prop_assert_eq!((padded(&counts.sums), counts.without_figure), (sums, without_figure));
        // The table leaves none out, in whatever classes.
        let in_file_sums = store.count_by_region(&Criteria::default(), &regions, &figures);
        let area_of = |record: &Record| naive_region(&outlines, &codes, record).area;
        let all_areas: std::collections::BTreeSet<u16> = records.iter().filter_map(area_of).collect();
        let list = RegionList {
            codes: IDS.map(str::to_owned).to_vec(),
            has_parts: vec![false, false, false, true, false],
            factors: vec![Some(0.5), Some(20.0), None, Some(3.0), Some(1.0)],
        };
        for (_, measure) in Measure::ALL {
            for (_, method) in Method::ALL {
                let choice = RegionChoice { measure, method };
                let table = RegionTable::new(choice, &list, &counts, &in_file_sums);
                prop_assert_eq!((table.all.possible as usize, table.all.certain as usize), store.count(&criteria));
                let shown = table.rows.iter().filter(|row| row.value.is_some()).count();
                prop_assert_eq!(table.classes.members.iter().sum::<usize>(), shown);
                let (none_shown, no_data) = table.empty();
                prop_assert_eq!(shown + none_shown + no_data, 4);
                let bounds = table.class_bounds();
                for row in &table.rows {
                    prop_assert_eq!(row.class.is_some(), row.value.is_some());
                    if let (Some(class), Some(value)) = (row.class, row.value) {
                        prop_assert!(bounds[class].0 <= value && value <= bounds[class].1);
                    }
                    let is_without_figure = measure == Measure::Rate && row.code == "AA-3";
                    let in_file = all_areas.iter().any(|area| IDS[usize::from(*area)] == row.code);
                    if measure == Measure::Figure {
                        let area = IDS.iter().position(|id| *id == row.code).unwrap();
                        let sum = Some(padded(&counts.sums)[area]).filter(|sum| *sum > 0.0 && !row.has_parts);
                        prop_assert_eq!((row.value, row.has_data), (sum, padded(&in_file_sums.sums)[area] > 0.0));
                    } else {
                        prop_assert_eq!(row.has_data, in_file && !is_without_figure);
                    }
                }
            }
        }
    }
}

#[test]
fn places_beside_borders_are_told_apart() {
    let outlines = outlines(0.0);
    let areas = Areas::new(&outlines, TOLERANCE_KM);
    let found = |area: u16, is_near: bool| Found {
        area: Some(area),
        is_near,
    };
    for (x_km, y_km, expected) in [
        // Well inside, and beside a border within the country.
        (0.0, -300.0, found(0, false)),
        (300.0, 41.0, found(2, true)),
        // Off the coast: nearer than the line is exact, and farther.
        (-695.5, 0.0, found(0, false)),
        (-720.0, 0.0, Found::default()),
        // In the hole of the other country, on its island, outside of all.
        (900.0, 120.0, Found::default()),
        (880.5, 120.0, found(4, false)),
        (-895.0, 704.0, found(4, false)),
        (9000.0, 0.0, Found::default()),
        (f64::NAN, 0.0, Found::default()),
    ] {
        assert_eq!(
            areas.at(point(x_km, y_km), Among::All),
            expected,
            "{x_km} {y_km}"
        );
    }
}

#[test]
fn areas_without_an_outline_hold_nothing() {
    let nan = vec![vec![point(f64::NAN, 0.0), point(1.0, f64::INFINITY)]];
    for rings in [
        Vec::new(),
        vec![Vec::new()],
        nan,
        vec![vec![point(1.0, 1.0)]],
    ] {
        let areas = Areas::new(
            &[AreaOutline {
                rings,
                part_of: None,
            }],
            1.0,
        );
        assert_eq!(areas.at(point(0.0, 0.0), Among::All), Found::default());
        assert_eq!(areas.len(), 1);
    }
    assert_eq!(
        Areas::new(&[], 1.0).at(point(0.0, 0.0), Among::All),
        Found::default()
    );
}
