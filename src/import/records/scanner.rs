//! The bytes of a JSON text, with their line and column, and the extent of its values.

use std::io::{self, Read};

use crate::import::limits::{MOST_NESTING, MOST_RECORD_BYTES};

const CHUNK_BYTES: usize = 64 << 10;

/// Where something stands in a text, both 1-based; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub line: usize,
    pub column: usize,
}

/// How the text of a value ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Where it should.
    Whole,
    /// In a string without its closing mark, which took the comma after the value with it.
    Broken,
    /// The file ended before it.
    Cut,
    /// It is longer than is read; its text is not kept.
    TooLong,
    /// It is nested deeper than is read; its text is not kept.
    TooDeep,
}

/// Reads bytes one after the other.
pub(super) struct Scanner<R> {
    reader: R,
    chunk: Vec<u8>,
    at: usize,
    place: Place,
}

impl<R: Read> Scanner<R> {
    pub fn new(reader: R) -> Self {
        Self {
            reader,
            chunk: Vec::new(),
            at: 0,
            place: Place { line: 1, column: 1 },
        }
    }

    /// Where the next byte stands.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The next byte; `None` at the end.
    pub fn peek(&mut self) -> io::Result<Option<u8>> {
        if let Some(byte) = self.chunk.get(self.at) {
            return Ok(Some(*byte));
        }
        self.chunk.resize(CHUNK_BYTES, 0);
        let length = self.reader.read(&mut self.chunk)?;
        self.chunk.truncate(length);
        self.at = 0;
        Ok(self.chunk.first().copied())
    }

    /// Goes beyond the next byte.
    pub fn bump(&mut self) {
        match self.chunk.get(self.at) {
            Some(b'\n') => {
                self.place = Place {
                    line: self.place.line + 1,
                    column: 1,
                }
            }
            // The bytes of a character after its first.
            Some(0x80..0xc0) => {}
            _ => self.place.column += 1,
        }
        self.at += 1;
    }

    /// Goes beyond white space (RFC 8259, section 2).
    pub fn skip_space(&mut self) -> io::Result<()> {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek()? {
            self.bump();
        }
        Ok(())
    }

    /// The text of the value that begins here, by its brackets and quotation marks alone: whether it is JSON is asked
    /// later. Empty where none begins.
    pub fn value(&mut self, text: &mut Vec<u8>) -> io::Result<Extent> {
        text.clear();
        let mut extent = Extent::Whole;
        let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
        while let Some(byte) = self.peek()? {
            let mut is_last = false;
            if in_string {
                match byte {
                    // No string holds a line break: its closing mark is missing, and all that follows would be lost.
                    b'\n' => {
                        (in_string, is_escaped) = (false, false);
                        text.push(byte);
                        self.skip_space()?;
                        if let Some(b'{' | b']') = self.peek()? {
                            // The marks that end this value are in the string; the next one begins here.
                            return Ok(Extent::Broken);
                        }
                        continue;
                    }
                    _ if is_escaped => is_escaped = false,
                    b'\\' => is_escaped = true,
                    b'"' => {
                        in_string = false;
                        is_last = depth == 0;
                    }
                    _ => {}
                }
            } else {
                match byte {
                    b'"' if depth == 0 && !text.is_empty() => return Ok(extent),
                    b'"' => in_string = true,
                    b'[' | b'{' if depth == 0 && !text.is_empty() => return Ok(extent),
                    b'[' | b'{' => depth += 1,
                    b']' | b'}' | b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => {
                        return Ok(extent);
                    }
                    b']' | b'}' => {
                        depth -= 1;
                        is_last = depth == 0;
                    }
                    _ => {}
                }
            }
            self.bump();
            if depth > MOST_NESTING {
                extent = Extent::TooDeep;
            } else if text.len() >= MOST_RECORD_BYTES && extent == Extent::Whole {
                extent = Extent::TooLong;
            }
            if extent == Extent::Whole {
                text.push(byte);
            }
            if is_last {
                return Ok(extent);
            }
        }
        Ok(match depth > 0 || in_string || text.is_empty() {
            true => Extent::Cut,
            false => extent,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, value: &str, extent: Extent, rest: &str) {
        let mut scanner = Scanner::new(text.as_bytes());
        let mut found = Vec::new();
        assert_eq!(scanner.value(&mut found).unwrap(), extent, "{text}");
        assert_eq!(String::from_utf8(found).unwrap(), value, "{text}");
        let mut left = String::new();
        while let Some(byte) = scanner.peek().unwrap() {
            left.push(char::from(byte));
            scanner.bump();
        }
        assert_eq!(left, rest, "{text}");
    }

    #[test]
    fn a_value_ends_where_its_brackets_or_marks_do() {
        check(
            r#"{"a": "}]", "b": [1]} , 2"#,
            r#"{"a": "}]", "b": [1]}"#,
            Extent::Whole,
            " , 2",
        );
        check(r#""a\"b" x"#, r#""a\"b""#, Extent::Whole, " x");
        check("12, 3", "12", Extent::Whole, ", 3");
        check("12", "12", Extent::Whole, "");
        check("]", "", Extent::Whole, "]");
        check("[1, [2]", "[1, [2]", Extent::Cut, "");
        check("\"ab", "\"ab", Extent::Cut, "");
        // A mark is missing: the value ends with its brackets all the same.
        check(
            "{\"a\": \"b}\n}, 2",
            "{\"a\": \"b}\n}",
            Extent::Whole,
            ", 2",
        );
    }

    #[test]
    fn lines_and_characters_are_counted() {
        let mut scanner = Scanner::new("я\n ф1".as_bytes());
        for _ in 0..6 {
            scanner.peek().unwrap();
            scanner.bump();
        }
        assert_eq!(scanner.place(), Place { line: 2, column: 3 });
    }
}
