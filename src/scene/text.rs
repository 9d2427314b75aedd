//! Fonts by what they are for, and the seam through which text is measured.

/// The role of a text; its font follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextStyle {
    /// Name of a country: spaced capitals.
    Country,
    /// Name of a first-level region.
    Region,
    /// Name of a city.
    City,
    /// Name of a large city.
    CityLarge,
    /// Name of a water: italic.
    Water,
    /// Name of an incident.
    Incident,
    /// Name of the selected incident.
    IncidentSelected,
    /// A heading in the timeline.
    Heading,
    /// Small text: ticks, notes, the scale bar.
    Note,
    /// The number in a mark that stands for several incidents.
    Count,
}

/// A font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FontSpec {
    /// Size in pixels.
    pub size_px: f64,
    /// CSS weight.
    pub weight: u16,
    /// Italic or upright.
    pub italic: bool,
    /// Extra space after each letter, in pixels.
    pub letter_spacing_px: f64,
}

impl TextStyle {
    /// All roles.
    pub const ALL: [Self; 10] = [
        Self::Country,
        Self::Region,
        Self::City,
        Self::CityLarge,
        Self::Water,
        Self::Incident,
        Self::IncidentSelected,
        Self::Heading,
        Self::Note,
        Self::Count,
    ];

    /// The font of this role: one type scale for the whole picture.
    pub fn font(self) -> FontSpec {
        let font = |size_px, weight| FontSpec {
            size_px,
            weight,
            italic: false,
            letter_spacing_px: 0.0,
        };
        match self {
            Self::Country => FontSpec {
                letter_spacing_px: 2.5,
                ..font(11.0, 600)
            },
            Self::Region => font(11.0, 400),
            Self::City => font(11.0, 400),
            Self::CityLarge => font(12.0, 500),
            Self::Water => FontSpec {
                italic: true,
                ..font(11.0, 400)
            },
            Self::Incident => font(13.0, 600),
            Self::IncidentSelected => font(13.0, 700),
            Self::Heading => font(13.0, 600),
            Self::Note => font(12.0, 400),
            Self::Count => font(12.0, 600),
        }
    }
}

/// Measures text: a canvas does it in a browser, a bundled font natively.
pub trait TextMeasure {
    /// The advance of a line of text in pixels, letter spacing included.
    fn width_px(&self, text: &str, style: TextStyle) -> f64;
}

/// Breaks a text into at most `most_lines` lines of at most `width_px`, at spaces; what is left over is cut with
/// an ellipsis, and so is a word that does not fit.
pub(super) fn wrapped(
    text: &str,
    style: TextStyle,
    width_px: f64,
    most_lines: usize,
    measure: &dyn TextMeasure,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.peek() {
        let longer = match line.is_empty() {
            true => (*word).to_owned(),
            false => format!("{line} {word}"),
        };
        let fits = measure.width_px(&longer, style) <= width_px;
        let is_last_line = lines.len() + 1 >= most_lines;
        if fits || line.is_empty() || is_last_line {
            line = longer;
            words.next();
            if !fits && (is_last_line || line.split(' ').count() == 1) {
                lines.push(cut(&line, style, width_px, measure));
                line.clear();
                if is_last_line {
                    break;
                }
            }
        } else {
            lines.push(std::mem::take(&mut line));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text, shortened with an ellipsis until it fits.
pub(super) fn cut(
    text: &str,
    style: TextStyle,
    width_px: f64,
    measure: &dyn TextMeasure,
) -> String {
    if measure.width_px(text, style) <= width_px {
        return text.to_owned();
    }
    let mut kept: String = text.to_owned();
    while let Some(last) = kept.pop() {
        // A letter goes with all that belongs to it: half of it would be another letter.
        if joins_the_letter_before(last) || kept.ends_with('\u{200d}') {
            continue;
        }
        let candidate = format!("{}…", kept.trim_end());
        if measure.width_px(&candidate, style) <= width_px {
            return candidate;
        }
    }
    "…".to_owned()
}

/// Whether a character has no place of its own: combining marks, vowel signs of Hebrew and Arabic, joiners.
fn joins_the_letter_before(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Ten pixels a letter, for tests.
#[cfg(test)]
pub(super) struct TenPixels;

#[cfg(test)]
impl TextMeasure for TenPixels {
    fn width_px(&self, text: &str, _: TextStyle) -> f64 {
        10.0 * text.chars().count() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width_px: f64, most_lines: usize, expected: &[&str]) {
        assert_eq!(
            wrapped(text, TextStyle::Note, width_px, most_lines, &TenPixels),
            expected
        );
    }

    #[test]
    fn text_breaks_at_spaces_and_never_overflows() {
        check("one two three", 70.0, 3, &["one two", "three"]);
        check("one two three", 50.0, 3, &["one", "two", "three"]);
        check("one two three", 70.0, 1, &["one tw…"]);
        check("extraordinary", 50.0, 2, &["extr…"]);
        check("a extraordinary b", 50.0, 3, &["a", "extr…", "b"]);
        check("", 50.0, 2, &[]);
        check("Rudnyi\u{306}abc", 80.0, 1, &["Rudnyi\u{306}…"]);
        check("Rudnyi\u{306}abc", 70.0, 1, &["Rudny…"]);
    }
}
