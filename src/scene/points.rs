//! A mark on the map: crisp where the place is known, soft where it is not.

use super::focus::Focus;
use super::map::MapInput;
use super::marks::{Group, PlacedMark, RING_PX, ROUGH_KM};
use super::paint::ink_of;
use super::size::SizeMeaning;
use super::{
    Anchor, Fill, Ink, Item, MarkStyle, Segment, Stroke, Symbol, TextItem, TextStyle, mark_style,
    symbol_path,
};
use crate::geo::ScreenPoint;
use crate::story::{Incident, PlacePrecision};

/// Radius of the soft edge around a place that was moved on purpose: publishers move by some hundred metres.
const MOVED_KM: f64 = 1.0;
/// Least radius of that edge, by that of a mark.
const MOVED: f64 = 2.2;
/// Radius of the point in the mark of an exact place, by that of the mark, and the most of it.
const POINT: f64 = 0.27;
const MOST_POINT_PX: f64 = 2.25;
/// How full marks are that stand back: their outlines keep them in sight.
const DIMMED: f64 = 0.25;

/// The rings around the selected mark and the one that is pointed at.
pub(super) fn ring_items(mark: &PlacedMark, is_selected: bool) -> [Item; 2] {
    let ring = vec![Segment::Circle(mark.at, mark.radius_px + RING_PX)];
    let (halo_px, line_px) = if is_selected { (5.0, 2.5) } else { (4.0, 1.25) };
    [(Ink::Halo, halo_px), (Ink::Selected, line_px)].map(|(ink, width_px)| Item::Path {
        segments: ring.clone(),
        fill: None,
        stroke: Some(Stroke::solid(ink, width_px)),
    })
}

/// The mark of one incident; `opacity` is that of soft discs.
pub(super) fn point_items(
    input: &MapInput,
    focus: &Focus,
    incident: &Incident,
    mark: &PlacedMark,
    opacity: f64,
    items: &mut Vec<Item>,
) {
    let style = mark_style(input.overview, incident.kind);
    let precision = incident.place.precision;
    if precision.is_area() {
        match mark.size {
            SizeMeaning::Value => sized_disc_items(input, mark, style, opacity, items),
            _ => items.push(soft_disc(input, mark, mark.radius_px, style.ink, opacity)),
        }
        return;
    }
    // Above a cluster at the same place the ring would be hidden below it.
    if input.incidents.is_crowded && input.selection == Some(mark.incident) {
        items.extend(ring_items(mark, true));
    }
    let is_plain = mark.size == SizeMeaning::Nothing;
    let mut radius_px = mark.radius_px;
    if precision == PlacePrecision::Approximate {
        moved_items(input, mark, style.ink, items);
        radius_px *= if is_plain { 0.6 } else { 1.0 };
    }
    let fill = match mark.size {
        SizeMeaning::NoValue => Fill::solid(Ink::Halo),
        _ if focus.dims(mark.incident) => Fill {
            ink: style.ink,
            opacity: DIMMED,
        },
        SizeMeaning::Nothing => Fill::solid(style.ink),
        // What lies below a large mark is seen through it.
        SizeMeaning::Value => Fill {
            ink: style.ink,
            opacity: 0.7,
        },
    };
    push_symbol(style, mark.at, radius_px, fill, items);
    let has_point = mark.size != SizeMeaning::NoValue && style.symbol != Symbol::Ring;
    if precision == PlacePrecision::Exact && has_point {
        let point_px = (POINT * radius_px).min(MOST_POINT_PX);
        items.push(Item::Path {
            segments: vec![Segment::Circle(mark.at, point_px)],
            fill: Some(Fill::solid(Ink::Halo)),
            stroke: None,
        });
    }
}

/// A symbol with a halo; one that is not full has a line of its own.
pub(super) fn push_symbol(
    style: MarkStyle,
    at: ScreenPoint,
    radius_px: f64,
    fill: Fill,
    items: &mut Vec<Item>,
) {
    let segments = symbol_path(style.symbol, at, radius_px);
    let is_full = fill == Fill::solid(style.ink);
    let halo = Stroke::solid(Ink::Halo, if is_full { 2.0 } else { 3.5 });
    items.push(Item::Path {
        segments: segments.clone(),
        fill: is_full.then_some(fill),
        stroke: Some(halo),
    });
    if !is_full {
        items.push(Item::Path {
            segments,
            fill: Some(fill),
            stroke: Some(Stroke::solid(style.ink, 1.5)),
        });
    }
}

/// A disc whose edge fades: somewhere in it, near its middle.
fn moved_items(input: &MapInput, mark: &PlacedMark, ink: Ink, items: &mut Vec<Item>) {
    let radius = (MOVED_KM * input.viewport.px_per_km()).max(MOVED * mark.radius_px);
    for share in [1.0, 0.85, 0.7, 0.55] {
        items.push(Item::Path {
            segments: vec![Segment::Circle(mark.at, share * radius)],
            fill: Some(Fill { ink, opacity: 0.1 }),
            stroke: None,
        });
    }
}

fn soft_disc(input: &MapInput, mark: &PlacedMark, least_px: f64, ink: Ink, opacity: f64) -> Item {
    let radius = (ROUGH_KM * input.viewport.px_per_km()).max(least_px);
    soft(vec![Segment::Circle(mark.at, radius)], ink, opacity)
}

/// A shape that fades into what is below it, with a broken edge: somewhere in it.
fn soft(segments: Vec<Segment>, ink: Ink, opacity: f64) -> Item {
    Item::Path {
        segments,
        fill: Some(Fill { ink, opacity }),
        stroke: Some(Stroke {
            dash_px: Some([6.0, 4.0]),
            ..Stroke::solid(ink, 1.5)
        }),
    }
}

/// A mark sized by a value, as soft as its place is known; from near, where its ground is larger, that alone: what is in
/// the middle of it would seem to be the place.
fn sized_disc_items(
    input: &MapInput,
    mark: &PlacedMark,
    style: MarkStyle,
    opacity: f64,
    items: &mut Vec<Item>,
) {
    let rough_px = ROUGH_KM * input.viewport.px_per_km();
    let segments = match rough_px > mark.radius_px {
        true => vec![Segment::Circle(mark.at, rough_px)],
        false => symbol_path(style.symbol, mark.at, mark.radius_px),
    };
    items.push(soft(segments, style.ink, opacity));
}

/// A disc with the number of its incidents, in the colour of their kind or, of several kinds, in a neutral one. The
/// number stands below the disc where the selected mark covers the middle.
pub(super) fn group_items(
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
