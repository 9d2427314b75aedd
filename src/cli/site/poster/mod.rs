//! The whole story's map as pictures in the page, there before any script has run, and where none runs.
//!
//! A picture is an SVG element without a view box, whose width and height say only how they are to each other: the
//! style sheet has the stage contain it, as the app's view of the whole story contains the same box of the plane
//! ([`MapHome::frame`](crate::view::MapHome::frame)). In it the ground grows with the stage, while marks and names stand
//! at shares of its width and height and keep their size. So one picture coincides with the app's map at every size of
//! the stage. Two are made, which differ in detail and in how many names they have: one for a phone, one for a desktop.

mod mesh;
mod paths;
mod pieces;

use crate::cli::render::{Pictures, Placed};
use crate::document::Element;
use crate::geo::{PlaneBounds, ScreenPoint, ScreenRect, ScreenSize, Viewport};
use crate::load::LoadError;
use crate::scene::{bare, base_scene, ground_scene, scene_without_furniture};
use mesh::{Point, Window};
use paths::ground;
use pieces::{Frame, elements_of, within};

/// A size that a picture is made for, and how far it reaches.
#[derive(Clone, Copy)]
pub(super) struct Format {
    /// The class that the style sheet knows it by.
    class: &'static str,
    /// The stage that its detail and its names are for.
    stage: ScreenSize,
    /// The narrowest and the widest stage that is filled to its edges: width by height.
    ratios: (f64, f64),
    /// By how much of a pixel of the stage lines may be off.
    tolerance_px: f64,
}

/// For windows of a phone's width, and for the others.
pub(super) const FORMATS: [Format; 2] = [
    Format {
        class: "map-poster map-poster-narrow",
        stage: ScreenSize::new(360.0, 325.0),
        ratios: (0.65, 1.6),
        tolerance_px: 0.56,
    },
    Format {
        class: "map-poster map-poster-wide",
        stage: ScreenSize::new(848.0, 480.0),
        ratios: (0.9, 2.1),
        tolerance_px: 0.47,
    },
];

/// Units of the grid to a pixel of the stage.
const UNITS_PER_PX: f64 = 2.0;
/// The ground is traced on a finer grid first, so that what a scene leaves out for a screen is left out by our own rule.
const TRACED: f64 = 8.0;
/// The most bytes of a picture's ground; beyond, lines become simpler.
const MOST_GROUND: usize = 36_000;
/// The most bytes of a picture's names of places, and of its marks with their names; beyond, the last are left out.
const MOST_NAMES: usize = 6_000;
const MOST_MARKS: usize = 12_000;

/// The ground of a picture, which is the same in every language.
pub(super) struct Ground {
    format: Format,
    placed: Placed,
    viewport: Viewport,
    frame: PlaneBounds,
    elements: Vec<Element>,
}

impl Ground {
    /// Draws the ground for a format.
    ///
    /// # Errors
    /// [`LoadError`] when a level of the basemap cannot be read.
    pub fn new(pictures: &Pictures, format: Format) -> Result<Self, LoadError> {
        let placed = pictures.placed(format.stage)?;
        let viewport = placed.home.viewport(format.stage);
        let frame = placed.home.frame();
        let mut ground = Self {
            format,
            placed,
            viewport,
            frame,
            elements: Vec::new(),
        };
        ground.elements = ground.drawn(pictures);
        Ok(ground)
    }

    /// Units of the grid to a kilometre.
    fn units_per_km(&self) -> f64 {
        UNITS_PER_PX * self.viewport.px_per_km()
    }

    /// The width and height of the frame, in units of the grid.
    fn size(&self) -> (f64, f64) {
        let scale = self.units_per_km();
        (
            scale * self.frame.width_km(),
            scale * self.frame.height_km(),
        )
    }

    /// The parts of the plane that a stage can show around the frame, as a box in units of the grid.
    fn reach(&self) -> ScreenRect {
        let ((width, height), (narrowest, widest)) = (self.size(), self.format.ratios);
        let (across, down) = (width.max(widest * height), height.max(width / narrowest));
        ScreenRect::new((width - across) / 2.0, (height - down) / 2.0, across, down)
    }

    fn drawn(&self, pictures: &Pictures) -> Vec<Element> {
        let reach = self.reach();
        let size = ScreenSize::new(TRACED * reach.width_px, TRACED * reach.height_px);
        let scale = TRACED * self.units_per_km();
        let (projection, center) = (*self.viewport.projection(), self.frame.center());
        let traced = Viewport::new(projection, size, center, scale);
        let scene = pictures.with_map_input(&self.placed, &traced, |input| match pictures.whole {
            Some(_) => bare(input, ground_scene),
            None => ground_scene(input),
        });
        let place = |at: ScreenPoint| -> Point {
            let on_grid = |px: f64, start: f64| (px / TRACED + start).round() as i32;
            (
                on_grid(at.x_px, reach.left_px),
                on_grid(at.y_px, reach.top_px),
            )
        };
        let window = Window {
            left: reach.left_px as i32,
            top: reach.top_px as i32,
            right: reach.right_px() as i32,
            bottom: reach.bottom_px() as i32,
        };
        let mut tolerance = self.format.tolerance_px * UNITS_PER_PX;
        loop {
            let elements = ground(&scene.items, &place, window, tolerance);
            let bytes: usize = elements.iter().map(|path| path.to_html().len()).sum();
            // A line that may be off by so much of the stage is no longer one.
            if bytes <= MOST_GROUND || tolerance > 50.0 * UNITS_PER_PX {
                return elements;
            }
            tolerance *= 1.5;
        }
    }

    /// The picture in the language of `pictures`, called `label`.
    pub fn picture(&self, pictures: &Pictures, label: &str) -> Element {
        let (width, height) = self.size();
        let rounded = |value: f64| value.round().max(1.0).to_string();
        let scaled = |children: Vec<Element>| self.growing_part().children(children);
        let frame = Frame {
            viewport: self.viewport,
            bounds: self.frame,
            units_per_px: UNITS_PER_PX,
        };
        // Names only on the stage that it is made for: beyond, those at the edges of another one would be cut.
        let base =
            pictures.with_map_input(&self.placed, &self.viewport, |input| match pictures.whole {
                Some(_) => bare(input, |input| base_scene(input, 0.0)),
                None => base_scene(input, 0.0),
            });
        let names = frame.names(&base.items);
        let above =
            pictures.with_map_input(&self.placed, &self.viewport, |input| match pictures.whole {
                Some(whole) => whole.picture(input),
                None => scene_without_furniture(input),
            });
        let (large, marks) = frame.marks(&above.scene.items);
        let names = within(names, MOST_NAMES);
        let marks = within(marks, MOST_MARKS);
        let mut picture = Element::new("svg")
            .class(self.format.class)
            .attribute("width", rounded(width))
            .attribute("height", rounded(height))
            .attribute("role", "img")
            .attribute("aria-label", label)
            .child(scaled(self.elements.clone()))
            .children(elements_of(names));
        if !large.is_empty() {
            picture = picture.child(scaled(large));
        }
        picture.children(elements_of(marks))
    }

    /// The element for all that grows with the stage: as large as it reaches, so that nothing beyond shows.
    fn growing_part(&self) -> Element {
        let ((width, height), reach) = (self.size(), self.reach());
        let percent = |part: f64, whole: f64| format!("{}%", (part / whole * 1e5).round() / 1e3);
        let rect = [reach.left_px, reach.top_px, reach.width_px, reach.height_px];
        let view_box = rect.map(|value| format!("{}", (value * 10.0).round() / 10.0));
        Element::new("svg")
            .attribute("x", percent(reach.left_px, width))
            .attribute("y", percent(reach.top_px, height))
            .attribute("width", percent(reach.width_px, width))
            .attribute("height", percent(reach.height_px, height))
            .attribute("viewBox", view_box.join(" "))
    }
}
