/// A reference to an arc of a [`Topology`](super::Topology), forwards or backwards.
///
/// TopoJSON's own code: `i` is the arc `i` forwards, `~i` (that is `-i - 1`) backwards
/// (TopoJSON specification, §2.1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArcRef(pub i32);

impl ArcRef {
    /// The arc's index in [`Topology::arcs`](super::Topology::arcs).
    pub fn index(self) -> usize {
        // `~i` is at least 0 for a negative `i`, so nothing is lost.
        (if self.is_reversed() { !self.0 } else { self.0 }) as usize
    }

    /// Whether the arc is to be followed from its end to its start.
    pub fn is_reversed(self) -> bool {
        self.0 < 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions() {
        for (code, index, reversed) in [(0, 0, false), (7, 7, false), (-1, 0, true), (-8, 7, true)]
        {
            assert_eq!(ArcRef(code).index(), index, "{code}");
            assert_eq!(ArcRef(code).is_reversed(), reversed, "{code}");
        }
        assert_eq!(ArcRef(i32::MIN).index(), i32::MAX as usize);
    }
}
