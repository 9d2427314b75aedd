//! The pictures of a site that are made when a folder is written: posters and cards.

use std::collections::BTreeMap;

use super::basemap::StoryBasemap;
use super::measure::FontMeasure;
use super::poster::{Sheet, broken_basemap, card_svg, missing_basemap};
use super::raster::Rasteriser;
use super::render::Pictures;
use super::site::{Interface, Site, SiteInput, page_folder};
use super::{CliError, INDEX};
use crate::geo::ScreenSize;

/// The width of a poster, in CSS pixels, and its height unless what stands below the map needs more.
const POSTER_PX: (f64, f64) = (1200.0, 900.0);
/// The least height of its map.
const LEAST_MAP_PX: f64 = 520.0;
/// Pixels of `poster.png` to one of the poster: sharp on screens of high density, and in print at half a page.
const POSTER_SCALE: f64 = 2.0;

/// Pictures of a site.
pub(super) struct SitePictures {
    /// The files by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Languages with letters that the bundled font lacks, and these letters.
    pub missing: Vec<(String, String)>,
}

impl SitePictures {
    /// Draws `poster.svg`, `poster.png` and `card.png` for each language of a site, beside its page.
    ///
    /// # Errors
    /// [`CliError`] when the basemap cannot be read.
    pub fn of(input: &SiteInput, site: &Site) -> Result<Self, CliError> {
        let interface = Interface::of(input.shell, input.interface)?;
        let basemap = StoryBasemap::of(input.shell.files(), INDEX, input.dataset);
        let basemap = basemap.map_err(missing_basemap)?;
        let measure = FontMeasure::new();
        let rasteriser = Rasteriser::new();
        let mut files = BTreeMap::new();
        let mut missing = Vec::new();
        for (position, tag) in site.languages.iter().enumerate() {
            let folder = page_folder(position, tag);
            let pictures = Pictures {
                dataset: input.dataset,
                whole: input.whole,
                index: &basemap.index,
                level: &|file| basemap.level(file),
                locale: &interface.locale(tag),
                palette: input.light,
                measure: &measure,
                selection: None,
            };
            let poster = poster_svg(&pictures)?;
            let card = card_svg(&pictures).map_err(broken_basemap)?;
            let poster_png = rasteriser.png(&poster, POSTER_SCALE)?;
            let card_png = rasteriser.png(&card, 1.0)?;
            let lacking = [card_png.missing, poster_png.missing].concat();
            if !lacking.is_empty() {
                missing.push((tag.clone(), unique(&lacking)));
            }
            for (name, content) in [
                ("poster.svg", poster.into_bytes()),
                ("poster.png", poster_png.png),
                ("card.png", card_png.png),
            ] {
                files.insert(format!("{folder}{name}"), content);
            }
        }
        Ok(Self { files, missing })
    }
}

/// A poster of the usual size; higher where its texts need the room.
fn poster_svg(pictures: &Pictures) -> Result<String, CliError> {
    let (width, height) = POSTER_PX;
    let sheet = Sheet::new(pictures, ScreenSize::new(width, height));
    let height = height.max(sheet.height_with_map_px(LEAST_MAP_PX));
    sheet.with_height_px(height).svg().map_err(broken_basemap)
}

/// Each letter once, in the order in which they come.
fn unique(letters: &str) -> String {
    let mut out = String::new();
    for letter in letters.chars() {
        if !out.contains(letter) {
            out.push(letter);
        }
    }
    out
}
