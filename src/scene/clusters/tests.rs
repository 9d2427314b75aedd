use super::*;
use crate::story::Kind;
use proptest::prelude::*;

const SIZE: ScreenSize = ScreenSize::new(800.0, 600.0);
const MARK_PX: f64 = 7.0;

fn spot(incident: usize, x_km: f64, y_km: f64) -> Spot {
    Spot {
        incident,
        kind: Kind::Operation,
        at: PlanePoint::new(x_km, y_km),
        form: Form::Mark,
    }
}

fn spots(places: &[(f64, f64)]) -> Vec<Spot> {
    let places = places.iter().enumerate();
    places.map(|(at, (x, y))| spot(at, *x, *y)).collect()
}

/// The view around a point at a scale.
fn view(x_km: f64, y_km: f64, px_per_km: f64) -> PlaneBounds {
    let half = |px: f64| px / 2.0 / px_per_km;
    PlaneBounds {
        min_x_km: x_km - half(SIZE.width_px),
        min_y_km: y_km - half(SIZE.height_px),
        max_x_km: x_km + half(SIZE.width_px),
        max_y_km: y_km + half(SIZE.height_px),
    }
}

fn clusters_at(spots: &[Spot], x_km: f64, y_km: f64, px_per_km: f64) -> Vec<Cluster> {
    let grid = Grid::for_view(SIZE, px_per_km, MARK_PX);
    let view = view(x_km, y_km, px_per_km);
    clusters(spots, &[Form::Mark], None, &grid, &view)
}

/// How many marks each cluster has, the largest first.
fn counts(clusters: &[Cluster]) -> Vec<usize> {
    let mut counts: Vec<usize> = clusters.iter().map(|cluster| cluster.count).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts
}

#[test]
fn cells_are_powers_of_two_of_kilometres_and_wide_enough() {
    for px_per_km in [1e-9, 0.037, 0.5, 1.0, 3.3, 64.0, 1000.0, 1e9] {
        let grid = Grid::for_view(SIZE, px_per_km, MARK_PX);
        let power = grid.cell_km.log2();
        assert_eq!(power, power.round(), "{px_per_km}");
        let cell_px = grid.cell_km * px_per_km;
        let least_px = (800.0_f64 * 600.0 / MOST_CELLS).sqrt();
        let is_right = (least_px..2.0 * least_px + 1e-6).contains(&(cell_px + 1e-9));
        assert!(is_right, "{px_per_km}: {cell_px} px");
    }
}

#[test]
fn marks_that_fall_together_are_one_at_their_mean() {
    let mut spots = spots(&[(10.0, 10.0), (10.0, 10.0), (10.2, 10.0), (10.2, 10.4)]);
    let found = clusters_at(&spots, 0.0, 0.0, 1.0);
    assert_eq!(counts(&found), [4]);
    let cluster = &found[0];
    assert!((cluster.at.x_km - 10.1).abs() < 1e-9 && (cluster.at.y_km - 10.1).abs() < 1e-9);
    assert_eq!((cluster.first, cluster.kind), (0, Some(Kind::Operation)));
    assert_eq!(cluster.bounds.max_y_km, 10.4);
    spots[2].kind = Kind::Lead;
    assert_eq!(clusters_at(&spots, 0.0, 0.0, 1.0)[0].kind, None);
    // From near they lie apart, but for those in one place.
    assert_eq!(counts(&clusters_at(&spots, 10.0, 10.0, 1000.0)), [2, 1, 1]);
}

#[test]
fn few_marks_of_a_cell_that_do_not_overlap_stay_single() {
    let check = |places: &[(f64, f64)], expected: &[usize]| {
        let found = clusters_at(&spots(places), 0.0, 0.0, 1.0);
        assert_eq!(counts(&found), expected, "{places:?}");
    };
    // Cells are 64 km; a mark is 14 px at a scale at which these are 56.6 px.
    check(&[(5.0, 5.0), (30.0, 5.0), (30.0, 40.0)], &[1, 1, 1]);
    check(&[(5.0, 5.0), (10.0, 5.0), (30.0, 40.0)], &[3]);
    check(&[(5.0, 5.0), (30.0, 5.0), (30.0, 40.0), (5.0, 40.0)], &[4]);
    // Across the border of two cells.
    check(&[(62.0, 5.0), (66.0, 5.0)], &[2]);
    check(&[(50.0, 5.0), (80.0, 5.0)], &[1, 1]);
}

#[test]
fn the_one_left_out_is_not_counted() {
    let spots = spots(&[(1.0, 1.0), (1.0, 1.0), (1.0, 1.0)]);
    let grid = Grid::for_view(SIZE, 1.0, MARK_PX);
    let bounds = view(0.0, 0.0, 1.0);
    let left = |selected| clusters(&spots, &[Form::Mark], selected, &grid, &bounds);
    assert_eq!((left(Some(0))[0].count, left(Some(0))[0].first), (2, 1));
    assert_eq!(left(None)[0].count, 3);
    assert_eq!(clusters(&spots, &[Form::Disc], None, &grid, &bounds), []);
}

#[test]
fn a_disc_grows_with_its_count_and_holds_its_number() {
    let mut last = 0.0;
    for count in [2, 3, 9, 10, 99, 100, 999, 1000, 87_348, 100_000, 1_000_000] {
        let radius = radius_px(count);
        assert!(radius >= last, "{count}");
        assert!(radius < 40.0, "{count}: {radius} px");
        last = radius;
    }
    assert!(radius_px(0) > 0.0);
}

fn places() -> impl Strategy<Value = Vec<(f64, f64)>> {
    // Some in one place, some in a town, some anywhere.
    let one = prop_oneof![
        Just((3.0, 4.0)),
        (-5.0..5.0, -5.0..5.0),
        (-900.0..900.0, -900.0..900.0)
    ];
    prop::collection::vec(one, 1..300)
}

proptest! {
    #[test]
    fn every_mark_is_counted_once(places in places(), px_per_km in 0.05_f64..0.4) {
        let found = clusters_at(&spots(&places), 0.0, 0.0, px_per_km);
        prop_assert_eq!(counts(&found).iter().sum::<usize>(), places.len());
        let mut firsts: Vec<usize> = found.iter().map(|cluster| cluster.first).collect();
        firsts.sort_unstable();
        firsts.dedup();
        prop_assert_eq!(firsts.len(), found.len(), "each has a first mark of its own");
    }

    #[test]
    fn panning_changes_nothing(
        places in places(),
        px_per_km in 0.05_f64..20.0,
        x_px in -300_f64..300.0,
        y_px in -300_f64..300.0,
    ) {
        let spots = spots(&places);
        let (x_km, y_km) = (x_px / px_per_km, y_px / px_per_km);
        let bounds = [view(0.0, 0.0, px_per_km), view(x_km, y_km, px_per_km)];
        let in_both = |x_km, y_km| {
            let found = clusters_at(&spots, x_km, y_km, px_per_km).into_iter();
            let both = found.filter(|cluster| bounds.iter().all(|bounds| bounds.contains(cluster.at)));
            let mut both: Vec<Cluster> = both.collect();
            both.sort_unstable_by_key(|cluster| cluster.first);
            both
        };
        prop_assert_eq!(in_both(0.0, 0.0), in_both(x_km, y_km));
    }

    #[test]
    fn within_a_zoom_step_nothing_changes(places in places(), px_per_km in 0.07_f64..20.0) {
        let spots = spots(&places);
        let grid = Grid::for_view(SIZE, px_per_km, MARK_PX);
        let bounds = view(0.0, 0.0, px_per_km);
        let lowest = Grid::for_view(SIZE, grid.px_per_km, MARK_PX);
        prop_assume!(lowest == grid);
        let same = |grid: &Grid| clusters(&spots, &[Form::Mark], None, grid, &bounds);
        prop_assert_eq!(same(&grid), same(&lowest));
    }

    #[test]
    fn any_view_can_be_laid_out(
        width_px in -10.0_f64..4000.0,
        height_px in 0.0_f64..4000.0,
        px_per_km in prop_oneof![Just(1e-9), Just(1e9), 1e-6_f64..1e6],
        x_km in -3e4_f64..3e4,
    ) {
        let grid = Grid::for_view(ScreenSize::new(width_px.max(0.0), height_px), px_per_km, MARK_PX);
        let bounds = PlaneBounds::at(PlanePoint::new(x_km, 0.0));
        clusters(&spots(&[(0.0, 0.0), (x_km, 0.0)]), &[Form::Mark], None, &grid, &bounds);
    }
}
