//! How a poster is laid out: the title above the map, legend, sources and credits below it.

use std::fmt::Write;

use super::words;
use crate::cli::render::Pictures;
use crate::document::{DocumentInput, counts_text, kind_name, precision_words_key, title};
use crate::geo::{ScreenPoint, ScreenRect, ScreenSize};
use crate::load::LoadError;
use crate::locale::Direction;
use crate::query::Overview;
use crate::scene::{
    Fill, Ink, Item, Scene, Segment, Stroke, TextStyle, mark_style, svg_items, svg_text,
    symbol_path,
};
use crate::story::PlacePrecision;

/// The least height of the map; lower ones show nothing.
const LEAST_MAP_PX: f64 = 140.0;
/// The most kinds in the legend.
const MOST_KINDS: usize = 8;
/// From the beginning of a sign in the legend to its words.
const SIGN_PX: f64 = 18.0;
const ARROW_PX: f64 = 26.0;
/// The distance between two parts of the legend in a row.
const GAP_PX: f64 = 18.0;

/// A text that is set in lines.
struct Paragraph {
    lines: Vec<String>,
    size_px: f64,
    style: TextStyle,
    ink: Ink,
}

/// A part of the legend: what is drawn left of its words.
struct Key {
    sign: Sign,
    words: Vec<String>,
    width_px: f64,
}

enum Sign {
    Mark(crate::story::Kind),
    Area,
    Arrow,
}

/// A poster before it is written.
pub(super) struct Sheet<'a> {
    pictures: &'a Pictures<'a>,
    overview: Overview,
    size: ScreenSize,
    margin_px: f64,
    head: Vec<Paragraph>,
    legend: Vec<Key>,
    foot: Vec<Paragraph>,
}

impl<'a> Sheet<'a> {
    /// Lays out a poster of this size.
    pub fn new(pictures: &'a Pictures<'a>, size: ScreenSize) -> Self {
        let mut sheet = Self {
            overview: Overview::of(pictures.dataset),
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
            words::sources(&document),
            words::terms(&document),
            words::credits(&document),
        ];
        let lines = lines.iter().filter(|words| !words.is_empty());
        let foot = lines.map(|words| sheet.paragraph(words, 11.0, TextStyle::Note, Ink::Muted));
        let (foot, legend) = (foot.collect(), sheet.keys());
        (sheet.head, sheet.legend, sheet.foot) = (head, legend, foot);
        sheet
    }

    /// The least height that has room for the map, where the sheet is lower.
    pub fn lacks_height_px(&self) -> Option<f64> {
        let least_px = self.head_px() + LEAST_MAP_PX + self.below_px();
        (self.size.height_px < least_px).then_some(least_px)
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

    fn keys(&self) -> Vec<Key> {
        let document = self.document();
        let counts = &self.overview.counts;
        let kinds = match counts.by_kind.len() > MOST_KINDS {
            true => counts.most_frequent_first(),
            false => counts.by_kind.clone(),
        };
        let kinds = kinds.iter().take(MOST_KINDS);
        let mut keys: Vec<Key> = kinds
            .map(|(kind, _)| self.key(Sign::Mark(*kind), &kind_name(&document, *kind)))
            .collect();
        let (story, locale) = (&self.pictures.dataset.story, self.pictures.locale);
        for (_, precision) in PlacePrecision::ALL {
            let mut incidents = self.pictures.dataset.incidents.iter();
            if precision.is_area() && incidents.any(|it| it.place.precision == precision) {
                keys.push(self.key(Sign::Area, &locale.text(precision_words_key(precision))));
            }
        }
        if !story.connections.is_empty() {
            let meaning = match story.connection_meaning.is_empty() {
                true => locale.text("legend-connection"),
                false => locale.pick(&story.connection_meaning).to_owned(),
            };
            keys.push(self.key(Sign::Arrow, &meaning));
        }
        keys
    }

    fn key(&self, sign: Sign, words: &str) -> Key {
        let sign_px = sign.width_px();
        let words = self.lines(words, 12.0, TextStyle::Note, self.free_px() - sign_px);
        let widths = words
            .iter()
            .map(|line| self.width_px(line, 12.0, TextStyle::Note));
        Key {
            width_px: sign_px + widths.fold(0.0, f64::max),
            words,
            sign,
        }
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
        let mut legend_px = 0.0;
        self.place_keys(&mut |_, _, bottom_px| legend_px = bottom_px);
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

    /// Breaks a text at spaces. Systems' fonts differ from the one that is measured with, so a part of the width is
    /// left free.
    fn lines(&self, words: &str, size_px: f64, style: TextStyle, width_px: f64) -> Vec<String> {
        const FREE: f64 = 0.04;
        let mut lines: Vec<String> = Vec::new();
        for word in words.split_whitespace() {
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

    /// Calls `put` with each part of the legend, its left top corner below the map, and where the legend ends.
    fn place_keys(&self, put: &mut dyn FnMut(&Key, ScreenPoint, f64)) {
        let (mut x_px, mut y_px, mut row_px) = (0.0, 0.0, 0.0_f64);
        for key in &self.legend {
            if x_px > 0.0 && x_px + key.width_px > self.free_px() {
                (x_px, y_px, row_px) = (0.0, y_px + row_px, 0.0);
            }
            row_px = row_px.max(17.0 * key.words.len() as f64);
            put(key, ScreenPoint::new(x_px, y_px), y_px + row_px + 6.0);
            x_px += key.width_px + GAP_PX;
        }
    }

    fn write_legend(&self, out: &mut String, y_px: &mut f64) {
        let top_px = *y_px;
        self.place_keys(&mut |key, at, bottom_px| {
            let x = self.margin_px + at.x_px;
            let middle = top_px + at.y_px + 8.0;
            out.push_str(&svg_items(
                &self.sign(&key.sign, x, middle),
                self.pictures.palette,
            ));
            for (row, line) in key.words.iter().enumerate() {
                let baseline = middle + 4.2 + 17.0 * row as f64;
                let start = x + key.sign.width_px();
                self.write_line(
                    out,
                    line,
                    (start, baseline),
                    (12.0, TextStyle::Note, Ink::Text),
                );
            }
            *y_px = top_px + bottom_px;
        });
    }

    /// What stands before the words of a part of the legend; mirrored where its language runs from right to left.
    fn sign(&self, sign: &Sign, x_px: f64, middle_px: f64) -> Vec<Item> {
        let at = |dx: f64, dy: f64| {
            let x = match self.is_mirrored() {
                true => self.size.width_px - x_px - dx,
                false => x_px + dx,
            };
            ScreenPoint::new(x, middle_px + dy)
        };
        match sign {
            Sign::Mark(kind) => {
                let style = mark_style(&self.overview, *kind);
                vec![Item::Path {
                    segments: symbol_path(style.symbol, at(5.5, 0.0), 5.0),
                    fill: Some(Fill::solid(style.ink)),
                    stroke: None,
                }]
            }
            Sign::Area => {
                let middle = at(6.0, 0.0);
                let rect = ScreenRect::new(middle.x_px - 6.0, middle.y_px - 4.5, 12.0, 9.0);
                let fill = Fill {
                    ink: Ink::Operation,
                    opacity: 0.24,
                };
                let edge = Stroke {
                    dash_px: Some([3.0, 2.0]),
                    ..Stroke::solid(Ink::Operation, 1.5)
                };
                vec![Item::rect(rect, Some(fill), Some(edge))]
            }
            Sign::Arrow => {
                let head = [at(13.0, -3.5), at(20.0, 0.0), at(13.0, 3.5)];
                let [first, tip, last] = head;
                let segments = vec![
                    Segment::MoveTo(first),
                    Segment::LineTo(tip),
                    Segment::LineTo(last),
                    Segment::Close,
                ];
                let line = Stroke::solid(Ink::Lead, 1.75);
                vec![
                    Item::line(at(0.0, 0.0), at(14.0, 0.0), line),
                    Item::Path {
                        segments,
                        fill: Some(Fill::solid(Ink::Lead)),
                        stroke: None,
                    },
                ]
            }
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

impl Sign {
    fn width_px(&self) -> f64 {
        match self {
            Self::Arrow => ARROW_PX,
            Self::Mark(_) | Self::Area => SIGN_PX,
        }
    }
}
