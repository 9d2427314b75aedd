//! How incidents look on the map: points as symbols, areas as areas, never a pin for more than is known.

use super::map::MapInput;
use super::marks::{Group, PlacedMark, RING_PX, ROUGH_KM};
use super::places::Outline;
use super::{
    Anchor, Fill, Ink, Item, Segment, Stroke, TextItem, TextStyle, mark_style, symbol_path,
};
use crate::geo::ScreenPoint;
use crate::story::{Incident, Kind};

/// Least radius of a soft disc, by that of a mark.
const SOFT: f64 = 3.0;
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
        push_area(input, path, kind, selected.is_some(), &mut items);
    }
    for outline in outlines(input, true) {
        let path = outline_path(input, outline);
        let is_selected = selection == Some(outline.incident);
        push_area(input, path, Some(outline.kind), is_selected, &mut items);
    }
    items
}

/// The kind, when all are of one.
fn one_kind(mut kinds: impl Iterator<Item = Kind>) -> Option<Kind> {
    let first = kinds.next()?;
    kinds.all(|kind| kind == first).then_some(first)
}

fn ink_of(input: &MapInput, kind: Option<Kind>) -> Ink {
    kind.map_or(Ink::Muted, |kind| mark_style(input.overview, kind).ink)
}

fn push_area(
    input: &MapInput,
    segments: Vec<Segment>,
    kind: Option<Kind>,
    is_selected: bool,
    items: &mut Vec<Item>,
) {
    if segments.is_empty() {
        return;
    }
    let ink = ink_of(input, kind);
    let opacity = if is_selected { 0.38 } else { 0.24 };
    let line = Stroke::solid(ink, if is_selected { 3.0 } else { 1.75 });
    items.push(Item::Path {
        segments,
        fill: Some(Fill { ink, opacity }),
        stroke: Some(Stroke {
            dash_px: Some([6.0, 4.0]),
            ..line
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

/// The ring around the selected mark, below all marks so that it hides no neighbour.
fn ring_items(mark: &PlacedMark) -> [Item; 2] {
    let ring = vec![Segment::Circle(mark.at, mark.radius_px + RING_PX)];
    [(Ink::Halo, 5.0), (Ink::Selected, 2.5)].map(|(ink, width_px)| Item::Path {
        segments: ring.clone(),
        fill: None,
        stroke: Some(Stroke::solid(ink, width_px)),
    })
}

/// Lines and points of incidents, the selected one on top.
pub(super) fn mark_items(input: &MapInput, marks: &[PlacedMark]) -> Vec<Item> {
    let mut items = Vec::new();
    let is_selected = |mark: &&PlacedMark| input.selection == Some(mark.incident);
    let selected = marks.iter().find(is_selected);
    if let Some(mark) = selected.filter(|mark| !mark.is_area && !input.incidents.is_crowded) {
        items.extend(ring_items(mark));
    }
    for outline in outlines(input, false) {
        items.push(Item::Path {
            segments: outline_path(input, outline),
            fill: None,
            stroke: Some(Stroke::solid(ink_of(input, Some(outline.kind)), 2.5)),
        });
    }
    let discs = marks.iter().filter(|mark| is_rough(input, mark)).count() as f64;
    let opacity = 0.24 * (CLEAR_DISCS / discs.max(CLEAR_DISCS));
    let others = marks.iter().filter(|mark| !is_selected(mark));
    for mark in others.chain(selected).filter(|mark| !mark.is_area) {
        match (&mark.group, input.dataset.incident(mark.incident)) {
            (Some(group), _) => group_items(input, mark, group, opacity, selected, &mut items),
            (None, Some(incident)) => point_items(input, incident, mark, opacity, &mut items),
            (None, None) => {}
        }
    }
    items
}

fn is_rough(input: &MapInput, mark: &PlacedMark) -> bool {
    let incident = input.dataset.incident(mark.incident);
    !mark.is_area && incident.is_some_and(|incident| incident.place.precision.is_area())
}

fn point_items(
    input: &MapInput,
    incident: &Incident,
    mark: &PlacedMark,
    opacity: f64,
    items: &mut Vec<Item>,
) {
    let style = mark_style(input.overview, incident.kind);
    if incident.place.precision.is_area() {
        let least_px = SOFT * mark.radius_px;
        items.push(soft_disc(input, mark, least_px, style.ink, opacity));
        return;
    }
    // Above a cluster at the same place the ring would be hidden below it.
    if input.incidents.is_crowded && input.selection == Some(mark.incident) {
        items.extend(ring_items(mark));
    }
    items.push(Item::Path {
        segments: symbol_path(style.symbol, mark.at, mark.radius_px),
        fill: Some(Fill::solid(style.ink)),
        stroke: Some(Stroke::solid(Ink::Halo, 2.0)),
    });
}

fn soft_disc(input: &MapInput, mark: &PlacedMark, least_px: f64, ink: Ink, opacity: f64) -> Item {
    let radius = (ROUGH_KM * input.viewport.px_per_km()).max(least_px);
    Item::Path {
        segments: vec![Segment::Circle(mark.at, radius)],
        fill: Some(Fill { ink, opacity }),
        stroke: Some(Stroke {
            dash_px: Some([6.0, 4.0]),
            ..Stroke::solid(ink, 1.5)
        }),
    }
}

/// A disc with the number of its incidents, in the colour of their kind or, of several kinds, in a neutral one. The
/// number stands below the disc where the selected mark covers the middle.
fn group_items(
    input: &MapInput,
    mark: &PlacedMark,
    group: &Group,
    opacity: f64,
    selected: Option<&PlacedMark>,
    items: &mut Vec<Item>,
) {
    let ink = ink_of(input, group.kind);
    items.push(match group.is_rough {
        true => soft_disc(input, mark, mark.radius_px + 6.0, ink, opacity),
        false => Item::Path {
            segments: vec![Segment::Circle(mark.at, mark.radius_px)],
            fill: Some(Fill::solid(ink)),
            stroke: Some(Stroke::solid(Ink::Halo, 2.0)),
        },
    });
    let is_covered = selected.is_some_and(|selected| mark.is_covered_by(selected));
    let drop_px = if is_covered {
        mark.radius_px + 11.0
    } else {
        0.0
    };
    let on_disc = !is_covered && !group.is_rough;
    items.push(Item::Text(TextItem {
        text: input.locale.format.number(group.count as f64),
        at: ScreenPoint::new(mark.at.x_px, mark.at.y_px + 4.3 + drop_px),
        anchor: Anchor::Middle,
        style: TextStyle::Count,
        ink: if on_disc {
            Ink::Halo
        } else {
            Ink::LabelIncident
        },
        halo: (!on_disc).then_some(Ink::Halo),
    }));
}
