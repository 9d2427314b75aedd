//! Eight bytes of a text at a time, as one number: what a processor compares at once.

/// How many bytes a word has.
pub(super) const WORD: usize = 8;
const ONES: u64 = u64::from_le_bytes([1; WORD]);
const TOPS: u64 = u64::from_le_bytes([0x80; WORD]);

/// The bytes from a place on, the first one lowest; `None` where fewer than [`WORD`] are left.
#[inline(always)]
pub(super) fn word_at(bytes: &[u8], at: usize) -> Option<u64> {
    let word: &[u8; WORD] = bytes.get(at..)?.first_chunk()?;
    Some(u64::from_le_bytes(*word))
}

/// How many bytes come before the first `"`, `\` or control character; [`WORD`] where there is none.
///
/// A byte is one of them where its highest bit is set here; what is carried into bytes above a true one does no harm, as
/// only the lowest counts (Mycroft 1987).
#[inline(always)]
pub(super) fn plain_length(word: u64) -> usize {
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let quote = zero(word ^ (ONES * b'"' as u64));
    let backslash = zero(word ^ (ONES * b'\\' as u64));
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let special = (quote | backslash | control) & TOPS;
    (special.trailing_zeros() / 8) as usize
}

/// How many digits come first.
#[inline(always)]
pub(super) fn digits_length(word: u64) -> usize {
    // A digit has 3 in its upper half, and still has with 6 added. Nothing is carried from one byte to the next.
    let upper = |word: u64| (word & (ONES * 0xF0)) ^ (ONES * 0x30);
    let low = (word & (ONES * 0x0F)) + ONES * 6;
    let other = upper(word) | (low & (ONES * 0xF0));
    (other.trailing_zeros() / 8) as usize
}

/// The number that eight digits say.
#[inline(always)]
pub(super) fn number_of_digits(word: u64) -> u32 {
    let digits = word & (ONES * 0x0F);
    // Neighbours are put together: to numbers of two, four and eight digits.
    let twos = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = twos.wrapping_mul(100).wrapping_add(twos >> 16) & 0x0000_FFFF_0000_FFFF;
    fours.wrapping_mul(10_000).wrapping_add(fours >> 32) as u32
}

/// The first `length` bytes of a word, with zeros (the digit) behind them.
#[inline(always)]
pub(super) fn padded_with_zeros(word: u64, length: usize) -> u64 {
    let kept = match length {
        WORD.. => u64::MAX,
        _ => (1 << (8 * length)) - 1,
    };
    (word & kept) | ((ONES * b'0' as u64) & !kept)
}

/// Whether two runs of bytes are equal. The standard library compares one byte after the other in WebAssembly.
#[inline(always)]
pub(super) fn is_equal(first: &[u8], second: &[u8]) -> bool {
    if first.len() != second.len() {
        return false;
    }
    let (firsts, first_rest) = first.as_chunks::<WORD>();
    let (seconds, second_rest) = second.as_chunks::<WORD>();
    let words = firsts.iter().zip(seconds);
    words
        .map(|(one, other)| u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other))
        .fold(0, |all, one| all | one)
        == 0
        && first_rest
            .iter()
            .zip(second_rest)
            .all(|(one, other)| one == other)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;
    use proptest::prelude::*;

    fn word_of(bytes: &[u8]) -> u64 {
        word_at(bytes, 0).unwrap()
    }

    proptest! {
        #[test]
        fn lengths_are_those_of_a_search_byte_by_byte(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"\"\\0123456789\x1F\x20/:".to_vec())], 8),
        ) {
            let word = word_of(&bytes);
            let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1F);
            prop_assert_eq!(plain_length(word), bytes.iter().position(is_special).unwrap_or(8));
            let is_other = |byte: &u8| !byte.is_ascii_digit();
            prop_assert_eq!(digits_length(word), bytes.iter().position(is_other).unwrap_or(8));
        }

        #[test]
        fn digits_say_what_the_parser_reads(number in 0..100_000_000_u32, length in 0..9_usize) {
            let text = format!("{number:08}");
            prop_assert_eq!(number_of_digits(word_of(text.as_bytes())), number);
            let padded = format!("{}{}", &text[..length], "0".repeat(8 - length));
            let mixed = format!("{}{}", &text[..length], "x".repeat(8 - length));
            prop_assert_eq!(padded_with_zeros(word_of(mixed.as_bytes()), length), word_of(padded.as_bytes()));
        }

        #[test]
        fn equal_bytes_are_equal(first in prop::collection::vec(0..2_u8, 0..20), second in prop::collection::vec(0..2_u8, 0..20)) {
            prop_assert_eq!(is_equal(&first, &second), first == second);
            prop_assert!(is_equal(&first, &first.clone()));
        }
    }
}
