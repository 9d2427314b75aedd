//! The map and the timeline as SVG, without a browser.

use crate::basemap::BasemapIndex;
use crate::document::{DocumentInput, counts_text, title};
use crate::geo::{ScreenSize, Topology, Viewport};
use crate::load::{LoadError, topology_from_topojson};
use crate::locale::Locale;
use crate::query::{Dataset, Overview};
use crate::scene::{
    MapInput, Palette, ProjectedBasemap, ProjectedIncidents, Scene, SvgText, TextMeasure,
    TimelineInput, TimelineLook, bare, base_scene, map_scenes, scene_without_furniture,
    svg_document, timeline_scene, with_furniture,
};
use crate::view::MapHome;

use super::names::keep_uncovered;
use super::whole::Whole;

/// What pictures are made from.
#[derive(Clone, Copy)]
pub struct Pictures<'a> {
    /// What happened.
    pub dataset: &'a Dataset,
    /// All of very many incidents, of which these are some.
    pub whole: Option<&'a Whole>,
    /// The names below, and which levels there are.
    pub index: &'a BasemapIndex,
    /// The bytes of a level, or of the globe, by its file name; `None` draws the marks on plain ground.
    pub level: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// The reader's language.
    pub locale: &'a Locale,
    /// The colours.
    pub palette: &'a Palette,
    /// How wide texts are.
    pub measure: &'a dyn TextMeasure,
    /// Position of the selected incident.
    pub selection: Option<usize>,
}

/// A story on its map, as the app has it: the home of the coarsest level, drawn with the level that a scale needs.
pub(super) struct Placed {
    pub home: MapHome,
    pub basemap: Option<ProjectedBasemap>,
    pub incidents: ProjectedIncidents,
}

impl Pictures<'_> {
    /// The whole story on the map.
    ///
    /// # Errors
    /// [`LoadError`] when the basemap's level cannot be read.
    pub fn map_svg(&self, size: ScreenSize) -> Result<String, LoadError> {
        Ok(self.svg(&self.map(size)?, "map-label"))
    }

    /// The whole story on the map, as a scene.
    ///
    /// # Errors
    /// [`LoadError`] when the basemap's level cannot be read.
    pub fn map(&self, size: ScreenSize) -> Result<Scene, LoadError> {
        let placed = self.placed(size)?;
        let viewport = placed.home.viewport(size);
        Ok(
            self.with_map_input(&placed, &viewport, |input| match self.whole {
                Some(whole) => {
                    let mut scene = bare(input, |input| base_scene(input, 0.0));
                    let marks = whole.picture(input).scene.items;
                    keep_uncovered(&mut scene, &marks, 0.0, self.measure);
                    scene.items.extend(with_furniture(input, marks));
                    scene
                }
                None => map_scenes(input),
            }),
        )
    }

    /// The same without the scale bar and the globe: the ground, `overhang_px` larger on every side, and the marks in a
    /// view of this size in the middle of it, so that no name touches the edge.
    ///
    /// # Errors
    /// [`LoadError`] when the basemap's level cannot be read.
    pub fn plain_map(
        &self,
        size: ScreenSize,
        overhang_px: f64,
    ) -> Result<(Scene, Scene), LoadError> {
        let placed = self.placed(size)?;
        let viewport = placed.home.viewport(size);
        Ok(
            self.with_map_input(&placed, &viewport, |input| match self.whole {
                Some(whole) => {
                    let mut ground = bare(input, |input| base_scene(input, overhang_px));
                    let marks = whole.picture(input).scene;
                    keep_uncovered(&mut ground, &marks.items, overhang_px, self.measure);
                    (ground, marks)
                }
                None => (
                    base_scene(input, overhang_px),
                    scene_without_furniture(input).scene,
                ),
            }),
        )
    }

    /// All incidents, counted.
    pub(super) fn overview(&self) -> Overview {
        match self.whole {
            Some(whole) => whole.overview.clone(),
            None => Overview::of(self.dataset),
        }
    }

    /// The story with the ground that a view of this size needs.
    ///
    /// # Errors
    /// [`LoadError`] when a level of the basemap cannot be read.
    pub(super) fn placed(&self, size: ScreenSize) -> Result<Placed, LoadError> {
        let coarsest = self.index.levels.first();
        let coarsest = coarsest
            .map(|level| self.read(&level.file))
            .transpose()?
            .flatten();
        let home = MapHome::of(self.dataset, self.index, coarsest.as_ref());
        let project =
            |topology| ProjectedBasemap::new(topology, self.index.bounds, home.projection());
        let coarsest = coarsest.map(project);
        let (projection, index) = (home.projection(), self.index);
        let incidents = ProjectedIncidents::new(self.dataset, index, coarsest.as_ref(), projection);
        let viewport = home.viewport(size);
        let finer = match index.level_for(viewport.px_per_km()) {
            Some(level) if level > 0 => self.topology(level, &viewport)?.map(project),
            _ => None,
        };
        Ok(Placed {
            basemap: finer.or(coarsest),
            incidents,
            home,
        })
    }

    /// Calls `make` with all that a map scene needs.
    pub(super) fn with_map_input<T>(
        &self,
        placed: &Placed,
        viewport: &Viewport,
        make: impl FnOnce(&MapInput) -> T,
    ) -> T {
        let overview = self.overview();
        make(&MapInput {
            dataset: self.dataset,
            basemap: placed.basemap.as_ref(),
            index: self.index,
            globe: self.globe().as_ref(),
            viewport,
            crowding: Some(&crate::scene::IN_CROWDS),
            laid_out_for: None,
            incidents: &placed.incidents,
            overview: &overview,
            selection: self.selection,
            hovered: None,
            locale: self.locale,
            measure: self.measure,
        })
    }

    /// The timeline on the axis that suits the story.
    pub fn timeline_svg(&self, width_px: f64) -> String {
        let picture = timeline_scene(&TimelineInput {
            dataset: self.dataset,
            overview: &Overview::of(self.dataset),
            axis: self.dataset.natural_axis(),
            look: TimelineLook::default(),
            width_px,
            selection: self.selection,
            locale: self.locale,
            measure: self.measure,
        });
        self.svg(&picture.scene, "timeline-label")
    }

    /// The geometry of a level; of one in parts those in view, on the level before it.
    fn topology(&self, level: usize, viewport: &Viewport) -> Result<Option<Topology>, LoadError> {
        let Some(level_in_parts) = self.index.levels.get(level) else {
            return Ok(None);
        };
        if level_in_parts.parts.is_empty() {
            return self.read(&level_in_parts.file);
        }
        let mut pieces = Vec::new();
        for part in level_in_parts.parts_in(viewport) {
            let file = level_in_parts
                .parts
                .get(part)
                .map(|part| part.file.as_str());
            pieces.extend(self.read(file.unwrap_or_default())?);
        }
        let whole = self.index.levels.get(level.wrapping_sub(1));
        let whole = whole
            .map(|level| self.read(&level.file))
            .transpose()?
            .flatten();
        Ok(match pieces.is_empty() {
            true => whole,
            false => Some(Topology::assembled(pieces.iter().chain(&whole))),
        })
    }

    fn read(&self, file: &str) -> Result<Option<Topology>, LoadError> {
        let bytes = (self.level)(file);
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
