use super::{ScreenPoint, ScreenRect, ScreenSize};

/// Between a box and what is said of it.
const GAP_PX: f64 = 6.0;

/// The top left corner of a note of `size` on what is at `anchor`, in a frame whose corner is the origin: above it
/// where there is room, else below or at a side, so that the anchor is not covered; always inside the frame where the
/// note fits into it.
pub fn note_corner(anchor: &ScreenRect, size: ScreenSize, frame: ScreenSize) -> ScreenPoint {
    let (width_px, height_px) = (size.width_px, size.height_px);
    let within = |at: f64, length: f64, whole: f64| {
        at.min(whole - length - GAP_PX)
            .max(GAP_PX.min(whole - length))
            .max(0.0)
    };
    let x_px = within(
        anchor.center().x_px - width_px / 2.0,
        width_px,
        frame.width_px,
    );
    let y_px = within(
        anchor.center().y_px - height_px / 2.0,
        height_px,
        frame.height_px,
    );
    let above_px = anchor.top_px - GAP_PX - height_px;
    let below_px = anchor.bottom_px() + GAP_PX;
    let left_px = anchor.left_px - GAP_PX - width_px;
    let right_px = anchor.right_px() + GAP_PX;
    if above_px >= 0.0 {
        ScreenPoint::new(x_px, above_px)
    } else if below_px + height_px <= frame.height_px {
        ScreenPoint::new(x_px, below_px)
    } else if right_px + width_px <= frame.width_px {
        ScreenPoint::new(right_px, y_px)
    } else if left_px >= 0.0 {
        ScreenPoint::new(left_px, y_px)
    } else {
        ScreenPoint::new(x_px, within(above_px, height_px, frame.height_px))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: ScreenSize = ScreenSize::new(320.0, 250.0);

    #[test]
    fn a_note_stands_in_the_frame_and_off_its_anchor() {
        let note = ScreenSize::new(200.0, 90.0);
        for x in 0..11 {
            for y in 0..11 {
                let at = ScreenPoint::new(32.0 * f64::from(x), 25.0 * f64::from(y));
                let anchor = ScreenRect::at(at).inflated(12.0);
                let corner = note_corner(&anchor, note, FRAME);
                let rect = ScreenRect::new(corner.x_px, corner.y_px, 200.0, 90.0);
                let frame = ScreenRect::new(0.0, 0.0, 320.0, 250.0);
                assert_eq!(rect.union(&frame), frame, "{at:?}: {rect:?}");
                assert!(!rect.intersects(&anchor), "{at:?}: {rect:?}");
            }
        }
    }

    #[test]
    fn a_note_that_does_not_fit_begins_in_the_frame() {
        let anchor = ScreenRect::new(100.0, 100.0, 24.0, 24.0);
        let corner = note_corner(&anchor, ScreenSize::new(400.0, 300.0), FRAME);
        assert_eq!((corner.x_px, corner.y_px), (0.0, 0.0));
    }
}
