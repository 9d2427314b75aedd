//! Names on the map keep their places while it is moved.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod crowd;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use incident_map::basemap::BasemapIndex;
use incident_map::cli::format::IcuFormat;
use incident_map::cli::measure::FontMeasure;
use incident_map::geo::{ScreenPoint, ScreenSize, Viewport};
use incident_map::load::{
    basemap_index_from_json, messages_from_json, story_from_geojson, topology_from_topojson,
};
use incident_map::locale::Locale;
use incident_map::query::{Dataset, Overview};
use incident_map::scene::{
    Item, MapInput, ProjectedBasemap, ProjectedIncidents, Scene, Target, TextItem, TextMeasure,
    TextStyle, base_scene, mark_scene,
};
use incident_map::view::MapHome;
use serde_json::{Value, json};

const OVERHANG_PX: f64 = 160.0;
static MEASURE: LazyLock<FontMeasure> = LazyLock::new(FontMeasure::new);

fn read(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn locale(tag: &str) -> Locale {
    Locale {
        tag: tag.to_owned(),
        messages: Arc::new(messages_from_json(&read(&format!("public/i18n/{tag}.json"))).unwrap()),
        format: Arc::new(IcuFormat::new(tag)),
    }
}

/// A story on the shipped basemap.
struct Map {
    dataset: Dataset,
    index: BasemapIndex,
    basemap: ProjectedBasemap,
    incidents: ProjectedIncidents,
    home: MapHome,
    locale: Locale,
}

impl Map {
    fn new(story: &[u8], tag: &str) -> Self {
        let dataset = story_from_geojson(story).unwrap().dataset;
        let index = basemap_index_from_json(&read("public/basemap/index.json")).unwrap();
        let topology = topology_from_topojson(&read("public/basemap/coarse.topo.json")).unwrap();
        let home = MapHome::of(&dataset, &index, Some(&topology));
        let basemap = ProjectedBasemap::new(topology, index.bounds, home.projection());
        let incidents =
            ProjectedIncidents::new(&dataset, &index, Some(&basemap), home.projection());
        Self {
            dataset,
            index,
            basemap,
            incidents,
            home,
            locale: locale(tag),
        }
    }

    fn with_input<T>(
        &self,
        viewport: &Viewport,
        laid_out_for: Option<&Viewport>,
        make: impl FnOnce(&MapInput) -> T,
    ) -> T {
        make(&MapInput {
            dataset: &self.dataset,
            basemap: Some(&self.basemap),
            index: &self.index,
            globe: None,
            viewport,
            crowding: Some(&incident_map::scene::IN_CROWDS),
            laid_out_for,
            incidents: &self.incidents,
            overview: &Overview::of(&self.dataset),
            selection: None,
            hovered: None,
            locale: &self.locale,
            measure: &*MEASURE,
        })
    }

    /// The names of a view, ground and incidents, where they are in that view.
    fn names(&self, viewport: &Viewport, laid_out_for: Option<&Viewport>) -> Vec<TextItem> {
        let mut names = self.with_input(viewport, laid_out_for, |input| {
            let mut names = texts(base_scene(input, OVERHANG_PX), OVERHANG_PX);
            names.extend(texts(mark_scene(input).scene, 0.0));
            names
        });
        // The scale bar does not move with the map, and numbers stand on their discs.
        names.retain(|name| !matches!(name.style, TextStyle::Note | TextStyle::Count));
        names
    }

    /// The marks of a view: incident, how many it stands for, and where it is.
    fn marks(
        &self,
        viewport: &Viewport,
        laid_out_for: &Viewport,
    ) -> Vec<(usize, usize, ScreenPoint)> {
        let picture = self.with_input(viewport, Some(laid_out_for), mark_scene);
        let mark = |target: &Target| {
            let count = target.group.map_or(1, |group| group.count);
            (target.incident, count, target.rect.center())
        };
        picture.targets.iter().map(mark).collect()
    }
}

fn texts(scene: Scene, overhang_px: f64) -> Vec<TextItem> {
    let mut names = Vec::new();
    for item in scene.items {
        if let Item::Text(mut text) = item {
            text.at.x_px -= overhang_px;
            text.at.y_px -= overhang_px;
            names.push(text);
        }
    }
    names
}

/// The left, right, top and bottom of a name.
fn edges_px(name: &TextItem) -> [f64; 4] {
    use incident_map::scene::Anchor::{Left, Middle, Right};
    let width = MEASURE.width_px(&name.text, name.style);
    let left = match name.anchor {
        Left => name.at.x_px,
        Middle => name.at.x_px - width / 2.0,
        Right => name.at.x_px - width,
    };
    let size = name.style.font().size_px;
    let top = name.at.y_px - 0.95 * size;
    [left, left + width, top, top + 1.25 * size]
}

fn is_whole(name: &TextItem, size: ScreenSize) -> bool {
    let [left, right, top, bottom] = edges_px(name);
    left >= 0.0 && right <= size.width_px && top >= 0.0 && bottom <= size.height_px
}

/// Whether a name, with another line above or below it, stands off the corners that have furniture.
fn is_off_furniture(name: &TextItem, size: ScreenSize) -> bool {
    let [left, right, top, bottom] = edges_px(name);
    // The buttons stand in one column, and on narrow maps in two.
    let is_high = top < if size.width_px < 480.0 { 160.0 } else { 240.0 };
    let is_low = bottom > size.height_px - 130.0;
    let is_aside = left < 160.0 || right > size.width_px - 130.0;
    let is_near_edge = top < 20.0 || bottom > size.height_px - 40.0;
    !(is_aside && (is_high || is_low)) && !is_near_edge
}

fn moved(name: &TextItem, dx_px: f64, dy_px: f64) -> TextItem {
    TextItem {
        at: ScreenPoint::new(name.at.x_px + dx_px, name.at.y_px + dy_px),
        ..name.clone()
    }
}

/// Whether it is the same name at the same place.
fn is_same(one: &TextItem, other: &TextItem) -> bool {
    one.text == other.text && one.anchor == other.anchor && one.at.distance_px(other.at) < 1e-6
}

/// Every name that is whole in the first view is at the same place of the map in the second, if it is whole there.
fn check(map: &Map, size: ScreenSize, factor: f64) {
    let home = map.home.viewport(size);
    let first = home.zoom_about(home.screen_rect().center(), factor);
    let before = map.names(&first, None);
    assert!(before.len() > 3, "{before:?}");
    let mut kept = 0;
    for (dx_px, dy_px) in [
        (1.0, 0.0),
        (40.0, 25.0),
        (-90.0, 60.0),
        (150.0, -140.0),
        (-33.3, -71.9),
    ] {
        let second = first.pan(dx_px, dy_px);
        let after = map.names(&second, Some(&first));
        for name in before.iter().filter(|name| is_whole(name, size)) {
            let moved = moved(name, dx_px, dy_px);
            if !is_whole(&moved, size) || !is_off_furniture(&moved, size) {
                continue;
            }
            let same: Vec<_> = after
                .iter()
                .filter(|other| other.text == name.text)
                .collect();
            assert!(
                after.iter().any(|other| is_same(other, &moved)),
                "{} left its place after a pan by {dx_px}, {dy_px} at {factor}: {moved:?}, now {same:?}",
                name.text
            );
            kept += 1;
        }
    }
    assert!(kept > 0, "only {kept} names to compare at {factor}");
}

#[test]
fn names_stay_beside_what_they_name() {
    let story = read("data/operations.geojson");
    for tag in ["en", "ru", "kk"] {
        let map = Map::new(&story, tag);
        for (width_px, height_px) in [(360.0, 320.0), (640.0, 400.0), (850.0, 570.0)] {
            for factor in [1.0, 1.6, 3.0] {
                check(&map, ScreenSize::new(width_px, height_px), factor);
            }
        }
    }
}

#[test]
fn names_of_a_dense_story_stay_too() {
    let mut story = crowd::story(90, |_| Value::Null);
    let features = story["features"].as_array_mut().unwrap();
    for (number, feature) in features.iter_mut().enumerate() {
        let (column, row) = (number % 15, number / 15);
        let at = [55.0 + 2.0 * column as f64, 43.0 + 1.9 * row as f64];
        feature["geometry"] = json!({ "type": "Point", "coordinates": at });
    }
    let map = Map::new(story.to_string().as_bytes(), "en");
    assert!(!map.incidents.is_crowded());
    for factor in [1.0, 2.0] {
        check(&map, ScreenSize::new(850.0, 570.0), factor);
    }
}

#[test]
fn no_name_covers_another() {
    let story = read("data/operations.geojson");
    for tag in ["en", "ru", "kk"] {
        let map = Map::new(&story, tag);
        for (width_px, height_px) in [(320.0, 250.0), (640.0, 400.0), (850.0, 570.0)] {
            let size = ScreenSize::new(width_px, height_px);
            let first = map.home.viewport(size);
            let names = map.names(&first.pan(70.0, -40.0), Some(&first));
            check_free(&names, &format!("{tag} at {width_px}"));
        }
    }
}

fn check_free(names: &[TextItem], context: &str) {
    // The lines of one name touch.
    let is_one_line = |name: &&TextItem| name.style != TextStyle::Region;
    let boxes: Vec<_> = names
        .iter()
        .filter(is_one_line)
        .map(|name| (&name.text, edges_px(name)))
        .collect();
    for (at, (one, [l, r, t, b])) in boxes.iter().enumerate() {
        for (other, [left, right, top, bottom]) in &boxes[at + 1..] {
            let overlap =
                *l < right - 0.5 && *left < r - 0.5 && *t < bottom - 0.5 && *top < b - 0.5;
            assert!(!overlap, "{one} covers {other}: {context}");
        }
    }
}

/// A crowded story in an area of the size of Kazakhstan, some of it in one place, where each incident has a name of its
/// own. The places are those of `crowd`, in towns, or lie evenly.
fn crowded(count: usize, is_even: bool) -> Map {
    let mut story = crowd::story(count, |_| Value::Null);
    let features = story["features"].as_array_mut().unwrap();
    for (number, feature) in features.iter_mut().enumerate() {
        feature["properties"]["place"]["name"] = json!(format!("Settlement {number}"));
        if is_even {
            // The first six lie in one place; fractions of these multiples are even and without a pattern.
            let part = |step: f64| (step * number.saturating_sub(6) as f64).fract();
            let at = [
                50.0 + 34.0 * part(0.754_877_666),
                42.0 + 12.0 * part(0.569_840_291),
            ];
            feature["geometry"] = json!({ "type": "Point", "coordinates": at });
        }
    }
    let map = Map::new(story.to_string().as_bytes(), "en");
    assert!(map.incidents.is_crowded());
    map
}

/// Pans in small steps: every name and every mark that lies well in the view before and after a step is there both
/// times, at the same place of the map, and no name covers another. Returns how many names were compared.
fn check_panned(map: &Map, size: ScreenSize, factor: f64, (dx_px, dy_px): (f64, f64)) -> usize {
    let home = map.home.viewport(size);
    let first = home.zoom_about(home.screen_rect().center(), factor);
    let seen = |number: u8| {
        let view = first.pan(f64::from(number) * dx_px, f64::from(number) * dy_px);
        (map.names(&view, Some(&first)), map.marks(&view, &first))
    };
    let is_well_in = |name: &TextItem| is_whole(name, size) && is_off_furniture(name, size);
    let inner = home.screen_rect().inflated(-20.0);
    let mut before = seen(0);
    let mut kept = 0;
    for number in 1..30 {
        let after = seen(number);
        let context = format!("{factor} {size:?}, step {number} by {dx_px}, {dy_px}");
        check_free(&after.0, &context);
        for (from, to, sign) in [(&before, &after, 1.0), (&after, &before, -1.0)] {
            let (dx_px, dy_px) = (sign * dx_px, sign * dy_px);
            for name in from.0.iter().filter(|name| is_well_in(name)) {
                let moved = moved(name, dx_px, dy_px);
                let is_there = to.0.iter().any(|other| is_same(other, &moved));
                assert!(
                    is_there || !is_well_in(&moved),
                    "{}: {context}, {sign}",
                    name.text
                );
                kept += 1;
            }
            for (incident, count, at) in &from.1 {
                let moved = ScreenPoint::new(at.x_px + dx_px, at.y_px + dy_px);
                let is_there = to.1.iter().any(|(other, others, at)| {
                    (other, others) == (incident, count) && at.distance_px(moved) < 1e-6
                });
                let is_seen = inner.contains(*at) && inner.contains(moved);
                assert!(is_there || !is_seen, "mark {incident}: {context}, {sign}");
            }
        }
        before = after;
    }
    kept
}

#[test]
fn nothing_jumps_or_blinks_on_a_crowded_map_that_is_panned() {
    for (count, is_even, (width_px, height_px), factor) in [
        (60, true, (850.0, 570.0), 1.0),
        (60, true, (360.0, 320.0), 2.0),
        (60, false, (850.0, 570.0), 2.0),
        (400, true, (850.0, 570.0), 3.5),
        (400, false, (850.0, 570.0), 1.0),
    ] {
        let map = crowded(count, is_even);
        let size = ScreenSize::new(width_px, height_px);
        let steps = [(7.0, 0.0), (0.0, 7.0), (0.0, -7.0)];
        let kept = steps.map(|step| check_panned(&map, size, factor, step));
        assert!(
            kept.iter().sum::<usize>() > 20,
            "{kept:?} names at {factor}"
        );
    }
}
