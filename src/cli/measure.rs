//! How wide texts are without a browser: by a bundled font.

use ttf_parser::Face;

use crate::scene::{TextMeasure, TextStyle};

/// The bundled font, regular.
pub(super) static REGULAR: &[u8] = include_bytes!("font/noto-sans-regular.ttf");
/// The bundled font, bold.
pub(super) static BOLD: &[u8] = include_bytes!("font/noto-sans-bold.ttf");

/// The advance widths of the bundled font; see `src/cli/font/README.md`. Weights between regular (400) and bold
/// (700) are interpolated, as a variable font does. Kerning is not counted.
pub struct FontMeasure {
    regular: Option<Face<'static>>,
    bold: Option<Face<'static>>,
}

const REGULAR_WEIGHT: f64 = 400.0;
const BOLD_WEIGHT: f64 = 700.0;
/// The advance of a letter that the font lacks, as a share of the size: about that of a wide Latin letter.
const UNKNOWN_LETTER: f64 = 0.7;

impl FontMeasure {
    /// The bundled font.
    pub fn new() -> Self {
        let face = |bytes| Face::parse(bytes, 0).ok();
        Self {
            regular: face(REGULAR),
            bold: face(BOLD),
        }
    }
}

impl Default for FontMeasure {
    fn default() -> Self {
        Self::new()
    }
}

impl TextMeasure for FontMeasure {
    fn width_px(&self, text: &str, style: TextStyle) -> f64 {
        let font = style.font();
        let boldness = (f64::from(font.weight) - REGULAR_WEIGHT) / (BOLD_WEIGHT - REGULAR_WEIGHT);
        let boldness = boldness.clamp(0.0, 1.0);
        let em = |letter| {
            let regular = advance_em(self.regular.as_ref(), letter);
            let bold = advance_em(self.bold.as_ref(), letter);
            regular + boldness * (bold - regular)
        };
        let letters = text.chars().count() as f64;
        font.size_px * text.chars().map(em).sum::<f64>() + font.letter_spacing_px * letters
    }
}

fn advance_em(face: Option<&Face>, letter: char) -> f64 {
    let advance = face.and_then(|face| {
        let units = face.glyph_hor_advance(face.glyph_index(letter)?)?;
        Some(f64::from(units) / f64::from(face.units_per_em()))
    });
    advance.unwrap_or(UNKNOWN_LETTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_have_the_letters_of_the_languages_shipped() {
        let letters = "AZaz09ĀžЁёАЯаяӘәҒғҚқҢңӨөҰұҮүҺһІі «»“”„’–—…·№\u{a0}\u{202f}";
        let measure = FontMeasure::new();
        for face in [&measure.regular, &measure.bold] {
            let face = face.as_ref().unwrap();
            let missing: String = letters
                .chars()
                .filter(|letter| face.glyph_index(*letter).is_none())
                .collect();
            assert_eq!(missing, "");
        }
    }

    #[test]
    fn widths_add_up_and_grow_with_weight_and_spacing() {
        let measure = FontMeasure::new();
        let width = |text, style| measure.width_px(text, style);
        assert_eq!(width("", TextStyle::Note), 0.0);
        let sum = width("Қо", TextStyle::Note) + width("с", TextStyle::Note);
        assert!((width("Қос", TextStyle::Note) - sum).abs() < 1e-9);
        assert!(
            width("Rudnyi", TextStyle::IncidentSelected) > width("Rudnyi", TextStyle::Incident)
        );
        let unspaced = width("ABC", TextStyle::Region);
        assert!(width("ABC", TextStyle::Country) > unspaced + 3.0 * 2.5);
        // 0.639 em is the advance of "A" in the regular face, times 12 px.
        assert!((width("A", TextStyle::Note) - 12.0 * 0.639).abs() < 1e-9);
    }
}
