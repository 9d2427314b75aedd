#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::geo::PlaneBounds;
use crate::time::{DAY_MINUTES, Day, Moment, MomentSpan};

/// A record of a story whose places lie in hot spots, as reports do: many in a few towns, some anywhere.
fn record() -> impl Strategy<Value = Record> {
    let minute = || (-3_000_000..3_000_000_i32).prop_map(Minute);
    let span = prop_oneof![
        1 => Just(None),
        6 => minute().prop_map(|at| Some((at, at))),
        4 => (minute(), 0..200_000_i32).prop_map(|(at, length)| Some((at, Minute(at.0 + length)))),
        1 => minute().prop_map(|at| Some((at, Minute::OPEN_FUTURE))),
        1 => minute().prop_map(|at| Some((Minute::OPEN_PAST, at))),
    ];
    let at = prop_oneof![
        1 => Just(None),
        2 => (-17_000.0..17_000.0, -8000.0..8000.0).prop_map(Some),
        6 => (0..4_u8, -30.0..30.0, -30.0..30.0)
            .prop_map(|(town, x, y)| Some((300.0 * f64::from(town) + x, 40.0 * f64::from(town) + y))),
    ];
    (span, at, 0..12_u16, 0..5_u16).prop_map(|(span, at, kind, region)| Record {
        position: 0,
        span,
        kind,
        region,
        precision: PlacePrecision::Exact,
        status: Status::Reported,
        at: at.map(|(x_km, y_km)| PlanePoint { x_km, y_km }),
    })
}

/// More than a block of records.
pub(super) fn records() -> impl Strategy<Value = Vec<Record>> {
    prop::collection::vec(record(), 0..2500).prop_map(|mut records| {
        for (position, record) in (0..).zip(&mut records) {
            record.position = position;
        }
        records
    })
}

pub(super) fn window() -> impl Strategy<Value = Option<TimeWindow>> {
    let window = (-3_300_000..3_300_000_i32, 0..1_500_000_i32).prop_map(|(from, length)| {
        Some(TimeWindow {
            from: Minute(from),
            to: Minute(from + length),
        })
    });
    prop_oneof![1 => Just(None), 1 => Just(Some(TimeWindow::ALL)), 8 => window]
}

fn view() -> impl Strategy<Value = PlaneBounds> {
    let corner = (-2000.0..2000.0, -1000.0..1000.0, 1.0..4000.0, 1.0..3000.0);
    corner.prop_map(|(x, y, width, height)| PlaneBounds {
        min_x_km: x,
        min_y_km: y,
        max_x_km: x + width,
        max_y_km: y + height,
    })
}

pub(super) fn store_of(records: &[Record]) -> Store {
    let mut columns = Columns::default();
    for record in records {
        columns.push(record);
    }
    Store::new(columns)
}

/// The records that are counted, and whether for certain, found one by one.
pub(super) fn naive<'r>(
    records: &'r [Record],
    window: Option<TimeWindow>,
    hidden: &[u16],
) -> Vec<(&'r Record, bool)> {
    let mut found = Vec::new();
    for record in records {
        let fits = match (window, record.span) {
            (None, _) => Some(true),
            (Some(_), None) => None,
            (Some(window), Some(span)) => window.may_hold(span).then(|| window.surely_holds(span)),
        };
        if let (Some(is_certain), false) = (fits, hidden.contains(&record.kind)) {
            found.push((record, is_certain));
        }
    }
    found
}

pub(super) fn criteria_of(store: &Store, window: Option<TimeWindow>, hidden: &[u16]) -> Criteria {
    let mut criteria = Criteria::default();
    criteria.set_window(window);
    criteria.keep(store, &|kind| !hidden.contains(&kind), None);
    criteria
}

/// The positions of all that is counted, in the order of the store.
fn expected_positions(store: &Store, criteria: &Criteria) -> Vec<u32> {
    let mut found = Vec::new();
    let positions = &store.columns().position;
    store.for_each(criteria, |seen| found.push(positions[seen.at]));
    found
}

/// Where the store has a record: places are rounded to its units.
pub(super) fn place_of(record: &Record) -> Option<PlanePoint> {
    record.at.map(|at| FixedPoint::of(Some(at)).to_plane())
}

fn holds(bounds: &PlaneBounds, at: PlanePoint) -> bool {
    (bounds.min_x_km..bounds.max_x_km).contains(&at.x_km)
        && (bounds.min_y_km..bounds.max_y_km).contains(&at.y_km)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn totals_are_those_of_a_naive_count(
        records in records(),
        window in window(),
        hidden in prop::collection::vec(0..12_u16, 0..4),
    ) {
        let store = store_of(&records);
        let criteria = criteria_of(&store, window, &hidden);
        let expected = naive(&records, window, &hidden);
        let certain = expected.iter().filter(|(_, is_certain)| *is_certain).count();
        prop_assert_eq!(store.count(&criteria), (expected.len(), certain));
        let marked = criteria.marked(&store);
        prop_assert_eq!(marked.iter().filter(|mark| **mark == 1).count(), expected.len());
        // Every other one of these, chosen by itself.
        let chosen: Vec<u8> = (0..store.len()).map(|at| u8::from(at % 2 == 0)).collect();
        let mut of_chosen = Criteria::default();
        of_chosen.set_window(window);
        of_chosen.keep(&store, &|kind| !hidden.contains(&kind), Some(&chosen));
        let both: Vec<u8> = marked.iter().zip(&chosen).map(|(kept, chosen)| kept & chosen).collect();
        prop_assert_eq!(of_chosen.marked(&store), both);
        let last = store.last(&criteria, records.len());
        let mut forwards = store.first(&criteria, records.len());
        let dated = forwards.iter().filter(|at| **at < store.dated()).count();
        forwards[..dated].reverse();
        prop_assert_eq!(last, forwards);
        for most in [0, 1, 5, records.len()] {
            let first = store.first(&criteria, most);
            prop_assert_eq!(first.len(), most.min(expected.len()));
            let positions = first.iter().map(|at| store.columns().position[*at]);
            prop_assert!(positions.eq(expected_positions(&store, &criteria).into_iter().take(most)));
        }
        let (by_kind, tally) = (store.count_by_kind(&criteria), store.tally(&criteria));
        for kind in 0..12_u16 {
            let of_kind = expected.iter().filter(|(record, _)| record.kind == kind);
            let (count, certain) = (of_kind.clone().count(), of_kind.filter(|(_, is_certain)| *is_certain).count());
            prop_assert_eq!(by_kind.get(usize::from(kind)).copied().unwrap_or(0), count);
            prop_assert_eq!(tally.get(usize::from(kind)).copied().unwrap_or((0, 0)), (count, certain));
        }
        let (bounds, unplaced) = store.extent();
        let placed: Vec<PlanePoint> = records.iter().filter_map(|record| record.at).collect();
        prop_assert_eq!(unplaced, records.len() - placed.len());
        let sides = |of: PlaneBounds| [of.min_x_km, of.min_y_km, of.max_x_km, of.max_y_km];
        let (found, wanted) = (bounds.map(sides), PlaneBounds::of(placed).map(sides));
        prop_assert_eq!(found.is_some(), wanted.is_some());
        for (found, wanted) in found.into_iter().flatten().zip(wanted.into_iter().flatten()) {
            prop_assert!((found - wanted).abs() < 1e-3);
        }
    }

    #[test]
    fn cells_count_each_record_in_its_place(
        records in records(),
        window in window(),
        hidden in prop::collection::vec(0..12_u16, 0..4),
        view in view(),
        least_km in 1.0..2000.0_f64,
    ) {
        let store = store_of(&records);
        let criteria = criteria_of(&store, window, &hidden);
        let Some(grid) = CellGrid::over(&view, least_km, 2) else { return Ok(()) };
        prop_assert!(grid.side_km() >= least_km && grid.side_km() < 2.0 * least_km);
        let slots = vec![0, 1, 2, 3, 4, 5, 6, 7];
        let mut cells = Cells::new(slots);
        cells.count(&store, &criteria, &grid);
        let expected = naive(&records, window, &hidden);
        let mut total = 0;
        for (number, cell) in cells.cells().iter().enumerate() {
            let bounds = grid.bounds(number);
            let here: Vec<_> = expected
                .iter()
                .filter(|(record, _)| place_of(record).is_some_and(|at| holds(&bounds, at)))
                .collect();
            prop_assert_eq!(cell.count as usize, here.len());
            prop_assert_eq!(cell.certain as usize, here.iter().filter(|it| it.1).count());
            for (slot, count) in cell.kinds.iter().enumerate() {
                let is_in = |kind: u16| usize::from(kind).min(KIND_SLOTS - 1) == slot;
                let of_kind = here.iter().filter(|(record, _)| is_in(record.kind)).count();
                prop_assert_eq!(*count as usize, of_kind);
            }
            if !here.is_empty() {
                let sum: f64 = here.iter().filter_map(|it| place_of(it.0)).map(|at| at.x_km).sum();
                prop_assert!((cell.middle().x_km - sum / here.len() as f64).abs() < 1e-4);
            }
            for single in cell.singles() {
                let position = store.columns().position[*single as usize];
                prop_assert!(here.iter().any(|(record, _)| record.position == position));
            }
            total += here.len();
        }
        // Nothing in the view is left out.
        let in_view = expected.iter().filter(|(record, _)| place_of(record).is_some_and(|at| holds(&view, at)));
        prop_assert!(in_view.count() <= total);
    }

    #[test]
    fn density_counts_each_record_and_spreads_it_evenly(
        records in records(),
        window in window(),
        view in view(),
        deviation_squares in 0.3..5.0_f64,
    ) {
        let store = store_of(&records);
        let criteria = criteria_of(&store, window, &[]);
        let side_km = view.width_km().max(view.height_km()) / 60.0;
        let grid = DensityGrid::over(&view, side_km, deviation_squares * side_km).unwrap();
        let mut density = Density::default();
        density.count(&store, &criteria, &grid);
        let mut expected = vec![0; grid.columns() * grid.rows()];
        let first = grid.place(-0.5, -0.5);
        for (record, _) in naive(&records, window, &[]) {
            let Some(at) = place_of(record) else { continue };
            let column = ((at.x_km - first.x_km) / side_km).floor();
            let row = ((at.y_km - first.y_km) / side_km).floor();
            let is_in = |place: f64, count: usize| place >= 0.0 && place < count as f64;
            if is_in(column, grid.columns()) && is_in(row, grid.rows()) {
                expected[row as usize * grid.columns() + column as usize] += 1;
            }
        }
        prop_assert_eq!(&density.counts, &expected);
        for width in [1, 7, 40] {
            let parts = density.parts(&grid, width);
            let total: u32 = parts.iter().map(|part| part.count).sum();
            prop_assert_eq!(total, expected.iter().sum::<u32>());
            for part in &parts {
                prop_assert!(holds(&part.bounds, part.peak));
                let in_part = naive(&records, window, &[]).into_iter().filter(|(record, _)| {
                    place_of(record).is_some_and(|at| holds(&part.bounds, at))
                });
                // Those beyond the edge of the grid are not counted.
                prop_assert!(part.count as usize <= in_part.count());
            }
        }
        // What is spread is lost only beyond the edges.
        let spread = density.per_km2.iter().sum::<f64>() * side_km * side_km;
        let count = f64::from(expected.iter().sum::<u32>());
        prop_assert!(spread <= count * (1.0 + 1e-9));
        let largest = density.per_km2.iter().copied().fold(0.0, f64::max);
        prop_assert!(density.largest_per_km2(&grid) <= largest);
    }

    #[test]
    fn hexagons_count_each_record_in_the_nearest(
        records in records(),
        window in window(),
        view in view(),
        radius_km in 5.0..500.0_f64,
    ) {
        let store = store_of(&records);
        let criteria = criteria_of(&store, window, &[]);
        let Some(grid) = HexagonGrid::over(&view, radius_km) else { return Ok(()) };
        let mut hexagons = Hexagons::default();
        hexagons.count(&store, &criteria, &grid);
        let mut expected = vec![0_u32; grid.len()];
        let mut in_view = 0;
        for (record, _) in naive(&records, window, &[]) {
            let Some(at) = place_of(record).filter(|at| holds(&view, *at)) else { continue };
            in_view += 1;
            let distance = |hexagon: &usize| {
                let middle = grid.middle(*hexagon);
                (middle.x_km - at.x_km).hypot(middle.y_km - at.y_km)
            };
            let nearest = (0..grid.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)));
            expected[nearest.unwrap()] += 1;
        }
        let total: u32 = hexagons.counts.iter().sum();
        prop_assert!(total >= in_view, "none in the view is lost");
        for (counted, expected) in hexagons.counts.iter().zip(&expected) {
            prop_assert!(counted >= expected);
        }
        // Those around the view are counted in the hexagons at its edge, and nowhere else.
        for (hexagon, counted) in hexagons.counts.iter().enumerate() {
            let corners = grid.corners(hexagon);
            if corners.iter().all(|corner| holds(&view, *corner)) {
                prop_assert_eq!(*counted, expected[hexagon]);
            }
        }
    }
}

#[test]
fn minutes_are_those_of_days() {
    let day = |number| Some(Moment(number * DAY_MINUTES));
    for (from, to, expected) in [(0, 1, (0, 1439)), (-1, 2, (-1440, 2879))] {
        let span = MomentSpan {
            from: day(from),
            to: day(to),
        };
        let (earliest, latest) = Minute::span_of(span);
        assert_eq!((earliest.0, latest.0), expected);
        assert_eq!((earliest.day(), latest.day()), (Day(from), Day(to - 1)));
        assert_eq!(Minute::moments((earliest, latest)), span);
    }
    let open = Minute::span_of(MomentSpan {
        from: None,
        to: None,
    });
    assert_eq!(open, (Minute::OPEN_PAST, Minute::OPEN_FUTURE));
    let far = Minute::span_of(MomentSpan {
        from: day(-9_000_000),
        to: day(9_000_000),
    });
    assert!(
        far.0 > Minute::OPEN_PAST && far.1 < Minute::OPEN_FUTURE,
        "far is not open: {far:?}"
    );
}

#[test]
fn places_keep_their_centimetres() {
    for km in [-17_000.123_456, -0.000_01, 0.0, 6_371.123_456_7, 17_000.0] {
        let at = FixedPoint::of(Some(PlanePoint::new(km, -km))).to_plane();
        assert!(
            (at.x_km - km).abs() < 1.0 / UNITS_PER_KM && (at.y_km + km).abs() < 1.0 / UNITS_PER_KM
        );
    }
    for nowhere in [f64::NAN, f64::INFINITY, 40_000.0, -40_000.0] {
        assert_eq!(
            FixedPoint::of(Some(PlanePoint::new(nowhere, 0.0))),
            FixedPoint::NOWHERE
        );
    }
}
#[test]
fn one_record_is_spread_as_by_a_gaussian() {
    for deviation_squares in [0.4, 1.0, 2.5, 3.7, 6.0] {
        let record = Record {
            position: 0,
            span: None,
            kind: 0,
            region: NO_REGION,
            precision: PlacePrecision::Exact,
            status: Status::Reported,
            at: Some(PlanePoint::new(0.5, 0.5)),
        };
        let store = store_of(&[record]);
        let bounds = PlaneBounds::of([PlanePoint::new(0.0, 0.0), PlanePoint::new(0.9, 0.9)]);
        let grid = DensityGrid::over(&bounds.unwrap(), 1.0, deviation_squares).unwrap();
        let mut density = Density::default();
        density.count(&store, &Criteria::default(), &grid);
        // Squares are a kilometre wide, so that a density is a share.
        let (mut sum, mut variance) = (0.0, 0.0);
        for (square, share) in density.per_km2.iter().enumerate() {
            let at = grid.place(
                (square % grid.columns()) as f64,
                (square / grid.columns()) as f64,
            );
            sum += share;
            variance += share * (at.x_km - 0.5).powi(2);
            // The top of three boxes is an eighth lower than that of a Gaussian.
            let distance2 = (at.x_km - 0.5).powi(2) + (at.y_km - 0.5).powi(2);
            let variance = deviation_squares * deviation_squares;
            let gaussian = (-0.5 * distance2 / variance).exp() / (std::f64::consts::TAU * variance);
            let highest = 1.0 / (std::f64::consts::TAU * variance);
            assert!(deviation_squares < 2.0 || (share - gaussian).abs() < 0.13 * highest);
        }
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        assert!(
            (variance - deviation_squares * deviation_squares).abs() < 1e-6,
            "{variance}"
        );
        let middle = density.largest_per_km2(&grid);
        let most = density.per_km2.iter().copied().fold(0.0, f64::max);
        assert_eq!(middle, most);
    }
}
