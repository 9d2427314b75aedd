//! Every reader of bytes that come from somebody else, as a function of any bytes that panics when a promise is
//! broken: the fuzzer (`make fuzz`) calls them with what it makes up, `tests/corpora` with what was found before.
//!
//! A reader is added to [`READERS`], with seeds to begin from in `tests/corpora/seeds.rs`.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

use std::collections::HashSet;

use edtf_core::Edtf;
use incident_map::geo::{Area, LngLat, Topology};
use incident_map::import::date::{DateColumn, DateOptions, DayOrder};
use incident_map::import::geometry::{Context, judge, number_from_text, position_from_text};
use incident_map::import::{Options, read_file, report_to_json};
use incident_map::load::{
    Loaded, basemap_index_from_json, messages_from_json, story_from_geojson, topology_from_topojson,
};
use incident_map::report::Effect;
use incident_map::time::{When, WhenForm};
use incident_map::view::Fragment;
use serde_json::Value;

/// Reads any bytes, and panics when a promise is broken.
pub type Read = fn(&[u8]);

/// The readers by the names that `FUZZ_TARGETS` takes.
pub const READERS: [(&str, Read); 9] = [
    ("load_story", load_story),
    ("load_basemap", load_basemap),
    ("load_messages", load_messages),
    ("edtf", edtf),
    ("fragment", fragment),
    ("import_file", import_file),
    ("import_csv", import_csv),
    ("import_geometry", import_geometry),
    ("import_date", import_date),
];

/// Any file by the name of a GeoJSON file: what comes out is a story, and no record is unaccounted for.
pub fn import_file(bytes: &[u8]) {
    import("some.geojson", bytes);
}

/// Any file by the name of a table.
pub fn import_csv(bytes: &[u8]) {
    import("some.csv", bytes);
}

fn import(name: &str, bytes: &[u8]) {
    let imported = read_file(bytes, name, &Options::default());
    let report = &imported.report;
    report_to_json(report);
    let skipped = report
        .issues
        .iter()
        .filter(|issue| issue.effect == Effect::Skipped);
    let skipped: usize = skipped
        .filter(|issue| issue.record.is_some())
        .map(|issue| issue.count)
        .sum();
    if report.shown == 0 {
        assert!(
            !report.issues.is_empty(),
            "nothing is shown and nothing is said"
        );
        return;
    }
    assert!(
        report.shown + skipped >= report.records,
        "a record is unaccounted for"
    );
    assert!(report.unplaced <= report.shown);
    let loaded = story_from_geojson(&imported.geojson).expect("what comes out is no story");
    assert_eq!(loaded.dataset.incidents.len(), report.shown);
    if imported.is_as_given {
        story_from_geojson(bytes).expect("a story as it was given");
    }
}

/// A geometry, as JSON or as text in a cell: what comes out is taken by the page's reader, and judged again the same.
pub fn import_geometry(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let _ = number_from_text(text);
    let geometry = match serde_json::from_str::<Value>(text) {
        Ok(value) => value,
        Err(_) => match position_from_text(text) {
            Ok(place) => place.geometry,
            Err(_) => return,
        },
    };
    let context = Context::default();
    if let Some(clean) = judge(&geometry, &context).geometry {
        assert_eq!(judge(&clean, &context).geometry.as_ref(), Some(&clean));
    }
}

/// A column of dates, one a line: whatever is read is EDTF.
pub fn import_date(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let values: Vec<Value> = text.lines().take(100).map(Value::from).collect();
    let mut column = DateColumn::new();
    values.iter().for_each(|value| column.add(value));
    for day_order in [None, Some(DayOrder::DayFirst), Some(DayOrder::MonthFirst)] {
        let plan = column.plan(&DateOptions {
            day_order,
            utc_offset_minutes: 345,
        });
        for read in values.iter().filter_map(|value| plan.read(value)) {
            assert!(read.edtf.is_some() || read.problem.is_some());
            if let Some(edtf) = read.edtf {
                assert!(When::parse(&edtf).is_ok(), "{edtf} is no EDTF");
            }
        }
    }
}

/// A story file: each record that is shown has an id of its own, and each issue a place in the file.
pub fn load_story(bytes: &[u8]) {
    let Ok(Loaded { dataset, issues }) = story_from_geojson(bytes) else {
        return;
    };
    assert!(!dataset.incidents.is_empty());
    let mut ids = HashSet::new();
    for incident in &dataset.incidents {
        assert!(ids.insert(&incident.id), "two records {:?}", incident.id);
    }
    let lines = 1 + bytes.iter().filter(|byte| **byte == b'\n').count();
    for issue in &issues {
        assert!(issue.line.is_none_or(|line| (1..=lines).contains(&line)));
    }
}

/// The basemap's files: what was read of them can be asked for.
pub fn load_basemap(bytes: &[u8]) {
    if let Ok(index) = basemap_index_from_json(bytes) {
        assert!(!index.levels.is_empty());
    }
    let Ok(topology) = topology_from_topojson(bytes) else {
        return;
    };
    ask(&topology, &topology.countries);
    ask(&topology, &topology.regions);
    ask(&topology, &topology.lakes);
    for river in &topology.rivers {
        for part in &river.parts {
            topology.points(part).count();
        }
    }
}

fn ask(topology: &Topology, areas: &[Area]) {
    topology.borders(areas);
    for area in areas {
        topology.area_bounds(area);
        topology.area_contains(area, LngLat::new(0.0, 0.0));
    }
}

/// A file of interface words: each key can be asked for.
pub fn load_messages(bytes: &[u8]) {
    let Ok(messages) = messages_from_json(bytes) else {
        return;
    };
    for key in messages.keys() {
        assert!(messages.has(key));
    }
}

/// A date: read or refused like by the reference, and its days are in order.
pub fn edtf(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let reference = Edtf::parse(text);
    let when = match When::parse(text) {
        Ok(when) => when,
        Err(error) => {
            assert!(error.offset <= text.len());
            assert!(reference.is_err(), "the reference reads it");
            return;
        }
    };
    let reference = reference.expect("the reference refuses it");
    assert_eq!(when.as_edtf(), text);
    assert_eq!(when.certainty().approximate, reference.is_approximate());
    assert_eq!(when.certainty().uncertain, reference.is_uncertain());
    if let Some(span) = when.span()
        && let (Some(earliest), Some(latest)) = (span.earliest, span.latest)
    {
        assert!(earliest <= latest, "{earliest:?} to {latest:?}");
    }
    let parts = match when.form() {
        WhenForm::Date(parts) => [Some(parts), None],
        WhenForm::Interval(from, to) => [from, to],
        WhenForm::Either(one, other) => [Some(one), Some(other)],
        WhenForm::Other => [None, None],
    };
    for parts in parts.into_iter().flatten() {
        assert!(parts.month.is_none_or(|month| (1..=12).contains(&month)));
        assert!(parts.day.is_none_or(|day| (1..=31).contains(&day)));
    }
}

/// The reader's part of an address: what was understood of it is written so that it is understood again.
pub fn fragment(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let read = Fragment::parse(text);
    let again = Fragment::parse(&read.fragment.to_text());
    assert_eq!(again.fragment, read.fragment);
    assert!(!again.has_unknown);
}
