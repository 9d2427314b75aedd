use super::{
    Albers, AuthalicPoint, EqualEarth, LngLat, LngLatBounds, PlaneBounds, PlanePoint,
    authalic_from_geodetic_rad, geodetic_from_authalic_rad, wrapped_lng_deg,
};

/// Wider than this, a cone bends the map's edges too far: Equal Earth instead.
const CONIC_MAX_WIDTH_DEG: f64 = 120.0;

/// Higher than this, shapes between and beyond the standard parallels suffer too much on a cone.
const CONIC_MAX_HEIGHT_DEG: f64 = 70.0;

/// From this width on the data are all round the earth, and the map is the usual one.
const GREENWICH_WIDTH_DEG: f64 = 270.0;

/// Parallels and meridians are rounded to this, so that a new record does not move the whole map.
const ROUNDING_DEG: f64 = 0.5;

/// The least height for which standard parallels are chosen: one incident is a place too.
const MIN_HEIGHT_DEG: f64 = 3.0;

/// How many parts of each edge of a box are looked at for its outline on the plane.
const EDGE_PARTS: u32 = 16;

/// An equal-area map of the earth on a plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Projection {
    /// For a country or a continent.
    Albers(Albers),
    /// For the world.
    EqualEarth(EqualEarth),
}

impl Projection {
    /// The projection that suits data within `bounds`.
    ///
    /// Up to 120 degrees of longitude and 70 of latitude, that is Albers' conic with standard
    /// parallels at a sixth of the height from the south and north edges (Snyder 1987, p. 99; a
    /// rule he ascribes to Kavraisky) and at least 2 degrees apart, central meridian and origin in
    /// the middle. Above, it is Equal Earth centred on the middle meridian, or on Greenwich when
    /// the data leave no gap of 90 degrees anywhere. All angles are rounded to half a degree.
    pub fn fitted_to(bounds: LngLatBounds) -> Self {
        let LngLat { lng_deg, lat_deg } = bounds.center();
        let central_lng_deg = rounded(lng_deg);
        let (width_deg, height_deg) = (bounds.width_deg(), bounds.height_deg());
        if width_deg > GREENWICH_WIDTH_DEG {
            Self::EqualEarth(EqualEarth::new(0.0))
        } else if width_deg > CONIC_MAX_WIDTH_DEG || height_deg > CONIC_MAX_HEIGHT_DEG {
            Self::EqualEarth(EqualEarth::new(central_lng_deg))
        } else {
            let reach_deg = height_deg.max(MIN_HEIGHT_DEG) / 3.0;
            let parallels_rad =
                [lat_deg - reach_deg, lat_deg + reach_deg].map(rounded_authalic_rad);
            let origin_rad = rounded_authalic_rad(lat_deg);
            Self::Albers(Albers::new(central_lng_deg, parallels_rad, origin_rad))
        }
    }

    /// The meridian that is vertical on the map, degrees east.
    pub fn central_lng_deg(&self) -> f64 {
        match self {
            Self::Albers(albers) => albers.central_lng_deg,
            Self::EqualEarth(equal_earth) => equal_earth.central_lng_deg,
        }
    }

    /// The point of the map's plane.
    pub fn plane_from_lnglat(&self, point: LngLat) -> PlanePoint {
        let point = AuthalicPoint {
            lng_rad: self.relative_lng_deg(point).to_radians(),
            lat_rad: authalic_from_geodetic_rad(point.lat_deg.to_radians()),
        };
        match self {
            Self::Albers(albers) => albers.plane_from_authalic(point),
            Self::EqualEarth(equal_earth) => equal_earth.plane_from_authalic(point),
        }
    }

    /// The point of the earth, or `None` off the world.
    pub fn lnglat_from_plane(&self, point: PlanePoint) -> Option<LngLat> {
        let point = match self {
            Self::Albers(albers) => albers.authalic_from_plane(point),
            Self::EqualEarth(equal_earth) => equal_earth.authalic_from_plane(point),
        }?;
        Some(LngLat::new(
            wrapped_lng_deg(self.central_lng_deg() + point.lng_rad.to_degrees()),
            geodetic_from_authalic_rad(point.lat_rad).to_degrees(),
        ))
    }

    /// The box on the plane around a box on the earth.
    ///
    /// Taken from 16 parts of each edge, so it may fall short of the true one by about 0.2% of an
    /// edge that is strongly bent.
    pub fn plane_bounds_from_lnglat(&self, bounds: &LngLatBounds) -> Option<PlaneBounds> {
        let (width_deg, height_deg) = (bounds.width_deg(), bounds.height_deg());
        let outline = (0..=EDGE_PARTS).flat_map(|part| {
            let share = f64::from(part) / f64::from(EDGE_PARTS);
            let lng_deg = bounds.west_deg + share * width_deg;
            let lat_deg = bounds.south_deg + share * height_deg;
            [
                LngLat::new(lng_deg, bounds.south_deg),
                LngLat::new(lng_deg, bounds.north_deg),
                LngLat::new(bounds.west_deg, lat_deg),
                LngLat::new(bounds.east_deg, lat_deg),
            ]
        });
        PlaneBounds::of(outline.map(|point| self.plane_from_lnglat(point)))
    }

    /// Whether a short line between two places leaves the map on one side and enters on the other.
    ///
    /// The map is cut along the meridian opposite the central one; such a line must not be drawn
    /// straight across.
    pub fn cuts(&self, from: LngLat, to: LngLat) -> bool {
        (self.relative_lng_deg(from) - self.relative_lng_deg(to)).abs() > 180.0
    }

    fn relative_lng_deg(&self, point: LngLat) -> f64 {
        wrapped_lng_deg(point.lng_deg - self.central_lng_deg())
    }
}

fn rounded(deg: f64) -> f64 {
    (deg / ROUNDING_DEG).round() * ROUNDING_DEG
}

fn rounded_authalic_rad(lat_deg: f64) -> f64 {
    authalic_from_geodetic_rad(rounded(lat_deg.clamp(-90.0, 90.0)).to_radians())
}
