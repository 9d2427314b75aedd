//! Where things are: positions on the earth, on the map's plane and on the screen.
//!
//! Four spaces, each with its own point type, so that none can be mistaken for another:
//!
//! | space | type | unit | y axis |
//! |---|---|---|---|
//! | the earth (WGS 84) | [`LngLat`] | degrees | north |
//! | the authalic sphere | [`AuthalicPoint`] | radians, longitude from the central meridian | north |
//! | the map's plane | [`PlanePoint`] | kilometres | up, north |
//! | the screen | [`ScreenPoint`] | CSS pixels | down |
//!
//! A [`Projection`] leads from the earth to the plane, a [`Viewport`] from the plane to the
//! screen, and both lead back. Functions are named `target_from_source`, and each has its inverse.
//!
//! All projections here are equal-area, so that two regions may be compared by eye. They use the
//! sphere with the area of the ellipsoid and, on it, the latitudes that keep areas right
//! ([`authalic_from_geodetic_rad`]). This makes them exactly equal-area on the ellipsoid with the
//! short spherical formulas. PROJ agrees when given the same latitudes; `d3-geo`, which puts
//! geodetic latitudes on a sphere, differs by up to 0.13 degrees.
//!
//! The module also holds the decoded basemap ([`Topology`]). It is plain Rust without dependencies
//! and names no other module of this crate.

mod albers;
mod arc_ref;
mod area;
mod authalic;
mod beside;
mod cut;
mod equal_earth;
mod geodesic;
mod line;
mod lnglat;
mod lnglat_bounds;
mod many_points;
mod parts;
mod plane;
mod projection;
mod region;
mod resample;
mod scale_bar;
mod screen;
mod screen_affine;
mod topology;
mod trig;
mod view_limits;
mod viewport;

pub use albers::Albers;
pub use arc_ref::ArcRef;
pub use area::{Area, Polygon};
pub use authalic::{
    AUTHALIC_RADIUS_KM, AuthalicPoint, WGS84_EQUATORIAL_RADIUS_M, WGS84_FLATTENING,
    authalic_from_geodetic_rad, geodetic_from_authalic_rad,
};
pub use beside::note_corner;
pub use equal_earth::EqualEarth;
pub use geodesic::distance_m;
pub use line::Line;
pub use lnglat::{LngLat, wrapped_lng_deg};
pub use lnglat_bounds::LngLatBounds;
pub use many_points::ManyPoints;
pub use plane::{PlaneBounds, PlanePoint};
pub use projection::Projection;
pub use region::rings_contain;
pub use scale_bar::ScaleBar;
pub use screen::{Insets, ScreenPoint, ScreenRect, ScreenSize};
pub use screen_affine::ScreenAffine;
pub use topology::{Borders, Topology, stitched};
pub use trig::sin_cos;
pub use view_limits::ViewLimits;
pub use viewport::Viewport;
