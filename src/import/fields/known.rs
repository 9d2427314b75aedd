//! Kinds of file whose fields are known beforehand, each a table.
//!
//! Beside each field's name stands what its codes are, where it has codes. Names are compared as in
//! [`super::words`], so that `Crime ID`, `crime_id` and `CrimeId` are one.

use std::collections::HashMap;

use serde_json::Value;

use super::detect::{Column, Found, Mapping};
use super::words::compact;
use super::{Told, precision};
use crate::report::{Reason, Target};

/// A kind of file whose fields are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KnownFormat {
    /// Earthquake feeds of the United States Geological Survey.
    UsgsEarthquakes,
    /// Street-level crime of the police forces of England, Wales and Northern Ireland.
    PoliceUk,
    /// Armed Conflict Location & Event Data.
    Acled,
    /// The Georeferenced Event Dataset of the Uppsala Conflict Data Program.
    UcdpGed,
}

/// What is known of a kind of file.
struct Table {
    format: KnownFormat,
    /// Its name, as shown to people.
    name: &'static str,
    /// Fields that such a file always has.
    all_of: &'static [&'static str],
    /// Fields of which it has at least one: what tells it from a file that happens to have the first.
    any_of: &'static [&'static str],
    /// What is where.
    fields: &'static [Entry],
    /// How well the place of every record is known, where no field says so.
    precision: Option<&'static str>,
}

/// What is where: names of the field, the first there is taken, and what its codes are.
struct Entry(Target, &'static [&'static str], &'static str);

/// USGS, earthquake feeds version 1.0, pages `geojson.php` and `csv.php`. `time` is in milliseconds since
/// 1970 in the first, ISO 8601 in the second, UTC in both. The place is a sentence such as *4 km W of Castaic, CA*;
/// the coordinates are the epicentre as computed.
const USGS: Table = Table {
    format: KnownFormat::UsgsEarthquakes,
    name: "USGS earthquakes",
    all_of: &["time", "mag", "place"],
    any_of: &["magType", "ids", "net", "depth", "tsunami"],
    fields: &[
        Entry(Target::Id, &["id"], ""),
        Entry(Target::Time, &["time"], ""),
        Entry(Target::Title, &["title", "place"], ""),
        Entry(Target::Category, &["type"], ""),
        Entry(Target::Place, &["place"], ""),
        Entry(Target::Link, &["url"], ""),
        Entry(Target::Longitude, &["longitude"], ""),
        Entry(Target::Latitude, &["latitude"], ""),
    ],
    precision: Some("exact"),
};

/// data.police.uk, *About*, sections *CSV Columns* and *Location Anonymisation*: a crime is moved to the nearest of a
/// list of map points, so no place is exact. `Month` is all that is known of the time. `Crime ID` may be empty, and
/// one crime may stand twice, with different outcomes.
const POLICE_UK: Table = Table {
    format: KnownFormat::PoliceUk,
    name: "police.uk street crime",
    all_of: &["Month", "Crime type"],
    any_of: &[
        "Falls within",
        "Reported by",
        "LSOA code",
        "Last outcome category",
    ],
    fields: &[
        Entry(Target::Id, &["Crime ID"], ""),
        Entry(Target::Time, &["Month"], ""),
        Entry(Target::Summary, &["Last outcome category"], ""),
        Entry(Target::Category, &["Crime type"], ""),
        Entry(Target::Place, &["Location"], ""),
        Entry(Target::Source, &["Reported by", "Falls within"], ""),
        Entry(Target::Longitude, &["Longitude"], ""),
        Entry(Target::Latitude, &["Latitude"], ""),
    ],
    precision: Some("approximate"),
};

/// ACLED: the fields as listed in `acled_codebook` of the R package acledR, and the *Guide to 2023 ACLED Column Changes*
/// for the ids. `admin1` is the name of a first-level region; `region` is a part of the world and not used.
const ACLED: Table = Table {
    format: KnownFormat::Acled,
    name: "ACLED",
    all_of: &["event_date", "event_type"],
    any_of: &[
        "event_id_cnty",
        "data_id",
        "sub_event_type",
        "geo_precision",
    ],
    fields: &[
        Entry(Target::Id, &["event_id_cnty", "data_id"], ""),
        Entry(Target::Time, &["event_date"], ""),
        Entry(
            Target::TimePrecision,
            &["time_precision"],
            "ACLED time_precision",
        ),
        Entry(Target::Title, &["sub_event_type"], ""),
        Entry(Target::Summary, &["notes"], ""),
        Entry(Target::Category, &["event_type"], ""),
        Entry(Target::Place, &["location"], ""),
        Entry(Target::Region, &["admin1"], ""),
        Entry(Target::Source, &["source"], ""),
        Entry(Target::Precision, &["geo_precision"], "ACLED geo_precision"),
        Entry(Target::Longitude, &["longitude"], ""),
        Entry(Target::Latitude, &["latitude"], ""),
    ],
    precision: None,
};

/// UCDP: the 49 columns of GED 23.1 and later, as its files have them. `adm_1` is the name of a first-level region;
/// `region` is a part of the world and not used.
const UCDP: Table = Table {
    format: KnownFormat::UcdpGed,
    name: "UCDP GED",
    all_of: &["date_start", "type_of_violence"],
    any_of: &[
        "where_prec",
        "date_prec",
        "where_coordinates",
        "dyad_name",
        "side_a",
    ],
    fields: &[
        Entry(Target::Id, &["id", "relid"], ""),
        Entry(Target::Time, &["date_start"], ""),
        Entry(Target::EndTime, &["date_end"], ""),
        Entry(Target::TimePrecision, &["date_prec"], "UCDP date_prec"),
        Entry(Target::Title, &["dyad_name", "conflict_name"], ""),
        Entry(
            Target::Category,
            &["type_of_violence"],
            "UCDP type_of_violence",
        ),
        Entry(
            Target::Place,
            &["where_coordinates", "where_description"],
            "",
        ),
        Entry(Target::Region, &["adm_1"], ""),
        Entry(Target::Source, &["source_article", "source_office"], ""),
        Entry(Target::Precision, &["where_prec"], "UCDP where_prec"),
        Entry(Target::Longitude, &["longitude"], ""),
        Entry(Target::Latitude, &["latitude"], ""),
    ],
    precision: None,
};

const TABLES: [Table; 4] = [USGS, POLICE_UK, ACLED, UCDP];

impl KnownFormat {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::UsgsEarthquakes,
        Self::PoliceUk,
        Self::Acled,
        Self::UcdpGed,
    ];

    /// Its name, as shown to people.
    pub fn name(self) -> &'static str {
        self.table().map_or("", |table| table.name)
    }

    /// How well the place of every record is known, in the words of the profile, where no field says so.
    pub fn place_precision(self) -> Option<&'static str> {
        self.table()?.precision
    }

    /// The words for a code in the category field; `None` where the value is its own word.
    ///
    /// UCDP's `type_of_violence`: the three kinds of organised violence of the GED codebook.
    pub fn category_label(self, value: &Value) -> Option<&'static str> {
        match (self, precision::code(value)?) {
            (Self::UcdpGed, 1) => Some("State-based conflict"),
            (Self::UcdpGed, 2) => Some("Non-state conflict"),
            (Self::UcdpGed, 3) => Some("One-sided violence"),
            _ => None,
        }
    }

    fn table(self) -> Option<&'static Table> {
        TABLES.iter().find(|table| table.format == self)
    }
}

/// The mapping of a known kind of file, if the columns are those of one. What the publisher says of a target holds in
/// place of the table.
pub(super) fn recognise(columns: &[Column], told: &Told) -> Option<Mapping> {
    let mut by_name: HashMap<String, &str> = HashMap::new();
    for (name, _, _) in columns {
        by_name.entry(compact(name)).or_insert(name);
    }
    let has = |name: &&'static str| by_name.contains_key(&compact(name));
    let is_this = |table: &&Table| table.all_of.iter().all(has) && table.any_of.iter().any(has);
    let table = TABLES.iter().find(is_this)?;
    let entries = table
        .fields
        .iter()
        .filter(|Entry(target, _, _)| !told.says(*target));
    let fields = entries.filter_map(|Entry(target, names, form)| {
        let field = names.iter().find_map(|name| by_name.get(&compact(name)))?;
        Some(Found {
            target: *target,
            field: (*field).to_owned(),
            reason: Reason::KnownFormat,
            form,
        })
    });
    Some(Mapping {
        known_format: Some(table.format),
        fields: fields.collect(),
    })
}
