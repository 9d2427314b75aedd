//! How incidents look on the map: points as symbols, areas as areas, never a pin for more than is known.

use super::focus::Focus;
use super::map::MapInput;
use super::marks::{PlacedMark, mark_radius_px};
use super::places::Outline;
use super::points::{point_items, push_symbol, ring_items};
use super::{Fill, Ink, Item, Segment, Stroke, mark_style};
use crate::order::ascending;
use crate::story::Kind;

/// The most lines and polygons that are drawn.
const MOST_OUTLINES: usize = 2000;
/// So many soft discs above each other are still seen through.
const CLEAR_DISCS: f64 = 12.0;

/// Areas of incidents, each once, to be drawn below the borders.
pub(super) fn area_items(input: &MapInput) -> Vec<Item> {
    let mut items = Vec::new();
    let (selection, dataset) = (input.selection, input.dataset);
    let kind_of = |incident: &usize| dataset.incident(*incident).map(|incident| incident.kind);
    for area in &input.incidents.areas {
        if area.incidents.is_empty() {
            continue;
        }
        let basemap = input.basemap;
        let drawn = basemap.and_then(|basemap| Some((basemap, basemap.area(&area.code)?)));
        let path = drawn.map_or_else(Vec::new, |(basemap, area)| {
            basemap.area_path(area, input.viewport)
        });
        let selected = selection.filter(|selected| area.incidents.contains(selected));
        let kind = match selected {
            Some(selected) => kind_of(&selected),
            None => one_kind(area.incidents.iter().filter_map(kind_of)),
        };
        let form = match area.is_country {
            true => AreaForm::Country,
            false => AreaForm::Region,
        };
        push_area(input, path, kind, form, selected.is_some(), &mut items);
    }
    for outline in outlines(input, true) {
        let path = outline_path(input, outline);
        let is_selected = selection == Some(outline.incident);
        let kind = Some(outline.kind);
        push_area(input, path, kind, AreaForm::Own, is_selected, &mut items);
    }
    items
}

/// The kind, when all are of one.
fn one_kind(mut kinds: impl Iterator<Item = Kind>) -> Option<Kind> {
    let first = kinds.next()?;
    kinds.all(|kind| kind == first).then_some(first)
}

pub(super) fn ink_of(input: &MapInput, kind: Option<Kind>) -> Ink {
    kind.map_or(Ink::Muted, |kind| mark_style(input.overview, kind).ink)
}

/// What an area on the map is.
#[derive(Clone, Copy)]
enum AreaForm {
    /// A region of the basemap, somewhere in which it was.
    Region,
    /// A whole country: an outline, for a full one would claim all of it.
    Country,
    /// The incident's own polygons, which are as exact as the data.
    Own,
}

fn push_area(
    input: &MapInput,
    segments: Vec<Segment>,
    kind: Option<Kind>,
    form: AreaForm,
    is_selected: bool,
    items: &mut Vec<Item>,
) {
    if segments.is_empty() {
        return;
    }
    let ink = ink_of(input, kind);
    let (opacity, dash_px) = match form {
        AreaForm::Region => (0.24, Some([6.0, 4.0])),
        AreaForm::Country => (0.06, Some([9.0, 5.0])),
        AreaForm::Own => (0.18, None),
    };
    let (more, width_px) = if is_selected {
        (0.14, 3.0)
    } else {
        (0.0, 1.75)
    };
    items.push(Item::Path {
        segments,
        fill: Some(Fill {
            ink,
            opacity: opacity + more,
        }),
        stroke: Some(Stroke {
            dash_px,
            ..Stroke::solid(ink, width_px)
        }),
    });
}

/// The polygons or the lines that are in view.
fn outlines<'a>(input: &MapInput<'a>, is_closed: bool) -> impl Iterator<Item = &'a Outline> {
    let view = input.viewport.plane_bounds();
    let outlines = input.incidents.outlines.iter();
    outlines
        .filter(move |outline| outline.is_closed == is_closed && outline.bounds.intersects(&view))
        .take(MOST_OUTLINES)
}

fn outline_path(input: &MapInput, outline: &Outline) -> Vec<Segment> {
    let mut path = Vec::new();
    for part in outline.parts.iter() {
        for (index, point) in part.iter().enumerate() {
            let at = input.viewport.screen_from_plane(*point);
            path.push(if index == 0 {
                Segment::MoveTo(at)
            } else {
                Segment::LineTo(at)
            });
        }
        if outline.is_closed {
            path.push(Segment::Close);
        }
    }
    path
}

/// Lines and points of incidents, the larger below the smaller and the selected one on top.
pub(super) fn mark_items(input: &MapInput, marks: &[PlacedMark]) -> Vec<Item> {
    let mut items = pointed_area_items(input);
    let focus = Focus::of(input);
    let is_selected = |mark: &&PlacedMark| input.selection == Some(mark.incident);
    let selected = marks.iter().find(is_selected);
    // Below all marks, so that they hide no neighbour.
    for mark in marks
        .iter()
        .filter(|mark| !mark.is_area && mark.group.is_none())
    {
        let is_selected = is_selected(&mark);
        if is_selected && !input.incidents.is_crowded || input.hovered == Some(mark.incident) {
            items.extend(ring_items(mark, is_selected));
        }
    }
    push_lines(input, &mut items);
    push_other_points(input, &focus, &mut items);
    let discs = marks.iter().filter(|mark| is_rough(input, mark)).count() as f64;
    let opacity = 0.24 * (CLEAR_DISCS / discs.max(CLEAR_DISCS));
    let rank = |mark: &PlacedMark| match (is_selected(&mark), input.incidents.largest_size) {
        (true, _) => f64::MAX,
        (false, Some(_)) => -mark.radius_px,
        (false, None) => 0.0,
    };
    let mut ranks = Vec::with_capacity(marks.len());
    for mark in marks {
        ranks.push(rank(mark));
    }
    for at in ascending(&ranks) {
        let Some(mark) = marks.get(at).filter(|mark| !mark.is_area) else {
            continue;
        };
        match (&mark.group, input.dataset.incident(mark.incident)) {
            (Some(_), _) => {
                if let Some(crowding) = input.crowding {
                    crowding.draw(input, mark, opacity, selected, &mut items);
                }
            }
            (None, Some(incident)) => {
                point_items(input, &focus, incident, mark, opacity, &mut items);
            }
            (None, None) => {}
        }
    }
    items
}

fn push_lines(input: &MapInput, items: &mut Vec<Item>) {
    for outline in outlines(input, false) {
        let segments = outline_path(input, outline);
        let is_strong = [input.selection, input.hovered].contains(&Some(outline.incident));
        let line_px = if is_strong { 4.0 } else { 2.5 };
        let ink = ink_of(input, Some(outline.kind));
        for (ink, width_px) in [(Ink::Halo, line_px + 2.0), (ink, line_px)] {
            items.push(Item::Path {
                segments: segments.clone(),
                fill: None,
                stroke: Some(Stroke::solid(ink, width_px)),
            });
        }
    }
}

/// The further points of incidents that have several; of a crowded map only those of the selected one.
fn push_other_points(input: &MapInput, focus: &Focus, items: &mut Vec<Item>) {
    let radius_px = 0.75 * mark_radius_px(input.viewport.size());
    for point in &input.incidents.other_points {
        let is_selected = input.selection == Some(point.incident);
        let incident = input.dataset.incident(point.incident);
        let shown = incident.filter(|_| is_selected || !input.incidents.is_crowded);
        if let Some(incident) = shown {
            let style = mark_style(input.overview, incident.kind);
            let is_faint = incident.place.precision.is_area() || focus.dims(point.incident);
            let opacity = if is_faint { 0.25 } else { 1.0 };
            let at = input.viewport.screen_from_plane(point.at);
            let fill = Fill {
                ink: style.ink,
                opacity,
            };
            push_symbol(style, at, radius_px, fill, items);
        }
    }
}

/// A line around the area that is pointed at: the area itself lies on the ground, which is not painted anew for that.
fn pointed_area_items(input: &MapInput) -> Vec<Item> {
    let Some(hovered) = input.hovered else {
        return Vec::new();
    };
    let kind = input
        .dataset
        .incident(hovered)
        .map(|incident| incident.kind);
    let mut items = Vec::new();
    let mut push = |segments: Vec<Segment>| {
        if !segments.is_empty() {
            items.push(Item::Path {
                segments,
                fill: None,
                stroke: Some(Stroke::solid(ink_of(input, kind), 2.5)),
            });
        }
    };
    if let (Some(area), Some(basemap)) = (input.incidents.area_of(hovered), input.basemap)
        && let Some(drawn) = basemap.area(&area.code)
    {
        push(basemap.area_path(drawn, input.viewport));
    }
    for outline in outlines(input, true) {
        if outline.incident == hovered {
            push(outline_path(input, outline));
        }
    }
    items
}

fn is_rough(input: &MapInput, mark: &PlacedMark) -> bool {
    let incident = input.dataset.incident(mark.incident);
    !mark.is_area && incident.is_some_and(|incident| incident.place.precision.is_area())
}
