//! Values of a file as a message repeats them.

use std::io;

use serde_json::Value;

use crate::import::log::{MOST_SHOWN, shortened};

/// A value for a message: as JSON, at most 80 characters. The writer stops there, so that neither a long value nor a
/// deep one costs more.
pub(super) fn shown(value: &Value) -> String {
    let mut beginning = Beginning(Vec::new());
    // The error says no more than that the text is long enough.
    let _ = serde_json::to_writer(&mut beginning, value);
    shortened(&String::from_utf8_lossy(&beginning.0))
}

/// The first bytes that are written: enough for one character more than is shown.
struct Beginning(Vec<u8>);

impl io::Write for Beginning {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        const MOST_BYTES: usize = 4 * (MOST_SHOWN + 1);
        let taken = bytes.len().min(MOST_BYTES.saturating_sub(self.0.len()));
        self.0.extend(bytes.iter().take(taken));
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_is_shown_as_the_file_has_it_and_cut_when_long() {
        assert_eq!(
            shown(&json!([1, -2.5, "x\"", null, {}])),
            r#"[1,-2.5,"x\"",null,{}]"#
        );
        for long in [
            json!(vec![7; 100_000]),
            json!("ё".repeat(100)),
            json!("🜁".repeat(1_000_000)),
        ] {
            let text = shown(&long);
            assert_eq!(text.chars().count(), 81);
            assert!(text.ends_with('…') && !text.contains('\u{FFFD}'), "{text}");
        }
        let mut deep = json!(0);
        for _ in 0..5_000 {
            deep = Value::Array(vec![deep]);
        }
        assert_eq!(shown(&deep), format!("{}…", "[".repeat(80)));
    }
}
