//! What stands on the map and does not move with it: scale bar, globe, and the page's buttons and credits.

use super::labels::Frame;
use super::locator::locator_rect;
use super::map::MapInput;
use crate::geo::{ScreenPoint, ScreenRect, ScreenSize};

/// On maps narrower than this the credits take the whole foot, and the scale bar stands above them.
const NARROW_PX: f64 = 480.0;
/// The height of the strip with the credits.
pub(super) const CREDITS_PX: f64 = 20.0;
/// The most that the strip takes of the foot of a wide map.
const CREDITS_WIDTH_PX: f64 = 320.0;

/// The side of a button, with the space around it.
const BUTTON_PX: f64 = 40.0;
/// From the corner to the first button.
const BUTTONS_EDGE_PX: f64 = 10.0;

/// Where the left end of the scale bar stands.
pub(super) fn scale_corner(size: ScreenSize) -> ScreenPoint {
    let below_px = if size.width_px < NARROW_PX {
        CREDITS_PX + 8.0
    } else {
        12.0
    };
    ScreenPoint::new(12.0, size.height_px - below_px)
}

/// The frame of a view whose top left corner is at `corner`, with its furniture.
pub(super) fn frame(input: &MapInput, size: ScreenSize, corner: ScreenPoint) -> Frame {
    let ScreenSize {
        width_px,
        height_px,
    } = size;
    let credits_px = match width_px < NARROW_PX {
        true => width_px,
        false => CREDITS_WIDTH_PX,
    };
    // Two buttons to zoom; those for the whole story, for full screen, for other pictures and for what is selected stand
    // below them, or on narrow maps beside them.
    let others = 3.0 + f64::from(u8::from(input.selection.is_some()));
    let column = |number: f64, buttons: f64| {
        let (column_px, row_px) = (number * BUTTON_PX, buttons * BUTTON_PX);
        let (across_px, down_px) = (column_px + BUTTONS_EDGE_PX, row_px + BUTTONS_EDGE_PX);
        ScreenRect::new(width_px - across_px, 0.0, across_px, down_px)
    };
    let columns = match width_px < NARROW_PX {
        true => vec![column(1.0, 2.0), column(2.0, others)],
        false => vec![column(1.0, 2.0 + others)],
    };
    let scale = scale_corner(size);
    let mut furniture = vec![
        ScreenRect::new(0.0, scale.y_px - 22.0, 140.0, 28.0),
        ScreenRect::new(
            width_px - credits_px,
            height_px - CREDITS_PX,
            credits_px,
            CREDITS_PX,
        ),
    ];
    furniture.extend(columns);
    furniture.extend(locator_rect(input, size));
    for rect in &mut furniture {
        rect.left_px += corner.x_px;
        rect.top_px += corner.y_px;
    }
    Frame {
        rect: ScreenRect::new(corner.x_px, corner.y_px, width_px, height_px),
        furniture,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_bar_keeps_clear_of_the_credits() {
        for (width_px, expected_px) in [(320.0, 212.0), (479.0, 212.0), (480.0, 228.0)] {
            let corner = scale_corner(ScreenSize::new(width_px, 240.0));
            assert_eq!(corner.y_px, expected_px, "{width_px}");
        }
    }
}
