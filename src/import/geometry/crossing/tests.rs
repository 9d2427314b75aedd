use super::*;
use proptest::prelude::*;

fn ring(places: &[(f64, f64)]) -> Vec<LngLat> {
    let places = places.iter();
    places.map(|(lng, lat)| LngLat::new(*lng, *lat)).collect()
}

/// Whether any two edges meet that should not: each compared with each.
fn touches_anywhere(ring: &[LngLat]) -> bool {
    let edges = Edges::new(ring);
    let count = edges.edges.len();
    let all = || edges.edges.iter().enumerate();
    count < 3
        || edges.turn_back().is_some()
        || all().any(|(at, one)| {
            all().skip(at + 2).any(|(other_at, other)| {
                !(at == 0 && other_at + 1 == count) && touch_of(one, other).is_some()
            })
        })
}

/// A coast: a circle with bays at every scale, which does not touch itself.
fn coast(vertices: usize) -> Vec<LngLat> {
    let at = |index: usize| {
        let turn = index as f64 / vertices as f64 * std::f64::consts::TAU;
        let bays = [7.0, 31.0, 211.0, 1_709.0, 20_011.0];
        let depth: f64 = bays.iter().map(|bays| (turn * bays).sin() / bays).sum();
        let radius = 10.0 + depth;
        LngLat::new(radius * turn.cos(), 50.0 + radius * turn.sin())
    };
    (0..vertices).chain([0]).map(at).collect()
}

#[test]
fn touches_and_crossings_are_found_and_nothing_else() {
    let bow_tie = [(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0), (0.0, 0.0)];
    let square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)];
    let pinched = [
        (0.0, 0.0),
        (4.0, 0.0),
        (2.0, 2.0),
        (4.0, 4.0),
        (0.0, 4.0),
        (2.0, 2.0),
        (0.0, 0.0),
    ];
    let vertex_on_edge = [
        (0.0, 0.0),
        (4.0, 0.0),
        (4.0, 4.0),
        (2.0, 0.0),
        (0.0, 4.0),
        (0.0, 0.0),
    ];
    let spike = [
        (0.0, 0.0),
        (2.0, 0.0),
        (4.0, 0.0),
        (2.0, 0.0),
        (2.0, 2.0),
        (0.0, 0.0),
    ];
    let spike_at_the_end = [(0.0, 0.0), (2.0, 0.0), (0.0, 2.0), (-1.0, 0.0), (0.0, 0.0)];
    let doubled = [
        (0.0, 0.0),
        (2.0, 0.0),
        (2.0, 0.0),
        (2.0, 2.0),
        (0.0, 2.0),
        (0.0, 2.0),
        (0.0, 0.0),
        (0.0, 0.0),
    ];
    let straight_on = [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 0.0)];
    let there_and_back = [(0.0, 0.0), (1.0, 0.0), (1.0, 0.0), (0.0, 0.0)];
    let one_place = [(1.0, 1.0); 4];
    for (name, places, expected) in [
        ("square", &square[..], None),
        ("doubled", &doubled, None),
        ("straight on", &straight_on, None),
        ("spike at the end is none", &spike_at_the_end, None),
        ("bow tie", &bow_tie, Some(2)),
        ("pinched", &pinched, Some(5)),
        ("vertex on edge", &vertex_on_edge, Some(3)),
        ("spike", &spike, Some(2)),
        ("there and back", &there_and_back, Some(0)),
        ("one place", &one_place, Some(0)),
    ] {
        let ring = ring(places);
        assert_eq!(touch_in_ring(&ring), expected, "{name}");
        assert_eq!(touches_anywhere(&ring), expected.is_some(), "{name}");
    }
}

#[test]
fn a_coast_of_a_hundred_thousand_vertices_takes_few_comparisons() {
    let mut coast = coast(100_000);
    let edges = Edges::new(&coast);
    let (found, left) = edges.meeting();
    assert_eq!(found, None);
    let made = edges.edges.len() * MOST_COMPARISONS_PER_EDGE - left;
    assert!(made < 40 * edges.edges.len(), "{}", made as f64 / 1e5);
    // One vertex on the far side.
    coast[30_000] = LngLat::new(5.0, 30.0);
    assert!(touch_in_ring(&coast).is_some());
}

#[test]
fn a_ring_made_to_take_long_is_let_pass() {
    // A spiral of straight sides: all its boxes overlap.
    let turns = (1..20_000).map(|index| {
        let size = f64::from(index) / 1_000.0;
        match index % 4 {
            0 => LngLat::new(size, size),
            1 => LngLat::new(-size, size),
            2 => LngLat::new(-size, -size),
            _ => LngLat::new(size + 0.001, -size),
        }
    });
    let spiral: Vec<LngLat> = turns.collect();
    let edges = Edges::new(&spiral);
    assert_eq!(edges.meeting(), (None, 0));
}

proptest! {
    #[test]
    fn the_tree_finds_what_comparing_all_finds(
        corners in prop::collection::vec((0..30_i32, 0..30_i32), 3..40)
    ) {
        let places = corners.iter().chain(corners.first());
        let ring: Vec<LngLat> =
            places.map(|(x, y)| LngLat::new(f64::from(*x), f64::from(*y))).collect();
        let found = touch_in_ring(&ring);
        prop_assert_eq!(found.is_some(), touches_anywhere(&ring));
        prop_assert!(found.is_none_or(|index| index < ring.len() - 1));
    }
}
