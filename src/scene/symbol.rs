//! The marks of incidents: each kind has its own shape and its own hue, never the hue alone.

use super::{Ink, Segment};
use crate::geo::ScreenPoint;
use crate::query::{CATEGORY_MARKS, Overview};
use crate::story::Kind;

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// A disc.
    Circle,
    /// A square on its corner.
    Diamond,
    /// A square.
    Square,
    /// A triangle, point up.
    Triangle,
    /// A triangle, point down.
    TriangleDown,
    /// A plus.
    Cross,
    /// A star of five points.
    Star,
    /// Two triangles, point to point.
    Hourglass,
    /// A ring.
    Ring,
}

/// How a kind of incident looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkStyle {
    /// Its shape.
    pub symbol: Symbol,
    /// Its hue.
    pub ink: Ink,
}

/// The mark of a kind: operations are warm discs, leads cool diamonds, categories have the marks that the story's
/// overview gives them, and those without one share a neutral ring.
pub fn mark_style(overview: &Overview, kind: Kind) -> MarkStyle {
    const CATEGORIES: [(Symbol, Ink); CATEGORY_MARKS] = [
        (Symbol::Square, Ink::Category1),
        (Symbol::Triangle, Ink::Category2),
        (Symbol::Star, Ink::Category3),
        (Symbol::TriangleDown, Ink::Category4),
        (Symbol::Cross, Ink::Category5),
        (Symbol::Hourglass, Ink::Category6),
    ];
    let (symbol, ink) = match kind {
        Kind::Operation => (Symbol::Circle, Ink::Operation),
        Kind::Lead => (Symbol::Diamond, Ink::Lead),
        Kind::Category(position) => {
            let mark = overview.mark_of(position);
            let mark = mark.and_then(|mark| CATEGORIES.get(mark));
            mark.copied().unwrap_or((Symbol::Ring, Ink::Muted))
        }
    };
    MarkStyle { symbol, ink }
}

/// The outline of a mark around `at`; `radius_px` is that of the disc of the same visual weight.
pub fn symbol_path(symbol: Symbol, at: ScreenPoint, radius_px: f64) -> Vec<Segment> {
    // Corner radii that give each shape the area of the disc.
    let corners: &[(f64, f64)] = match symbol {
        Symbol::Circle => return vec![Segment::Circle(at, radius_px)],
        Symbol::Ring => {
            return [1.15, 0.55]
                .map(|r| Segment::Circle(at, r * radius_px))
                .into();
        }
        Symbol::Diamond => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        Symbol::Square => &[(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)],
        Symbol::Triangle => &[(0.0, -1.48), (1.32, 0.9), (-1.32, 0.9)],
        Symbol::TriangleDown => &[(0.0, 1.48), (1.32, -0.9), (-1.32, -0.9)],
        // The inner corners lie half as far out as the outer ones.
        Symbol::Star => &[
            (0.0, -1.46),
            (0.43, -0.59),
            (1.39, -0.45),
            (0.69, 0.23),
            (0.86, 1.18),
            (0.0, 0.73),
            (-0.86, 1.18),
            (-0.69, 0.23),
            (-1.39, -0.45),
            (-0.43, -0.59),
        ],
        Symbol::Hourglass => &[(-1.25, -1.25), (1.25, -1.25), (-1.25, 1.25), (1.25, 1.25)],
        Symbol::Cross => &[
            (-0.4, -1.2),
            (0.4, -1.2),
            (0.4, -0.4),
            (1.2, -0.4),
            (1.2, 0.4),
            (0.4, 0.4),
            (0.4, 1.2),
            (-0.4, 1.2),
            (-0.4, 0.4),
            (-1.2, 0.4),
            (-1.2, -0.4),
            (-0.4, -0.4),
        ],
    };
    let point =
        |(x, y): &(f64, f64)| ScreenPoint::new(at.x_px + x * radius_px, at.y_px + y * radius_px);
    let mut segments: Vec<Segment> = corners
        .iter()
        .map(|corner| Segment::LineTo(point(corner)))
        .collect();
    if let (Some(first), Some(corner)) = (segments.first_mut(), corners.first()) {
        *first = Segment::MoveTo(point(corner));
    }
    segments.push(Segment::Close);
    segments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Dataset;
    use crate::story::Category;

    /// The area of what is between corners (shoelace formula), or of a disc or a ring.
    fn area_px2(segments: &[Segment]) -> f64 {
        let mut corners = Vec::new();
        let mut discs = Vec::new();
        for segment in segments {
            match segment {
                Segment::MoveTo(at) | Segment::LineTo(at) => corners.push(*at),
                Segment::Circle(_, radius_px) => {
                    discs.push(std::f64::consts::PI * radius_px * radius_px)
                }
                _ => {}
            }
        }
        let next = corners.iter().cycle().skip(1);
        let twice: f64 = corners
            .iter()
            .zip(next)
            .map(|(a, b)| a.x_px * b.y_px - b.x_px * a.y_px)
            .sum();
        let inner = discs.get(1).copied().unwrap_or_default();
        0.5 * twice.abs() + discs.first().copied().unwrap_or_default() - inner
    }

    /// Marks that are sized by a figure are compared by their areas, across kinds too.
    #[test]
    fn all_shapes_have_the_area_of_the_disc() {
        use Symbol::*;
        let disc = std::f64::consts::PI * 100.0;
        for symbol in [
            Circle,
            Diamond,
            Square,
            Triangle,
            TriangleDown,
            Cross,
            Star,
            Ring,
        ] {
            let path = symbol_path(symbol, ScreenPoint::new(50.0, 50.0), 10.0);
            let share = area_px2(&path) / disc;
            assert!((share - 1.0).abs() < 0.03, "{symbol:?}: {share}");
        }
        // Its two triangles turn in opposite ways.
        let half = [(0.0, 0.0), (-12.5, -12.5), (12.5, -12.5)];
        let half = half.map(|(x, y)| Segment::LineTo(ScreenPoint::new(x, y)));
        assert!((2.0 * area_px2(&half) / disc - 1.0).abs() < 0.03);
    }

    /// In print without colour, and to eyes that see few, only the shape tells kinds apart.
    #[test]
    fn no_two_kinds_share_a_shape() {
        let mut dataset = Dataset::default();
        for number in 0..CATEGORY_MARKS {
            let category = Category::unnamed(number.to_string());
            dataset.story.categories.push(category);
        }
        let overview = Overview::of(&dataset);
        let categories = (0..=CATEGORY_MARKS).map(Kind::Category);
        let kinds = [Kind::Operation, Kind::Lead].into_iter().chain(categories);
        let mut shapes: Vec<Symbol> = Vec::new();
        for kind in kinds {
            let shape = mark_style(&overview, kind).symbol;
            assert!(!shapes.contains(&shape), "{kind:?} is another {shape:?}");
            shapes.push(shape);
        }
    }
}
