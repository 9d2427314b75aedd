//! The figure that the marks on the map are sized by.

use super::{Figure, Incident};
use crate::locale::LocalizedText;

/// A figure that many incidents have: the area of their marks follows its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizeFigure {
    /// What is counted or weighed, as the incidents call it.
    pub label: LocalizedText,
    /// The unit of the values that are compared; empty for counts.
    pub unit: LocalizedText,
}

impl SizeFigure {
    /// Whether a figure has this label, in any language.
    pub fn is_of(&self, figure: &Figure) -> bool {
        figure.label.has_text_of(&self.label)
    }

    /// Whether a figure's value can be compared with the others: only in one unit.
    pub fn has_unit_of(&self, figure: &Figure) -> bool {
        match self.unit.is_empty() {
            true => figure.unit.is_empty(),
            false => figure.unit.has_text_of(&self.unit),
        }
    }

    /// Whether the value that would size an incident's mark is stated to be zero.
    pub fn states_zero(&self, incident: &Incident) -> bool {
        let mut figures = incident.figures.iter();
        let is_it = |figure: &&Figure| self.is_of(figure) && self.has_unit_of(figure);
        figures
            .find(is_it)
            .is_some_and(|figure| figure.value == Some(0.0))
    }

    /// The value that sizes an incident's mark; `None` where there is none, or none that an area could show.
    pub fn value_of(&self, incident: &Incident) -> Option<f64> {
        let mut figures = incident.figures.iter();
        let figure = figures.find(|figure| self.is_of(figure) && self.has_unit_of(figure))?;
        figure.value.filter(|value| *value > 0.0)
    }
}
