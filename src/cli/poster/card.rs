//! The card that social networks show of a page: what it is about beside its map, legible when it is small.

use std::fmt::Write;

use super::words;
use crate::cli::names::name_rect;
use crate::cli::render::Pictures;
use crate::cli::site::CARD_PX;
use crate::document::{DocumentInput, counts_text, title};
use crate::geo::ScreenSize;
use crate::load::LoadError;
use crate::locale::Direction;
use crate::scene::{Ink, Item, TextItem, TextMeasure, TextStyle, svg_items, svg_text};
use crate::time::When;

/// How much of the card is text, in pixels.
const TEXT_PX: f64 = 530.0;
/// Around the text.
const MARGIN_PX: f64 = 40.0;
/// The band of colour at the edge.
const BAND_PX: f64 = 12.0;
/// The map is drawn smaller and enlarged, so that its names and marks are seen in a small card.
const ENLARGED: f64 = 1.5;
/// So much of the map at its edges is kept free of names, in pixels of the map.
const MAP_EDGE_PX: f64 = 14.0;
/// Sizes of the title: the first that leaves it no more than so many lines.
const TITLES: [(f64, usize); 4] = [(60.0, 4), (52.0, 5), (44.0, 6), (36.0, 8)];
const COUNTS_SIZE_PX: f64 = 27.0;
const NOTE_SIZE_PX: f64 = 21.0;
const CREDIT_SIZE_PX: f64 = 14.0;
/// Lines of what stands below the title; more are cut off.
const MOST_COUNT_LINES: usize = 3;
const MOST_NOTE_LINES: usize = 2;
const MOST_CREDIT_LINES: usize = 2;

/// Text in lines of one look.
struct Block {
    lines: Vec<String>,
    size_px: f64,
    style: TextStyle,
    ink: Ink,
}

impl Block {
    fn line_px(&self) -> f64 {
        (1.22 * self.size_px).round()
    }

    fn height_px(&self) -> f64 {
        self.line_px() * self.lines.len() as f64
    }
}

/// The card as an SVG document of [`CARD_PX`].
///
/// # Errors
/// [`LoadError`] when the basemap cannot be read.
pub(in crate::cli) fn card_svg(pictures: &Pictures) -> Result<String, LoadError> {
    let (width, height) = (f64::from(CARD_PX.0), f64::from(CARD_PX.1));
    let is_mirrored = pictures.locale.messages.direction() == Direction::RightToLeft;
    let overview = pictures.overview();
    let document = DocumentInput {
        dataset: pictures.dataset,
        index: pictures.index,
        overview: &overview,
        locale: pictures.locale,
    };
    let map_px = ScreenSize::new((width - TEXT_PX) / ENLARGED, height / ENLARGED);
    let within = ScreenSize::new(
        map_px.width_px - 2.0 * MAP_EDGE_PX,
        map_px.height_px - 2.0 * MAP_EDGE_PX,
    );
    let (mut ground, marks) = pictures.plain_map(within, MAP_EDGE_PX)?;
    ground.items.retain(|item| match item {
        Item::Text(name) => is_whole(name, pictures.measure, map_px.width_px),
        Item::Path { .. } => true,
    });
    let color = |ink| pictures.palette.color(ink);
    let (map_x, band_x) = match is_mirrored {
        true => (0.0, width - BAND_PX),
        false => (TEXT_PX, 0.0),
    };
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         font-family=\"'Noto Sans'\" stroke-linejoin=\"round\" stroke-linecap=\"round\" fill=\"none\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{surface}\"/>\n\
         <svg x=\"{map_x}\" width=\"{}\" height=\"{height}\" viewBox=\"0 0 {} {}\">\n{}\
         <g transform=\"translate({MAP_EDGE_PX} {MAP_EDGE_PX})\">\n{}</g>\n</svg>\n\
         <rect x=\"{band_x}\" width=\"{BAND_PX}\" height=\"{height}\" fill=\"{operation}\"/>\n",
        width - TEXT_PX,
        map_px.width_px,
        map_px.height_px,
        svg_items(&ground.items, pictures.palette),
        svg_items(&marks.items, pictures.palette),
        surface = color(Ink::Surface),
        operation = color(Ink::Operation),
    );
    let writer = Writer {
        pictures,
        is_mirrored,
    };
    writer.write_text(&mut out, &document);
    out.push_str("</svg>\n");
    Ok(out)
}

/// Whether a name does not leave a map of this width.
fn is_whole(name: &TextItem, measure: &dyn TextMeasure, map_px: f64) -> bool {
    let rect = name_rect(name, measure);
    rect.left_px >= 0.0 && rect.right_px() <= map_px
}

/// The words of a text; a number stays with what it counts.
fn unbroken(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_ascii_whitespace() {
        let is_number = |word: &&mut String| word.bytes().all(|byte| byte.is_ascii_digit());
        match words.last_mut().filter(is_number) {
            Some(number) => {
                number.push('\u{a0}');
                number.push_str(word);
            }
            None => words.push(word.to_owned()),
        }
    }
    words
}

struct Writer<'a> {
    pictures: &'a Pictures<'a>,
    is_mirrored: bool,
}

impl Writer<'_> {
    fn write_text(&self, out: &mut String, document: &DocumentInput) {
        let (look, muted) = ((TextStyle::Note, Ink::Text), (TextStyle::Note, Ink::Muted));
        let heading = self.heading(&title(document));
        let counts = self.block(
            &counts_text(document),
            COUNTS_SIZE_PX,
            look,
            MOST_COUNT_LINES,
        );
        let note = self.block(
            &date_and_sources(document),
            NOTE_SIZE_PX,
            muted,
            MOST_NOTE_LINES,
        );
        let credit = words::credits(document);
        let credit = self.block(&credit, CREDIT_SIZE_PX, muted, MOST_CREDIT_LINES);
        // Title and counts from the top, the rest from the bottom.
        let mut y_px = MARGIN_PX;
        self.write(out, &heading, &mut y_px);
        y_px += 22.0;
        self.write(out, &counts, &mut y_px);
        let below_px = note.height_px() + 14.0 + credit.height_px();
        y_px = f64::from(CARD_PX.1) - MARGIN_PX + 6.0 - below_px;
        self.write(out, &note, &mut y_px);
        y_px += 14.0;
        self.write(out, &credit, &mut y_px);
    }

    /// The title as large as it can be.
    fn heading(&self, words: &str) -> Block {
        let look = (TextStyle::IncidentSelected, Ink::Text);
        let mut sizes = TITLES.iter().map(|(size_px, most)| {
            let block = self.block(words, *size_px, look, usize::MAX);
            let widest = block.lines.iter().map(|line| self.width_px(line, &block));
            let fits = block.lines.len() <= *most && widest.fold(0.0, f64::max) <= self.free_px();
            (fits, block)
        });
        let fitting = sizes.find(|(fits, _)| *fits).map(|(_, block)| block);
        let (size_px, most) = TITLES.last().copied().unwrap_or_default();
        fitting.unwrap_or_else(|| self.block(words, size_px, look, most))
    }

    fn free_px(&self) -> f64 {
        TEXT_PX - BAND_PX - 2.0 * MARGIN_PX
    }

    fn width_px(&self, line: &str, block: &Block) -> f64 {
        let font = block.style.font();
        self.pictures.measure.width_px(line, block.style) * block.size_px / font.size_px
    }

    /// Breaks a text at spaces into lines of about one length; where there are too many, the last one ends in an
    /// ellipsis.
    fn block(
        &self,
        words: &str,
        size_px: f64,
        (style, ink): (TextStyle, Ink),
        most_lines: usize,
    ) -> Block {
        /// By so much narrower at a time.
        const STEP: f64 = 0.97;
        let mut block = Block {
            lines: Vec::new(),
            size_px,
            style,
            ink,
        };
        block.lines = self.lines(words, &block, self.free_px());
        let mut width_px = self.free_px();
        while block.lines.len() > 1 && width_px > self.free_px() / 2.0 {
            width_px *= STEP;
            let narrower = self.lines(words, &block, width_px);
            if narrower.len() > block.lines.len() {
                break;
            }
            block.lines = narrower;
        }
        if block.lines.len() > most_lines {
            block.lines = self.lines(words, &block, self.free_px());
            block.lines.truncate(most_lines);
            if let Some(last) = block.lines.pop() {
                let cut = self.with_ellipsis(last, &block);
                block.lines.push(cut);
            }
        }
        block
    }

    /// Breaks a text into lines of at most this width, where its words allow that.
    fn lines(&self, words: &str, look: &Block, width_px: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in unbroken(words) {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            let fitting = longer.filter(|line| self.width_px(line, look) <= width_px);
            match (fitting, lines.last_mut()) {
                (Some(longer), Some(line)) => *line = longer,
                _ => lines.push(word),
            }
        }
        lines
    }

    /// As much of a line as fits with an ellipsis.
    fn with_ellipsis(&self, line: String, look: &Block) -> String {
        let mut letters: Vec<char> = line.chars().collect();
        loop {
            let cut = format!("{}…", letters.iter().collect::<String>().trim_end());
            if self.width_px(&cut, look) <= self.free_px() || letters.pop().is_none() {
                return cut;
            }
        }
    }

    /// Writes lines below one another.
    fn write(&self, out: &mut String, block: &Block, y_px: &mut f64) {
        let x = match self.is_mirrored {
            true => f64::from(CARD_PX.0) - BAND_PX - MARGIN_PX,
            false => BAND_PX + MARGIN_PX,
        };
        let anchor = match self.is_mirrored {
            true => "end",
            false => "start",
        };
        for line in &block.lines {
            let _ = writeln!(
                out,
                "<text x=\"{x}\" y=\"{:.1}\" text-anchor=\"{anchor}\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\">{}</text>",
                *y_px + 0.92 * block.size_px,
                block.size_px,
                block.style.font().weight,
                self.pictures.palette.color(block.ink),
                svg_text(line),
            );
            *y_px += block.line_px();
        }
    }
}

/// "23 November 2026 · Sources: The Herald, The Post"
fn date_and_sources(document: &DocumentInput) -> String {
    let story = &document.dataset.story;
    let updated = story
        .updated
        .as_deref()
        .and_then(|updated| When::parse(updated).ok());
    let date = updated.map(|when| document.locale.when(Some(&when)));
    let parts = [date.unwrap_or_default(), words::sources(document)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
