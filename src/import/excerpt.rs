//! Parts of a file's text, to show where an issue is.

use std::io::{self, BufRead};

use super::limits::MOST_BYTES;
use super::source::{Source, sniff, text_of};

/// How much of the text after a place is looked at, in bytes.
const WINDOW_BYTES: usize = 4 << 10;

/// The text after each of some places (line and column, both 1-based, columns in characters), as far as 4 KB; empty
/// where the file has no such place.
///
/// # Errors
/// What the system says when the file cannot be read.
pub fn texts_at(source: &dyn Source, places: &[(usize, usize)]) -> io::Result<Vec<String>> {
    let mut found: Vec<Vec<u8>> = vec![Vec::new(); places.len()];
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|at| places.get(*at).copied());
    let mut waiting = order.into_iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    let sniffed = sniff(source, MOST_BYTES)?;
    let mut text = text_of(source, &sniffed)?;
    let mut here = (1, 1);
    loop {
        let chunk = text.fill_buf()?;
        if chunk.is_empty() || (open.is_empty() && waiting.peek().is_none()) {
            break;
        }
        for byte in chunk {
            let is_start = !(0x80..0xc0).contains(byte);
            while let Some(at) = waiting
                .next_if(|at| is_start && places.get(*at).is_some_and(|place| *place <= here))
            {
                open.push(at);
            }
            open.retain(|at| match found.get_mut(*at) {
                Some(text) if text.len() < WINDOW_BYTES => {
                    text.push(*byte);
                    true
                }
                _ => false,
            });
            here = match byte {
                b'\n' => (here.0 + 1, 1),
                0x80..0xc0 => here,
                _ => (here.0, here.1 + 1),
            };
        }
        let length = chunk.len();
        text.consume(length);
    }
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(found.into_iter().map(text).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_after_a_place_is_found() {
        let text = "дата,b\n1,2\n3,4".as_bytes();
        let source: &dyn Source = &text;
        let places = [(2, 3), (1, 2), (9, 1), (3, 1)];
        assert_eq!(
            texts_at(source, &places).unwrap(),
            ["2\n3,4", "ата,b\n1,2\n3,4", "", "3,4"]
        );
    }
}
