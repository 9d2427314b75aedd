//! The legend of a poster: what its marks, their sizes, its areas and arrows mean.

use crate::document::{DocumentInput, kind_name, precision_words_key, precisions, size_words};
use crate::geo::{ScreenPoint, ScreenRect};
use crate::query::Overview;
use crate::scene::{Fill, Ink, Item, Segment, Stroke, mark_style, symbol_path};
use crate::story::{Kind, PlacePrecision};

/// Height of a line of words.
pub(super) const LINE_PX: f64 = 17.0;
/// The most kinds.
const MOST_KINDS: usize = 8;
/// From the beginning of a sign to its words.
const SIGN_PX: f64 = 18.0;
const ARROW_PX: f64 = 26.0;
/// The distance between two parts in a row, and between two rows.
const GAP_PX: f64 = 18.0;
const ROW_GAP_PX: f64 = 2.0;

/// A part of the legend: a sign and what it means.
pub(super) struct Key {
    pub sign: Sign,
    /// Lines of words.
    pub words: Vec<String>,
    width_px: f64,
}

/// What is drawn before the words.
pub(super) enum Sign {
    /// Nothing: the words are about the signs that follow.
    None,
    /// The mark of a kind.
    Mark(Kind),
    /// How a place that is known so well looks, in a colour.
    Precision(PlacePrecision, Ink),
    /// A mark with this radius in pixels.
    Size(f64),
    /// A mark without a value.
    NoValue,
    /// A connection.
    Arrow,
}

/// Parts of the legend beside each other, and where each begins.
pub(super) struct Row {
    pub keys: Vec<(Key, f64)>,
    pub height_px: f64,
}

/// Breaks words into lines, for a part whose sign is so many pixels wide, and gives the width of the widest.
type SetWords<'s> = dyn Fn(&str, f64) -> (Vec<String>, f64) + 's;

/// All parts of the legend.
pub(super) fn keys(document: &DocumentInput, set: &SetWords) -> Vec<Key> {
    let key = |sign: Sign, words: &str| {
        let sign_px = sign.width_px();
        let (words, words_px) = set(words, sign_px);
        let width_px = sign_px + words_px;
        Key {
            sign,
            words,
            width_px,
        }
    };
    let (story, locale) = (&document.dataset.story, document.locale);
    let counts = &document.overview.counts;
    let kinds = match counts.by_kind.len() > MOST_KINDS {
        true => counts.most_frequent_first(),
        false => counts.by_kind.clone(),
    };
    let kinds = kinds.iter().take(MOST_KINDS);
    let mut keys: Vec<Key> = kinds
        .map(|(kind, _)| key(Sign::Mark(*kind), &kind_name(document, *kind)))
        .collect();
    for (precision, kind) in precisions(document) {
        let ink = kind.map_or(Ink::Muted, |kind| mark_style(document.overview, kind).ink);
        let words = locale.text(precision_words_key(precision));
        keys.push(key(Sign::Precision(precision, ink), &words));
    }
    if let Some(size) = size_words(document) {
        keys.push(key(Sign::None, &size.figure));
        for (radius_px, value) in size.values {
            keys.push(key(Sign::Size(radius_px), &value));
        }
        keys.extend(size.without.map(|words| key(Sign::NoValue, &words)));
    }
    if !story.connections.is_empty() {
        let meaning = match story.connection_meaning.is_empty() {
            true => locale.text("legend-connection"),
            false => locale.pick(&story.connection_meaning).to_owned(),
        };
        keys.push(key(Sign::Arrow, &meaning));
    }
    keys
}

/// The parts in rows of at most this width.
pub(super) fn rows(keys: Vec<Key>, width_px: f64) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut x_px = 0.0;
    for key in keys {
        let height_px = key.height_px() + ROW_GAP_PX;
        let is_first_of_sizes = matches!(key.sign, Sign::None);
        let has_room = x_px + key.width_px <= width_px && !is_first_of_sizes;
        let start_px = if has_room { x_px } else { 0.0 };
        x_px = start_px + key.width_px + GAP_PX;
        match rows.last_mut().filter(|_| has_room) {
            Some(row) => {
                row.height_px = row.height_px.max(height_px);
                row.keys.push((key, start_px));
            }
            None => rows.push(Row {
                keys: vec![(key, start_px)],
                height_px,
            }),
        }
    }
    rows
}

impl Row {
    /// From its top to the middle of the signs and of the first line of words.
    pub fn middle_px(&self) -> f64 {
        let is_one_line = self.keys.iter().all(|(key, _)| key.words.len() < 2);
        let signs = self.keys.iter().map(|(key, _)| key.sign.height_px());
        let tallest_px = signs.fold(LINE_PX, f64::max);
        match is_one_line {
            true => 0.5 * (self.height_px - ROW_GAP_PX),
            false => 0.5 * tallest_px,
        }
    }
}

impl Key {
    fn height_px(&self) -> f64 {
        let more_px = LINE_PX * self.words.len().saturating_sub(1) as f64;
        self.sign.height_px().max(LINE_PX) + more_px
    }
}

impl Sign {
    /// From its beginning to that of its words.
    pub fn width_px(&self) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Arrow => ARROW_PX,
            Self::Size(radius_px) => 2.0 * radius_px + 7.0,
            _ => SIGN_PX,
        }
    }

    fn height_px(&self) -> f64 {
        match self {
            Self::Size(radius_px) => 2.0 * radius_px + 2.0,
            _ => 0.0,
        }
    }

    /// What is drawn; `at` places what lies so many pixels from the beginning and below the middle.
    pub fn items(&self, overview: &Overview, at: &dyn Fn(f64, f64) -> ScreenPoint) -> Vec<Item> {
        let circle = |x_px: f64, radius_px: f64| vec![Segment::Circle(at(x_px, 0.0), radius_px)];
        let line = Stroke::solid(Ink::Muted, 1.25);
        match self {
            Self::None => Vec::new(),
            Self::Mark(kind) => {
                let style = mark_style(overview, *kind);
                let path = symbol_path(style.symbol, at(5.5, 0.0), 5.0);
                vec![filled(path, style.ink, 1.0)]
            }
            Self::Precision(precision, ink) => precision_items(*precision, *ink, at),
            Self::Size(radius_px) => vec![outlined(circle(radius_px + 1.0, *radius_px), line)],
            Self::NoValue => vec![outlined(circle(5.5, 4.5), line)],
            Self::Arrow => arrow_items(at),
        }
    }
}

/// A sample of a place that is known so well, as the map has it.
fn precision_items(
    precision: PlacePrecision,
    ink: Ink,
    at: &dyn Fn(f64, f64) -> ScreenPoint,
) -> Vec<Item> {
    let middle = at(6.0, 0.0);
    let circle = |radius_px: f64| vec![Segment::Circle(middle, radius_px)];
    let broken = Stroke {
        dash_px: Some([3.0, 2.0]),
        ..Stroke::solid(ink, 1.5)
    };
    let area = |opacity: f64| {
        let rect = ScreenRect::at(middle).inflated(4.5);
        let rect = ScreenRect::new(rect.left_px - 1.5, rect.top_px, 12.0, 9.0);
        vec![Item::rect(rect, Some(Fill { ink, opacity }), Some(broken))]
    };
    match precision {
        PlacePrecision::Exact => vec![
            filled(circle(5.0), ink, 1.0),
            filled(circle(1.6), Ink::Halo, 1.0),
        ],
        PlacePrecision::Approximate => vec![
            filled(circle(6.5), ink, 0.2),
            filled(circle(5.0), ink, 0.25),
            filled(circle(2.75), ink, 1.0),
        ],
        PlacePrecision::Settlement => vec![filled(circle(5.0), ink, 1.0)],
        PlacePrecision::District => vec![Item::Path {
            segments: circle(5.5),
            fill: Some(Fill { ink, opacity: 0.24 }),
            stroke: Some(broken),
        }],
        PlacePrecision::Region => area(0.24),
        PlacePrecision::Country => area(0.06),
    }
}

fn arrow_items(at: &dyn Fn(f64, f64) -> ScreenPoint) -> Vec<Item> {
    let head = vec![
        Segment::MoveTo(at(13.0, -3.5)),
        Segment::LineTo(at(20.0, 0.0)),
        Segment::LineTo(at(13.0, 3.5)),
        Segment::Close,
    ];
    let line = Stroke::solid(Ink::Lead, 1.75);
    vec![
        Item::line(at(0.0, 0.0), at(14.0, 0.0), line),
        filled(head, Ink::Lead, 1.0),
    ]
}

fn filled(segments: Vec<Segment>, ink: Ink, opacity: f64) -> Item {
    Item::Path {
        segments,
        fill: Some(Fill { ink, opacity }),
        stroke: None,
    }
}

fn outlined(segments: Vec<Segment>, stroke: Stroke) -> Item {
    Item::Path {
        segments,
        fill: None,
        stroke: Some(stroke),
    }
}
