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
    /// The bytes of a level by its file name; `None` draws the marks on plain ground.
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
            viewport: &home.viewport(size),
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

    /// The level that is fine enough for the whole story in a view of this size; of a level in parts those in view, on
    /// the level before it.
    fn topology(&self, size: ScreenSize) -> Result<Option<Topology>, LoadError> {
        let read = |file: &str| {
            let bytes = (self.level)(file);
            bytes
                .map(|bytes| topology_from_topojson(&bytes))
                .transpose()
        };
        let home = |topology| MapHome::of(self.dataset, self.index, topology).viewport(size);
        let levels = &self.index.levels;
        // Countries are known by their names' places only until a level is there.
        let rough = match self.index.levels.first() {
            Some(first) if self.dataset.area_codes().is_empty() || first.file.is_empty() => None,
            Some(first) => read(&first.file)?,
            None => return Ok(None),
        };
        let viewport = home(rough.as_ref());
        let wanted = self.index.level_for(viewport.px_per_km()).unwrap_or(0);
        let Some(level) = levels.get(wanted) else {
            return Ok(None);
        };
        let whole = if level.parts.is_empty() {
            wanted
        } else {
            wanted.saturating_sub(1)
        };
        let whole = levels
            .get(whole)
            .map(|level| read(&level.file))
            .transpose()?;
        let mut pieces = Vec::new();
        for part in level.parts_in(&viewport) {
            let file = level.parts.get(part).map(|part| part.file.as_str());
            pieces.extend(read(file.unwrap_or_default())?);
        }
        let whole = whole.flatten();
        if pieces.is_empty() {
            return Ok(whole);
        }
        Ok(Some(Topology::assembled(pieces.iter().chain(&whole))))
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
