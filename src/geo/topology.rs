use super::{ArcRef, Area, Line, LngLat, LngLatBounds, rings_contain};

/// The basemap, decoded from TopoJSON: areas and lines as chains of arcs they share.
///
/// A border between two areas is one arc, so that it is projected once and drawn once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topology {
    /// The arcs, each a chain of points.
    pub arcs: Vec<Vec<LngLat>>,
    /// The countries.
    pub countries: Vec<Area>,
    /// The first-level units of the countries in focus.
    pub regions: Vec<Area>,
    /// The lakes.
    pub lakes: Vec<Area>,
    /// The rivers.
    pub rivers: Vec<Line>,
}

/// Arcs sorted by how many areas they bound; each forwards and once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Borders {
    /// Between two areas.
    pub inner: Vec<ArcRef>,
    /// Of one area only: coasts, and borders with what is not among the areas.
    pub outer: Vec<ArcRef>,
}

impl Topology {
    /// The points of a chain of arcs; none when an arc does not exist.
    pub fn points<'a>(&'a self, chain: &'a [ArcRef]) -> impl Iterator<Item = LngLat> + 'a {
        stitched(&self.arcs, chain)
    }

    /// The smallest box around an area; `None` when it has no points.
    pub fn area_bounds(&self, area: &Area) -> Option<LngLatBounds> {
        LngLatBounds::of(area.rings().flat_map(|ring| self.points(ring)))
    }

    /// Whether `point` is in the area; see [`rings_contain`].
    pub fn area_contains(&self, area: &Area, point: LngLat) -> bool {
        rings_contain(area.rings().map(|ring| self.points(ring)), point)
    }

    /// The borders of `areas`, as TopoJSON's `mesh` with the filters `a !== b` and `a === b`.
    pub fn borders(&self, areas: &[Area]) -> Borders {
        // For each arc: the first area with it, and whether there is another.
        let mut users: Vec<Option<(usize, bool)>> = vec![None; self.arcs.len()];
        for (number, area) in areas.iter().enumerate() {
            for arc in area.rings().flatten() {
                if let Some(user) = users.get_mut(arc.index()) {
                    let (first, shared) = user.unwrap_or((number, false));
                    *user = Some((first, shared || first != number));
                }
            }
        }
        let mut borders = Borders::default();
        for (arc, user) in (0..).map(ArcRef).zip(users) {
            match user {
                Some((_, true)) => borders.inner.push(arc),
                Some((_, false)) => borders.outer.push(arc),
                None => {}
            }
        }
        borders
    }
}

/// The points of a chain of arcs, the joints between them once; none when an arc does not exist.
///
/// For any kind of point, so that arcs that have been projected can be stitched too. A ring ends
/// with its first point.
pub fn stitched<'a, T: Copy>(
    arcs: &'a [Vec<T>],
    chain: &'a [ArcRef],
) -> impl Iterator<Item = T> + 'a {
    let complete = chain.iter().all(|arc| arc.index() < arcs.len());
    let chain = if complete { chain } else { &[] };
    chain.iter().enumerate().flat_map(move |(number, arc)| {
        let points = arcs.get(arc.index()).map(Vec::as_slice).unwrap_or_default();
        let count = points.len();
        // The first point of every arc but the first is the last one of the arc before.
        (usize::from(number > 0)..count).filter_map(move |step| {
            let place = if arc.is_reversed() {
                count - 1 - step
            } else {
                step
            };
            points.get(place).copied()
        })
    })
}
