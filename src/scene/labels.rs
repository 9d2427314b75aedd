//! Placing labels so that none covers another.

use super::{Anchor, Ink, Item, TextItem, TextMeasure, TextStyle};
use crate::geo::{ScreenPoint, ScreenRect};

/// Free space on a map: what has been taken, and the frame in which labels must lie whole or not at all.
#[derive(Clone)]
pub(super) struct LabelSpace<'a> {
    taken: Vec<ScreenRect>,
    avoided: Vec<ScreenRect>,
    frame: ScreenRect,
    measure: &'a dyn TextMeasure,
}

/// Height of a label's box by its font size: from the top of capitals to the foot of descenders.
const LINE_HEIGHT: f64 = 1.25;
/// From the baseline up to the top of the box, by font size.
const ASCENT: f64 = 0.95;
/// How much farther off a label may stand where lines meet at its mark.
const FAR_PX: f64 = 14.0;
/// Space kept around each label.
const MARGIN_PX: f64 = 3.0;

impl<'a> LabelSpace<'a> {
    /// Free space in a frame.
    pub fn new(frame: ScreenRect, measure: &'a dyn TextMeasure) -> Self {
        Self {
            taken: Vec::new(),
            avoided: Vec::new(),
            frame,
            measure,
        }
    }

    /// The frame in which labels must lie whole or not at all.
    pub fn frame(&self) -> ScreenRect {
        self.frame
    }

    /// Marks a box as taken.
    pub fn take(&mut self, rect: ScreenRect) {
        self.taken.push(rect);
    }

    /// Marks a box as one to keep clear of where there is another place.
    pub fn avoid(&mut self, rect: ScreenRect) {
        self.avoided.push(rect);
    }

    /// The box of a text whose baseline point is `at`.
    pub fn box_of(
        &self,
        text: &str,
        style: TextStyle,
        at: ScreenPoint,
        anchor: Anchor,
    ) -> ScreenRect {
        let width = self.measure.width_px(text, style);
        let size = style.font().size_px;
        let left = match anchor {
            Anchor::Left => at.x_px,
            Anchor::Middle => at.x_px - width / 2.0,
            Anchor::Right => at.x_px - width,
        };
        ScreenRect::new(left, at.y_px - ASCENT * size, width, LINE_HEIGHT * size)
    }

    /// Whether the box of what stands at `place` is free: whole inside the frame when the place is, wholly outside
    /// when it is (where the bitmap overhangs the frame). A mark's own box, `own`, does not count.
    fn is_free(&self, rect: &ScreenRect, place: ScreenPoint, own: &ScreenRect) -> bool {
        let cut_by_frame = match self.frame.contains(place) {
            true => !contains(&self.frame, rect),
            false => self.frame.intersects(rect),
        };
        let padded = rect.inflated(MARGIN_PX);
        let mut others = self.taken.iter().filter(|taken| *taken != own);
        !cut_by_frame && !others.any(|taken| taken.intersects(&padded))
    }

    /// Places a text centred on the first of `places` that is free, and takes the space.
    pub fn place_centered(
        &mut self,
        text: &str,
        style: TextStyle,
        places: impl IntoIterator<Item = ScreenPoint>,
    ) -> Option<(ScreenPoint, Anchor)> {
        let half = (ASCENT - LINE_HEIGHT / 2.0) * style.font().size_px;
        let candidates = places.into_iter().map(|place| {
            let baseline = ScreenPoint::new(place.x_px, place.y_px + half);
            (place, baseline, Anchor::Middle)
        });
        self.place_first(
            text,
            style,
            ScreenRect::at(ScreenPoint::new(0.0, 0.0)),
            candidates,
        )
    }

    /// Places a text beside a mark: right, left, above, below, then the corners and a little farther off.
    pub fn place_beside(
        &mut self,
        text: &str,
        style: TextStyle,
        mark: ScreenPoint,
        radius_px: f64,
    ) -> Option<(ScreenPoint, Anchor)> {
        let candidates = beside(style, mark, radius_px);
        let own = ScreenRect::at(mark).inflated(radius_px);
        let candidates = candidates
            .into_iter()
            .map(|(at, anchor)| (mark, at, anchor));
        self.place_first(text, style, own, candidates)
    }

    fn place_first(
        &mut self,
        text: &str,
        style: TextStyle,
        own: ScreenRect,
        candidates: impl IntoIterator<Item = (ScreenPoint, ScreenPoint, Anchor)>,
    ) -> Option<(ScreenPoint, Anchor)> {
        let mut second_best = None;
        for (place, at, anchor) in candidates {
            let rect = self.box_of(text, style, at, anchor);
            if !self.is_free(&rect, place, &own) {
                continue;
            }
            if !self.avoided.iter().any(|avoided| avoided.intersects(&rect)) {
                self.take(rect);
                return Some((at, anchor));
            }
            second_best = second_best.or(Some((rect, at, anchor)));
        }
        let (rect, at, anchor) = second_best?;
        self.take(rect);
        Some((at, anchor))
    }
}

/// Baseline points of a label beside a mark, the best first.
fn beside(style: TextStyle, mark: ScreenPoint, radius_px: f64) -> [(ScreenPoint, Anchor); 10] {
    let size = style.font().size_px;
    let gap = radius_px + 4.0;
    let diagonal = 0.7 * radius_px + 3.0;
    let middle = mark.y_px + 0.35 * size;
    let (above, below) = (mark.y_px - gap, mark.y_px + gap + 0.75 * size);
    let (high, low) = (mark.y_px - diagonal, mark.y_px + diagonal + 0.75 * size);
    let at = ScreenPoint::new;
    [
        (at(mark.x_px + gap, middle), Anchor::Left),
        (at(mark.x_px - gap, middle), Anchor::Right),
        (at(mark.x_px, above), Anchor::Middle),
        (at(mark.x_px, below), Anchor::Middle),
        (at(mark.x_px + diagonal, high), Anchor::Left),
        (at(mark.x_px + diagonal, low), Anchor::Left),
        (at(mark.x_px - diagonal, high), Anchor::Right),
        (at(mark.x_px - diagonal, low), Anchor::Right),
        (at(mark.x_px + gap + FAR_PX, middle), Anchor::Left),
        (at(mark.x_px - gap - FAR_PX, middle), Anchor::Right),
    ]
}

/// A label with a halo.
pub(super) fn label(
    text: String,
    style: TextStyle,
    ink: Ink,
    place: (ScreenPoint, Anchor),
) -> Item {
    let (at, anchor) = place;
    Item::Text(TextItem {
        text,
        at,
        anchor,
        style,
        ink,
        halo: Some(Ink::Halo),
    })
}

fn contains(outer: &ScreenRect, inner: &ScreenRect) -> bool {
    inner.left_px >= outer.left_px
        && inner.top_px >= outer.top_px
        && inner.right_px() <= outer.right_px()
        && inner.bottom_px() <= outer.bottom_px()
}

#[cfg(test)]
mod tests {
    use super::super::text::TenPixels;
    use super::*;

    const FRAME: ScreenRect = ScreenRect::new(0.0, 0.0, 300.0, 100.0);

    #[test]
    fn a_label_moves_to_the_other_side_of_its_mark_rather_than_leave_the_frame() {
        let mut space = LabelSpace::new(FRAME, &TenPixels);
        let place = |space: &mut LabelSpace, x| {
            let mark = ScreenPoint::new(x, 50.0);
            space
                .place_beside("Rudnyi", TextStyle::Incident, mark, 6.0)
                .map(|(_, anchor)| anchor)
        };
        assert_eq!(place(&mut space, 100.0), Some(Anchor::Left));
        assert_eq!(place(&mut space, 290.0), Some(Anchor::Right));
        assert_eq!(place(&mut space, 112.0), Some(Anchor::Right));
    }

    #[test]
    fn a_label_stands_below_its_mark_where_both_sides_are_taken() {
        let mut space = LabelSpace::new(FRAME, &TenPixels);
        let mark = ScreenPoint::new(150.0, 50.0);
        space.take(ScreenRect::at(mark).inflated(6.0));
        for x in [100.0, 200.0] {
            space.take(ScreenRect::at(ScreenPoint::new(x, 45.0)).inflated(15.0));
        }
        space.take(ScreenRect::new(0.0, 0.0, 300.0, 40.0));
        let placed = space.place_beside("Rudnyi", TextStyle::Incident, mark, 6.0);
        let (at, anchor) = placed.unwrap();
        assert_eq!(anchor, Anchor::Middle);
        assert!(at.y_px > 60.0, "{at:?}");
    }

    #[test]
    fn a_label_without_room_is_left_out_and_one_outside_the_frame_is_kept() {
        let mut space = LabelSpace::new(FRAME, &TenPixels);
        let mut place = |x, y| {
            space
                .place_centered("A name", TextStyle::City, [ScreenPoint::new(x, y)])
                .is_some()
        };
        assert!(place(150.0, 50.0));
        assert!(!place(160.0, 55.0), "covers the first");
        assert!(!place(2.0, 50.0), "cut by the frame");
        assert!(
            place(150.0, 140.0),
            "beyond the frame, where the bitmap overhangs"
        );
    }
}
