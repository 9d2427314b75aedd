//! How high a frame with the story has to be.

/// Heights of a frame by its width: from at least so many CSS pixels on it needs this height, in CSS pixels. The first
/// holds from 0 on; widths rise.
pub fn embed_heights_px() -> Vec<(u32, u32)> {
    vec![(0, 640), (400, 620), (640, 600)]
}
