//! The scale bar.

use super::{Anchor, Ink, Item, Segment, Stroke, TextItem, TextStyle};
use crate::geo::{ScaleBar, ScreenPoint, Viewport};
use crate::locale::Locale;

/// The longest scale bar, in pixels.
const MOST_PX: f64 = 110.0;

/// The scale bar with its left end at `at`; nothing where a scale would mislead.
pub(super) fn scale_items(viewport: &Viewport, at: ScreenPoint, locale: &Locale) -> Vec<Item> {
    let most_px = MOST_PX.min(viewport.size().width_px / 3.0);
    let Some(bar) = ScaleBar::at(viewport, most_px) else {
        return Vec::new();
    };
    let (key, amount) = match bar.length_m >= 1000.0 {
        true => ("scale-km", bar.length_m / 1000.0),
        false => ("scale-m", bar.length_m),
    };
    let text = locale.fill(key, &[("n", &locale.format.number(amount))]);
    let (left, right, foot) = (at.x_px, at.x_px + bar.length_px, at.y_px);
    let point = ScreenPoint::new;
    let bracket = |ink, width_px| Item::Path {
        segments: vec![
            Segment::MoveTo(point(left, foot - 5.0)),
            Segment::LineTo(point(left, foot)),
            Segment::LineTo(point(right, foot)),
            Segment::LineTo(point(right, foot - 5.0)),
        ],
        fill: None,
        stroke: Some(Stroke::solid(ink, width_px)),
    };
    let label = TextItem {
        text,
        at: point((left + right) / 2.0, foot - 6.0),
        anchor: Anchor::Middle,
        style: TextStyle::Note,
        ink: Ink::Text,
        halo: Some(Ink::Halo),
    };
    vec![
        bracket(Ink::Halo, 4.0),
        bracket(Ink::Text, 1.5),
        Item::Text(label),
    ]
}
