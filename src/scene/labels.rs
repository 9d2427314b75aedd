//! Placing labels so that none covers another, and so that they keep their places while the map is moved.
//!
//! What stands where is decided for one view, the first of its scale ([`MapInput::laid_out_for`]), with all that lies
//! around it. Another view of that scale shows the same decisions moved along; only what had no place because the
//! frame or the furniture cut it off is looked at again, after all the rest.
//!
//! [`MapInput::laid_out_for`]: super::MapInput::laid_out_for

use super::lettering::{ASCENT, LINE_HEIGHT, Lettering};
use super::{Anchor, TextMeasure};
use crate::geo::{ScreenPoint, ScreenRect};

/// Free space on a map: what has been taken, and the frame in which labels must lie whole or not at all.
#[derive(Clone)]
pub(super) struct LabelSpace<'a> {
    taken: Vec<ScreenRect>,
    avoided: Vec<ScreenRect>,
    laid: Frame,
    seen: Frame,
    /// Which frame labels have to keep to.
    pub hold: Hold,
    measure: &'a dyn TextMeasure,
}

/// A frame, and what stands in it above the map: scale bar, globe, buttons, credits.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub rect: ScreenRect,
    pub furniture: Vec<ScreenRect>,
}

/// The frame that labels have to keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// That of the view they are laid out for.
    Laid,
    /// That of the view that is seen.
    Seen,
    /// None: they stand where there is room, and are left out where the view that is seen cuts them.
    Nothing,
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// The baseline point of its first line.
    pub at: ScreenPoint,
    pub anchor: Anchor,
    /// Whether it is drawn, which it is not below the furniture.
    pub is_shown: bool,
}

/// How much farther off a label may stand where lines meet at its mark.
const FAR_PX: f64 = 14.0;
/// Space kept around each label.
const MARGIN_PX: f64 = 3.0;

impl<'a> LabelSpace<'a> {
    /// Free space for labels that are laid out for one frame and seen in another.
    pub fn new(laid: Frame, seen: Frame, measure: &'a dyn TextMeasure) -> Self {
        Self {
            taken: Vec::new(),
            avoided: Vec::new(),
            laid,
            seen,
            hold: Hold::Laid,
            measure,
        }
    }

    /// How wide texts are.
    pub fn measure(&self) -> &'a dyn TextMeasure {
        self.measure
    }

    /// The frame that labels are laid out for.
    pub fn laid(&self) -> ScreenRect {
        self.laid.rect
    }

    /// The frame that is seen.
    pub fn seen(&self) -> ScreenRect {
        self.seen.rect
    }

    /// Marks a box as taken.
    pub fn take(&mut self, rect: ScreenRect) {
        self.taken.push(rect);
    }

    /// Marks a box as one to keep clear of where there is another place.
    pub fn avoid(&mut self, rect: ScreenRect) {
        self.avoided.push(rect);
    }

    /// Whether the box of what stands at `place` is free: whole inside the frame when the place is, wholly outside
    /// when it is (where the bitmap overhangs the frame). A mark's own box, `own`, does not count.
    fn is_free(&self, rect: &ScreenRect, place: ScreenPoint, own: &ScreenRect) -> bool {
        let padded = rect.inflated(MARGIN_PX);
        let is_held = match self.hold {
            Hold::Laid => self.laid.holds(rect, &padded, place),
            Hold::Seen => self.seen.holds(rect, &padded, place),
            Hold::Nothing => true,
        };
        let mut others = self.taken.iter().filter(|taken| *taken != own);
        is_held && !others.any(|taken| taken.intersects(&padded))
    }

    /// Places a text centred on the first of `places` that is free, and takes the space.
    pub fn place_centered(
        &mut self,
        lettering: &Lettering,
        places: impl IntoIterator<Item = ScreenPoint>,
    ) -> Option<Place> {
        let down_px = ASCENT * lettering.size_px() - lettering.height_px() / 2.0;
        let candidates = places.into_iter().map(|place| {
            let baseline = ScreenPoint::new(place.x_px, place.y_px + down_px);
            (place, baseline, Anchor::Middle)
        });
        let nothing = ScreenRect::at(ScreenPoint::new(0.0, 0.0));
        self.place_first(lettering, nothing, usize::MAX, candidates)
    }

    /// Places a text beside a mark: right, left, above, below, then the corners and a little farther off.
    pub fn place_beside(
        &mut self,
        lettering: &Lettering,
        mark: ScreenPoint,
        radius_px: f64,
    ) -> Option<Place> {
        let candidates = beside(lettering, mark, radius_px);
        let own = ScreenRect::at(mark).inflated(radius_px);
        let candidates = candidates
            .into_iter()
            .map(|(at, anchor)| (mark, at, anchor));
        // Which side it stands on says more than how much of a line is below it.
        self.place_first(lettering, own, 1, candidates)
    }

    /// The first free place that has the fewest of the boxes to keep clear of below it, where `most` or more are the same.
    fn place_first(
        &mut self,
        lettering: &Lettering,
        own: ScreenRect,
        most: usize,
        candidates: impl IntoIterator<Item = (ScreenPoint, ScreenPoint, Anchor)>,
    ) -> Option<Place> {
        let mut found = None;
        let mut fewest = usize::MAX;
        for (place, at, anchor) in candidates {
            let rect = lettering.box_at(at, anchor);
            if !self.is_free(&rect, place, &own) {
                continue;
            }
            let avoided = self.avoided.iter();
            let crossed = avoided
                .filter(|avoided| avoided.intersects(&rect))
                .count()
                .min(most);
            if crossed < fewest {
                fewest = crossed;
                found = Some((rect, at, anchor));
            }
            if crossed == 0 {
                break;
            }
        }
        let (rect, at, anchor) = found?;
        self.take(rect);
        let mut furniture = self.seen.furniture.iter();
        let is_covered = furniture.any(|covering| covering.intersects(&rect));
        let is_cut = self.seen.rect.intersects(&rect) && !contains(&self.seen.rect, &rect);
        Some(Place {
            at,
            anchor,
            is_shown: !(is_covered || is_cut && self.hold == Hold::Nothing),
        })
    }
}

impl Frame {
    /// Whether the box of what stands at `place` is clear of the edges and, with some space, of the furniture.
    fn holds(&self, rect: &ScreenRect, padded: &ScreenRect, place: ScreenPoint) -> bool {
        let is_cut = match self.rect.contains(place) {
            true => !contains(&self.rect, rect),
            false => self.rect.intersects(rect),
        };
        !is_cut && !self.furniture.iter().any(|taken| taken.intersects(padded))
    }
}

/// Baseline points of a label beside a mark, the best first.
fn beside(lettering: &Lettering, mark: ScreenPoint, radius_px: f64) -> [(ScreenPoint, Anchor); 10] {
    let size = lettering.size_px();
    // How far the first line moves up so that the last one stands where a single one would.
    let more = lettering.height_px() - LINE_HEIGHT * size;
    let gap = radius_px + 4.0;
    let diagonal = 0.7 * radius_px + 3.0;
    let middle = mark.y_px + 0.35 * size - more / 2.0;
    let (above, below) = (mark.y_px - gap - more, mark.y_px + gap + 0.75 * size);
    let (high, low) = (
        mark.y_px - diagonal - more,
        mark.y_px + diagonal + 0.75 * size,
    );
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

fn contains(outer: &ScreenRect, inner: &ScreenRect) -> bool {
    inner.left_px >= outer.left_px
        && inner.top_px >= outer.top_px
        && inner.right_px() <= outer.right_px()
        && inner.bottom_px() <= outer.bottom_px()
}

#[cfg(test)]
mod tests {
    use super::super::TextStyle;
    use super::super::text::TenPixels;
    use super::*;

    const FRAME: ScreenRect = ScreenRect::new(0.0, 0.0, 300.0, 100.0);

    fn space() -> LabelSpace<'static> {
        let frame = Frame {
            rect: FRAME,
            furniture: Vec::new(),
        };
        LabelSpace::new(frame.clone(), frame, &TenPixels)
    }

    fn name(text: &str) -> Lettering {
        Lettering::of(text, TextStyle::Incident, FRAME.width_px, &TenPixels)
    }

    #[test]
    fn a_label_moves_to_the_other_side_of_its_mark_rather_than_leave_the_frame() {
        let mut space = space();
        let place = |space: &mut LabelSpace, x| {
            let mark = ScreenPoint::new(x, 50.0);
            space
                .place_beside(&name("Rudnyi"), mark, 6.0)
                .map(|place| place.anchor)
        };
        assert_eq!(place(&mut space, 100.0), Some(Anchor::Left));
        assert_eq!(place(&mut space, 290.0), Some(Anchor::Right));
        assert_eq!(place(&mut space, 112.0), Some(Anchor::Right));
    }

    #[test]
    fn a_label_stands_below_its_mark_where_both_sides_are_taken() {
        let mut space = space();
        let mark = ScreenPoint::new(150.0, 50.0);
        space.take(ScreenRect::at(mark).inflated(6.0));
        for x in [100.0, 200.0] {
            space.take(ScreenRect::at(ScreenPoint::new(x, 45.0)).inflated(15.0));
        }
        space.take(ScreenRect::new(0.0, 0.0, 300.0, 40.0));
        let placed = space.place_beside(&name("Rudnyi"), mark, 6.0);
        let Place { at, anchor, .. } = placed.unwrap();
        assert_eq!(anchor, Anchor::Middle);
        assert!(at.y_px > 60.0, "{at:?}");
    }

    #[test]
    fn a_label_stands_where_the_least_of_a_line_is_below_it() {
        let mut space = space();
        for x in [120.0, 130.0, 140.0, 150.0, 160.0] {
            space.avoid(ScreenRect::at(ScreenPoint::new(x, 50.0)).inflated(4.0));
        }
        let places =
            [(150.0, 50.0), (170.0, 50.0), (185.0, 50.0)].map(|(x, y)| ScreenPoint::new(x, y));
        let place = space.place_centered(&name("A name"), places).unwrap();
        assert_eq!(place.at.x_px, 185.0);
        let clear = [(150.0, 50.0), (150.0, 80.0)].map(|(x, y)| ScreenPoint::new(x, y));
        space.taken.clear();
        let place = space.place_centered(&name("A name"), clear).unwrap();
        assert!(place.at.y_px > 70.0, "{place:?}");
    }

    #[test]
    fn a_label_without_room_is_left_out_and_one_outside_the_frame_is_kept() {
        let mut space = space();
        let mut place = |x, y| {
            space
                .place_centered(&name("A name"), [ScreenPoint::new(x, y)])
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

    #[test]
    fn a_name_that_the_first_frame_cut_appears_whole_or_not_at_all() {
        for (moved_px, expected) in [(0.0, Some(false)), (10.0, Some(false)), (60.0, Some(true))] {
            let mut space = space();
            space.laid.rect = ScreenRect::new(moved_px, 0.0, 300.0, 100.0);
            let mark = [ScreenPoint::new(10.0 + moved_px, 50.0)];
            assert_eq!(space.place_centered(&name("A name"), mark), None);
            space.hold = Hold::Nothing;
            let place = space.place_centered(&name("A name"), mark);
            assert_eq!(place.map(|place| place.is_shown), expected, "{moved_px}");
        }
    }
}
