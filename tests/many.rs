//! Stories with very many incidents: what is drawn, what is said, and that none of it is lost.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod crowd;

use std::path::Path;
use std::sync::Arc;

use incident_map::basemap::BasemapIndex;
use incident_map::cli::format::IcuFormat;
use incident_map::cli::measure::FontMeasure;
use incident_map::document::{self, DocumentInput, Element, Node};
use incident_map::geo::{LngLat, PlaneBounds, ScreenSize, Viewport};
use incident_map::load::{messages_from_json, story_from_geojson};
use incident_map::locale::Locale;
use incident_map::query::{Dataset, Overview};
use incident_map::scene::{
    CLOSEST_PX_PER_KM, Item, MapInput, Opened, Picture, ProjectedIncidents, TimelineInput,
    TimelineLook, mark_scene, opened_group, timeline_scene,
};
use incident_map::time::CalendarUnit;
use incident_map::view::{MapHome, MapMove};
use serde_json::{Value, json};

fn english() -> Locale {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/i18n/en.json");
    Locale {
        tag: "en".to_owned(),
        messages: Arc::new(messages_from_json(&std::fs::read(path).unwrap()).unwrap()),
        format: Arc::new(IcuFormat::new("en")),
    }
}

/// A story, ready to be drawn and told.
struct Told {
    dataset: Dataset,
    overview: Overview,
    index: BasemapIndex,
    home: MapHome,
    incidents: ProjectedIncidents,
    locale: Locale,
}

const SIZE: ScreenSize = ScreenSize::new(850.0, 520.0);

impl Told {
    fn new(story: &Value) -> Self {
        let dataset = story_from_geojson(story.to_string().as_bytes())
            .unwrap()
            .dataset;
        let index = BasemapIndex::default();
        let home = MapHome::of(&dataset, &index, None);
        let incidents = ProjectedIncidents::new(&dataset, &index, None, home.projection());
        Self {
            overview: Overview::of(&dataset),
            home: if incidents.is_crowded() {
                home.with_clusters()
            } else {
                home
            },
            locale: english(),
            dataset,
            index,
            incidents,
        }
    }

    fn crowd(count: usize) -> Self {
        Self::new(&crowd::story(count, |number| {
            json!(format!(
                "20{:02}-{:02}-11",
                10 + number % 8,
                1 + number % 12
            ))
        }))
    }

    fn with_map<T>(
        &self,
        viewport: &Viewport,
        selection: Option<usize>,
        make: impl FnOnce(&MapInput) -> T,
    ) -> T {
        make(&MapInput {
            dataset: &self.dataset,
            basemap: None,
            index: &self.index,
            globe: None,
            viewport,
            crowding: Some(&incident_map::scene::IN_CROWDS),
            laid_out_for: None,
            incidents: &self.incidents,
            overview: &self.overview,
            selection,
            hovered: None,
            locale: &self.locale,
            measure: &FontMeasure::new(),
        })
    }

    fn marks(&self, viewport: &Viewport, selection: Option<usize>) -> Picture {
        self.with_map(viewport, selection, mark_scene)
    }

    fn moved(&self, viewport: &Viewport, movement: MapMove) -> Viewport {
        self.home.moved(viewport, movement, &self.dataset, None)
    }

    fn document(&self) -> DocumentInput<'_> {
        DocumentInput {
            dataset: &self.dataset,
            index: &self.index,
            overview: &self.overview,
            locale: &self.locale,
        }
    }

    fn timeline(&self, width_px: f64, selection: Option<usize>) -> Picture {
        timeline_scene(&TimelineInput {
            dataset: &self.dataset,
            overview: &self.overview,
            axis: self.dataset.natural_axis(),
            look: TimelineLook::default(),
            width_px,
            selection,
            locale: &self.locale,
            measure: &FontMeasure::new(),
        })
    }
}

/// How many incidents the targets of a picture stand for.
fn counted(picture: &Picture) -> usize {
    let counts = picture
        .targets
        .iter()
        .map(|target| target.group.map_or(1, |group| group.count));
    counts.sum()
}

fn texts(picture: &Picture) -> Vec<&str> {
    let items = picture.scene.items.iter();
    items
        .filter_map(|item| match item {
            Item::Text(text) => Some(text.text.as_str()),
            Item::Path { .. } => None,
        })
        .collect()
}

/// All words of a tree of elements.
fn words(element: &Element) -> String {
    let words = element.children.iter().map(|node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(element) => words(element) + " ",
    });
    words.collect::<String>().trim().to_owned()
}

fn elements<'e>(element: &'e Element, tag: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    for node in &element.children {
        if let Node::Element(child) = node {
            found.extend((child.tag == tag).then_some(child));
            found.extend(elements(child, tag));
        }
    }
    found
}

#[test]
fn every_incident_is_in_some_mark_and_marks_are_few() {
    for count in [301, 2_000, 20_000] {
        let told = Told::crowd(count);
        let home = told.home.viewport(SIZE);
        let picture = told.marks(&home, None);
        assert_eq!(counted(&picture), count - crowd::UNPLACED, "{count}");
        for size in [(360.0, 300.0), (850.0, 520.0), (1900.0, 1000.0)] {
            let mut view = told.home.viewport(ScreenSize::new(size.0, size.1));
            for _ in 0..12 {
                let targets = told.marks(&view, Some(700)).targets.len();
                assert!(targets <= 400, "{count} {size:?}: {targets} targets");
                view = told.moved(
                    &view,
                    MapMove::Zoom {
                        at: None,
                        factor: 1.7,
                    },
                );
            }
        }
    }
}

#[test]
fn a_story_with_few_marks_is_drawn_as_ever() {
    let told = Told::crowd(200);
    // One of its places has too many marks.
    assert!(told.incidents.is_crowded());
    let mut story = crowd::story(200, |_| Value::Null);
    for number in 0..crowd::IN_ONE_PLACE {
        story["features"][number]["geometry"]["coordinates"] = json!([55.0 + number as f64, 49.0]);
    }
    let told = Told::new(&story);
    assert!(!told.incidents.is_crowded());
    let picture = told.marks(&told.home.viewport(SIZE), None);
    assert!(picture.targets.iter().all(|target| target.group.is_none()));
    assert_eq!(picture.targets.len(), 200 - crowd::UNPLACED);
}

#[test]
fn the_selected_incident_stands_by_itself() {
    let told = Told::crowd(2_000);
    let home = told.home.viewport(SIZE);
    for selected in [0, 5, 700] {
        let picture = told.marks(&home, Some(selected));
        let target = picture
            .targets
            .iter()
            .find(|target| target.incident == selected);
        assert_eq!(target.expect("it has a mark").group, None);
        assert_eq!(counted(&picture), 2_000 - crowd::UNPLACED);
    }
}

/// Opening what can be opened again and again ends at single marks or at one place, without an end in between.
#[test]
fn whatever_is_together_can_be_opened() {
    let told = Told::crowd(3_000);
    let mut waiting = vec![told.home.viewport(SIZE)];
    let mut places = 0;
    for _ in 0..60 {
        let Some(view) = waiting.pop() else { break };
        for target in told.marks(&view, None).targets {
            let Some(group) = target.group else { continue };
            let opened = told.with_map(&view, None, |input| opened_group(input, target.incident));
            match opened.expect("a group can be opened") {
                Opened::Apart(bounds) => {
                    assert!(!group.is_one_place);
                    let nearer = told.moved(&view, MapMove::Fit(bounds));
                    assert!(
                        nearer.px_per_km()
                            >= (2.0 * view.px_per_km()).min(CLOSEST_PX_PER_KM) - 1e-6
                    );
                    waiting.push(nearer);
                }
                Opened::OnePlace(positions) => {
                    assert!(group.is_one_place);
                    assert_eq!(positions.len(), group.count);
                    assert!(positions.contains(&target.incident));
                    places += 1;
                }
            }
        }
        waiting.truncate(40);
    }
    assert!(places > 0, "the place with many incidents has been found");
}

#[test]
fn a_group_in_one_place_is_all_that_is_there() {
    let told = Told::crowd(2_000);
    let at = told
        .home
        .projection()
        .plane_from_lnglat(LngLat::new(55.0, 49.0));
    let home = told.home.viewport(SIZE);
    let near = told.moved(&home, MapMove::Fit(PlaneBounds::at(at)));
    assert_eq!(near.px_per_km(), CLOSEST_PX_PER_KM);
    let target = told.marks(&near, None).targets[0].clone();
    let group = target.group.unwrap();
    assert_eq!(
        (group.count, group.is_one_place),
        (crowd::IN_ONE_PLACE, true)
    );
    let opened = told.with_map(&near, None, |input| opened_group(input, target.incident));
    let all: Vec<usize> = (0..crowd::IN_ONE_PLACE).collect();
    assert_eq!(opened, Some(Opened::OnePlace(all)));
    assert_eq!(
        told.with_map(&near, None, |input| opened_group(input, 1_999)),
        None
    );
}

#[test]
fn what_is_known_roughly_is_never_a_pin() {
    let mut story = crowd::story(2_000, |_| Value::Null);
    for number in 0..1_000 {
        story["features"][number]["properties"]["place"]["precision"] = json!("district");
    }
    let told = Told::new(&story);
    let view = told.moved(&told.home.viewport(SIZE), MapMove::Show(0));
    let view = told.moved(
        &view,
        MapMove::Zoom {
            at: None,
            factor: 30.0,
        },
    );
    let roughly = |target: &incident_map::scene::Target| target.incident < 1_000;
    let (rough, exact): (Vec<_>, Vec<_>) = told
        .marks(&view, None)
        .targets
        .into_iter()
        .partition(roughly);
    assert!(rough.len() + exact.len() > 0);
    // From near, no disc with a number mixes the two.
    for target in rough {
        let Some(group) = target.group.filter(|group| group.is_one_place) else {
            continue;
        };
        let opened = told.with_map(&view, None, |input| opened_group(input, target.incident));
        assert!(matches!(opened, Some(Opened::OnePlace(all)) if all.len() == group.count));
    }
}

#[test]
fn many_dates_are_bars_and_none_is_lost() {
    let told = Told::crowd(2_000);
    for width_px in [340.0, 850.0] {
        let picture = told.timeline(width_px, Some(3));
        let bars = picture.bars().expect("it has bars");
        assert_eq!(bars.counted(), 2_000, "{width_px}");
        assert!(bars.counts.len() as f64 * 6.0 <= width_px);
        assert_eq!(picture.targets, []);
    }
    let month = Told::new(&crowd::story(2_000, |_| json!("2018-07")));
    let picture = month.timeline(850.0, None);
    let bars = picture.bars().unwrap();
    assert_eq!(
        (bars.bins.step.unit, bars.counts.as_slice()),
        (CalendarUnit::Month, &[2_000][..])
    );
    assert_eq!(
        texts(&picture),
        ["0", "500", "1,000", "1,500", "2,000", "Jul", "2018"]
    );
    let told = words(&document::timeline::bar_counts(&month.document(), bars));
    assert_eq!(told, "July 2018: 2,000");
}

#[test]
fn dates_that_are_missing_or_vague_are_counted() {
    let dates = ["2018-07-01", "2018-07", "2018-06/..", ""];
    let of = |number: usize| match number % 100 {
        0..=2 => dates[number % 100 + 1],
        _ => dates[0],
    };
    let told = Told::new(&crowd::story(1_000, |number| match of(number) {
        "" => Value::Null,
        date => json!(date),
    }));
    let picture = told.timeline(850.0, None);
    let found = texts(&picture);
    assert!(
        found.contains(&"20 dated less exactly, in none of the bars"),
        "{found:?}"
    );
    assert!(found.contains(&"10 without a date"), "{found:?}");
}

#[test]
fn an_order_with_many_incidents_is_told_in_part() {
    let mut story = crowd::story(2_000, |_| Value::Null);
    story["story"]["phases"] = json!([{"id": "p", "rank": 1, "label": "First"}]);
    for number in 0..1_500 {
        story["features"][number]["properties"]["phase"] = json!("p");
    }
    let told = Told::new(&story);
    let picture = told.timeline(850.0, None);
    assert!(picture.targets.len() <= 60, "{}", picture.targets.len());
    assert!(
        texts(&picture).contains(&"and 1,476 more"),
        "{:?}",
        texts(&picture)
    );
    let order = document::order_of_events(&told.document());
    assert!(words(&order).contains("and 1,480 more"));
    assert!(elements(&order, "li").len() < 30);
}

#[test]
fn the_head_counts_and_the_legend_names_many_kinds() {
    let told = Told::crowd(2_000);
    let document = told.document();
    assert_eq!(
        document::counts_text(&document),
        "2,000 incidents of 14 kinds"
    );
    let legend = document::legend(&document);
    assert_eq!(
        legend.children.len(),
        9,
        "eight kinds, and the others folded away"
    );
    let details = elements(&legend, "details");
    assert_eq!(
        words(elements(details[0], "summary")[0]),
        "and 6 more kinds"
    );
    let lines: Vec<String> = elements(&legend, "li").into_iter().map(words).collect();
    let count = |line: &String| {
        line.split(": ")
            .nth(1)?
            .replace(',', "")
            .parse::<usize>()
            .ok()
    };
    let counts: Vec<usize> = lines
        .iter()
        .filter(|line| line.starts_with("Kind"))
        .filter_map(count)
        .collect();
    assert_eq!(counts.len(), crowd::KINDS);
    assert!(
        counts.windows(2).all(|pair| pair[0] >= pair[1]),
        "{counts:?}"
    );
    assert_eq!(counts.iter().sum::<usize>(), 2_000);
    // Six marks of their own, one for the others.
    let html = legend.to_html();
    assert_eq!(
        html.matches("mark-category-other").count(),
        crowd::KINDS - 6
    );
    for mark in 1..=6 {
        assert_eq!(html.matches(&format!("mark-category-{mark}\"")).count(), 1);
    }
    let unplaced = document::unplaced(&document).expect("some are without a place");
    assert!(words(&unplaced).starts_with("3 without a place on the map"));
    assert_eq!(elements(&unplaced, "a").len(), 3, "each is named");
}

#[test]
fn a_kind_of_which_nothing_is_said_has_a_name() {
    let mut story = crowd::story(20, |_| Value::Null);
    story["story"]["categories"] = json!([{"id": "incident"}]);
    for feature in story["features"].as_array_mut().unwrap() {
        feature["properties"]["kind"] = json!("incident");
    }
    let told = Told::new(&story);
    assert_eq!(document::counts_text(&told.document()), "Incident: 20");
    story["story"]["categories"][0]["label"] = json!("Flood");
    assert_eq!(
        document::counts_text(&Told::new(&story).document()),
        "Flood: 20"
    );
}

#[test]
fn cards_come_fifty_at_a_time() {
    let told = Told::crowd(120);
    let document = told.document();
    let cards = |listed: Option<&[usize]>, most| {
        let list = document::card_list(
            &document,
            listed,
            most,
            listed.map_or(document.dataset.incidents.len(), <[usize]>::len),
        );
        let count = elements(&list[0], "article").len();
        (count, list.get(1).map(words))
    };
    assert_eq!(
        cards(None, 50),
        (50, Some("Showing 50 of 120 Show 50 more".into()))
    );
    assert_eq!(
        cards(None, 100),
        (100, Some("Showing 100 of 120 Show 20 more".into()))
    );
    assert_eq!(cards(None, 150), (120, None));
    assert_eq!(cards(Some(&[3, 7, 9]), 50), (3, None));
    assert_eq!(cards(Some(&[3, 7, 9]), 2).0, 2);
    for (listed, position, expected) in [
        (None, 49, true),
        (None, 50, false),
        (Some(&[3, 70][..]), 70, true),
        (Some(&[3, 70][..]), 4, false),
    ] {
        assert_eq!(document::is_listed(listed, 50, position), expected);
    }
    let heading = words(&document::list_heading(&document, &[3, 7, 9]));
    assert_eq!(heading, "3 incidents at this place Show all reports");
    let apart = document::card_apart(&document, 70);
    assert!(apart.to_html().contains("id=\"incident-c70\""));
}

#[test]
fn the_static_page_is_bounded_and_says_so() {
    let told = Told::crowd(2_000);
    let html = document::static_page(&told.document(), &[], []).to_html();
    assert_eq!(html.matches("<article").count(), 500);
    assert!(html.contains("1,500 more in the interactive map"));
    let small = Told::crowd(100);
    let html = document::static_page(&small.document(), &[], []).to_html();
    assert_eq!(html.matches("<article").count(), 100);
    assert!(!html.contains("more in the interactive map"));
}

/// Connections stand on the cards of both ends, wherever these are in the list.
#[test]
fn connections_are_on_their_cards() {
    let mut story = crowd::story(120, |_| Value::Null);
    story["story"]["connections"] =
        json!([{"from": "c10", "to": "c90"}, {"from": "c10", "to": "c10"}]);
    let told = Told::new(&story);
    let card = |position| document::card_apart(&told.document(), position).to_html();
    assert_eq!(card(10).matches("class=\"connection\"").count(), 2);
    assert_eq!(card(90).matches("class=\"connection\"").count(), 1);
    let list =
        document::card_list(&told.document(), None, 50, told.dataset.incidents.len())[0].to_html();
    assert_eq!(list.matches("class=\"connection\"").count(), 2);
}
