//! Very many incidents on the map: as clusters, as hexagons with their counts, as bands of density, or by
//! regions.

mod clusters;
mod contours;
mod density;
mod hexagons;
mod regions;
#[cfg(test)]
mod tests;

pub use clusters::crowd_clusters;
pub use density::{count_density, crowd_density, density_classes, density_unit_km2};
pub use hexagons::{crowd_hexagons, hexagon_classes};
pub use regions::{crowd_regions, rounded_rate, rounded_share};

use super::focus::Focus;
use super::map::MapInput;
use super::marks::{mark_radius_px, single_at};
use super::points::point_items;
use super::round::round_from;
use super::{Anchor, Ink, Item, Picture, Scene, Target, TargetGroup, TextItem, TextStyle};
use crate::geo::{PlaneBounds, ScreenPoint, ScreenRect};
use crate::query::RegionTable;
use crate::query::store::{Cells, Criteria, Density, Hexagons, KIND_SLOTS, Store};

/// Targets of what is no incident of the story's excerpt have numbers from this one on.
pub const CROWD_TARGET: usize = 1 << 26;
/// The most that can be pointed at.
const MOST_TARGETS: usize = 400;
/// The least side of a target.
const TARGET_PX: f64 = 28.0;

/// How full the colours of classes are, from the lowest: the same step to the eye on light and on dark ground.
const OPACITIES: [f64; RegionTable::MOST_CLASSES] = [0.16, 0.3, 0.44, 0.58, 0.74, 0.92];

/// How very many incidents are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// Those that fall together as one.
    Clusters,
    /// By how many lie in hexagons of equal area.
    Hexagons,
    /// By how many there are per square kilometre.
    Density,
    /// By how many lie in the regions of the basemap.
    Regions,
}

/// With more incidents in view than these, clusters say less than hexagons.
const MOST_CLUSTERED: usize = 20_000;
/// With more, hexagons are all so full that shapes say more than their counts.
const MOST_IN_HEXAGONS: usize = 200_000;

impl Display {
    /// The word of each.
    pub const ALL: [(&'static str, Self); 4] = [
        ("clusters", Self::Clusters),
        ("hexagons", Self::Hexagons),
        ("density", Self::Density),
        ("regions", Self::Regions),
    ];

    /// The one that suits so many incidents in view.
    pub fn of(count: usize) -> Self {
        match (count <= MOST_CLUSTERED, count <= MOST_IN_HEXAGONS) {
            (true, _) => Self::Clusters,
            (false, true) => Self::Hexagons,
            (false, false) => Self::Density,
        }
    }

    /// Its word.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, display)| *display == self);
        found.map_or("", |(word, _)| word)
    }

    /// The one that goes by a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, display)| *display)
    }
}

/// Very many incidents, and what is known of them.
pub struct Crowd<'a> {
    /// All of them.
    pub store: &'a Store,
    /// Which of them are counted.
    pub criteria: &'a Criteria,
    /// Their counts, which are kept for their memory.
    pub cells: &'a mut Cells,
    /// Likewise.
    pub hexagons: &'a mut Hexagons,
    /// Likewise.
    pub density: &'a mut Density,
    /// How they were drawn before.
    pub before: CrowdScale,
    /// The position in the story's excerpt of a record, by its place in the store.
    pub known: &'a dyn Fn(usize) -> Option<usize>,
}

/// How very many incidents are drawn, and what the colours mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrowdScale {
    /// How they are drawn.
    pub display: Display,
    /// What the scale of the colours reaches to, a round number: incidents in a hexagon, or per square kilometre; zero
    /// where there is no scale.
    pub reach: f64,
    /// The standard deviation of what each incident is spread by, in kilometres; zero where it is not.
    pub spread_km: f64,
}

impl CrowdScale {
    /// That of a way of drawing without a scale.
    pub fn none(display: Display) -> Self {
        Self {
            display,
            reach: 0.0,
            spread_km: 0.0,
        }
    }

    /// That of a way of drawing, for a largest value: what it reaches to stays while that fits, so that colours keep their
    /// meaning while one looks around; else it is the next round number.
    fn next(&self, display: Display, largest: f64) -> Self {
        let fits = self.display == display && (0.25 * self.reach..=self.reach).contains(&largest);
        let reach = match fits {
            true => self.reach,
            false => round_from(largest),
        };
        Self {
            reach,
            ..Self::none(display)
        }
    }
}

/// What a target stands for.
pub struct CrowdPart {
    /// Its number.
    pub target: usize,
    /// A part of the plane that holds all of it.
    pub bounds: PlaneBounds,
    /// How many incidents of each kind, in the places of [`Cells`], where that was counted.
    pub kinds: Option<[u32; KIND_SLOTS]>,
}

/// A picture of very many incidents, and what its targets stand for.
#[derive(Default)]
pub struct CrowdPicture {
    /// What to draw and to point at.
    pub picture: Picture,
    /// What each of its targets stands for.
    pub parts: Vec<CrowdPart>,
    /// What its colours mean, where they have a scale.
    pub scale: Option<CrowdScale>,
}

/// The count of a hexagon or a region, in the middle of it; on the two fullest classes in light.
fn count_item(text: String, at: ScreenPoint, is_full: bool) -> Item {
    Item::Text(TextItem {
        text,
        at: ScreenPoint::new(at.x_px, at.y_px + 4.3),
        anchor: Anchor::Middle,
        style: TextStyle::Count,
        ink: if is_full {
            Ink::Halo
        } else {
            Ink::LabelIncident
        },
        halo: None,
    })
}

impl CrowdPicture {
    /// Adds what can be pointed at of a hexagon or a region: so many pixels around a point, for a part of the plane.
    fn add_part(
        &mut self,
        number: usize,
        bounds: PlaneBounds,
        count: u32,
        (at, half_px): (ScreenPoint, f64),
    ) {
        let target = CROWD_TARGET + number;
        self.parts.push(CrowdPart {
            target,
            bounds,
            kinds: None,
        });
        let group = TargetGroup {
            count: count as usize,
            is_one_place: false,
        };
        self.picture.targets.push(Target {
            group: Some(group),
            ..Target::new(target, ScreenRect::at(at).inflated(half_px))
        });
    }

    /// Adds the mark of the selected incident, above all else.
    fn push_selected(&mut self, input: &MapInput, items: &mut Vec<Item>) {
        let mark_px = mark_radius_px(input.viewport.size());
        let selected = input.selection.and_then(|at| {
            let incident = input.dataset.incident(at)?;
            // What is known as an area is no point.
            let is_point = incident.area_code().is_none();
            let mark = single_at(input, at, mark_px).filter(|_| is_point)?;
            Some((mark, incident))
        });
        let Some((mark, incident)) = selected else {
            return;
        };
        point_items(input, &Focus::of(input), incident, &mark, 0.24, items);
        let rect = ScreenRect::at(mark.at).inflated(TARGET_PX / 2.0);
        let targets = &mut self.picture.targets;
        targets.retain(|other| other.incident != mark.incident);
        targets.push(Target::new(mark.incident, rect));
    }

    /// With its items; of too many targets those with the most incidents.
    fn finished(mut self, input: &MapInput, mut items: Vec<Item>) -> Self {
        self.push_selected(input, &mut items);
        let targets = &mut self.picture.targets;
        if targets.len() > MOST_TARGETS {
            let count = |target: &Target| target.group.map_or(usize::MAX, |group| group.count);
            targets.sort_by_key(|target| std::cmp::Reverse(count(target)));
            targets.truncate(MOST_TARGETS);
        }
        self.picture.scene = Scene {
            size: Some(input.viewport.size()),
            items,
        };
        self
    }
}
