//! What to draw, in CSS pixels, as plain data.
//!
//! A scene is built from a viewport, a dataset and a locale; colours are roles ([`Ink`]) that a palette fills in,
//! and text is measured through [`TextMeasure`]. The browser paints scenes on canvases, the command writes them
//! as SVG, and snapshot tests hold them.

mod arcs;
mod axis;
mod bars;
mod calendar;
mod chart;
mod clusters;
mod contrast;
mod crowd;
mod crowded;
mod curve;
mod fan;
mod focus;
mod furniture;
mod ground_names;
pub mod handles;
mod in_view;
mod ink;
mod item;
mod labels;
mod land;
mod lanes;
mod lettering;
mod locator;
mod map;
mod marks;
mod names;
mod neighbour;
mod paint;
mod palette;
mod places;
mod points;
mod projected;
mod round;
mod scale;
mod sequence;
mod size;
mod strip;
mod svg;
mod symbol;
mod targets;
mod text;
mod timeline;

pub use arcs::MOST_CONNECTIONS;
pub use bars::{BAR_CLASSES, BarCounts, BarFrame, bar_class};
pub use clusters::CLOSEST_PX_PER_KM;
pub use contrast::{WeakContrast, contrast_ratio, weak_contrasts};
pub use crowd::{
    CROWD_TARGET, Crowd, CrowdPart, CrowdPicture, CrowdScale, Display, count_density,
    crowd_clusters, crowd_density, crowd_hexagons, crowd_regions, density_classes,
    density_unit_km2, hexagon_classes, rounded_rate, rounded_share,
};
pub use crowded::{IN_CROWDS, InCrowds, group_members, opened_group};
pub use ink::Ink;
pub use item::{
    Anchor, Fill, Item, Picture, Scene, Segment, Stroke, Target, TargetGroup, TextItem, TimeAxis,
};
pub use lanes::{LaneOrder, Lanes, MOST_LANES};
pub use map::{
    MapInput, bare, base_scene, ground_scene, incident_at, incident_bounds, map_scenes, mark_scene,
    region_at, scene_without_furniture, stays_laid_out, with_furniture,
};
pub use marks::{Crowding, Opened};
pub use neighbour::neighbour;
pub use palette::{Palette, Theme};
pub use places::{MOST_IN_ONE_PLACE, MOST_MARKS, ProjectedIncidents};
pub use projected::ProjectedBasemap;
pub use size::{round_values, sized_radius_px};
pub use svg::{SvgText, svg_document, svg_items, svg_text};
pub use symbol::{MarkStyle, Symbol, mark_style, symbol_path};
pub use text::{FontSpec, TextMeasure, TextStyle};
pub use timeline::{TimeParts, TimelineInput, TimelineLook, crowd_timeline, timeline_scene};
