//! Bytes of a file as UTF-8 text: gzip is unpacked, other encodings are decoded.

#[cfg(test)]
mod tests;

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use flate2::bufread::MultiGzDecoder;
use yore::CodePage;
use yore::code_pages::{CP1251, CP1252};

/// Bytes that can be read again from the beginning: a file is read in several passes.
pub trait Source {
    /// The bytes from the beginning.
    ///
    /// # Errors
    /// What the system says when the file cannot be opened.
    fn open(&self) -> io::Result<Box<dyn Read + '_>>;
}

/// A file in memory.
impl Source for &[u8] {
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(*self))
    }
}

/// A file on a disk.
#[cfg(not(target_arch = "wasm32"))]
impl Source for &std::path::Path {
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(std::fs::File::open(self)?))
    }
}

/// How text is written in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As RFC 8259 asks for.
    Utf8,
    /// UTF-8 with sequences that are none; each becomes U+FFFD.
    BrokenUtf8,
    /// UTF-16, low byte first, by its byte-order mark.
    Utf16Le,
    /// UTF-16, high byte first, by its byte-order mark.
    Utf16Be,
    /// Cyrillic, as Windows writes it.
    Windows1251,
    /// Western European, as Windows writes it.
    Windows1252,
}

impl Encoding {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::BrokenUtf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1251 => "windows-1251",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// What the bytes of a file are, seen from all of them.
#[derive(Clone, Debug)]
pub struct Sniffed {
    /// Whether they are packed with gzip.
    pub is_gzip: bool,
    /// How their text is written.
    pub encoding: Encoding,
    /// Line of the first byte that is not UTF-8.
    pub bad_line: Option<usize>,
    /// The beginning of the text.
    pub head: String,
    /// Whether the packed data end in the middle or are damaged.
    pub is_cut: bool,
    /// Whether there are more bytes than are read.
    pub is_over_limit: bool,
    /// The most bytes of the unpacked file that are read.
    pub most_bytes: u64,
}

/// How much of the text [`Sniffed::head`] holds, in bytes.
const HEAD_BYTES: usize = 64 << 10;
const CHUNK_BYTES: usize = 64 << 10;
/// What a gzip file begins with (RFC 1952, section 2.3.1).
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads a file once and says what its bytes are. At most `most_bytes` of the unpacked file are read.
///
/// # Errors
/// What the system says when the file cannot be read.
pub fn sniff(source: &dyn Source, most_bytes: u64) -> io::Result<Sniffed> {
    let (is_gzip, mut reader) = unpacked(source)?;
    let mut seen = Seen::default();
    let mut raw_head: Vec<u8> = Vec::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    let (mut bytes, mut is_cut) = (0_u64, false);
    while bytes <= most_bytes {
        let length = match reader.read(&mut chunk) {
            Ok(0) => break,
            Ok(length) => length,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) if is_gzip => {
                is_cut = true;
                break;
            }
            Err(error) => return Err(error),
        };
        let part = chunk.get(..length).unwrap_or_default();
        if raw_head.len() < HEAD_BYTES {
            raw_head.extend_from_slice(part);
        }
        seen.add(part);
        bytes += length as u64;
    }
    let encoding = match raw_head.as_slice() {
        [0xff, 0xfe, ..] => Encoding::Utf16Le,
        [0xfe, 0xff, ..] => Encoding::Utf16Be,
        _ => seen.encoding(),
    };
    let mut head = Vec::new();
    let text = Decoder::new(Box::new(raw_head.as_slice()), encoding);
    text.take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    Ok(Sniffed {
        is_gzip,
        encoding,
        bad_line: seen.bad_line.filter(|_| encoding != Encoding::Utf8),
        // The cut may go through a character.
        head: String::from_utf8_lossy(&head).into_owned(),
        is_cut,
        is_over_limit: bytes > most_bytes,
        most_bytes,
    })
}

/// The text of a file in UTF-8, without a byte-order mark, up to the limit. A packed file that is cut or damaged ends
/// there: [`Sniffed::is_cut`] knows it already.
///
/// # Errors
/// What the system says when the file cannot be opened.
pub fn text_of<'s>(
    source: &'s dyn Source,
    sniffed: &Sniffed,
) -> io::Result<BufReader<Box<dyn Read + 's>>> {
    let (is_gzip, reader) = unpacked(source)?;
    let reader = reader.take(sniffed.most_bytes);
    let reader: Box<dyn Read + 's> = match is_gzip {
        true => Box::new(UpToDamage(reader)),
        false => Box::new(reader),
    };
    let text: Box<dyn Read + 's> = Box::new(Decoder::new(reader, sniffed.encoding));
    Ok(BufReader::with_capacity(CHUNK_BYTES, text))
}

fn unpacked(source: &dyn Source) -> io::Result<(bool, Box<dyn Read + '_>)> {
    let mut reader = BufReader::with_capacity(CHUNK_BYTES, source.open()?);
    // A pipe may give less than two bytes at first; a file and memory do not.
    let is_gzip = reader.fill_buf()?.starts_with(&GZIP_MAGIC);
    Ok(match is_gzip {
        true => (true, Box::new(MultiGzDecoder::new(reader))),
        false => (false, Box::new(reader)),
    })
}

/// A reader whose end is where it fails.
struct UpToDamage<R>(R);

impl<R: Read> Read for UpToDamage<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer) {
            Err(error) if error.kind() != ErrorKind::Interrupted => Ok(0),
            read => read,
        }
    }
}

/// What has been seen of bytes that may be UTF-8.
#[derive(Default)]
struct Seen {
    /// The beginning of a sequence that the next part may complete.
    carried: Vec<u8>,
    lines: usize,
    bad_line: Option<usize>,
    bad_sequences: usize,
    good_sequences: usize,
    /// Bytes beyond ASCII, and how many of them stand behind another one: letters of a word that is not Latin.
    high_bytes: usize,
    high_bytes_in_runs: usize,
    was_high: bool,
}

impl Seen {
    fn add(&mut self, part: &[u8]) {
        for byte in part {
            let is_high = *byte >= 0x80;
            self.high_bytes += usize::from(is_high);
            self.high_bytes_in_runs += usize::from(is_high && self.was_high);
            self.was_high = is_high;
        }
        let mut bytes = std::mem::take(&mut self.carried);
        bytes.extend_from_slice(part);
        let mut rest = bytes.as_slice();
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => return self.add_text(text),
                Err(error) => {
                    let (good, bad) = rest.split_at(error.valid_up_to());
                    self.add_text(std::str::from_utf8(good).unwrap_or_default());
                    let Some(length) = error.error_len() else {
                        self.carried = bad.to_vec();
                        return;
                    };
                    self.bad_sequences += 1;
                    self.bad_line.get_or_insert(self.lines + 1);
                    rest = bad.get(length..).unwrap_or_default();
                }
            }
        }
    }

    fn add_text(&mut self, text: &str) {
        self.lines += text.bytes().filter(|byte| *byte == b'\n').count();
        // Every sequence beyond ASCII has one byte that begins it.
        self.good_sequences += text.bytes().filter(|byte| *byte >= 0xc0).count();
    }

    /// UTF-8 where most of it is; else Cyrillic where most letters beyond ASCII stand together, else Western.
    fn encoding(&self) -> Encoding {
        let bad = self.bad_sequences + usize::from(!self.carried.is_empty());
        match bad {
            0 => Encoding::Utf8,
            _ if self.good_sequences > 4 * bad => Encoding::BrokenUtf8,
            _ if 2 * self.high_bytes_in_runs > self.high_bytes => Encoding::Windows1251,
            _ => Encoding::Windows1252,
        }
    }
}

/// Decodes to UTF-8 as it is read.
struct Decoder<'r> {
    inner: Box<dyn Read + 'r>,
    encoding: Encoding,
    /// Bytes of a character whose end has not been read.
    carried: Vec<u8>,
    out: Vec<u8>,
    given: usize,
    is_first: bool,
}

impl<'r> Decoder<'r> {
    fn new(inner: Box<dyn Read + 'r>, encoding: Encoding) -> Self {
        Self {
            inner,
            encoding,
            carried: Vec::new(),
            out: Vec::new(),
            given: 0,
            is_first: true,
        }
    }

    /// Decodes the next part; nothing is left at the end.
    fn refill(&mut self) -> io::Result<()> {
        (self.given, self.out) = (0, Vec::new());
        let mut chunk = vec![0; CHUNK_BYTES];
        // The first part is long enough to hold a byte-order mark.
        while self.out.is_empty() || (self.is_first && self.out.len() < BYTE_ORDER_MARK.len()) {
            let length = self.inner.read(&mut chunk)?;
            let mut bytes = std::mem::take(&mut self.carried);
            bytes.extend_from_slice(chunk.get(..length).unwrap_or_default());
            self.decode(&bytes, length == 0);
            if length == 0 {
                break;
            }
        }
        if std::mem::take(&mut self.is_first) && self.out.starts_with(BYTE_ORDER_MARK) {
            self.given = BYTE_ORDER_MARK.len();
        }
        Ok(())
    }

    fn decode(&mut self, bytes: &[u8], is_end: bool) {
        match self.encoding {
            Encoding::Utf8 => self.out.extend_from_slice(bytes),
            Encoding::BrokenUtf8 => self.decode_broken(bytes, is_end),
            Encoding::Utf16Le => self.decode_utf16(bytes, u16::from_le_bytes, is_end),
            Encoding::Utf16Be => self.decode_utf16(bytes, u16::from_be_bytes, is_end),
            Encoding::Windows1251 => self.out.extend(CP1251.decode_lossy(bytes).bytes()),
            Encoding::Windows1252 => self.out.extend(CP1252.decode_lossy(bytes).bytes()),
        }
    }

    fn decode_broken(&mut self, bytes: &[u8], is_end: bool) {
        for chunk in bytes.utf8_chunks() {
            self.out.extend_from_slice(chunk.valid().as_bytes());
            let bad = chunk.invalid();
            let is_last = bad.as_ptr_range().end == bytes.as_ptr_range().end;
            let may_go_on =
                std::str::from_utf8(bad).is_err_and(|error| error.error_len().is_none());
            if is_last && !is_end && may_go_on {
                self.carried = bad.to_vec();
            } else if !bad.is_empty() {
                self.out.extend_from_slice("\u{fffd}".as_bytes());
            }
        }
    }

    fn decode_utf16(&mut self, bytes: &[u8], unit_of: fn([u8; 2]) -> u16, is_end: bool) {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let mut units: Vec<u16> = pairs.iter().map(|pair| unit_of(*pair)).collect();
        let mut carried = odd.to_vec();
        let is_high = |unit: &u16| (0xd800..0xdc00).contains(unit);
        if !is_end && units.last().is_some_and(is_high) {
            units.pop();
            carried = bytes.get(2 * units.len()..).unwrap_or_default().to_vec();
        }
        let text: String = char::decode_utf16(units)
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        self.out.extend_from_slice(text.as_bytes());
        if !is_end {
            self.carried = carried;
        }
    }
}

impl Read for Decoder<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.out.len() {
            self.refill()?;
            if self.out.is_empty() {
                return Ok(0);
            }
        }
        let rest = self.out.get(self.given..).unwrap_or_default();
        let length = rest.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(rest) {
            *to = *from;
        }
        self.given += length;
        Ok(length)
    }
}
