//! The card that social networks show of a page: what it is about beside its map, legible when it is small.

use std::fmt::Write;

use super::words;
use crate::cli::render::Pictures;
use crate::cli::site::CARD_PX;
use crate::document::{DocumentInput, counts_text, title};
use crate::geo::ScreenSize;
use crate::load::LoadError;
use crate::locale::Direction;
use crate::scene::{Ink, TextStyle, svg_items, svg_text};
use crate::time::When;

/// How much of the card is text, in pixels.
const TEXT_PX: f64 = 520.0;
/// Around the text.
const MARGIN_PX: f64 = 44.0;
/// The band of colour at the edge.
const BAND_PX: f64 = 12.0;
/// The map is drawn smaller and enlarged, so that its names and marks are seen in a small card.
const ENLARGED: f64 = 1.7;
/// Sizes of the title: the first that leaves it no more than so many lines.
const TITLES: [(f64, usize); 4] = [(60.0, 4), (52.0, 5), (44.0, 6), (36.0, 8)];
const COUNTS_SIZE_PX: f64 = 28.0;
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
    let map = pictures.plain_map(map_px)?;
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
         <svg x=\"{map_x}\" width=\"{}\" height=\"{height}\" viewBox=\"0 0 {} {}\">\n{}</svg>\n\
         <rect x=\"{band_x}\" width=\"{BAND_PX}\" height=\"{height}\" fill=\"{operation}\"/>\n",
        width - TEXT_PX,
        map_px.width_px,
        map_px.height_px,
        svg_items(&map.items, pictures.palette),
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

    /// Breaks a text at spaces; where it has more lines, the last one ends in an ellipsis.
    fn block(
        &self,
        words: &str,
        size_px: f64,
        (style, ink): (TextStyle, Ink),
        most_lines: usize,
    ) -> Block {
        let mut block = Block {
            lines: Vec::new(),
            size_px,
            style,
            ink,
        };
        for word in words.split_ascii_whitespace() {
            let longer = block.lines.last().map(|line| format!("{line} {word}"));
            let fitting = longer.filter(|line| self.width_px(line, &block) <= self.free_px());
            match (fitting, block.lines.last_mut()) {
                (Some(longer), Some(line)) => *line = longer,
                _ => block.lines.push(word.to_owned()),
            }
        }
        if block.lines.len() > most_lines {
            block.lines.truncate(most_lines);
            if let Some(mut last) = block.lines.pop() {
                last.push('…');
                while self.width_px(&last, &block) > self.free_px() && last.chars().count() > 2 {
                    last.pop();
                    last.pop();
                    last.push('…');
                }
                block.lines.push(last);
            }
        }
        block
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
