//! The map and the timeline as SVG, without a browser.

use crate::basemap::BasemapIndex;
use crate::document::{DocumentInput, counts_text, title};
use crate::geo::{ScreenSize, Topology};
use crate::load::{LoadError, topology_from_topojson};
use crate::locale::Locale;
use crate::query::{Dataset, Overview};
use crate::scene::{
    MapInput, Palette, ProjectedBasemap, ProjectedIncidents, Scene, SvgText, TimelineInput,
    map_scenes, svg_document, timeline_scene,
};
use crate::view::MapHome;

use super::measure::FontMeasure;

/// What pictures are made from.
#[derive(Clone, Copy)]
pub struct Pictures<'a> {
    /// What happened.
    pub dataset: &'a Dataset,
    /// The names below, and which levels there are.
    pub index: &'a BasemapIndex,
    /// The bytes of a level, or of the globe, by its file name; `None` draws the marks on plain ground.
    pub level: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// The reader's language.
    pub locale: &'a Locale,
    /// The colours.
    pub palette: &'a Palette,
    /// How wide texts are.
    pub measure: &'a FontMeasure,
    /// Position of the selected incident.
    pub selection: Option<usize>,
}

impl Pictures<'_> {
    /// The whole story on the map.
    ///
    /// # Errors
    /// [`LoadError`] when the basemap's level cannot be read.
    pub fn map_svg(&self, size: ScreenSize) -> Result<String, LoadError> {
        let topology = self.topology(size)?;
        let home = MapHome::of(self.dataset, self.index, topology.as_ref());
        let basemap = topology
            .map(|topology| ProjectedBasemap::new(topology, self.index.bounds, home.projection()));
        let incidents = ProjectedIncidents::new(
            self.dataset,
            self.index,
            basemap.as_ref(),
            home.projection(),
        );
        let scene = map_scenes(&MapInput {
            dataset: self.dataset,
            basemap: basemap.as_ref(),
            index: self.index,
            globe: self.globe().as_ref(),
            viewport: &home.viewport(size),
            laid_out_for: None,
            incidents: &incidents,
            overview: &Overview::of(self.dataset),
            selection: self.selection,
            hovered: None,
            locale: self.locale,
            measure: self.measure,
        });
        Ok(self.svg(&scene, "map-label"))
    }

    /// The timeline on the axis that suits the story.
    pub fn timeline_svg(&self, width_px: f64) -> String {
        let picture = timeline_scene(&TimelineInput {
            dataset: self.dataset,
            overview: &Overview::of(self.dataset),
            axis: self.dataset.natural_axis(),
            width_px,
            selection: self.selection,
            locale: self.locale,
            measure: self.measure,
        });
        self.svg(&picture.scene, "timeline-label")
    }

    /// The level that is fine enough for the whole story in a view of this size.
    fn topology(&self, size: ScreenSize) -> Result<Option<Topology>, LoadError> {
        let rough = MapHome::of(self.dataset, self.index, None);
        let level = self.index.level_for(rough.viewport(size).px_per_km());
        let level = level.and_then(|level| self.index.levels.get(level));
        let bytes = level.and_then(|level| (self.level)(&level.file));
        bytes
            .map(|bytes| topology_from_topojson(&bytes))
            .transpose()
    }

    /// The land of the locator globe. It is decoration: without it, or where it cannot be read, there is none.
    fn globe(&self) -> Option<Topology> {
        let bytes = (self.level)(self.index.globe.as_deref()?)?;
        topology_from_topojson(&bytes).ok()
    }

    fn svg(&self, scene: &Scene, label: &str) -> String {
        let document = DocumentInput {
            dataset: self.dataset,
            index: self.index,
            overview: &Overview::of(self.dataset),
            locale: self.locale,
        };
        let about = SvgText {
            title: &self.locale.fill(label, &[("title", &title(&document))]),
            description: &counts_text(&document),
            language: &self.locale.tag,
        };
        svg_document(scene, self.palette, &about)
    }
}
