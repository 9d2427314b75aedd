//! How a reader explores a story, beyond what its first sight needs, and how an address says it:
//! `&q=<words>&only.<facet>=<value>,<value>&mode=<mode>&step=<step>&display=<display>&map=<lat>,<lng>,<km>&sort=<order>`
//! `&list=map&axis=<axis>&lanes=<facet>&order=<order>&gaps=short&time=<from>/<to>`. It is read once what it is about has come, and kept as
//! it stands until then.

use super::fragment::{ONLY, percent_decoded, percent_encoded};
use crate::query::Axis;
use crate::scene::{Display, LaneOrder};
use crate::time::{Moment, MomentSpan, WindowMode, WindowStep};

/// How a reader explores a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exploring {
    /// What is searched for, as it was typed; empty for nothing.
    pub search: String,
    /// The facets of which only some values are wanted, in the order in which they were chosen.
    pub only: Vec<Only>,
    /// How the window of time follows its handles.
    pub mode: WindowMode,
    /// How far it goes at once, when the reader chose that.
    pub step: Option<WindowStep>,
    /// How the incidents are drawn, when the reader chose that.
    pub display: Option<Display>,
    /// Where the map stands, when it is not where it begins.
    pub map: Option<MapPlace>,
    /// The order of the cards.
    pub sort: SortOrder,
    /// Whether cards and timeline have only what the map shows.
    pub is_list_of_map: bool,
    /// The axis of the timeline, when the reader chose that.
    pub axis: Option<Axis>,
    /// The facet by whose values the timeline has lanes.
    pub lanes: Option<String>,
    /// The order of these lanes.
    pub lane_order: LaneOrder,
    /// Whether time in which nothing happened is drawn short.
    pub are_gaps_short: bool,
    /// The time that the timeline shows, when it does not show all of it: its first minute, and the one after its last.
    pub time: Option<[Moment; 2]>,
}

/// A facet of which only some values are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Only {
    /// The name of the facet in an address.
    pub facet: String,
    /// The names of the values; never empty, and none is.
    pub values: Vec<String>,
}

/// Where a map stands, whatever the size of its window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapPlace {
    /// Latitude of its middle.
    pub lat_deg: f64,
    /// Longitude of its middle.
    pub lng_deg: f64,
    /// How far the shorter side of the window reaches.
    pub across_km: f64,
}

/// The order of the cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortOrder {
    /// As in the file.
    #[default]
    Story,
    /// The latest first; what has no date last.
    Newest,
    /// The earliest first; what has no date last.
    Oldest,
    /// By the name of the place.
    Place,
    /// By title.
    Title,
}

impl SortOrder {
    /// The words that an address has for it.
    pub const ALL: [(&'static str, Self); 5] = [
        ("story", Self::Story),
        ("newest", Self::Newest),
        ("oldest", Self::Oldest),
        ("place", Self::Place),
        ("title", Self::Title),
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, order)| *order == self);
        found.map_or("", |(word, _)| word)
    }

    /// The order of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, order)| *order)
    }
}

impl MapPlace {
    /// "50.12,72.3,450km"
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(',');
        let mut number = |end: &str| decimal(parts.next()?.strip_suffix(end)?);
        let place = Self {
            lat_deg: number("")?,
            lng_deg: number("")?,
            across_km: number("km")?,
        };
        let is_on_earth = place.lat_deg.abs() <= 90.0 && place.lng_deg.abs() <= 180.0;
        let is_whole = parts.next().is_none() && is_on_earth && place.across_km > 0.0;
        is_whole.then_some(place)
    }

    /// As precise as one can see, and no more.
    fn to_text(self) -> String {
        // A thousandth of the view, and three digits of how far it reaches.
        let magnitude = magnitude_of(self.across_km);
        let of_place = (5 - magnitude).clamp(0, 6) as u32;
        let of_reach = (2 - magnitude).clamp(0, 6) as u32;
        [
            decimal_text(self.lat_deg, of_place),
            decimal_text(self.lng_deg, of_place),
            decimal_text(self.across_km, of_reach) + "km",
        ]
        .join(",")
    }

    /// The place as an address has it.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self::parse(&self.to_text()).unwrap_or(self)
    }
}

/// The most digits behind a decimal point.
const MOST_DECIMALS: usize = 6;

/// The power of ten that a positive number reaches.
fn magnitude_of(value: f64) -> i32 {
    let mut magnitude = 0;
    let mut rest = value.max(1e-3);
    while rest >= 10.0 {
        (rest, magnitude) = (rest / 10.0, magnitude + 1);
    }
    while rest < 1.0 {
        (rest, magnitude) = (rest * 10.0, magnitude - 1);
    }
    magnitude
}

/// A number with so many digits behind its point, without zeros at its end. The standard library's own writer is 10 KB.
fn decimal_text(value: f64, decimals: u32) -> String {
    let unit = 10_i64.pow(decimals);
    let scaled = (value * unit as f64).round() as i64;
    let sign = if scaled < 0 { "-" } else { "" };
    let scaled = scaled.unsigned_abs();
    let whole = scaled / unit.unsigned_abs();
    let mut rest = (scaled % unit.unsigned_abs()).to_string();
    while rest.len() < decimals as usize {
        rest.insert(0, '0');
    }
    let rest = rest.trim_end_matches('0');
    match rest.is_empty() {
        true => format!("{sign}{whole}"),
        false => format!("{sign}{whole}.{rest}"),
    }
}

/// The number that a text like "-12.5" is; nothing of any other.
fn decimal(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |digits: &str, most: usize| {
        digits.len() <= most && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if whole.is_empty() || !is_plain(whole, 6) || !is_plain(rest, MOST_DECIMALS) {
        return None;
    }
    let scaled: i64 = [whole, rest].concat().parse().ok()?;
    Some(sign * scaled as f64 / 10_i64.pow(rest.len() as u32) as f64)
}

impl Exploring {
    /// Reads what of an address is about it, and whether all of that makes sense.
    pub fn parse(text: &str) -> (Self, bool) {
        let mut read = Self::default();
        let mut is_understood = true;
        for (key, value) in text.split('&').filter_map(|pair| pair.split_once('=')) {
            is_understood &= read.take(key, value).is_some();
        }
        (read, is_understood)
    }

    /// Takes what a pair of the address says; `None` where it makes no sense.
    fn take(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "q" => self.search = percent_decoded(value)?,
            "mode" => self.mode = WindowMode::from_word(value)?,
            "step" => self.step = Some(WindowStep::from_word(value)?),
            "display" => self.display = Some(Display::from_word(value)?),
            "map" => self.map = Some(MapPlace::parse(&percent_decoded(value)?)?),
            "sort" => self.sort = SortOrder::from_word(value)?,
            "list" => self.is_list_of_map = Some(true).filter(|_| value == "map")?,
            "axis" => self.axis = Some(Axis::from_word(value)?),
            "lanes" => self.lanes = Some(percent_decoded(value)?),
            "order" => self.lane_order = LaneOrder::from_word(value)?,
            "gaps" => self.are_gaps_short = Some(true).filter(|_| value == "short")?,
            "time" => self.time = Some(MomentSpan::parse(&percent_decoded(value)?)?.ends()?),
            _ => self.take_only(key.strip_prefix(ONLY)?, value)?,
        }
        Some(())
    }

    fn take_only(&mut self, facet: &str, values: &str) -> Option<()> {
        let facet = percent_decoded(facet).filter(|facet| !facet.is_empty())?;
        let values = values.split(',').filter(|value| !value.is_empty());
        let values: Option<Vec<String>> = values.map(percent_decoded).collect();
        self.want(&facet, values?);
        Some(())
    }

    /// Wants only these values of a facet; all of them when there are none.
    pub fn want(&mut self, facet: &str, values: Vec<String>) {
        let mut distinct: Vec<String> = Vec::new();
        for value in values {
            if !distinct.contains(&value) {
                distinct.push(value);
            }
        }
        let known = self.only.iter().position(|only| only.facet == facet);
        match (known, distinct.is_empty()) {
            (Some(at), true) => {
                self.only.remove(at);
            }
            (Some(at), false) => {
                if let Some(only) = self.only.get_mut(at) {
                    only.values = distinct;
                }
            }
            (None, true) => {}
            (None, false) => self.only.push(Only {
                facet: facet.to_owned(),
                values: distinct,
            }),
        }
    }

    /// The values of a facet that are wanted; none where all are.
    pub fn wanted(&self, facet: &str) -> &[String] {
        let found = self.only.iter().find(|only| only.facet == facet);
        found.map_or(&[], |only| only.values.as_slice())
    }

    /// Whether something is searched for, or only some values of a facet are wanted.
    pub fn narrows(&self) -> bool {
        !self.words().is_empty() || !self.only.is_empty()
    }

    /// What is searched for; empty while there is no word in it, as where a quotation mark has just been typed.
    pub fn words(&self) -> &str {
        match self.search.contains(char::is_alphanumeric) {
            true => self.search.trim(),
            false => "",
        }
    }

    /// With nothing that narrows what is shown.
    #[must_use]
    pub fn widened(mut self) -> Self {
        self.search.clear();
        self.only.clear();
        self
    }

    /// What an address says of it; empty where nothing was chosen.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut push = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                text.push_str(&format!("&{key}={value}"));
            }
        };
        let word = |word: &str, is_chosen: bool| is_chosen.then(|| word.to_owned());
        push(
            "q",
            word(&percent_encoded(&self.search), !self.search.is_empty()),
        );
        for Only { facet, values } in &self.only {
            let values: Vec<String> = values.iter().map(|value| percent_encoded(value)).collect();
            push(
                &format!("{ONLY}{}", percent_encoded(facet)),
                Some(values.join(",")),
            );
        }
        push(
            "mode",
            word(self.mode.as_str(), self.mode != WindowMode::default()),
        );
        push("step", self.step.map(|step| step.as_str().to_owned()));
        push(
            "display",
            self.display.map(|display| display.as_str().to_owned()),
        );
        push("map", self.map.map(MapPlace::to_text));
        push(
            "sort",
            word(self.sort.as_str(), self.sort != SortOrder::default()),
        );
        push("list", word("map", self.is_list_of_map));
        push("axis", self.axis.map(|axis| axis.as_str().to_owned()));
        push("lanes", self.lanes.as_deref().map(percent_encoded));
        push(
            "order",
            word(
                self.lane_order.as_str(),
                self.lane_order != LaneOrder::default(),
            ),
        );
        push("gaps", word("short", self.are_gaps_short));
        push(
            "time",
            self.time.map(|time| MomentSpan::from(time).to_interval()),
        );
        text
    }
}
