//! Features of the profile as a table, for spreadsheets.

use std::io;

use serde_json::{Map, Value};

use super::read::Sink;

/// The columns, by the name of the profile's field in each. Texts in several languages have a column for each further
/// one, such as `title.ru`.
const COLUMNS: [&str; 15] = [
    "id",
    "kind",
    "status",
    "title",
    "summary",
    "when",
    "phase",
    "place",
    "region",
    "precision",
    "longitude",
    "latitude",
    "geometry",
    "link",
    "source",
];
/// Those of them that are texts, which may be in several languages.
const TEXTS: [&str; 3] = ["title", "summary", "place"];
/// What a table has no place for, by the profile's names.
const LOST: [&str; 4] = ["figures", "accounts", "articles", "corrections"];

/// Writes features as rows of CSV (RFC 4180): shapes other than points as GeoJSON in the column `geometry`.
pub struct TableSink<W: io::Write> {
    writer: csv::Writer<W>,
    languages: Vec<String>,
    extra: Vec<String>,
    /// What a table has no place for, with the number of records that have it.
    lost: [usize; LOST.len()],
    /// Whether the story says more than a table holds.
    has_story: bool,
}

impl<W: io::Write> TableSink<W> {
    /// Writes to `out`, with tabs between cells or with commas.
    pub fn new(out: W, has_tabs: bool) -> Self {
        let delimiter = if has_tabs { b'\t' } else { b',' };
        Self {
            writer: csv::WriterBuilder::new()
                .delimiter(delimiter)
                .from_writer(out),
            languages: Vec::new(),
            extra: Vec::new(),
            lost: [0; LOST.len()],
            has_story: false,
        }
    }

    /// What the table has no place for: names of the profile, with the number of records that have it.
    pub fn lost(&self) -> Vec<(&'static str, usize)> {
        let records = LOST
            .into_iter()
            .zip(self.lost)
            .filter(|(_, count)| *count > 0);
        let story = self.has_story.then_some(("story", 1));
        records.chain(story).collect()
    }

    fn header(&self) -> Vec<String> {
        let mut header = Vec::new();
        for column in COLUMNS {
            header.push(column.to_owned());
            if TEXTS.contains(&column) {
                header.extend(
                    self.languages
                        .iter()
                        .skip(1)
                        .map(|tag| format!("{column}.{tag}")),
                );
            }
        }
        header.extend(self.extra.iter().cloned());
        header
    }

    fn push_text(&self, row: &mut Vec<String>, text: Option<&Value>) {
        let first = self.languages.first().map_or("en", String::as_str);
        row.push(match text {
            Some(Value::Object(texts)) => texts
                .get(first)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
            other => plain(other),
        });
        for tag in self.languages.iter().skip(1) {
            let text = text.and_then(|text| text.get(tag)).and_then(Value::as_str);
            row.push(text.unwrap_or_default().to_owned());
        }
    }
}

/// A text that a spreadsheet would carry out as a formula, with a mark before it that keeps it a text (OWASP, "CSV
/// Injection").
fn harmless(text: String) -> String {
    let is_formula = text.starts_with(['=', '@', '+', '-', '\t']) && text.parse::<f64>().is_err();
    match is_formula {
        true => format!("'{text}"),
        false => text,
    }
}

/// A value as it stands in a cell.
fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(object)) if object.contains_key("edtf") => plain(object.get("edtf")),
        Some(other) => other.to_string(),
    }
}

impl<W: io::Write> Sink for TableSink<W> {
    fn begin(&mut self, story: &Map<String, Value>, extra: &[String]) -> io::Result<()> {
        let languages = story.get("languages").and_then(Value::as_array);
        let languages = languages.into_iter().flatten().filter_map(Value::as_str);
        self.languages = languages.map(str::to_owned).collect();
        self.extra = extra.to_vec();
        self.has_story = ["articles", "connections", "phases", "steps", "summary"]
            .iter()
            .any(|member| story.contains_key(*member));
        self.writer
            .write_record(self.header())
            .map_err(io::Error::from)
    }

    fn feature(&mut self, feature: &Value, _at: (usize, usize)) -> io::Result<()> {
        let empty = Map::new();
        let properties = feature
            .get("properties")
            .and_then(Value::as_object)
            .unwrap_or(&empty);
        let place = properties.get("place");
        let geometry = feature
            .get("geometry")
            .filter(|geometry| !geometry.is_null());
        let is_point =
            geometry.and_then(|geometry| geometry.get("type")) == Some(&Value::from("Point"));
        let coordinate = |axis: usize| {
            let position = geometry.filter(|_| is_point)?.get("coordinates")?;
            position.get(axis)
        };
        let mut row = Vec::new();
        for column in COLUMNS {
            match column {
                "id" => row.push(plain(feature.get("id"))),
                "title" | "summary" => self.push_text(&mut row, properties.get(column)),
                "place" => self.push_text(&mut row, place.and_then(|place| place.get("name"))),
                "region" | "precision" => {
                    row.push(plain(place.and_then(|place| place.get(column))))
                }
                "longitude" => row.push(plain(coordinate(0))),
                "latitude" => row.push(plain(coordinate(1))),
                "geometry" => row.push(plain(geometry.filter(|_| !is_point))),
                _ => row.push(plain(properties.get(column))),
            }
        }
        for column in &self.extra {
            row.push(plain(properties.get(column)));
        }
        for (name, count) in LOST.iter().zip(&mut self.lost) {
            let is_there = properties.get(*name).and_then(Value::as_array);
            *count += usize::from(is_there.is_some_and(|items| !items.is_empty()));
        }
        let row = row.into_iter().map(harmless);
        self.writer.write_record(row).map_err(io::Error::from)
    }

    fn story(&mut self, _story: Map<String, Value>) -> io::Result<()> {
        self.writer.flush()
    }
}
