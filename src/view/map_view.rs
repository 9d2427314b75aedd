//! Where the map stands, and how a gesture moves it.

use super::MapPlace;
use crate::basemap::BasemapIndex;
use crate::geo::{
    Insets, LngLat, PlaneBounds, Projection, ScreenPoint, ScreenRect, ScreenSize, Topology,
    ViewLimits, Viewport,
};
use crate::query::Dataset;
use crate::scene::{CLOSEST_PX_PER_KM, ProjectedBasemap, incident_bounds};

/// A movement of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MapMove {
    /// By so many pixels, as if the map were dragged.
    Pan {
        /// To the right.
        dx_px: f64,
        /// Down.
        dy_px: f64,
    },
    /// By a factor; the place under `at` stays.
    Zoom {
        /// The fixed place; the middle of the view without one.
        at: Option<ScreenPoint>,
        /// Above 1 to come nearer.
        factor: f64,
    },
    /// To the whole story.
    Home,
    /// To a view of another size.
    Resize(ScreenSize),
    /// Until an incident is in view.
    Show(usize),
    /// Nearer, until a part of the plane fills the view.
    Fit(PlaneBounds),
    /// Until what is in a box of the screen fills the view.
    Frame(ScreenRect),
    /// Until a box of the screen is in view, by the smallest movement.
    Reveal(ScreenRect),
    /// To an incident and all that it is connected with.
    Around(usize),
}

/// The whole story's place on the map's plane; it stays while the reader moves about.
#[derive(Clone, Debug, PartialEq)]
pub struct MapHome {
    projection: Projection,
    bounds: PlaneBounds,
    /// The nearest view.
    most_px_per_km: f64,
}

/// Space kept on each side of the whole story, for names and furniture, as shares of the view's width and height. The
/// same on opposite sides and no number of pixels: so the view of the whole story is one box of the plane that the
/// stage contains, whatever its size, and style sheets alone can fit a picture of that box to it.
const HOME_MARGIN: (f64, f64) = (0.07, 0.08);
/// The least width and height of the whole story: about a town and its surroundings, so that a single point has a scale.
const LEAST_KM: f64 = 40.0;
/// Space kept around an incident that is brought into view.
const SHOW_INSETS: Insets = Insets {
    top_px: 48.0,
    right_px: 64.0,
    bottom_px: 48.0,
    left_px: 64.0,
};
/// The nearest view: 20 m a pixel. Nothing in a story is more precise than the basemap's finest level.
const MOST_PX_PER_KM: f64 = 50.0;
/// How much of the view's width or height a cluster fills that is opened.
const FIT_SHARE: f64 = 0.6;
/// Space around a selected incident and what it is connected with, by the story's own size, and the most of it: the
/// surroundings of a town.
const AROUND_SHARE: f64 = 0.08;
const MOST_AROUND_KM: f64 = 60.0;
/// At least so much nearer is the view of an opened cluster.
const LEAST_FIT: f64 = 2.0;
/// Data that fill so much of the whole map's width are all round the world.
const WORLD_SHARE: f64 = 0.6;
/// The farthest view, by the scale that shows the whole story.
const LEAST_ZOOM: f64 = 0.6;

impl MapHome {
    /// The home of a story: its coordinates and the regions that are drawn as areas. Without a `topology` a region
    /// stands where its name does.
    pub fn of(dataset: &Dataset, index: &BasemapIndex, topology: Option<&Topology>) -> Self {
        let outline = |code: &str| topology.map_or_else(Vec::new, |basemap| basemap.outline(code));
        let mut places: Vec<LngLat> = Vec::new();
        for code in dataset.area_codes() {
            let outline = outline(code);
            match outline.is_empty() {
                true => places.extend(index.region(code).into_iter().flat_map(|r| r.at.clone())),
                false => places.extend(outline),
            }
        }
        let window = dataset.bounds(places.iter().copied()).or(index.bounds);
        let window = window.unwrap_or(crate::geo::LngLatBounds::WORLD);
        let projection = Projection::fitted_to(window);
        let mut points: Vec<_> = places
            .iter()
            .map(|place| projection.plane_from_lnglat(*place))
            .collect();
        for position in 0..dataset.incidents.len() {
            let bounds = incident_bounds(dataset, None, &projection, position);
            points.extend(bounds.into_iter().flat_map(|b| {
                [(b.min_x_km, b.min_y_km), (b.max_x_km, b.max_y_km)]
                    .map(|(x_km, y_km)| crate::geo::PlanePoint { x_km, y_km })
            }));
        }
        if dataset.extent.is_some() {
            points.clear();
        }
        let bounds =
            PlaneBounds::of(points).or_else(|| projection.plane_bounds_from_lnglat(&window));
        // Data all round the world are shown on all of it: its edges belong to the picture.
        let world = PlaneBounds::of(projection.world_outline());
        let is_world = |world: &PlaneBounds| {
            bounds.is_some_and(|bounds| bounds.width_km() > WORLD_SHARE * world.width_km())
        };
        let bounds = world.filter(is_world).or(bounds);
        let bounds =
            bounds.unwrap_or_else(|| PlaneBounds::at(crate::geo::PlanePoint::new(0.0, 0.0)));
        Self {
            projection,
            bounds,
            most_px_per_km: MOST_PX_PER_KM,
        }
    }

    /// The home of a map with clusters, which can be opened until what is in them lies apart.
    pub fn with_clusters(self) -> Self {
        Self {
            most_px_per_km: CLOSEST_PX_PER_KM,
            ..self
        }
    }

    /// The projection of the story's map.
    pub fn projection(&self) -> Projection {
        self.projection
    }

    /// The whole story in a view of this size.
    pub fn viewport(&self, size: ScreenSize) -> Viewport {
        Viewport::fit(self.projection, size, &self.frame(), Insets::default())
    }

    /// The part of the plane that a view of the whole story contains, in its middle: the story and the space around it.
    pub fn frame(&self) -> PlaneBounds {
        let (center, (across, along)) = (self.bounds.center(), HOME_MARGIN);
        let half_width_km = self.bounds.width_km().max(LEAST_KM) / (2.0 - 4.0 * across);
        let half_height_km = self.bounds.height_km().max(LEAST_KM) / (2.0 - 4.0 * along);
        PlaneBounds {
            min_x_km: center.x_km - half_width_km,
            min_y_km: center.y_km - half_height_km,
            max_x_km: center.x_km + half_width_km,
            max_y_km: center.y_km + half_height_km,
        }
    }

    /// How far the reader may go, so that the map cannot be lost.
    fn limits(&self, size: ScreenSize) -> ViewLimits {
        let margin_km = 0.35 * self.bounds.width_km().max(self.bounds.height_km());
        let home = self.viewport(size).px_per_km();
        ViewLimits {
            bounds: self.bounds.padded(margin_km),
            min_px_per_km: LEAST_ZOOM * home,
            max_px_per_km: self.most_px_per_km.max(home),
        }
    }

    /// The viewport after a movement.
    pub fn moved(
        &self,
        viewport: &Viewport,
        movement: MapMove,
        dataset: &Dataset,
        basemap: Option<&ProjectedBasemap>,
    ) -> Viewport {
        let limits = self.limits(viewport.size());
        match movement {
            MapMove::Pan { dx_px, dy_px } => viewport.pan(dx_px, dy_px).limited(&limits),
            MapMove::Zoom { at, factor } => {
                let at = at.unwrap_or_else(|| viewport.screen_rect().center());
                viewport.zoom_about_within(at, factor, &limits)
            }
            MapMove::Home => self.viewport(viewport.size()),
            MapMove::Resize(size) => self.resized(viewport, size),
            MapMove::Show(position) => {
                let bounds = incident_bounds(dataset, basemap, &self.projection, position);
                bounds.map_or_else(|| *viewport, |bounds| shown(viewport, &bounds))
            }
            MapMove::Fit(bounds) => filled(viewport, &bounds, &limits),
            MapMove::Frame(rect) => framed(viewport, &rect).limited(&limits),
            MapMove::Reveal(rect) => viewport
                .brought_into_view(&rect, Insets::default())
                .limited(&limits),
            MapMove::Around(position) => {
                let bounds = around(dataset, basemap, &self.projection, position);
                bounds.map_or(*viewport, |bounds| {
                    let whole_km = self.bounds.width_km().max(self.bounds.height_km());
                    let space_km = (AROUND_SHARE * whole_km.max(LEAST_KM)).min(MOST_AROUND_KM);
                    let bounds = bounds.padded(space_km);
                    Viewport::fit(self.projection, viewport.size(), &bounds, Insets::default())
                        .limited(&limits)
                })
            }
        }
    }

    /// The place that a view shows, as an address has it; `None` where it shows the whole story.
    pub fn place_of(&self, view: &Viewport) -> Option<MapPlace> {
        let place = |view: &Viewport| {
            let middle = self.projection.lnglat_from_plane(view.center())?;
            let size = view.size();
            let place = MapPlace {
                lat_deg: middle.lat_deg,
                lng_deg: middle.lng_deg,
                across_km: size.width_px.min(size.height_px) / view.px_per_km(),
            };
            Some(place.rounded())
        };
        let home = place(&self.viewport(view.size()));
        place(view).filter(|place| Some(*place) != home)
    }

    /// The view of the same size that shows a place, as far as one may go.
    pub fn view_at(&self, view: &Viewport, place: &MapPlace) -> Viewport {
        let size = view.size();
        let limits = self.limits(size);
        let middle = LngLat::new(place.lng_deg, place.lat_deg);
        let center = self.projection.plane_from_lnglat(middle);
        let px_per_km = size.width_px.min(size.height_px) / place.across_km;
        let px_per_km = limits.px_per_km_nearest_to(px_per_km);
        Viewport::new(self.projection, size, center, px_per_km).limited(&limits)
    }

    /// A view that shows the whole story keeps doing so; any other keeps its middle and scale.
    fn resized(&self, viewport: &Viewport, size: ScreenSize) -> Viewport {
        match *viewport == self.viewport(viewport.size()) {
            true => self.viewport(size),
            false => viewport.resized(size).limited(&self.limits(size)),
        }
    }
}

/// A nearer view that a part of the plane fills.
fn filled(viewport: &Viewport, bounds: &PlaneBounds, limits: &ViewLimits) -> Viewport {
    let size = viewport.size();
    let factor = |px: f64, km: f64| FIT_SHARE * px / (km * viewport.px_per_km());
    // Both are infinite for a single place, which the limits take care of.
    let factor =
        factor(size.width_px, bounds.width_km()).min(factor(size.height_px, bounds.height_km()));
    let px_per_km = limits.px_per_km_nearest_to(factor.max(LEAST_FIT) * viewport.px_per_km());
    Viewport::new(*viewport.projection(), size, bounds.center(), px_per_km).limited(limits)
}

/// The view that a box of the screen fills.
fn framed(viewport: &Viewport, rect: &ScreenRect) -> Viewport {
    let size = viewport.size();
    let factor = (size.width_px / rect.width_px).min(size.height_px / rect.height_px);
    let middle = viewport.screen_rect().center();
    let at = rect.center();
    let moved = viewport.pan(middle.x_px - at.x_px, middle.y_px - at.y_px);
    moved.zoom_about(middle, factor)
}

/// The box around an incident and those it is connected with.
fn around(
    dataset: &Dataset,
    basemap: Option<&ProjectedBasemap>,
    projection: &Projection,
    position: usize,
) -> Option<PlaneBounds> {
    let bounds_of = |at| incident_bounds(dataset, basemap, projection, at);
    let mut all = bounds_of(position)?;
    for connection in dataset.connections_of(position) {
        for end in [connection.from, connection.to] {
            all = bounds_of(end).map_or(all, |bounds| all.union(&bounds));
        }
    }
    Some(all)
}

/// The smallest movement that brings a box into view.
fn shown(viewport: &Viewport, bounds: &PlaneBounds) -> Viewport {
    let corner = |x_km, y_km| viewport.screen_from_plane(crate::geo::PlanePoint { x_km, y_km });
    let one = ScreenRect::at(corner(bounds.min_x_km, bounds.min_y_km));
    let rect = one.union(&ScreenRect::at(corner(bounds.max_x_km, bounds.max_y_km)));
    let size = viewport.size();
    let share = (size.width_px.min(size.height_px) / 500.0).clamp(0.2, 1.0);
    let insets = Insets {
        top_px: share * SHOW_INSETS.top_px,
        right_px: share * SHOW_INSETS.right_px,
        bottom_px: share * SHOW_INSETS.bottom_px,
        left_px: share * SHOW_INSETS.left_px,
    };
    viewport.brought_into_view(&rect, insets)
}
