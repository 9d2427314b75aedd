//! The first pass over a file: what its fields and places look like as a whole.

use std::collections::HashMap;
use std::io;
use std::rc::Rc;

use super::Progress;
use super::date::DateColumn;
use super::fields::FieldStats;
use super::geometry::AxisEvidence;
use super::limits::MOST_FIELDS;
use super::log::Log;
use super::records::{Feature, Format, Head, Records};
use super::source::{Sniffed, Source};

/// A field of a file, as all of its values together look.
pub(super) struct SurveyedField {
    pub name: Rc<str>,
    pub stats: FieldStats,
    pub dates: DateColumn,
}

/// What a file looks like as a whole.
pub(super) struct Survey {
    /// What it says beside its records.
    pub head: Head,
    /// How many records it has, whatever is wrong with them.
    pub records: usize,
    /// Its fields, in the order of the file.
    pub fields: Vec<SurveyedField>,
    /// Which way round the positions of its geometries are.
    pub evidence: AxisEvidence,
    /// Whether any record has a geometry.
    pub has_geometry: bool,
    by_name: HashMap<Rc<str>, usize>,
}

impl Survey {
    /// Reads a file once. Issues of the file as a whole go into the log.
    ///
    /// # Errors
    /// What the system says when the file cannot be read.
    pub fn of(
        source: &dyn Source,
        sniffed: &Sniffed,
        format: Format,
        log: &mut Log,
        progress: &mut dyn FnMut(Progress),
    ) -> io::Result<Self> {
        let mut survey = Self {
            head: Head::default(),
            records: 0,
            fields: Vec::new(),
            evidence: AxisEvidence::default(),
            has_geometry: false,
            by_name: HashMap::new(),
        };
        let mut records = Records::open(source, sniffed, format)?;
        while let Some(record) = records.next(log)? {
            survey.records += 1;
            if let Ok(feature) = &record.body {
                survey.add(feature);
            }
            progress(Progress::Surveyed(survey.records));
        }
        survey.head = records.head();
        Ok(survey)
    }

    fn add(&mut self, feature: &Feature) {
        if let Some(geometry) = &feature.geometry {
            self.has_geometry = true;
            self.evidence.add_geometry(geometry);
        }
        for (name, value) in feature.properties.iter() {
            let at = match self.by_name.get(name) {
                Some(at) => *at,
                None if self.fields.len() >= MOST_FIELDS => continue,
                None => {
                    self.by_name.insert(name.clone(), self.fields.len());
                    self.fields.push(SurveyedField {
                        name: name.clone(),
                        stats: FieldStats::new(),
                        dates: DateColumn::new(),
                    });
                    self.fields.len() - 1
                }
            };
            if let Some(field) = self.fields.get_mut(at) {
                field.stats.add(value);
                field.dates.add(value);
            }
        }
    }

    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&SurveyedField> {
        self.by_name.get(name).and_then(|at| self.fields.get(*at))
    }
}
