//! Pictures as PNG, drawn by the bundled font alone: the same on every machine, whatever fonts it has.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use ttf_parser::Face;

use super::measure::{BOLD, REGULAR};

/// The most pixels of a picture: 400 MB while it is drawn.
const MOST_PIXELS: f64 = 1e8;

/// Draws SVG pictures as PNG.
pub(super) struct Rasteriser {
    options: Options<'static>,
}

/// Why a picture cannot be drawn.
#[derive(Debug)]
pub enum RasterError {
    /// It has too many pixels.
    TooLarge {
        /// Width and height in pixels.
        size_px: (f64, f64),
    },
    /// It is not understood, which is a fault of ours.
    Unreadable(String),
}

impl fmt::Display for RasterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge {
                size_px: (width, height),
            } => write!(
                f,
                "a picture of {width} × {height} pixels is too large; ask for a smaller --width, --height or --scale"
            ),
            Self::Unreadable(why) => write!(
                f,
                "the picture cannot be drawn as PNG ({why}); write it as SVG, and tell the makers of this command"
            ),
        }
    }
}

/// A PNG picture.
pub(super) struct Drawn {
    pub png: Vec<u8>,
    /// The letters of its texts that the bundled font lacks, in order; they are left out.
    pub missing: String,
}

impl Rasteriser {
    /// With the bundled font.
    pub fn new() -> Self {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(REGULAR.to_vec());
        fonts.load_font_data(BOLD.to_vec());
        Self {
            options: Options {
                fontdb: Arc::new(fonts),
                font_family: "Noto Sans".to_owned(),
                ..Options::default()
            },
        }
    }

    /// Draws a picture of ours `scale` times as large as it says.
    ///
    /// # Errors
    /// [`RasterError`].
    pub fn png(&self, svg: &str, scale: f64) -> Result<Drawn, RasterError> {
        let mut missing = BTreeSet::new();
        let svg = with_known_letters(svg, &mut missing);
        let unreadable = |error: &dyn fmt::Display| RasterError::Unreadable(error.to_string());
        let tree = Tree::from_str(&svg, &self.options).map_err(|error| unreadable(&error))?;
        let size = tree.size();
        let pixels = |side: f32| (f64::from(side) * scale).round().max(1.0);
        let (width, height) = (pixels(size.width()), pixels(size.height()));
        let too_large = RasterError::TooLarge {
            size_px: (width, height),
        };
        if width * height > MOST_PIXELS {
            return Err(too_large);
        }
        let Some(mut pixmap) = Pixmap::new(width as u32, height as u32) else {
            return Err(too_large);
        };
        let transform = Transform::from_scale(scale as f32, scale as f32);
        resvg::render(&tree, transform, &mut pixmap.as_mut());
        Ok(Drawn {
            png: encoded(&pixmap).map_err(|error| unreadable(&error))?,
            missing: missing.into_iter().collect(),
        })
    }
}

/// Encodes a picture without anything to see through, which all of ours are: three bytes a pixel.
fn encoded(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let colours = pixmap.pixels().iter();
    let colours: Vec<u8> = colours
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(out)
}

/// The picture with only those letters in its texts that the font has, instead of boxes; adds the others to `missing`.
fn with_known_letters(svg: &str, missing: &mut BTreeSet<char>) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some((before, text)) = rest.split_once("<text ") {
        let (attributes, text) = text.split_once('>').unwrap_or((text, ""));
        let (words, after) = text.split_once("</text>").unwrap_or((text, ""));
        out.extend([before, "<text ", attributes, ">"]);
        out.extend(words.chars().filter(|letter| {
            let is_known = has_letter(*letter);
            if !is_known && !is_invisible(*letter) {
                missing.insert(*letter);
            }
            is_known
        }));
        out.push_str("</text>");
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether the bundled font has a letter.
fn has_letter(letter: char) -> bool {
    static FACE: OnceLock<Option<Face<'static>>> = OnceLock::new();
    let face = FACE.get_or_init(|| Face::parse(REGULAR, 0).ok());
    letter.is_whitespace()
        || face
            .as_ref()
            .is_some_and(|face| face.glyph_index(letter).is_some())
}

/// Marks that are not seen (Unicode, "Default_Ignorable_Code_Point"), as far as texts have them.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(words: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"30\"><rect width=\"60\" height=\"30\" \
             fill=\"#fff\"/><text x=\"2\" y=\"20\" font-size=\"16\" font-family=\"system-ui, 'Noto Sans'\" \
             fill=\"#000\">{words}</text></svg>"
        )
    }

    #[test]
    fn letters_that_the_font_lacks_are_named_and_left_out() {
        let rasteriser = Rasteriser::new();
        let drawn = |words: &str| rasteriser.png(&picture(words), 1.0).unwrap();
        let known = drawn("Қо &amp; x");
        assert_eq!(known.missing, "");
        let mixed = drawn("Қо報 &amp; x告\u{200d}報");
        assert_eq!(mixed.missing, "告報");
        assert_eq!(mixed.png, known.png);
        assert_ne!(known.png, drawn("").png, "letters are drawn");
    }

    #[test]
    fn a_picture_is_as_large_as_asked_for() {
        let rasteriser = Rasteriser::new();
        let drawn = rasteriser.png(&picture("a"), 2.0).unwrap();
        // The width and height of a PNG picture (its specification, section 11.2.2).
        assert_eq!(drawn.png[16..24], [0, 0, 0, 120, 0, 0, 0, 60]);
        assert!(matches!(
            rasteriser.png(&picture("a"), 1000.0),
            Err(RasterError::TooLarge { .. })
        ));
    }
}
