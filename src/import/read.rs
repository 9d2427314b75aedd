//! Reading a file from end to end: what its bytes are, what its fields are, and then record by record.

use std::io;

use serde_json::{Map, Value, json};

use super::Progress;
use super::feature::FeatureMaker;
use super::limits::{MOST_BYTES, MOST_BYTES_IN_MEMORY, MOST_RECORDS};
use super::log::{Fault, Log};
use super::options::Options;
use super::plan::Plan;
use super::profile;
use super::records::{Format, Head, Records, format_of};
use super::source::{Encoding, Sniffed, Source, sniff};
use super::survey::Survey;
use crate::report::{Effect, Issue, Problem, Report, Target};

/// Where features go, one after the other, as they are made.
pub trait Sink {
    /// Is told what the `story` member says, as far as the file has one, and which further properties features have.
    ///
    /// # Errors
    /// What the system says when a beginning cannot be written.
    fn begin(&mut self, story: &Map<String, Value>, extra: &[String]) -> io::Result<()>;

    /// Takes a feature of the profile, made of the record at a position and line.
    ///
    /// # Errors
    /// What the system says when it cannot be written.
    fn feature(&mut self, feature: &Value, at: (usize, usize)) -> io::Result<()>;

    /// Takes the `story` member, after all features.
    ///
    /// # Errors
    /// What the system says when it cannot be written.
    fn story(&mut self, story: Map<String, Value>) -> io::Result<()>;
}

/// A file in the profile, and what was found in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// A FeatureCollection in the profile; empty when nothing can be shown.
    pub geojson: Vec<u8>,
    /// Whether the file is in the profile already and nothing had to be mended, so that it can be shown as it is.
    pub is_as_given: bool,
    /// What was found.
    pub report: Report,
}

/// Reads a file in memory into the profile.
pub fn read_file(bytes: &[u8], name: &str, options: &Options) -> Imported {
    let mut sink = GeoJsonSink::new(Vec::new());
    sink.positions = Some(Vec::new());
    // Memory does not fail to be read or written.
    let limit = MOST_BYTES_IN_MEMORY;
    let read = read_limited(&bytes, limit, name, options, &mut sink, &mut |_| {});
    let Ok(read) = read else {
        return Imported::default();
    };
    let mut report = read.report;
    let positions = sink.positions.unwrap_or_default();
    let mut geojson = sink.out;
    if read.has_story && report.shown > 0 {
        profile::add_issues(&geojson, &positions, &read.withdrawn, &mut report);
    }
    if report.shown == 0 {
        geojson.clear();
    }
    Imported {
        is_as_given: read.is_unchanged && is_as_given(bytes, &report),
        geojson,
        report,
    }
}

/// Whether a file in the profile can be shown as it is, by the reader that the page has.
fn is_as_given(bytes: &[u8], report: &Report) -> bool {
    let is_mended =
        |issue: &Issue| issue.field.starts_with("geometry") || issue.effect == Effect::Mended;
    !report.issues.iter().any(is_mended) && crate::load::story_from_geojson(bytes).is_ok()
}

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// What was found.
    pub report: Report,
    /// The ids of the records that are withdrawn.
    withdrawn: Vec<String>,
    /// Whether its records are in the profile, or belong to a story.
    has_story: bool,
    /// Whether they are in the profile and nobody has said anything that changes them.
    is_unchanged: bool,
}

impl Read {
    /// What was read of a file of which nothing can be shown.
    fn nothing(report: Report, log: Log) -> Self {
        Self {
            report: Report {
                issues: log.into_issues(),
                ..report
            },
            ..Self::default()
        }
    }
}

/// Reads a file in three passes and gives its features to a sink.
///
/// # Errors
/// What the system says when the file cannot be read, or the features cannot be written.
pub fn read_source(
    source: &dyn Source,
    name: &str,
    options: &Options,
    sink: &mut dyn Sink,
    progress: &mut dyn FnMut(Progress),
) -> io::Result<Read> {
    read_limited(source, MOST_BYTES, name, options, sink, progress)
}

fn read_limited(
    source: &dyn Source,
    most_bytes: u64,
    name: &str,
    options: &Options,
    sink: &mut dyn Sink,
    progress: &mut dyn FnMut(Progress),
) -> io::Result<Read> {
    let mut log = Log::default();
    let mut report = Report {
        name: name.to_owned(),
        ..Report::default()
    };
    let sniffed = sniff(source, most_bytes)?;
    say_bytes(&sniffed, &mut log);
    let format = match format_of(name, &sniffed.head) {
        Ok(format) => format,
        Err(issue) => {
            log.push(*issue);
            return Ok(Read::nothing(report, log));
        }
    };
    let survey = Survey::of(source, &sniffed, format, &mut log, progress)?;
    if survey.records == 0 && log.is_empty() {
        log.push(Fault::new(Problem::Empty, "", "", Effect::Skipped).in_file(None, None));
    }
    report.format = format_name(format, &sniffed, &survey.head);
    report.records = survey.records;
    let is_geojson = survey.head.is_geojson;
    let mut options = options.clone();
    let is_told_story = options.story.is_some();
    let Some(mut plan) = Plan::new(survey, &mut options, &mut log) else {
        return Ok(Read::nothing(report, log));
    };
    plan.look_at_columns(source, &sniffed, format, progress)?;
    let knows_anything = plan.knows_anything(is_geojson);
    let mut withdrawn = Vec::new();
    if knows_anything {
        withdrawn = write_features(
            source,
            &sniffed,
            format,
            (&plan, &options),
            (sink, &mut report, &mut log),
            progress,
        )?;
    } else {
        say_bad_records(source, &sniffed, format, &plan, &mut log)?;
    }
    let known = plan.known_format().map(|known| known.name());
    report.known_format = known.unwrap_or_default().to_owned();
    report.detected = plan.detected;
    report.unused = plan.unused;
    report.issues = log.into_issues();
    Ok(Read {
        report,
        withdrawn,
        has_story: plan.is_profile || plan.has_story,
        is_unchanged: plan.is_profile && !is_told_story && !plan.places.swap,
    })
}

/// Writes the features; the ids of those that are withdrawn.
fn write_features(
    source: &dyn Source,
    sniffed: &Sniffed,
    format: Format,
    (plan, options): (&Plan, &Options),
    (sink, report, log): (&mut dyn Sink, &mut Report, &mut Log),
    progress: &mut dyn FnMut(Progress),
) -> io::Result<Vec<String>> {
    let mut extra = plan.facets.clone();
    if options.keeps_unknown {
        extra.extend(plan.unused.iter().cloned());
    }
    sink.begin(&plan.story, &extra)?;
    let mut maker = FeatureMaker::new(plan, options);
    let mut records = Records::open(source, sniffed, format)?;
    // What is wrong with the file as a whole was said in the first pass; rows are, too.
    let mut unheard = Log::default();
    while let Some(record) = records.next(&mut unheard)? {
        if !options.is_unlimited && record.position > MOST_RECORDS {
            let fault = Fault::new(
                Problem::ManyRecords,
                "",
                &report.records.to_string(),
                Effect::Skipped,
            );
            log.push(
                fault
                    .expecting(MOST_RECORDS.to_string())
                    .in_file(Some(record.line), None),
            );
            break;
        }
        if let Some(feature) = maker.feature(&record, log) {
            sink.feature(&feature, (record.position, record.line))?;
            report.shown += 1;
        }
        progress(Progress::Made(record.position, report.records));
    }
    report.unplaced = maker.unplaced;
    report.withdrawn = maker.withdrawn.len();
    report.shown -= report.withdrawn;
    if maker.categories.beyond > 0 {
        let fault = Fault::new(
            Problem::ManyCategories,
            "",
            &maker.categories.beyond.to_string(),
            Effect::Shown,
        );
        log.push(
            fault
                .expecting(crate::load::MOST_CATEGORIES.to_string())
                .in_file(None, None),
        );
    }
    let story = story_member(&maker, &report.name);
    if plan.has_story {
        for fault in profile::story_faults(&story) {
            log.push(fault.in_file(None, None));
        }
    }
    sink.story(story)?;
    Ok(maker.withdrawn)
}

/// Says what is wrong with the records of a file of which nothing is shown.
fn say_bad_records(
    source: &dyn Source,
    sniffed: &Sniffed,
    format: Format,
    plan: &Plan,
    log: &mut Log,
) -> io::Result<()> {
    let mut records = Records::open(source, sniffed, format)?;
    let mut unheard = Log::default();
    let mut has_good = false;
    while let Some(record) = records.next(&mut unheard)? {
        match record.fault() {
            Some(issue) => log.push(issue),
            None => has_good = true,
        }
    }
    if has_good {
        let fields = plan.unused.join(", ");
        let fault = Fault::new(Problem::NoPlaces, "", &fields, Effect::Skipped);
        log.push(fault.in_file(None, None));
    }
    Ok(())
}

/// The `story` member: the file's own, or what is known without one.
fn story_member(maker: &FeatureMaker, name: &str) -> Map<String, Value> {
    let mut story = maker.plan.story.clone();
    if maker.plan.is_profile {
        return story;
    }
    let mut default = |key: &str, value: Value| {
        if !story.contains_key(key) {
            story.insert(key.to_owned(), value);
        }
    };
    default("profile", 1.into());
    default("title", stem(name).into());
    if let Some(field) = maker.plan.field(Target::Size) {
        default("size", json!({"figure": field}));
    }
    let categories = maker.categories.declarations(&story);
    story.insert("categories".to_owned(), categories);
    story
}

/// The name of a file without its endings: `incidents` for `incidents.csv.gz`.
fn stem(name: &str) -> &str {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// What is wrong with the bytes.
fn say_bytes(sniffed: &Sniffed, log: &mut Log) {
    if let Some(line) = sniffed.bad_line {
        let name = sniffed.encoding.name();
        let effect = match sniffed.encoding {
            Encoding::BrokenUtf8 => Effect::Kept,
            _ => Effect::Mended,
        };
        let fault =
            Fault::new(Problem::Encoding, "", name, effect).expecting(Encoding::Utf8.name());
        log.push(fault.in_file(Some(line), None));
    } else if matches!(sniffed.encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        let fault = Fault::new(
            Problem::Encoding,
            "",
            sniffed.encoding.name(),
            Effect::Mended,
        );
        log.push(fault.expecting(Encoding::Utf8.name()).in_file(None, None));
    }
    if sniffed.is_cut {
        log.push(Fault::new(Problem::CutShort, "", "gzip", Effect::Kept).in_file(None, None));
    }
    if sniffed.is_over_limit {
        let fault = Fault::new(Problem::OverLimit, "", &sniffed.head, Effect::Kept);
        log.push(
            fault
                .expecting(format!("{} MB", sniffed.most_bytes >> 20))
                .in_file(None, None),
        );
    }
}

/// The format in words that are the same in every language: "CSV (;), windows-1251, gzip".
fn format_name(format: Format, sniffed: &Sniffed, head: &Head) -> String {
    let mut words = vec![match format {
        Format::Json if !head.is_geojson => "JSON".to_owned(),
        Format::Json if head.is_lines => "GeoJSON (one a line)".to_owned(),
        Format::Json => "GeoJSON".to_owned(),
        Format::Delimited(b'\t') => "TSV".to_owned(),
        Format::Delimited(b',') => "CSV".to_owned(),
        Format::Delimited(delimiter) => format!("CSV ({})", char::from(delimiter)),
    }];
    if sniffed.encoding != Encoding::Utf8 {
        words.push(sniffed.encoding.name().to_owned());
    }
    if sniffed.is_gzip {
        words.push("gzip".to_owned());
    }
    words.join(", ")
}

/// Writes a GeoJSON FeatureCollection as its features come.
pub struct GeoJsonSink<W> {
    /// What was written.
    pub out: W,
    has_features: bool,
    /// Position and line of the record of each feature, for files whose size is limited.
    positions: Option<Vec<(usize, usize)>>,
}

impl<W: io::Write> GeoJsonSink<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self {
            out,
            has_features: false,
            positions: None,
        }
    }
}

impl<W: io::Write> Sink for GeoJsonSink<W> {
    fn begin(&mut self, _story: &Map<String, Value>, _extra: &[String]) -> io::Result<()> {
        self.out
            .write_all(b"{\"type\":\"FeatureCollection\",\"features\":[\n")
    }

    fn feature(&mut self, feature: &Value, at: (usize, usize)) -> io::Result<()> {
        if std::mem::replace(&mut self.has_features, true) {
            self.out.write_all(b",\n")?;
        }
        if let Some(positions) = &mut self.positions {
            positions.push(at);
        }
        serde_json::to_writer(&mut self.out, feature).map_err(io::Error::from)
    }

    fn story(&mut self, story: Map<String, Value>) -> io::Result<()> {
        self.out.write_all(b"\n]")?;
        if !story.is_empty() {
            self.out.write_all(b",\"story\":")?;
            serde_json::to_writer(&mut self.out, &story).map_err(io::Error::from)?;
        }
        self.out.write_all(b"}\n")
    }
}
