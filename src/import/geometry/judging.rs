//! A geometry of any file to a clean one.

use serde_json::Value;

use super::axes::AxisVerdict;
use super::crs::{CrsVerdict, WGS84_NAME};
use super::finding::{Findings, Judged, Path};
use super::form::{Form, form_of};
use super::json::shown;
use super::kind::{Kind, geometry_json};
use super::place::{Flaw, Placed, json_from_place, placed_from_json, placed_from_numbers};
use super::ring::{LEAST_IN_RING, Role, mended};
use crate::geo::LngLat;
use crate::import::log::shortened;
use crate::report::{Effect, Expected, Problem};

/// How many positions a geometry may have: an outline of some 20 MB, far more than a screen can show.
pub const MOST_POSITIONS: usize = 1_000_000;

/// How deep GeometryCollections may stand in one another. RFC 7946, section 3.1.8, advises against any nesting.
pub const MOST_NESTED: usize = 32;

/// What is known of the file when its geometries are judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// How its positions look as a whole.
    pub verdict: AxisVerdict,
    /// The publisher says that latitude stands before longitude.
    pub swap: bool,
    /// Its reference system.
    pub crs: CrsVerdict,
}

/// Judges a geometry.
///
/// `null` is no place and nothing to find fault with. A point, line or area with anything wrong in it is not shown,
/// also not in part; of a MultiPoint or GeometryCollection what is right stays, and the rest has [`Effect::Kept`].
pub fn judge(geometry: &Value, context: &Context) -> Judged {
    let root = Path::Root("geometry");
    let mut findings = Findings::default();
    if geometry.is_null() {
        return Judged::default();
    }
    if let Some(refused) = refused_crs(context, &root) {
        return refused;
    }
    let positions = count_positions(geometry);
    if positions > MOST_POSITIONS {
        findings.add(Problem::OverLimit, Effect::Unplaced, &root, || {
            let limit = Expected::Words(MOST_POSITIONS.to_string());
            (positions.to_string(), limit)
        });
        return Judged {
            geometry: None,
            findings: findings.into_vec(),
        };
    }
    let geometry = judged(geometry, context, &root, 0, &mut findings);
    Judged {
        geometry,
        findings: findings.into_vec(),
    }
}

/// Judges a place of two numbers, which need not be finite: the columns of a table. The first is longitude, or
/// latitude where [`Context::swap`] is set.
pub fn judge_numbers(x: f64, y: f64, context: &Context) -> Judged {
    let root = Path::Root("geometry.coordinates");
    if let Some(refused) = refused_crs(context, &root) {
        return refused;
    }
    let mut part = Part::new(context);
    let place = part.kept(placed_from_numbers(x, y, true, context), &root, || {
        shortened(&format!("{x}, {y}"))
    });
    Judged {
        geometry: place.map(|place| geometry_json("Point", "coordinates", json_from_place(place))),
        findings: part.findings.into_vec(),
    }
}

fn refused_crs(context: &Context, path: &Path) -> Option<Judged> {
    let CrsVerdict::Other(name) = &context.crs else {
        return None;
    };
    let mut findings = Findings::default();
    findings.add(Problem::UnknownCrs, Effect::Unplaced, path, || {
        (name.clone(), Expected::Words(WGS84_NAME.to_owned()))
    });
    Some(Judged {
        geometry: None,
        findings: findings.into_vec(),
    })
}

/// How many lists without lists in them there are: as many as positions, and empty ones.
fn count_positions(geometry: &Value) -> usize {
    let mut count = 0;
    let mut waiting = vec![geometry];
    while let Some(next) = waiting.pop() {
        match next {
            Value::Object(members) => {
                waiting.extend(members.get("geometries"));
                waiting.extend(members.get("coordinates"));
            }
            Value::Array(items) if items.iter().any(is_container) => {
                waiting.extend(items.iter().filter(|item| is_container(item)));
            }
            Value::Array(_) => count += 1,
            _ => {}
        }
    }
    count
}

fn is_container(value: &Value) -> bool {
    value.is_array() || value.is_object()
}

/// The clean geometry; `depth` is the number of collections around it.
fn judged(
    geometry: &Value,
    context: &Context,
    path: &Path,
    depth: usize,
    findings: &mut Findings,
) -> Option<Value> {
    match form_of(geometry, depth) {
        Ok(Form::Simple(kind, coordinates)) => {
            let path = Path::Member(path, "coordinates");
            let mut part = Part::new(context);
            let clean = part.coordinates(kind, coordinates, &path);
            findings.append(part.findings.settled(clean.is_some()));
            clean.map(|coordinates| geometry_json(kind.name(), "coordinates", coordinates))
        }
        Ok(Form::Collection(members)) => {
            let path = Path::Member(path, "geometries");
            let mut found = Findings::default();
            let mut clean = Vec::new();
            for (index, member) in members.iter().enumerate() {
                let path = Path::Item(&path, index);
                clean.extend(judged(member, context, &path, depth + 1, &mut found));
            }
            findings.append(found.settled(!clean.is_empty()));
            let clean = (!clean.is_empty()).then_some(Value::Array(clean))?;
            Some(geometry_json("GeometryCollection", "geometries", clean))
        }
        Err(refusal) => {
            let path = match refusal.member {
                Some(name) => &Path::Member(path, name),
                None => path,
            };
            let details = || (refusal.value, refusal.expected);
            findings.add(refusal.problem, Effect::Unplaced, path, details);
            None
        }
    }
}

/// A geometry with coordinates while it is judged.
struct Part<'a> {
    context: &'a Context,
    findings: Findings,
}

impl<'a> Part<'a> {
    fn new(context: &'a Context) -> Self {
        let findings = Findings::default();
        Self { context, findings }
    }

    fn coordinates(&mut self, kind: Kind, value: &Value, path: &Path) -> Option<Value> {
        match kind {
            Kind::Point => {
                let placed = placed_from_json(value, true, self.context);
                let place = self.kept(placed, path, || shown(value))?;
                Some(json_from_place(place))
            }
            Kind::MultiPoint => {
                let positions = value.as_array().into_iter().flatten().enumerate();
                let places = positions.filter_map(|(index, value)| {
                    let placed = placed_from_json(value, true, self.context);
                    self.kept(placed, &Path::Item(path, index), || shown(value))
                });
                let places: Vec<LngLat> = places.collect();
                (!places.is_empty()).then(|| json_from_places(&places))
            }
            Kind::LineString => self.line(value, path),
            Kind::MultiLineString => self.each(value, path, Self::line),
            Kind::Polygon => self.polygon(value, path),
            Kind::MultiPolygon => self.each(value, path, Self::polygon),
        }
    }

    /// The place, if there is one; with a finding for what is wrong with it.
    fn kept(
        &mut self,
        placed: Placed,
        path: &Path,
        value: impl FnOnce() -> String,
    ) -> Option<LngLat> {
        let find = |flaw: Flaw, effect| {
            let details = || (value(), flaw.expected());
            self.findings.add(flaw.problem(), effect, path, details);
        };
        match placed {
            Placed::Good(place) => Some(place),
            Placed::Doubtful(place, flaw) => {
                find(flaw, Effect::Shown);
                Some(place)
            }
            Placed::Bad(flaw) => {
                find(flaw, Effect::Unplaced);
                None
            }
        }
    }

    /// The items of a list, each read by `item`: all or none, but all are read, so that each fault is found.
    fn all<T>(
        &mut self,
        value: &Value,
        path: &Path,
        mut item: impl FnMut(&mut Self, usize, &Value, &Path) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(values) = value.as_array() else {
            let details = || (shown(value), Expected::Message("type-list".into()));
            let (problem, effect) = (Problem::BadCoordinates, Effect::Unplaced);
            self.findings.add(problem, effect, path, details);
            return None;
        };
        let mut is_whole = true;
        let mut items = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            match item(self, index, value, &Path::Item(path, index)) {
                Some(item) => items.push(item),
                None => is_whole = false,
            }
        }
        is_whole.then_some(items)
    }

    fn each(
        &mut self,
        value: &Value,
        path: &Path,
        item: fn(&mut Self, &Value, &Path) -> Option<Value>,
    ) -> Option<Value> {
        let items = self.all(value, path, |part, _, value, path| item(part, value, path));
        items.map(Value::Array)
    }

    /// The vertices of a line or ring.
    fn vertices(&mut self, value: &Value, path: &Path) -> Option<Vec<LngLat>> {
        self.all(value, path, |part, _, value, path| {
            let placed = placed_from_json(value, false, part.context);
            part.kept(placed, path, || shown(value))
        })
    }

    fn line(&mut self, value: &Value, path: &Path) -> Option<Value> {
        /// RFC 7946, section 3.1.4.
        const LEAST: usize = 2;
        let places = self.vertices(value, path)?;
        if places.len() < LEAST {
            too_few(&mut self.findings, path, places.len(), LEAST);
            return None;
        }
        find_antimeridian(&mut self.findings, path, &places, "MultiLineString");
        Some(json_from_places(&places))
    }

    fn polygon(&mut self, value: &Value, path: &Path) -> Option<Value> {
        if value.as_array().is_some_and(Vec::is_empty) {
            too_few(&mut self.findings, path, 0, LEAST_IN_RING);
            return None;
        }
        let rings = self.all(value, path, |part, index, value, path| {
            let places = part.vertices(value, path)?;
            let role = if index == 0 {
                Role::Exterior
            } else {
                Role::Hole
            };
            mended(places, role, path, &mut part.findings)
        })?;
        let rings = rings.iter().map(|ring| json_from_places(ring));
        Some(Value::Array(rings.collect()))
    }
}

pub(super) fn too_few(findings: &mut Findings, path: &Path, found: usize, least: usize) {
    let details = || (found.to_string(), Expected::Words(least.to_string()));
    let (problem, effect) = (Problem::TooFewPositions, Effect::Unplaced);
    findings.add(problem, effect, path, details);
}

/// Finds the first step of more than 180 degrees of longitude: RFC 7946, section 3.1.9, would have the line cut at the
/// antimeridian, into the parts of a `parted` geometry. Returns whether there is one.
pub(super) fn find_antimeridian(
    findings: &mut Findings,
    path: &Path,
    places: &[LngLat],
    parted: &str,
) -> bool {
    const HALF_TURN_DEG: f64 = 180.0;
    let is_far = |pair: &[LngLat]| match pair {
        [from, to] => (from.lng_deg - to.lng_deg).abs() > HALF_TURN_DEG,
        _ => false,
    };
    let Some(index) = places.windows(2).position(is_far) else {
        return false;
    };
    let pair = places.get(index..index + 2).unwrap_or_default();
    let path = Path::Item(path, index);
    let details = || {
        let expected = Expected::Words(parted.to_owned());
        (shown(&json_from_places(pair)), expected)
    };
    findings.add(Problem::Antimeridian, Effect::Shown, &path, details);
    true
}

fn json_from_places(places: &[LngLat]) -> Value {
    Value::Array(places.iter().copied().map(json_from_place).collect())
}
