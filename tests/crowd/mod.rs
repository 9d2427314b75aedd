//! A made-up story with many incidents, always the same: towns of many sizes, fourteen kinds of very different
//! frequency, and a few incidents without a place.
#![allow(
    dead_code,
    clippy::indexing_slicing,
    reason = "each test uses a part of it"
)]

use serde_json::{Value, json};

/// How many kinds it has.
pub const KINDS: usize = 14;
/// So many incidents lie in one and the same place; the first has the id `c0`.
pub const IN_ONE_PLACE: usize = 12;
/// So many have no place.
pub const UNPLACED: usize = 3;

/// Numbers that look like chance and are always the same (a linear congruential generator, Knuth's MMIX constants).
struct Numbers(u64);

impl Numbers {
    /// From 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// A story with `count` incidents, `c0`, `c1` and so on; `when` gives the date of each.
pub fn story(count: usize, when: impl Fn(usize) -> Value) -> Value {
    let mut numbers = Numbers(1);
    let mut next = || numbers.next();
    let towns: Vec<(f64, f64)> = (0..40)
        .map(|_| (60.0 + 14.0 * next(), 46.0 + 6.0 * next()))
        .collect();
    let features: Vec<Value> = (0..count)
        .map(|number| {
            let town = towns[(40.0 * next() * next()) as usize];
            let mut around = || 0.3 * (next() + next() - 1.0);
            let place = match number {
                _ if number < IN_ONE_PLACE => json!([55.0, 49.0]),
                _ => json!([town.0 + around(), town.1 + around()]),
            };
            let has_place = number < count - UNPLACED;
            let kind = (KINDS as f64 * next() * next()) as usize;
            json!({
                "type": "Feature",
                "id": format!("c{number}"),
                "geometry": has_place.then(|| json!({"type": "Point", "coordinates": place})),
                "properties": {
                    "kind": format!("kind-{kind}"),
                    "title": format!("Incident {number}"),
                    "when": when(number),
                    "place": {"name": format!("Street {}", number % 50), "precision": "exact"},
                },
            })
        })
        .collect();
    let categories: Vec<Value> = (0..KINDS)
        .map(|kind| json!({"id": format!("kind-{kind}"), "label": format!("Kind {kind}")}))
        .collect();
    json!({
        "type": "FeatureCollection",
        "story": {"profile": 1, "title": "A crowd", "languages": ["en", "ru", "kk"], "categories": categories},
        "features": features,
    })
}
