//! The map as two scenes: the ground, which a browser caches as a bitmap, and the marks above it.

use super::arcs::{avoid_connections, connection_items, connection_labels};
use super::furniture::{frame, scale_corner};
use super::ground_names::name_items;
use super::labels::LabelSpace;
use super::land::{floor_items, ground_items, line_items};
use super::locator::locator_items;
use super::marks::{Crowding, keep_seen, placed_marks, shape_contains};
use super::names::label_items;
use super::paint::{area_items, mark_items};
use super::scale::scale_items;
use super::{Item, Picture, ProjectedBasemap, ProjectedIncidents, Scene, TextMeasure};
use crate::basemap::BasemapIndex;
use crate::geo::{Area, PlaneBounds, Projection, ScreenPoint, ScreenSize, Topology, Viewport};
use crate::locale::Locale;
use crate::query::{Dataset, Overview};

/// All that the map is made from.
pub struct MapInput<'a> {
    /// What happened.
    pub dataset: &'a Dataset,
    /// The geometry below; without it the marks stand on plain ground.
    pub basemap: Option<&'a ProjectedBasemap>,
    /// The names below.
    pub index: &'a BasemapIndex,
    /// The land of the locator globe, as countries; without it there is none.
    pub globe: Option<&'a Topology>,
    /// What is seen.
    pub viewport: &'a Viewport,
    /// The view that names are laid out for, where it is another: the first of the same scale, so that they stay
    /// beside their marks while the map is moved. It does not count where [`stays_laid_out`] says no.
    pub laid_out_for: Option<&'a Viewport>,
    /// Where the incidents lie on the plane of that view.
    pub incidents: &'a ProjectedIncidents,
    /// How marks that fall together are drawn; without it a crowded map has none.
    pub crowding: Option<&'a dyn Crowding>,
    /// What is counted of the story.
    pub overview: &'a Overview,
    /// Position of the selected incident.
    pub selection: Option<usize>,
    /// Position of the incident that is pointed at, or whose mark or card has the focus.
    pub hovered: Option<usize>,
    /// The reader's language.
    pub locale: &'a Locale,
    /// How wide texts are.
    pub measure: &'a dyn TextMeasure,
}

/// The box of an incident on the plane: its coordinates, or the area it is drawn as.
pub fn incident_bounds(
    dataset: &Dataset,
    basemap: Option<&ProjectedBasemap>,
    projection: &Projection,
    position: usize,
) -> Option<PlaneBounds> {
    let incident = dataset.incident(position)?;
    let area = incident.area_code().zip(basemap);
    let area = area.and_then(|(code, basemap)| basemap.area_bounds(basemap.area(code)?));
    if area.is_some() {
        return area;
    }
    let mut bounds: Option<PlaneBounds> = None;
    incident.shape.as_ref()?.for_each_vertex(&mut |point| {
        let point = PlaneBounds::of([projection.plane_from_lnglat(point)]);
        bounds = match (bounds, point) {
            (Some(bounds), Some(point)) => Some(bounds.union(&point)),
            (bounds, point) => bounds.or(point),
        };
    });
    bounds
}

/// The incident whose area lies at a point of the screen; of several the last one, which is drawn on top.
pub fn incident_at(input: &MapInput, at: ScreenPoint) -> Option<usize> {
    let place = input.viewport.lnglat_from_screen(at)?;
    let mut found = None;
    for area in &input.incidents.areas {
        let Some(last) = area.incidents.last() else {
            continue;
        };
        let basemap = input.basemap;
        let drawn = basemap.and_then(|basemap| Some((basemap, basemap.area(&area.code)?)));
        if drawn.is_some_and(|(basemap, area)| basemap.topology().area_contains(area, place)) {
            found = found.max(Some(*last));
        }
    }
    let point = input.viewport.plane_from_screen(at);
    for outline in &input.incidents.outlines {
        let is_near = outline.is_closed && outline.bounds.contains(point);
        let is_on_top = is_near && found < Some(outline.incident);
        if is_on_top && shape_contains(input.dataset, outline.incident, place) {
            found = Some(outline.incident);
        }
    }
    found
}

/// The code of the region at a point of the screen in which something that is shown is reported.
pub fn region_at(input: &MapInput, at: ScreenPoint) -> Option<String> {
    let place = input.viewport.lnglat_from_screen(at)?;
    let point = input.viewport.plane_from_screen(at);
    let basemap = input.basemap?;
    let is_there = |area: &&Area| {
        let bounds = basemap.area_bounds(area);
        input.overview.involves(&area.id)
            && bounds.is_some_and(|bounds| bounds.contains(point))
            && basemap.topology().area_contains(area, place)
    };
    basemap.areas().find(is_there).map(|area| area.id.clone())
}

/// The ground with its names, `overhang_px` larger than the view on every side so that a gesture does not show
/// bare edges. Names keep clear of the marks and of their names.
pub fn base_scene(input: &MapInput, overhang_px: f64) -> Scene {
    let size = input.viewport.size();
    let large = ScreenSize::new(
        size.width_px + 2.0 * overhang_px,
        size.height_px + 2.0 * overhang_px,
    );
    let viewport = input.viewport.resized(large);
    let large_input = &MapInput {
        viewport: &viewport,
        ..*input
    };
    let mut items = ground_scene(large_input).items;
    if input.basemap.is_some() {
        // Names are placed in the view itself, beside the very marks that are drawn above them.
        let mut space = label_space(input);
        let marks = placed_marks(input);
        avoid_connections(input, &mut space);
        label_items(input, &marks, &mut space);
        connection_labels(input, &mut space);
        let names = name_items(input, &marks, &mut space);
        items.extend(names.into_iter().map(|name| name.moved(overhang_px)));
    }
    Scene {
        size: Some(large),
        items,
    }
}

/// A ground without anything of single incidents, for a map that counts them otherwise.
pub fn bare(input: &MapInput, make: impl Fn(&MapInput) -> Scene) -> Scene {
    make(&MapInput {
        incidents: &ProjectedIncidents::none(),
        overview: &Overview::default(),
        selection: None,
        hovered: None,
        ..*input
    })
}

/// The ground without its names.
pub fn ground_scene(input: &MapInput) -> Scene {
    let mut items = floor_items(input, input.viewport.screen_rect());
    if let Some(basemap) = input.basemap {
        items.extend(ground_items(input, basemap));
    }
    items.extend(area_items(input));
    if let Some(basemap) = input.basemap {
        items.extend(line_items(input, basemap));
    }
    Scene {
        size: Some(input.viewport.size()),
        items,
    }
}

/// The marks, connections, names of incidents, the scale bar and the globe, and where incidents can be pointed at.
pub fn mark_scene(input: &MapInput) -> Picture {
    let mut picture = scene_without_furniture(input);
    picture.scene.items = with_furniture(input, picture.scene.items);
    picture
}

/// With the scale bar, and the globe below.
pub fn with_furniture(input: &MapInput, mut above: Vec<Item>) -> Vec<Item> {
    // The globe is decoration: what happened lies above it.
    let mut items = locator_items(input);
    items.append(&mut above);
    let corner = scale_corner(input.viewport.size());
    items.extend(scale_items(input.viewport, corner, input.locale));
    items
}

/// The same without the scale bar and the globe, for a picture that is shown in several sizes.
pub fn scene_without_furniture(input: &MapInput) -> Picture {
    let size = input.viewport.size();
    let mut marks = placed_marks(input);
    let mut space = label_space(input);
    avoid_connections(input, &mut space);
    let (labels, mut targets) = label_items(input, &marks, &mut space);
    let mut items = connection_items(input);
    keep_seen(input, &mut marks);
    items.extend(mark_items(input, &marks));
    items.extend(labels);
    items.extend(connection_labels(input, &mut space));
    let seen = space.seen();
    targets.retain(|target| seen.intersects(&target.rect));
    Picture {
        scene: Scene {
            size: Some(size),
            items,
        },
        targets,
        time: None,
    }
}

/// The whole map in one scene, for a picture that does not move.
pub fn map_scenes(input: &MapInput) -> Scene {
    let mut scene = base_scene(input, 0.0);
    scene.items.extend(mark_scene(input).scene.items);
    scene
}

/// Whether what is laid out for one view holds for another: it has the same scale and size and, where marks are too
/// many to lay out all of them, a part in common.
pub fn stays_laid_out(laid: &Viewport, seen: &Viewport, incidents: &ProjectedIncidents) -> bool {
    let is_near = || laid.plane_bounds().intersects(&seen.plane_bounds());
    laid.is_panned(seen) && (!incidents.is_crowded || is_near())
}

/// The view that names are laid out for.
pub(super) fn laid_out<'a>(input: &MapInput<'a>) -> &'a Viewport {
    let stays = |laid: &&Viewport| stays_laid_out(laid, input.viewport, input.incidents);
    input.laid_out_for.filter(stays).unwrap_or(input.viewport)
}

/// Free space for names.
fn label_space<'a>(input: &MapInput<'a>) -> LabelSpace<'a> {
    let size = input.viewport.size();
    // Where the view that names are laid out for is now.
    let middle = input.viewport.screen_from_plane(laid_out(input).center());
    let corner = ScreenPoint::new(
        middle.x_px - size.width_px / 2.0,
        middle.y_px - size.height_px / 2.0,
    );
    LabelSpace::new(
        frame(input, size, corner),
        frame(input, size, ScreenPoint::new(0.0, 0.0)),
        input.measure,
    )
}
