//! The parts of a scene.

use super::{Ink, TextStyle, TimeParts};
use crate::geo::{ScreenPoint, ScreenRect, ScreenSize};
use crate::time::{Histogram, TimeScale};
use std::sync::Arc;

/// A picture as plain data, in CSS pixels, y down; later items lie above earlier ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Extent of the picture.
    pub size: Option<ScreenSize>,
    /// What to draw, bottom to top.
    pub items: Vec<Item>,
}

/// A scene, and what can be done with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// What to draw.
    pub scene: Scene,
    /// Where incidents can be pointed at, in the order of the data.
    pub targets: Vec<Target>,
    /// What is known of it, where it is a timeline.
    pub time: Option<Arc<TimeParts>>,
}

impl Picture {
    /// What its bars count, where it is a timeline and has bars.
    pub fn bars(&self) -> Option<&Histogram> {
        self.time.as_ref()?.bars.as_ref()
    }

    /// One of a size, with nothing in it.
    pub fn empty(size: ScreenSize) -> Self {
        let mut picture = Self::default();
        picture.scene.size = Some(size);
        picture
    }
}

/// Where moments are on a calendar axis.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeAxis {
    /// Their places from left to right, in pixels.
    pub scale: TimeScale,
    /// Where what happened is from top, in pixels.
    pub top_px: f64,
    /// To bottom.
    pub bottom_px: f64,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A filled or stroked path.
    Path {
        /// The path; filled by the even-odd rule.
        segments: Vec<Segment>,
        /// Its inside.
        fill: Option<Fill>,
        /// Its line.
        stroke: Option<Stroke>,
    },
    /// A line of text.
    Text(TextItem),
}

impl Item {
    /// The same, so many pixels to the right and down.
    pub(super) fn moved(mut self, by_px: f64) -> Self {
        let moved = |at: ScreenPoint| ScreenPoint::new(at.x_px + by_px, at.y_px + by_px);
        match &mut self {
            Self::Text(text) => text.at = moved(text.at),
            Self::Path { segments, .. } => {
                for segment in segments {
                    *segment = match *segment {
                        Segment::MoveTo(at) => Segment::MoveTo(moved(at)),
                        Segment::LineTo(at) => Segment::LineTo(moved(at)),
                        Segment::QuadTo(by, at) => Segment::QuadTo(moved(by), moved(at)),
                        Segment::Circle(at, radius_px) => Segment::Circle(moved(at), radius_px),
                        Segment::Close => Segment::Close,
                    };
                }
            }
        }
        self
    }
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Starts a new part.
    MoveTo(ScreenPoint),
    /// A straight line.
    LineTo(ScreenPoint),
    /// A quadratic curve: control point, end.
    QuadTo(ScreenPoint, ScreenPoint),
    /// A full circle as a part of its own: centre, radius in pixels.
    Circle(ScreenPoint, f64),
    /// Back to the start of the part.
    Close,
}

impl Segment {
    /// A rectangle as a part of its own.
    pub fn of_rect(rect: ScreenRect) -> [Self; 5] {
        let (left, top, right, bottom) =
            (rect.left_px, rect.top_px, rect.right_px(), rect.bottom_px());
        [
            Self::MoveTo(ScreenPoint::new(left, top)),
            Self::LineTo(ScreenPoint::new(right, top)),
            Self::LineTo(ScreenPoint::new(right, bottom)),
            Self::LineTo(ScreenPoint::new(left, bottom)),
            Self::Close,
        ]
    }
}

/// How the inside of a path is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// The colour.
    pub ink: Ink,
    /// Opacity, 0 to 1.
    pub opacity: f64,
}

/// How a path's line is drawn; joins and caps are round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// The colour.
    pub ink: Ink,
    /// Opacity, 0 to 1.
    pub opacity: f64,
    /// Width in pixels.
    pub width_px: f64,
    /// Lengths of dash and gap in pixels; solid without.
    pub dash_px: Option<[f64; 2]>,
}

/// Which end of a text its position names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Left,
    /// Its middle.
    Middle,
    /// Its right end.
    Right,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextItem {
    /// What it says.
    pub text: String,
    /// A point on its baseline.
    pub at: ScreenPoint,
    /// Which end of the text that point is.
    pub anchor: Anchor,
    /// Its font.
    pub style: TextStyle,
    /// Its colour.
    pub ink: Ink,
    /// The colour of the outline that sets it off from what is below.
    pub halo: Option<Ink>,
}

/// A place in a scene where an incident can be pointed at, or several at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Position of the incident in the dataset; of several the first one.
    pub incident: usize,
    /// The place, at least 24 by 24 pixels (WCAG 2.2, success criterion 2.5.8).
    pub rect: ScreenRect,
    /// The part of it that a pointer meets: less than all where another target is nearer.
    pub hit: ScreenRect,
    /// What is known of several that are drawn as one.
    pub group: Option<TargetGroup>,
}

/// Several incidents that are drawn as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetGroup {
    /// How many.
    pub count: usize,
    /// Whether they lie in one place, so that no nearer view would part them.
    pub is_one_place: bool,
}

impl Target {
    /// The target of one incident, which a pointer meets everywhere in it.
    pub fn new(incident: usize, rect: ScreenRect) -> Self {
        Self {
            incident,
            rect,
            hit: rect,
            group: None,
        }
    }
}

impl Fill {
    /// An opaque fill.
    pub fn solid(ink: Ink) -> Self {
        Self { ink, opacity: 1.0 }
    }
}

impl Stroke {
    /// An opaque solid line.
    pub fn solid(ink: Ink, width_px: f64) -> Self {
        Self {
            ink,
            opacity: 1.0,
            width_px,
            dash_px: None,
        }
    }
}

impl Item {
    /// A rectangle.
    pub fn rect(rect: ScreenRect, fill: Option<Fill>, stroke: Option<Stroke>) -> Self {
        Self::Path {
            segments: Segment::of_rect(rect).to_vec(),
            fill,
            stroke,
        }
    }

    /// A straight line.
    pub fn line(from: ScreenPoint, to: ScreenPoint, stroke: Stroke) -> Self {
        let segments = vec![Segment::MoveTo(from), Segment::LineTo(to)];
        Self::Path {
            segments,
            fill: None,
            stroke: Some(stroke),
        }
    }
}
