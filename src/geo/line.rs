use super::ArcRef;

/// A line of the basemap: a river.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What the data call it.
    pub id: String,
    /// How important it is; 0 is the most.
    pub rank: u8,
    /// Its parts, each a chain of arcs.
    pub parts: Vec<Vec<ArcRef>>,
}
