use std::sync::Arc;

use super::*;
use crate::basemap::{BasemapIndex, NamedPlace};
use crate::geo::LngLat;
use crate::story::{Category, Incident, Kind, Place, PlacePrecision, Shape, Story};
use crate::time::{MomentSpan, When};
use proptest::prelude::*;

fn incident(kind: Kind, region: Option<&str>) -> Incident {
    Incident {
        kind,
        place: Place {
            region: region.map(str::to_owned),
            ..Place::default()
        },
        ..Incident::blank()
    }
}

/// A story with so many declared categories and, of each kind, so many incidents.
fn dataset(categories: usize, kinds: &[(Kind, usize)]) -> Dataset {
    let categories = (0..categories).map(|number| Category::unnamed(number.to_string()));
    let of_kind = |(kind, count): &(Kind, usize)| vec![incident(*kind, None); *count];
    Dataset {
        story: Story {
            categories: categories.collect(),
            ..Story::default()
        },
        incidents: kinds.iter().flat_map(of_kind).collect(),
        extent: None,
    }
}

#[test]
fn kinds_and_regions_are_counted_once_each() {
    let kinds = [
        (Kind::Category(2), 3),
        (Kind::Lead, 1),
        (Kind::Operation, 2),
    ];
    let mut story = dataset(3, &kinds);
    for (position, code) in [(0, "b"), (1, "a"), (3, "b"), (4, "")] {
        story.incidents[position].place.region = Some(code.to_owned());
    }
    let counts = Counts::of(&story, |_| true);
    let expected = [
        (Kind::Operation, 2),
        (Kind::Lead, 1),
        (Kind::Category(2), 3),
    ];
    assert_eq!(counts.by_kind, expected);
    assert_eq!(
        (counts.total(), counts.regions),
        (6, 0),
        "one has no region"
    );
    let in_regions = [0, 1, 3, 4];
    let counts_there = Counts::of(&story, |position| in_regions.contains(&position));
    assert_eq!((counts_there.total(), counts_there.regions), (4, 3));
    assert_eq!(counts.most_frequent_first()[0], (Kind::Category(2), 3));
    assert_eq!(Counts::of(&story, |position| position == 1).regions, 1);
    let overview = Overview::of(&story);
    let involved = ["a", "b", "c"].map(|code| overview.involves(code));
    assert_eq!(involved, [true, true, false]);
}

#[test]
fn no_two_kinds_share_a_mark_by_accident() {
    let check = |categories: usize, counts: &[usize], expected: &[Option<usize>]| {
        let kinds = counts.iter().enumerate();
        let kinds: Vec<_> = kinds
            .map(|(at, count)| (Kind::Category(at), *count))
            .collect();
        let overview = Overview::of(&dataset(categories, &kinds));
        let found: Vec<_> = (0..categories).map(|at| overview.mark_of(at)).collect();
        assert_eq!(found, expected, "{counts:?}");
    };
    let some = |marks: &[usize]| marks.iter().copied().map(Some).collect::<Vec<_>>();
    // As declared, while there are enough.
    check(3, &[1, 5, 2], &some(&[0, 1, 2]));
    check(6, &[1, 2, 3, 4, 5, 6], &some(&[0, 1, 2, 3, 4, 5]));
    // The most frequent ones, when there are not; of equal ones the first.
    let mut expected = some(&[5, 4, 3, 2, 1, 0]);
    expected.insert(0, None);
    check(
        7,
        &[1, 1, 2, 3, 4, 5, 6],
        &[&[Some(5), None][..], &expected[2..]].concat(),
    );
    check(
        8,
        &[0, 9, 0, 0, 0, 0, 0, 0],
        &[&[None, Some(0)][..], &[None; 6]].concat(),
    );
    assert_eq!(Overview::of(&dataset(2, &[])).mark_of(7), None);
}

#[test]
fn an_incident_is_on_the_map_by_its_coordinates_or_by_an_area_that_the_basemap_has() {
    let index = BasemapIndex {
        regions: vec![NamedPlace {
            id: "R".into(),
            name: Default::default(),
            at: Vec::new(),
            rank: 0,
        }],
        ..BasemapIndex::default()
    };
    let area = |code: Option<&str>, precision| {
        let mut area = incident(Kind::Operation, code);
        area.place.precision = precision;
        area
    };
    let point = |points: Vec<LngLat>| Incident {
        shape: Some(Shape::Points(points)),
        ..incident(Kind::Operation, None)
    };
    for (incident, is_placed) in [
        (point(vec![LngLat::new(1.0, 2.0)]), true),
        (point(Vec::new()), false),
        (area(Some("R"), PlacePrecision::Region), true),
        (area(Some("R"), PlacePrecision::Settlement), false),
        (area(Some("unknown"), PlacePrecision::Region), false),
        (area(None, PlacePrecision::Country), false),
    ] {
        let dataset = Dataset {
            incidents: vec![incident.clone(), incident],
            ..Dataset::default()
        };
        let expected: &[usize] = if is_placed { &[] } else { &[0, 1] };
        assert_eq!(
            dataset.unplaced(&index, &|_| true),
            expected,
            "{:?}",
            dataset.incidents[0]
        );
    }
}

#[test]
fn areas_are_named_once_and_incidents_grouped_by_phase() {
    let mut story = dataset(0, &[(Kind::Operation, 4)]);
    for (position, code, phase) in [(0, "b", Some(1)), (2, "a", Some(1)), (3, "b", Some(9))] {
        let incident = &mut story.incidents[position];
        incident.place.region = Some(code.to_owned());
        incident.place.precision = PlacePrecision::Region;
        incident.phase = phase;
    }
    assert_eq!(story.area_codes(), ["a", "b"]);
    story.story.phases = vec!["first", "second"]
        .into_iter()
        .map(|id| crate::story::Phase {
            id: id.to_owned(),
            rank: 1,
            label: Default::default(),
            note: Default::default(),
        })
        .collect();
    assert_eq!(story.by_phase(), (vec![vec![], vec![0, 2]], vec![1, 3]));
}

#[test]
fn a_filter_hides_kinds_and_no_others() {
    let [lead, first] = [Kind::Lead, Kind::Category(0)];
    let mut filter = Filter::hiding(&[first, lead]);
    assert!(!filter.is_all() && Filter::default().is_all());
    for (kind, is_kept) in [
        (Kind::Operation, true),
        (lead, false),
        (first, false),
        (Kind::Category(7), true),
        (Kind::Category(usize::MAX - 2), true),
    ] {
        assert_eq!(filter.keeps(0, &incident(kind, None)), is_kept, "{kind:?}");
    }
    // However it came about, the same filter is equal.
    filter.set_hidden(first, false);
    assert_eq!(filter, Filter::hiding(&[lead]));
    filter.set_hidden(lead, false);
    assert_eq!(filter, Filter::default());
}

#[test]
fn kinds_go_by_their_names_in_the_file() {
    let mut story = dataset(2, &[(Kind::Category(1), 2), (Kind::Lead, 1)]);
    story.story.categories[1].id = "road closure".to_owned();
    for (id, kind) in [
        ("operation", Some(Kind::Operation)),
        ("lead", Some(Kind::Lead)),
        ("0", Some(Kind::Category(0))),
        ("road closure", Some(Kind::Category(1))),
        ("", None),
        ("Lead", None),
    ] {
        assert_eq!(story.kind_with_id(id), kind, "{id}");
        assert!(kind.is_none_or(|kind| story.kind_id(kind) == id));
    }
    assert_eq!(story.kinds().count(), 4);
    let all = Filter::hiding(&[Kind::Lead, Kind::Category(1)]);
    assert_eq!(
        story.hiding_all(&Filter::default()),
        all,
        "of the kinds that occur"
    );
}

proptest! {
    #[test]
    fn what_is_shown_is_what_a_recount_finds(
        incidents in prop::collection::vec((0..5_usize, prop::option::of("[a-d]")), 0..40),
        hidden in prop::collection::vec(0..6_usize, 0..6),
        dates in prop::collection::vec(prop::sample::select(vec!["", "2023-05-14", "2023-05-14T06:05:00Z", "2023-05", "2023", "2023-05-20/..", "../2023-04", "202X"]), 40),
        window in prop::sample::select(vec!["", "2023-05-10/2023-05-14", "2023-05-15/..", "../2023-04-30", "2023-05-14T06:05/2023-05-14T06:06", "2023-05-14T06:06/.."]),
        chosen in prop::option::of(prop::collection::vec(any::<bool>(), 0..45)),
    ) {
        let mut story = dataset(3, &[]);
        let kind = |at: usize| story.kinds().nth(at);
        let found = incidents.iter().filter_map(|(at, region)| Some(incident(kind(*at)?, region.as_deref())));
        story.incidents = found.collect();
        for (incident, date) in story.incidents.iter_mut().zip(dates) {
            incident.when = When::parse(date).ok();
        }
        let filter = Filter::hiding(&hidden.into_iter().filter_map(|at| story.kinds().nth(at)).collect::<Vec<_>>())
            .in_window(MomentSpan::parse(window))
            .choosing(chosen.clone().map(Arc::new));
        let whole = Overview::of(&story);
        let overview = whole.under(&story, &filter);
        let is_kept = |at: usize| filter.keeps(at, &story.incidents[at]);
        let kept: Vec<usize> = (0..story.incidents.len()).filter(|at| is_kept(*at)).collect();
        for at in &kept {
            prop_assert!(chosen.as_ref().and_then(|chosen| chosen.get(*at).copied()).unwrap_or(true));
        }
        prop_assert_eq!(&overview.shown, &Counts::of(&story, is_kept));
        prop_assert_eq!(&overview.counts, &whole.counts);
        prop_assert_eq!(overview.hides_some(), kept.len() < story.incidents.len());
        for at in 0..story.incidents.len() {
            prop_assert_eq!(overview.is_shown(at), is_kept(at));
        }
        for code in ["a", "b", "c", "d", "e"] {
            let lies_in = |at: &usize| story.incidents[*at].place.region.as_deref() == Some(code);
            prop_assert_eq!(overview.involves(code), kept.iter().any(lies_in));
        }
        prop_assert_eq!(overview.shown_of(None).unwrap_or((0..story.incidents.len()).collect()), kept);
        prop_assert_eq!(overview.under(&story, &Filter::default()), whole);
    }
}
