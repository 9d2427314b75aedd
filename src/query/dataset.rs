//! A story with its incidents, checked and ready to be asked.

use super::counts::distinct;
use crate::basemap::BasemapIndex;
use crate::geo::{LngLat, LngLatBounds};
use crate::order::TextIndex;
use crate::story::{Connection, Incident, Story};

/// In a story with more incidents than this, marks that fall together are drawn as one, and none by its size.
pub const MOST_MARKS: usize = 300;

/// A loaded story. Incidents keep the order of the file, and their positions are what everything else refers to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dataset {
    /// What the story says beside its incidents.
    pub story: Story,
    /// The incidents, in the order of the file.
    pub incidents: Vec<Incident>,
    /// The window of all coordinates, where the incidents are only some of very many.
    pub extent: Option<LngLatBounds>,
}

/// The axis of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Days of the calendar.
    Calendar,
    /// The reported order of phases.
    Sequence,
}

impl Axis {
    /// The word that an address has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Sequence => "sequence",
        }
    }

    /// The axis of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Calendar, Self::Sequence]
            .into_iter()
            .find(|axis| axis.as_str() == word)
    }
}

impl Dataset {
    /// The position of the incident with this id.
    pub fn position_of(&self, id: &str) -> Option<usize> {
        self.incidents.iter().position(|incident| incident.id == id)
    }

    /// The incident at a position.
    pub fn incident(&self, position: usize) -> Option<&Incident> {
        self.incidents.get(position)
    }

    /// The connections that start or end at an incident.
    pub fn connections_of(&self, position: usize) -> impl Iterator<Item = &Connection> {
        let connections = self.story.connections.iter();
        connections
            .filter(move |connection| connection.from == position || connection.to == position)
    }

    /// The distinct codes of the regions that incidents lie in, in ascending order.
    pub fn region_codes(&self) -> Vec<&str> {
        let mut codes = Vec::new();
        for incident in &self.incidents {
            codes.extend(incident.place.region.as_deref());
        }
        distinct(codes)
    }

    /// The distinct codes of the areas that incidents are drawn as, in ascending order.
    pub fn area_codes(&self) -> Vec<&str> {
        let mut codes = Vec::new();
        for incident in &self.incidents {
            codes.extend(incident.area_code());
        }
        distinct(codes)
    }

    /// The positions of the incidents of each phase, and of those that belong to none.
    pub fn by_phase(&self) -> (Vec<Vec<usize>>, Vec<usize>) {
        let mut phases = vec![Vec::new(); self.story.phases.len()];
        let mut others = Vec::new();
        for (position, incident) in self.incidents.iter().enumerate() {
            let phase = incident.phase.and_then(|phase| phases.get_mut(phase));
            phase.unwrap_or(&mut others).push(position);
        }
        (phases, others)
    }

    /// The value that sizes the mark of an incident, where the story chooses a figure for that.
    pub fn size_of(&self, incident: &Incident) -> Option<f64> {
        self.story.size.as_ref()?.value_of(incident)
    }

    /// The largest of the values that marks are sized by; `None` where all marks have one size.
    pub fn largest_size(&self) -> Option<f64> {
        self.story.size.as_ref()?;
        if self.incidents.len() > MOST_MARKS {
            return None;
        }
        let incidents = self.incidents.iter();
        let sizes = incidents.filter_map(|incident| self.size_of(incident));
        sizes.reduce(f64::max)
    }

    /// The positions of the incidents for which `is_counted` holds that have no place on the map: no coordinates, and
    /// no area that the basemap has.
    pub fn unplaced(&self, index: &BasemapIndex, is_counted: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let mut codes = Vec::new();
        for area in index.regions.iter().chain(&index.countries) {
            codes.push(area.id.as_str());
        }
        let codes = TextIndex::of(codes);
        let mut unplaced = Vec::new();
        for (position, incident) in self.incidents.iter().enumerate() {
            let is_placed = match &incident.shape {
                Some(shape) => !shape.is_empty(),
                None => incident
                    .area_code()
                    .and_then(|code| codes.position_of(code))
                    .is_some(),
            };
            if !is_placed && is_counted(position) {
                unplaced.push(position);
            }
        }
        unplaced
    }

    /// Whether a basemap covers the data: all coordinates lie in its window, and it knows every country that an
    /// incident is drawn as. A region that it does not know is no reason to look elsewhere.
    pub fn lies_within(&self, index: &BasemapIndex) -> bool {
        let Some(window) = index.bounds else {
            return true;
        };
        if let Some(extent) = &self.extent {
            return extent
                .corners()
                .iter()
                .all(|corner| window.contains(*corner));
        }
        self.incidents.iter().all(|incident| {
            let mut is_inside = true;
            if let Some(shape) = &incident.shape {
                shape.for_each_vertex(&mut |point| is_inside &= window.contains(point));
            }
            let country = incident.area_code().filter(|code| code.len() == 2);
            is_inside && country.is_none_or(|code| index.has_area(code))
        })
    }

    /// The smallest window around all coordinates of the data and `extra` points; `None` without any.
    pub fn bounds(&self, extra: impl IntoIterator<Item = LngLat>) -> Option<LngLatBounds> {
        if self.extent.is_some() {
            return self.extent;
        }
        let mut points: Vec<LngLat> = extra.into_iter().collect();
        for shape in self
            .incidents
            .iter()
            .filter_map(|incident| incident.shape.as_ref())
        {
            shape.for_each_vertex(&mut |point| points.push(point));
        }
        LngLatBounds::of(points)
    }

    /// The axis that suits the data: the calendar when at least half of the incidents have bounded dates, else
    /// the sequence, and without any phases the calendar again.
    pub fn natural_axis(&self) -> Axis {
        let dated = self
            .incidents
            .iter()
            .filter(|incident| is_bounded(incident))
            .count();
        let phased = self
            .incidents
            .iter()
            .any(|incident| incident.phase.is_some());
        match 2 * dated >= self.incidents.len() || !phased {
            true => Axis::Calendar,
            false => Axis::Sequence,
        }
    }
}

fn is_bounded(incident: &Incident) -> bool {
    let span = incident.when.as_ref().and_then(|when| when.span());
    span.is_some_and(|span| span.earliest.is_some() && span.latest.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::When;

    fn incident(when: Option<&str>, phase: Option<usize>) -> Incident {
        Incident {
            when: when.map(|text| When::parse(text).unwrap()),
            phase,
            ..Incident::blank()
        }
    }

    fn check(incidents: Vec<Incident>, expected: Axis) {
        let dataset = Dataset {
            incidents,
            ..Dataset::default()
        };
        assert_eq!(dataset.natural_axis(), expected);
    }

    #[test]
    fn the_calendar_is_used_when_half_of_the_dates_are_bounded() {
        let dated = || incident(Some("2023-05"), Some(0));
        let undated = || incident(Some("XXXX-05"), Some(0));
        check(vec![dated(), undated()], Axis::Calendar);
        check(vec![dated(), undated(), undated()], Axis::Sequence);
        check(
            vec![incident(Some("2023/.."), Some(0)), undated()],
            Axis::Sequence,
        );
        check(vec![incident(None, None)], Axis::Calendar);
    }
}
