//! What is filtered out is nowhere, and what is left stays where it was: on the map, in the timeline and in the text.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod crowd;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use incident_map::basemap::BasemapIndex;
use incident_map::cli::format::IcuFormat;
use incident_map::cli::measure::FontMeasure;
use incident_map::document::{self, DocumentInput};
use incident_map::geo::ScreenSize;
use incident_map::load::{
    basemap_index_from_json, messages_from_json, story_from_geojson, topology_from_topojson,
};
use incident_map::locale::Locale;
use incident_map::query::{Axis, Dataset, Filter, Overview};
use incident_map::scene::{
    Ink, Item, MapInput, Picture, ProjectedBasemap, ProjectedIncidents, TimelineInput,
    TimelineLook, base_scene, mark_scene, timeline_scene,
};
use incident_map::story::Kind;
use incident_map::view::MapHome;
use serde_json::{Value, json};

fn read(path: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A story under a filter.
struct Seen {
    dataset: Dataset,
    overview: Overview,
    index: BasemapIndex,
    basemap: Option<ProjectedBasemap>,
    home: MapHome,
    incidents: ProjectedIncidents,
    locale: Locale,
}

impl Seen {
    fn new(story: &[u8], with_basemap: bool) -> Self {
        let dataset = story_from_geojson(story).unwrap().dataset;
        let (index, topology) = match with_basemap {
            false => (BasemapIndex::default(), None),
            true => {
                let index = basemap_index_from_json(&read("public/basemap/index.json")).unwrap();
                let level = read(&format!("public/basemap/{}", index.levels[0].file));
                (index, Some(topology_from_topojson(&level).unwrap()))
            }
        };
        let home = MapHome::of(&dataset, &index, topology.as_ref());
        let projection = home.projection();
        let basemap = topology.map(|it| ProjectedBasemap::new(it, index.bounds, projection));
        Self {
            overview: Overview::of(&dataset),
            incidents: ProjectedIncidents::new(
                &dataset,
                &index,
                basemap.as_ref(),
                home.projection(),
            ),
            locale: Locale {
                tag: "en".to_owned(),
                messages: Arc::new(messages_from_json(&read("public/i18n/en.json")).unwrap()),
                format: Arc::new(IcuFormat::new("en")),
            },
            basemap,
            home,
            index,
            dataset,
        }
    }

    fn shipped() -> Self {
        Self::new(&read("data/operations.geojson"), true)
    }

    fn crowd(count: usize, when: impl Fn(usize) -> Value) -> Self {
        Self::new(crowd::story(count, when).to_string().as_bytes(), false)
    }

    fn hiding(&mut self, kinds: &[&str]) {
        let kinds = kinds
            .iter()
            .map(|id| self.dataset.kind_with_id(id).unwrap());
        let filter = Filter::hiding(&kinds.collect::<Vec<_>>());
        let whole = Overview::of(&self.dataset);
        self.overview = whole.under(&self.dataset, &filter);
    }

    fn map<T>(&self, make: impl FnOnce(&MapInput) -> T) -> T {
        make(&MapInput {
            globe: None,
            crowding: Some(&incident_map::scene::IN_CROWDS),
            laid_out_for: None,
            dataset: &self.dataset,
            basemap: self.basemap.as_ref(),
            index: &self.index,
            viewport: &self.home.viewport(ScreenSize::new(850.0, 520.0)),
            incidents: &self.incidents.shown(&self.overview),
            overview: &self.overview,
            selection: None,
            hovered: None,
            locale: &self.locale,
            measure: &FontMeasure::new(),
        })
    }

    fn timeline(&self, axis: Axis, width_px: f64) -> Picture {
        timeline_scene(&TimelineInput {
            dataset: &self.dataset,
            overview: &self.overview,
            axis,
            look: TimelineLook::default(),
            width_px,
            selection: None,
            locale: &self.locale,
            measure: &FontMeasure::new(),
        })
    }

    fn document(&self) -> DocumentInput<'_> {
        DocumentInput {
            dataset: &self.dataset,
            index: &self.index,
            overview: &self.overview,
            locale: &self.locale,
        }
    }

    fn ids(&self, picture: &Picture) -> Vec<&str> {
        let incident = |at: usize| self.dataset.incident(at).unwrap().id.as_str();
        let targets = picture.targets.iter();
        targets.map(|target| incident(target.incident)).collect()
    }
}

fn texts(items: &[Item]) -> Vec<&str> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Text(text) => Some(text.text.as_str()),
            Item::Path { .. } => None,
        })
        .collect()
}

/// How many paths are filled with this ink.
fn filled(items: &[Item], wanted: Ink) -> usize {
    let is_filled = |item: &&Item| match item {
        Item::Path {
            fill: Some(fill), ..
        } => fill.ink == wanted,
        _ => false,
    };
    items.iter().filter(is_filled).count()
}

#[test]
fn the_map_shows_what_is_left_where_it_was() {
    let mut seen = Seen::shipped();
    let before = seen.map(mark_scene);
    assert_eq!(seen.ids(&before).len(), 5);
    // Leads are marks; so are arrowheads: three arcs, to two leads and a region.
    assert_eq!(filled(&before.scene.items, Ink::Lead), 2 + 3);
    let regions = |seen: &Seen| {
        filled(
            &seen.map(|map| base_scene(map, 0.0)).items,
            Ink::LandInvolved,
        )
    };
    let areas = |seen: &Seen| filled(&seen.map(|map| base_scene(map, 0.0)).items, Ink::Operation);
    assert_eq!((regions(&seen), areas(&seen)), (4, 1));

    seen.hiding(&["lead"]);
    let after = seen.map(mark_scene);
    assert_eq!(
        seen.ids(&after),
        ["ust-kamenogorsk", "rudnyi", "almaty-region"]
    );
    assert_eq!(filled(&after.scene.items, Ink::Lead), 1, "one arc is left");
    assert!(!texts(&after.scene.items).contains(&"Petropavl"));
    assert_eq!((regions(&seen), areas(&seen)), (3, 1));
    let place = |picture: &Picture| picture.targets[0].rect.center();
    assert_eq!(place(&before), place(&after));

    seen.hiding(&["operation"]);
    let after = seen.map(mark_scene);
    assert_eq!(seen.ids(&after).len(), 2);
    assert_eq!(
        filled(&after.scene.items, Ink::Lead),
        2,
        "no arc has both ends"
    );
    assert_eq!((regions(&seen), areas(&seen)), (2, 0));

    seen.hiding(&["operation", "lead"]);
    assert_eq!(seen.map(mark_scene).targets, []);
    assert_eq!((regions(&seen), areas(&seen)), (0, 0));
}

#[test]
fn the_timeline_keeps_the_place_of_what_is_hidden() {
    let dated = |number: usize| match number % 3 {
        0 => Value::Null,
        _ => json!(format!("2021-{:02}", 1 + number % 7)),
    };
    // Phases; marks and a tray; bars.
    for (mut seen, axis, hidden) in [
        (Seen::shipped(), Axis::Sequence, "lead"),
        (Seen::shipped(), Axis::Calendar, "lead"),
        (Seen::crowd(20, dated), Axis::Calendar, "kind-0"),
        (Seen::crowd(2_000, dated), Axis::Calendar, "kind-0"),
    ] {
        let kind = seen.dataset.kind_with_id(hidden).expect(hidden);
        for width_px in [340.0, 880.0] {
            seen.hiding(&[]);
            let before = seen.timeline(axis, width_px);
            seen.hiding(&[hidden]);
            let after = seen.timeline(axis, width_px);
            assert_eq!(before.scene.size, after.scene.size);
            let is_kept = |at: usize| seen.dataset.incident(at).unwrap().kind != kind;
            let kept = before.targets.iter().filter(|it| is_kept(it.incident));
            assert!(after.targets.iter().eq(kept), "{hidden} at {width_px}");
            if let (Some(before), Some(after)) = (before.bars(), after.bars()) {
                let of_kind =
                    Overview::of(&seen.dataset).counts.total() - seen.overview.shown.total();
                assert_eq!(before.counts.len(), after.counts.len());
                assert!(before.counted() - after.counted() <= of_kind);
                assert!(
                    before
                        .counts
                        .iter()
                        .zip(&after.counts)
                        .all(|(all, some)| some <= all)
                );
            }
        }
    }
}

#[test]
fn a_crowd_is_counted_without_what_is_hidden() {
    let mut seen = Seen::crowd(2_000, |_| json!("2020-05"));
    let counted = |seen: &Seen| -> usize {
        let targets = seen.map(mark_scene).targets;
        targets
            .iter()
            .map(|it| it.group.map_or(1, |group| group.count))
            .sum()
    };
    assert_eq!(counted(&seen), 2_000 - crowd::UNPLACED);
    let kinds = Overview::of(&seen.dataset).counts.by_kind;
    let ids: Vec<String> = kinds
        .iter()
        .map(|(kind, _)| seen.dataset.kind_id(*kind).to_owned())
        .collect();
    let others: Vec<&str> = ids[1..].iter().map(String::as_str).collect();
    seen.hiding(&others);
    let expected = seen.overview.shown.total();
    assert!(expected > 20 && expected < 1_000, "{expected}");
    let unplaced = document::unplaced(&seen.document());
    let unplaced = unplaced.map_or(0, |it| {
        let html = it.to_html();
        let (_, summary) = html.split_once("<summary>").unwrap();
        summary.split(' ').next().unwrap().parse().unwrap()
    });
    assert_eq!(counted(&seen), expected - unplaced);
    let picture = seen.timeline(Axis::Calendar, 880.0);
    assert_eq!(picture.bars().unwrap().counted(), expected);
}

#[test]
fn the_text_says_what_is_shown() {
    let mut seen = Seen::shipped();
    for (hidden, counts, cards) in [
        (&[][..], "3 operations, 2 leads · reported in 4 regions", 5),
        (
            &["lead"],
            "3 operations · reported in 3 regions · Showing 3 of 5",
            3,
        ),
        (
            &["operation"],
            "2 leads · reported in 2 regions · Showing 2 of 5",
            2,
        ),
        (&["operation", "lead"], "0 of 5 incidents shown", 0),
    ] {
        seen.hiding(hidden);
        let document = seen.document();
        assert_eq!(document::counts_text(&document), counts);
        let listed = seen.overview.shown_of(None);
        let list = document::card_list(
            &document,
            listed.as_deref(),
            50,
            document.overview.shown.total(),
        );
        let html: String = list.iter().map(|element| element.to_html()).collect();
        assert_eq!(html.matches("<article").count(), cards, "{hidden:?}");
        assert_eq!(html.contains("Everything is filtered out"), cards == 0);
        let order = document::order_of_events(&document).to_html();
        assert_eq!(order.contains("mark-lead"), !hidden.contains(&"lead"));
        let note = document::filter_note(&document);
        assert_eq!(note.is_some(), !hidden.is_empty());
    }
}

#[test]
fn the_legend_is_a_filter_in_the_app_and_a_list_without() {
    let mut seen = Seen::shipped();
    seen.hiding(&["lead"]);
    let plain = document::legend(&seen.document()).to_html();
    assert!(!plain.contains("<button"), "nobody would answer: {plain}");
    let filter = document::filter_legend(&seen.document(), true).to_html();
    let button = |id: &str, is_pressed: bool| {
        filter.contains(&format!(r#"data-kind="{id}" aria-pressed="{is_pressed}""#))
    };
    assert!(
        button("operation", true) && button("lead", false),
        "{filter}"
    );
    for legend in [plain, filter] {
        for words in ["Operation: 3", "Lead: 2", "Region as a whole"] {
            assert!(legend.contains(words), "{words} in {legend}");
        }
    }
    assert_eq!(
        seen.dataset.hiding_all(&Filter::default()),
        Filter::hiding(&[Kind::Operation, Kind::Lead])
    );
}
