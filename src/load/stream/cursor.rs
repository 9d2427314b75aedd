//! A JSON text from one end to the other, without building values (RFC 8259).

use super::word::{self, WORD};

/// Deeper nesting is not read.
const MOST_NESTING: usize = 64;

/// Why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bytes end in the middle of a value.
    End,
    /// This is no JSON, or nested too deep: the position of the first wrong byte.
    Bad(usize),
}

/// A place in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// A string as it stands in the text, without its quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted<'b> {
    pub bytes: &'b [u8],
    /// Whether characters in it are escaped, so that it is not what it says.
    pub is_escaped: bool,
}

impl<'b> Cursor<'b> {
    /// The beginning of a text, or a place in it.
    pub fn new(bytes: &'b [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// How many bytes are before it.
    pub fn at(&self) -> usize {
        self.at
    }

    /// All bytes of the text.
    pub fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// Passes all bytes up to a place.
    pub fn pass_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The bytes from a place up to here.
    pub fn since(&self, start: usize) -> &'b [u8] {
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    #[inline(always)]
    fn byte(&self) -> Result<u8, Stop> {
        self.bytes.get(self.at).copied().ok_or(Stop::End)
    }

    #[inline(always)]
    fn bad<T>(&self) -> Result<T, Stop> {
        Err(Stop::Bad(self.at))
    }

    /// The next byte that is no white space; it is not passed.
    #[inline(always)]
    pub fn peek(&mut self) -> Result<u8, Stop> {
        loop {
            match self.byte()? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Ok(byte),
            }
        }
    }

    /// Passes this byte, and white space before it.
    #[inline(always)]
    pub fn expect(&mut self, wanted: u8) -> Result<(), Stop> {
        if self.peek()? != wanted {
            return self.bad();
        }
        self.at += 1;
        Ok(())
    }

    /// Passes this byte if it comes next.
    #[inline(always)]
    pub fn accept(&mut self, wanted: u8) -> Result<bool, Stop> {
        let is_next = self.peek()? == wanted;
        self.at += usize::from(is_next);
        Ok(is_next)
    }

    /// Passes a string.
    #[inline(always)]
    pub fn string(&mut self) -> Result<Quoted<'b>, Stop> {
        self.expect(b'"')?;
        let start = self.at;
        let mut is_escaped = false;
        loop {
            self.plain();
            match self.byte()? {
                b'"' => {
                    let bytes = self.since(start);
                    self.at += 1;
                    return Ok(Quoted { bytes, is_escaped });
                }
                b'\\' => {
                    is_escaped = true;
                    self.at += 1;
                    self.escape()?;
                }
                _ => return self.bad(),
            }
        }
    }

    /// Passes what means itself in a string.
    #[inline(always)]
    fn plain(&mut self) {
        while let Some(word) = word::word_at(self.bytes, self.at) {
            let length = word::plain_length(word);
            self.at += length;
            if length < WORD {
                return;
            }
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1F);
        self.at += rest.iter().position(is_special).unwrap_or(rest.len());
    }

    fn escape(&mut self) -> Result<(), Stop> {
        match self.byte()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
            b'u' => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.byte()?.is_ascii_hexdigit() {
                        return self.bad();
                    }
                    self.at += 1;
                }
            }
            _ => return self.bad(),
        }
        Ok(())
    }

    /// The key of a member of an object and the colon behind it; `None` at the end of the object. `is_first` says
    /// whether no other member is before it.
    #[inline(always)]
    pub fn key(&mut self, is_first: bool) -> Result<Option<Quoted<'b>>, Stop> {
        if self.accept(b'}')? {
            return Ok(None);
        }
        if !is_first {
            self.expect(b',')?;
        }
        let key = self.string()?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// Passes a value of any kind, and gives its text.
    pub fn value(&mut self) -> Result<&'b [u8], Stop> {
        self.peek()?;
        let start = self.at;
        self.skip(0)?;
        Ok(self.since(start))
    }

    /// Passes a value of any kind.
    pub fn skip(&mut self, depth: usize) -> Result<(), Stop> {
        if depth > MOST_NESTING {
            return self.bad();
        }
        match self.peek()? {
            b'"' => self.string().map(drop),
            b'{' => {
                self.at += 1;
                let mut is_first = true;
                while self.key(is_first)?.is_some() {
                    self.skip(depth + 1)?;
                    is_first = false;
                }
                Ok(())
            }
            b'[' => {
                self.at += 1;
                if self.accept(b']')? {
                    return Ok(());
                }
                loop {
                    self.skip(depth + 1)?;
                    if self.accept(b']')? {
                        return Ok(());
                    }
                    self.expect(b',')?;
                }
            }
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number().map(drop),
        }
    }

    fn word(&mut self, word: &[u8]) -> Result<(), Stop> {
        for wanted in word {
            if self.byte()? != *wanted {
                return self.bad();
            }
            self.at += 1;
        }
        Ok(())
    }

    /// Passes a number, and gives its text. One that the bytes end with may go on in the next ones.
    #[inline(always)]
    pub fn number(&mut self) -> Result<&'b [u8], Stop> {
        self.peek()?;
        let start = self.at;
        if self.byte()? == b'-' {
            self.at += 1;
        }
        match self.byte()? {
            b'0' => self.at += 1,
            b'1'..=b'9' => self.digits()?,
            _ => return self.bad(),
        }
        if self.byte()? == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte()?, b'e' | b'E') {
            self.at += 1;
            if matches!(self.byte()?, b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(self.since(start))
    }

    /// At least one digit.
    #[inline(always)]
    fn digits(&mut self) -> Result<(), Stop> {
        let start = self.at;
        while self.byte()?.is_ascii_digit() {
            self.at += 1;
        }
        if self.at == start { self.bad() } else { Ok(()) }
    }
}
