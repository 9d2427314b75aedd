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
    /// Arcs of one country here that are the border with a country of another file.
    pub far_borders: Vec<ArcRef>,
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
    /// One topology of several: what each has of the countries that those before it have not.
    pub fn assembled<'t>(pieces: impl IntoIterator<Item = &'t Self>) -> Self {
        let mut all = Self::default();
        for piece in pieces {
            all.extend(piece);
        }
        all
    }

    /// The points of a chain of arcs; none when an arc does not exist.
    pub fn points(&self, chain: &[ArcRef]) -> std::vec::IntoIter<LngLat> {
        stitched(&self.arcs, chain)
    }

    /// The smallest box around an area; `None` when it has no points.
    pub fn area_bounds(&self, area: &Area) -> Option<LngLatBounds> {
        LngLatBounds::of(self.outline_of(area))
    }

    /// Whether `point` is in the area; see [`rings_contain`].
    pub fn area_contains(&self, area: &Area, point: LngLat) -> bool {
        rings_contain(area.rings().map(|ring| self.points(ring)), point)
    }

    /// The points around the region or country with this id; none when there is no such area.
    pub fn outline(&self, id: &str) -> Vec<LngLat> {
        let mut areas = self.regions.iter().chain(&self.countries);
        let area = areas.find(|area| area.id == id);
        area.map_or_else(Vec::new, |area| self.outline_of(area))
    }

    fn outline_of(&self, area: &Area) -> Vec<LngLat> {
        let mut outline = Vec::new();
        for ring in area.rings() {
            outline.extend(self.points(ring));
        }
        outline
    }

    /// Adds the countries of another topology that this one has not. Of one and the same country's two shapes only the
    /// first is kept.
    fn extend(&mut self, other: &Self) {
        let before = self.arcs.len() as i32;
        let moved = |arc: &ArcRef| match arc.is_reversed() {
            true => ArcRef(arc.0 - before),
            false => ArcRef(arc.0 + before),
        };
        let known = self.countries.len();
        for country in &other.countries {
            let mut old = self.countries.iter().take(known);
            if old.any(|old| old.id == country.id) {
                continue;
            }
            let mut polygons = country.polygons.clone();
            for ring in polygons.iter_mut().flat_map(|part| &mut part.rings) {
                ring.iter_mut().for_each(|arc| *arc = moved(arc));
            }
            self.countries.push(Area {
                id: country.id.clone(),
                polygons,
            });
        }
        self.far_borders.extend(other.far_borders.iter().map(moved));
        self.arcs.extend_from_slice(&other.arcs);
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
        for arc in &self.far_borders {
            if let Some(Some((_, shared))) = users.get_mut(arc.index()) {
                *shared = true;
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
pub fn stitched<T: Copy>(arcs: &[Vec<T>], chain: &[ArcRef]) -> std::vec::IntoIter<T> {
    // Collected: a chain of iterators would be compiled anew for each use.
    let mut stitched = Vec::new();
    for (number, arc) in chain.iter().enumerate() {
        let Some(points) = arcs.get(arc.index()) else {
            return Vec::new().into_iter();
        };
        let joint = stitched.len();
        stitched.extend_from_slice(points);
        if let (true, Some(added)) = (arc.is_reversed(), stitched.get_mut(joint..)) {
            added.reverse();
        }
        // The first point of every arc but the first is the last one of the arc before.
        if number > 0 && joint < stitched.len() {
            stitched.remove(joint);
        }
    }
    stitched.into_iter()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;
    use crate::geo::Polygon;

    /// Two squares side by side: arc 0 is the border between them, 1 and 2 the rest of the left
    /// and of the right one.
    fn squares() -> Topology {
        let arc = |points: &[(f64, f64)]| points.iter().map(|&(x, y)| LngLat::new(x, y)).collect();
        Topology {
            arcs: vec![
                arc(&[(1.0, 0.0), (1.0, 1.0)]),
                arc(&[(1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 0.0)]),
                arc(&[(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]),
                arc(&[(5.0, 5.0), (6.0, 6.0)]),
            ],
            regions: vec![area("left", &[0, 1]), area("right", &[2, -1])],
            ..Topology::default()
        }
    }

    fn area(id: &str, ring: &[i32]) -> Area {
        let rings = vec![ring.iter().copied().map(ArcRef).collect()];
        Area {
            id: id.to_owned(),
            polygons: vec![Polygon { rings }],
        }
    }

    #[test]
    fn rings_are_stitched_without_double_points() {
        let topology = squares();
        for (chain, expected) in [
            (vec![0, 1], vec![(1, 0), (1, 1), (0, 1), (0, 0), (1, 0)]),
            (vec![2, -1], vec![(1, 0), (2, 0), (2, 1), (1, 1), (1, 0)]),
            (vec![-1], vec![(1, 1), (1, 0)]),
            (vec![], vec![]),
            // An arc that does not exist.
            (vec![0, 4], vec![]),
            (vec![0, -99], vec![]),
            (vec![i32::MIN, i32::MAX], vec![]),
        ] {
            let chain: Vec<ArcRef> = chain.into_iter().map(ArcRef).collect();
            let got: Vec<LngLat> = topology.points(&chain).collect();
            let expected: Vec<LngLat> = expected
                .into_iter()
                .map(|(x, y)| LngLat::new(f64::from(x), f64::from(y)))
                .collect();
            assert_eq!(got, expected, "{chain:?}");
        }
    }

    #[test]
    fn empty_arcs_have_no_points() {
        let arcs: [Vec<u8>; 2] = [vec![], vec![7]];
        let chain = [ArcRef(0), ArcRef(-1), ArcRef(1), ArcRef(0)];
        assert_eq!(stitched(&arcs, &chain).count(), 0);
        assert_eq!(stitched(&arcs, &chain[2..]).count(), 1);
    }

    #[test]
    fn borders_are_inner_or_outer() {
        let topology = squares();
        let borders = topology.borders(&topology.regions);
        assert_eq!(borders.inner, [ArcRef(0)]);
        assert_eq!(borders.outer, [ArcRef(1), ArcRef(2)]);

        let alone = topology.borders(&topology.regions[..1]);
        assert_eq!(alone.inner, []);
        assert_eq!(alone.outer, [ArcRef(0), ArcRef(1)]);

        // An area that uses an arc twice has no neighbour there, and a bad arc is nobody's.
        let odd = topology.borders(&[area("odd", &[0, -1, 42])]);
        assert_eq!((odd.inner, odd.outer), (vec![], vec![ArcRef(0)]));
        assert_eq!(topology.borders(&[]), Borders::default());
    }

    #[test]
    fn the_countries_of_another_topology_are_added_once() {
        let of = |ids: [&str; 2], far: i32| {
            let mut topology = squares();
            topology.countries = std::mem::take(&mut topology.regions);
            for (country, id) in topology.countries.iter_mut().zip(ids) {
                country.id = id.to_owned();
            }
            topology.far_borders = vec![ArcRef(far)];
            topology
        };
        let mut all = of(["a", "b"], 1);
        all.extend(&of(["b", "c"], 2));
        let ids: Vec<&str> = all.countries.iter().map(|area| area.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
        // The added square is the right one, with its arcs moved, one of them followed backwards.
        let added = all.area_bounds(&all.countries[2]).unwrap();
        assert_eq!((added.west_deg, added.east_deg), (1.0, 2.0));
        let borders = all.borders(&all.countries);
        assert_eq!(borders.inner, [ArcRef(0), ArcRef(1), ArcRef(6)]);
        assert_eq!(borders.outer, [ArcRef(2), ArcRef(4)]);
    }

    #[test]
    fn areas_have_bounds_and_points() {
        let topology = squares();
        let [left, right] = [&topology.regions[0], &topology.regions[1]];
        let bounds = topology.area_bounds(right).unwrap();
        assert_eq!((bounds.west_deg, bounds.east_deg), (1.0, 2.0));
        assert_eq!(topology.area_bounds(&area("bad", &[42])), None);
        for (lng, lat, in_left, in_right) in [
            (0.5, 0.5, true, false),
            (1.5, 0.5, false, true),
            (1.0, 0.5, false, true),
            (2.5, 0.5, false, false),
        ] {
            let point = LngLat::new(lng, lat);
            assert_eq!(topology.area_contains(left, point), in_left, "{point:?}");
            assert_eq!(topology.area_contains(right, point), in_right, "{point:?}");
        }
    }
}
