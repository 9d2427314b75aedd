//! How a poster is laid out: the title above the map, legend, sources and credits below it.

use std::fmt::Write;

use super::legend::{Key, Row, keys, rows};
use super::words;
use crate::cli::render::Pictures;
use crate::document::{DocumentInput, counts_text, title};
use crate::geo::{ScreenPoint, ScreenSize};
use crate::load::LoadError;
use crate::locale::Direction;
use crate::query::Overview;
use crate::scene::{Ink, Scene, TextStyle, svg_items, svg_text};

/// The least height of the map; lower ones show nothing.
const LEAST_MAP_PX: f64 = 140.0;
/// The size of the words in the legend.
const LEGEND_PX: f64 = 12.0;
/// From the legend to what stands below it.
const LEGEND_FOOT_PX: f64 = 4.0;

/// A text that is set in lines.
struct Paragraph {
    lines: Vec<String>,
    size_px: f64,
    style: TextStyle,
    ink: Ink,
}

/// A poster before it is written.
pub(in crate::cli) struct Sheet<'a> {
    pictures: &'a Pictures<'a>,
    overview: Overview,
    size: ScreenSize,
    margin_px: f64,
    head: Vec<Paragraph>,
    legend: Vec<Row>,
    foot: Vec<Paragraph>,
}

impl<'a> Sheet<'a> {
    /// Lays out a poster of this size.
    pub fn new(pictures: &'a Pictures<'a>, size: ScreenSize) -> Self {
        let mut sheet = Self {
            overview: pictures.overview(),
            margin_px: (0.025 * size.width_px).clamp(12.0, 40.0).round(),
            pictures,
            size,
            head: Vec::new(),
            legend: Vec::new(),
            foot: Vec::new(),
        };
        let document = sheet.document();
        let title_px = (size.width_px / 42.0).clamp(17.0, 34.0).round();
        let (name, counts) = (title(&document), counts_text(&document));
        let head = vec![
            sheet.paragraph(&name, title_px, TextStyle::IncidentSelected, Ink::Text),
            sheet.paragraph(&counts, 13.0, TextStyle::Note, Ink::Muted),
        ];
        let lines = [
            words::unplaced(&document),
            words::sources(&document),
            words::terms(&document),
            words::credits(&document),
        ];
        let lines = lines.iter().filter(|words| !words.is_empty());
        let foot = lines.map(|words| sheet.paragraph(words, 11.0, TextStyle::Note, Ink::Muted));
        let keys = keys(&document, &|words, sign_px| {
            let lines = sheet.lines(words, LEGEND_PX, TextStyle::Note, sheet.free_px() - sign_px);
            let widths = lines
                .iter()
                .map(|line| sheet.width_px(line, LEGEND_PX, TextStyle::Note));
            let width_px = widths.fold(0.0, f64::max);
            (lines, width_px)
        });
        let (foot, legend) = (foot.collect(), rows(keys, sheet.free_px()));
        (sheet.head, sheet.legend, sheet.foot) = (head, legend, foot);
        sheet
    }

    /// The least height that has room for the map, where the sheet is lower.
    pub fn lacks_height_px(&self) -> Option<f64> {
        let least_px = self.height_with_map_px(LEAST_MAP_PX);
        (self.size.height_px < least_px).then_some(least_px)
    }

    /// How high the sheet is with a map of this height.
    pub fn height_with_map_px(&self, map_px: f64) -> f64 {
        self.head_px() + map_px + self.below_px()
    }

    /// The sheet with another height, which is to have room for the map.
    pub fn with_height_px(mut self, height_px: f64) -> Self {
        self.size.height_px = height_px;
        self
    }

    /// The poster as an SVG document.
    ///
    /// # Errors
    /// [`LoadError`] when the basemap cannot be read.
    pub fn svg(&self) -> Result<String, LoadError> {
        let (width, head_px) = (self.size.width_px, self.head_px());
        let map_px = self.size.height_px - head_px - self.below_px();
        let map = self.pictures.map(ScreenSize::new(width, map_px))?;
        let (locale, palette) = (self.pictures.locale, self.pictures.palette);
        let direction = match self.is_mirrored() {
            true => " direction=\"rtl\"",
            false => "",
        };
        let mut out = String::new();
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
             role=\"img\" aria-labelledby=\"title desc\" lang=\"{tag}\" xml:lang=\"{tag}\" \
             font-family=\"system-ui, 'Noto Sans', Arial, sans-serif\" stroke-linejoin=\"round\" \
             stroke-linecap=\"round\" fill=\"none\">\n<title id=\"title\">{title}</title>\n\
             <desc id=\"desc\">{desc}</desc>\n<rect width=\"{w}\" height=\"{h}\" fill=\"{surface}\"/>\n\
             <svg y=\"{head_px}\" width=\"{w}\" height=\"{map_px}\">\n",
            w = width,
            h = self.size.height_px,
            tag = svg_text(&locale.tag),
            title = svg_text(&title(&self.document())),
            desc = svg_text(&words::description(&self.document())),
            surface = palette.color(Ink::Surface),
        );
        let Scene { items, .. } = map;
        out.push_str(&svg_items(&items, palette));
        let _ = writeln!(out, "</svg>\n<g{direction}>");
        let mut y_px = 0.6 * self.margin_px;
        for paragraph in &self.head {
            self.write(&mut out, paragraph, &mut y_px);
        }
        y_px = head_px + map_px + 10.0;
        self.write_legend(&mut out, &mut y_px);
        for paragraph in &self.foot {
            self.write(&mut out, paragraph, &mut y_px);
        }
        out.push_str("</g>\n</svg>\n");
        Ok(out)
    }

    fn document(&self) -> DocumentInput<'_> {
        DocumentInput {
            dataset: self.pictures.dataset,
            index: self.pictures.index,
            overview: &self.overview,
            locale: self.pictures.locale,
        }
    }

    fn is_mirrored(&self) -> bool {
        self.pictures.locale.messages.direction() == Direction::RightToLeft
    }

    /// The width between the margins.
    fn free_px(&self) -> f64 {
        self.size.width_px - 2.0 * self.margin_px
    }

    fn head_px(&self) -> f64 {
        let text_px: f64 = self.head.iter().map(Paragraph::height_px).sum();
        (1.2 * self.margin_px + text_px).round()
    }

    /// The height of all that stands below the map.
    fn below_px(&self) -> f64 {
        let legend_px: f64 = self.legend.iter().map(|row| row.height_px).sum();
        let legend_px = LEGEND_FOOT_PX + legend_px;
        let text_px: f64 = self.foot.iter().map(Paragraph::height_px).sum();
        (10.0 + legend_px + text_px + 0.7 * self.margin_px).round()
    }

    fn paragraph(&self, words: &str, size_px: f64, style: TextStyle, ink: Ink) -> Paragraph {
        Paragraph {
            lines: self.lines(words, size_px, style, self.free_px()),
            size_px,
            style,
            ink,
        }
    }

    /// The width of a text in a size of our own.
    fn width_px(&self, text: &str, size_px: f64, style: TextStyle) -> f64 {
        self.pictures.measure.width_px(text, style) * size_px / style.font().size_px
    }

    /// Breaks a text at spaces that may be broken at. Systems' fonts differ from the one that is measured with, so a part of the width is
    /// left free: the widest of them are a seventh wider.
    fn lines(&self, words: &str, size_px: f64, style: TextStyle, width_px: f64) -> Vec<String> {
        const FREE: f64 = 0.14;
        let mut lines: Vec<String> = Vec::new();
        for word in words.split_ascii_whitespace() {
            if let Some(line) = lines.last_mut() {
                let longer = format!("{line} {word}");
                if self.width_px(&longer, size_px, style) <= (1.0 - FREE) * width_px {
                    *line = longer;
                    continue;
                }
            }
            lines.push(word.to_owned());
        }
        lines
    }

    fn write_legend(&self, out: &mut String, y_px: &mut f64) {
        for row in &self.legend {
            for (key, x_px) in &row.keys {
                self.write_key(out, key, self.margin_px + x_px, *y_px + row.middle_px());
            }
            *y_px += row.height_px;
        }
        *y_px += LEGEND_FOOT_PX;
    }

    /// A part of the legend that begins at `x_px`, mirrored where its language runs from right to left.
    fn write_key(&self, out: &mut String, key: &Key, x_px: f64, middle_px: f64) {
        let at = |dx: f64, dy: f64| {
            let x = match self.is_mirrored() {
                true => self.size.width_px - x_px - dx,
                false => x_px + dx,
            };
            ScreenPoint::new(x, middle_px + dy)
        };
        let sign = key.sign.items(&self.overview, &at);
        out.push_str(&svg_items(&sign, self.pictures.palette));
        for (row, line) in key.words.iter().enumerate() {
            let baseline = middle_px + 4.2 + super::legend::LINE_PX * row as f64;
            let start = x_px + key.sign.width_px();
            let look = (LEGEND_PX, TextStyle::Note, Ink::Text);
            self.write_line(out, line, (start, baseline), look);
        }
    }

    fn write(&self, out: &mut String, paragraph: &Paragraph, y_px: &mut f64) {
        let look = (paragraph.size_px, paragraph.style, paragraph.ink);
        for (row, line) in paragraph.lines.iter().enumerate() {
            let baseline = *y_px + (1.25 * row as f64 + 1.0) * paragraph.size_px;
            self.write_line(out, line, (self.margin_px, baseline), look);
        }
        *y_px += paragraph.height_px();
    }

    /// A line of text at so many pixels from where lines begin.
    fn write_line(
        &self,
        out: &mut String,
        line: &str,
        (start_px, baseline_px): (f64, f64),
        (size_px, style, ink): (f64, TextStyle, Ink),
    ) {
        let x = match self.is_mirrored() {
            true => self.size.width_px - start_px,
            false => start_px,
        };
        let _ = writeln!(
            out,
            "<text x=\"{x:.1}\" y=\"{baseline_px:.1}\" font-size=\"{size_px}\" font-weight=\"{}\" fill=\"{}\">{}</text>",
            style.font().weight,
            self.pictures.palette.color(ink),
            svg_text(line),
        );
    }
}

impl Paragraph {
    fn height_px(&self) -> f64 {
        1.25 * self.size_px * self.lines.len() as f64 + 4.0
    }
}
