//! The names of incidents on the map, and where incidents can be pointed at.

use super::labels::{Hold, LabelSpace, Place};
use super::lettering::Lettering;
use super::map::MapInput;
use super::marks::{PlacedMark, RING_PX};
use super::targets::{TARGET_PX, share_out};
use super::{Ink, Item, MOST_MARKS, Target, TargetGroup, TextStyle};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::order::sorted_by_key;

/// Where more marks than these are in the view that names are laid out for, or several are drawn as one, only the
/// selected one and areas have their names.
const MOST_NAMES: usize = 40;

/// Names beside the marks, the selected one first, and the boxes that can be pointed at. Names that find no room are
/// tried again before the others, and stand if that leaves fewer out.
pub(super) fn label_items(
    input: &MapInput,
    marks: &[PlacedMark],
    space: &mut LabelSpace,
) -> (Vec<Item>, Vec<Target>) {
    let input = &Naming {
        are_few: are_few(marks, space),
        map: input,
    };
    let selected = marks.iter().find(|mark| input.is_selected(mark));
    for mark in marks.iter().filter(|mark| !mark.is_area) {
        // The name of the selected mark may cover what the mark itself covers.
        let is_below = |selected| mark.group.is_some() && mark.is_covered_by(selected);
        if !selected.is_some_and(is_below) {
            space.take(mark.rect());
        }
    }
    let mut space_left = space.clone();
    let mut names = placed_names(input, marks, &[], &mut space_left);
    let missing = |names: &[Name]| -> Vec<usize> {
        let missing = names.iter().filter(|name| name.is_missing());
        missing.map(|name| name.mark.incident).collect()
    };
    let urgent = missing(&names);
    if !urgent.is_empty() {
        let mut other_space_left = space.clone();
        let other = placed_names(input, marks, &urgent, &mut other_space_left);
        if missing(&other).len() < urgent.len() {
            (names, space_left) = (other, other_space_left);
        }
    }
    // What the edge or the furniture of the first view cut off is shown once it is whole.
    space_left.hold = Hold::Nothing;
    for name in names.iter_mut().filter(|name| name.is_missing()) {
        name.find_place(input, &mut space_left);
    }
    space_left.hold = Hold::Laid;
    *space = space_left;
    let mut items = Vec::new();
    let mut targets = Vec::with_capacity(names.len());
    let mut middles = Vec::with_capacity(names.len());
    // Around a crowded map there are names too, which are not for drawing.
    let seen = space.seen();
    for name in names {
        targets.push(name.target());
        middles.push(Some(name.mark.at).filter(|_| !name.mark.is_area));
        if let (Some(lettering), Some(place)) = (name.lettering, name.place)
            && place.is_shown
            && (!input.map.incidents.is_crowded
                || seen.intersects(&lettering.box_at(place.at, place.anchor)))
        {
            items.extend(lettering.items(Ink::LabelIncident, place));
        }
    }
    let are_sized = input.map.incidents.largest_size.is_some();
    share_out(&mut targets, &middles, are_sized);
    let targets = sorted_by_key(targets, |target| match are_sized {
        // A smaller one lies above a larger one.
        true => -target.rect.width_px,
        false => target.incident as f64,
    });
    (items, targets)
}

/// Whether the marks in the view that they are laid out for are single ones, and few, and those around it not too many
/// to be named.
fn are_few(marks: &[PlacedMark], space: &LabelSpace) -> bool {
    let frame = space.laid();
    let in_view = |mark: &&PlacedMark| !mark.is_area && frame.contains(mark.at);
    let mut count = 0;
    for mark in marks.iter().filter(in_view) {
        // Several as one are too many by themselves.
        count += if mark.group.is_some() {
            MOST_NAMES + 1
        } else {
            1
        };
    }
    count <= MOST_NAMES && marks.len() <= MOST_MARKS
}

/// How the marks of a map are named.
struct Naming<'a> {
    map: &'a MapInput<'a>,
    /// Whether all single marks have their names.
    are_few: bool,
}

impl Naming<'_> {
    fn is_selected(&self, mark: &PlacedMark) -> bool {
        self.map.selection.is_some_and(|selected| {
            let area = mark
                .group
                .as_ref()
                .and(self.map.incidents.area_of(mark.incident));
            match area {
                Some(area) => area.incidents.contains(&selected),
                None => selected == mark.incident,
            }
        })
    }

    /// Whether the name of an area of the basemap stands for this incident of those in it: one name is enough.
    fn stands_for_area(&self, mark: &PlacedMark) -> bool {
        let Some(area) = self.map.incidents.area_of(mark.incident) else {
            return true;
        };
        let selected = self.map.selection.filter(|at| area.incidents.contains(at));
        selected.or(area.incidents.first().copied()) == Some(mark.incident)
    }

    /// The name of a mark; of an area with several incidents its own name and their number.
    fn text(&self, mark: &PlacedMark) -> Option<String> {
        let (index, locale) = (self.map.index, self.map.locale);
        let incident = self.map.dataset.incident(mark.incident)?;
        let place = locale.pick(&incident.place.name);
        if mark.is_area
            && let Some(group) = &mark.group
        {
            let named = incident.area_code().and_then(|code| index.region(code));
            let name = named.map_or(place, |named| locale.pick(&named.name));
            return Some(format!(
                "{name} · {}",
                locale.format.number(group.count as f64)
            ));
        }
        if mark.is_area && !self.stands_for_area(mark) {
            return None;
        }
        let has_name = self.are_few || mark.is_area || self.is_selected(mark);
        Some(place.to_owned()).filter(|_| has_name && mark.group.is_none())
    }
}

/// The name of an incident on the map.
struct Name<'a> {
    mark: &'a PlacedMark,
    lettering: Option<Lettering>,
    /// Where it stands, if there is room for it.
    place: Option<Place>,
}

impl Name<'_> {
    fn is_missing(&self) -> bool {
        self.place.is_none() && self.lettering.is_some()
    }

    fn find_place(&mut self, input: &Naming, space: &mut LabelSpace) {
        let (Some(lettering), mark) = (&self.lettering, self.mark) else {
            return;
        };
        self.place = match mark.is_area {
            true => space.place_centered(lettering, area_places(mark)),
            false => {
                // In a crowded map a name keeps clear of the ring too, below which there may be other marks.
                let is_ringed = input.map.incidents.is_crowded && input.is_selected(mark);
                let ring_px = if is_ringed { RING_PX } else { 0.0 };
                space.place_beside(lettering, mark.at, mark.radius_px + ring_px)
            }
        };
    }

    /// The box of mark and name that can be pointed at.
    fn target(&self) -> Target {
        let mark = self.mark;
        let mut rect = ScreenRect::at(mark.at).inflated(mark.radius_px.max(TARGET_PX / 2.0));
        if let (Some(lettering), Some(place), true) = (&self.lettering, self.place, mark.is_area) {
            let name = lettering.box_at(place.at, place.anchor);
            rect = ScreenRect::at(name.center())
                .inflated(TARGET_PX / 2.0)
                .union(&name.inflated(4.0));
        }
        let group = mark.group.as_ref().map(|group| TargetGroup {
            count: group.count,
            is_one_place: group.is_one_place,
        });
        Target {
            group,
            ..Target::new(mark.incident, rect)
        }
    }
}

/// Places the names of all marks: that of the selected incident, those of `urgent` ones, the others.
fn placed_names<'a>(
    input: &Naming,
    marks: &'a [PlacedMark],
    urgent: &[usize],
    space: &mut LabelSpace,
) -> Vec<Name<'a>> {
    let turn = |mark: &PlacedMark| match input.is_selected(mark) {
        true => 0,
        false if urgent.contains(&mark.incident) => 1,
        false => 2,
    };
    let mut names = Vec::with_capacity(marks.len());
    for now in 0..3 {
        // The name that was asked for is whole wherever the map has been moved.
        space.hold = if now == 0 { Hold::Seen } else { Hold::Laid };
        for mark in marks.iter().filter(|mark| turn(mark) == now) {
            let mut name = Name {
                mark,
                lettering: lettering(input, mark, space),
                place: None,
            };
            name.find_place(input, space);
            names.push(name);
        }
    }
    names
}

fn lettering(input: &Naming, mark: &PlacedMark, space: &LabelSpace) -> Option<Lettering> {
    let style = match input.is_selected(mark) {
        true => TextStyle::IncidentSelected,
        false => TextStyle::Incident,
    };
    let text = input.text(mark).filter(|text| !text.is_empty())?;
    let width_px = space.laid().width_px;
    Some(Lettering::of(&text, style, width_px, space.measure()))
}

/// Where the name of an area may stand: on its anchor, or a line or two off it.
fn area_places(mark: &PlacedMark) -> impl Iterator<Item = ScreenPoint> {
    let (x, y) = (mark.at.x_px, mark.at.y_px);
    [
        (0.0, 0.0),
        (0.0, 16.0),
        (0.0, -16.0),
        (0.0, 32.0),
        (-30.0, 0.0),
        (30.0, 0.0),
        (-60.0, 0.0),
    ]
    .into_iter()
    .map(move |(dx, dy)| ScreenPoint::new(x + dx, y + dy))
}
