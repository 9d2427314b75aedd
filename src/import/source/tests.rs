use super::*;
use proptest::prelude::*;
use std::io::Write;

/// Gives a byte at a time, so that every character is cut.
struct Slow<'b>(&'b [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some((first, rest)) = self.0.split_first() else {
            return Ok(0);
        };
        buffer[0] = *first;
        self.0 = rest;
        Ok(1)
    }
}

fn read(bytes: &[u8]) -> (Sniffed, String) {
    let source: &dyn Source = &bytes;
    let sniffed = sniff(source, 1 << 20).unwrap();
    let mut text = String::new();
    let mut reader = text_of(source, &sniffed).unwrap();
    reader.read_to_string(&mut text).unwrap();
    let mut slowly = String::new();
    if !sniffed.is_gzip {
        let mut decoder = Decoder::new(Box::new(Slow(bytes)), sniffed.encoding);
        decoder.read_to_string(&mut slowly).unwrap();
        assert_eq!(slowly, text);
    }
    (sniffed, text)
}

fn check(bytes: &[u8], encoding: Encoding, text: &str) {
    let (sniffed, read) = read(bytes);
    assert_eq!((sniffed.encoding, read.as_str()), (encoding, text));
}

#[test]
fn text_is_read_in_the_encoding_it_is_in() {
    check("место, дата".as_bytes(), Encoding::Utf8, "место, дата");
    check("\u{feff}a,b".as_bytes(), Encoding::Utf8, "a,b");
    let cyrillic = b"\xec\xe5\xf1\xf2\xee,\xe4\xe0\xf2\xe0";
    check(cyrillic, Encoding::Windows1251, "место,дата");
    check(b"Caf\xe9,K\xf6ln", Encoding::Windows1252, "Café,Köln");
    check(
        "былo é à ü ñ место ".repeat(3).as_bytes(),
        Encoding::Utf8,
        &"былo é à ü ñ место ".repeat(3),
    );
    let mut broken = "место дата".as_bytes().to_vec();
    broken.push(0xff);
    check(&broken, Encoding::BrokenUtf8, "место дата\u{fffd}");
    let wide = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    check(
        &wide("\u{feff}a\u{1f30d}б"),
        Encoding::Utf16Le,
        "a\u{1f30d}б",
    );
}

#[test]
fn the_line_of_the_first_byte_that_is_not_utf8_is_known() {
    assert_eq!(read(b"a\nb\nCaf\xe9\n").0.bad_line, Some(3));
    assert_eq!(read(b"a\nb").0.bad_line, None);
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn gzip_is_unpacked_and_a_cut_is_noticed() {
    let whole = packed("a,b\n1,2\n".repeat(10_000).as_bytes());
    let (sniffed, text) = read(&whole);
    assert!(sniffed.is_gzip && !sniffed.is_cut);
    assert_eq!(text.len(), 80_000);
    let (sniffed, text) = read(&whole[..whole.len() / 2]);
    assert!(sniffed.is_cut && text.starts_with("a,b\n1,2\n"));
    let two = [packed(b"a"), packed(b"b")].concat();
    assert_eq!(read(&two).1, "ab");
}

#[test]
fn a_packed_file_is_not_read_beyond_the_limit() {
    let bomb = packed(&vec![b' '; 8 << 20]);
    let source: &dyn Source = &bomb.as_slice();
    let sniffed = sniff(source, 1 << 20).unwrap();
    assert!(sniffed.is_over_limit && sniffed.head.len() <= HEAD_BYTES);
}

proptest! {
    #[test]
    fn any_bytes_are_text(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }

    #[test]
    fn utf8_stays_as_it_is(text in "[^\u{feff}]*") {
        prop_assert_eq!(read(text.as_bytes()).1, text);
    }
}
