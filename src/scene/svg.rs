//! Scenes as SVG: text stays text, colours come from a palette, nothing outside is referred to.

use std::fmt::Write;

use super::{Anchor, Fill, Item, Palette, Scene, Segment, Stroke, TextItem};
use crate::geo::ScreenPoint;

/// What an SVG picture says of itself.
pub struct SvgText<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its description.
    pub description: &'a str,
    /// BCP 47 tag of its language.
    pub language: &'a str,
}

/// A scene as an SVG document, coordinates to a tenth of a pixel.
pub fn svg_document(scene: &Scene, palette: &Palette, about: &SvgText) -> String {
    let (width, height) = scene
        .size
        .map_or((0.0, 0.0), |size| (size.width_px, size.height_px));
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
         role=\"img\" lang=\"{}\" font-family=\"system-ui, sans-serif\" stroke-linejoin=\"round\" \
         stroke-linecap=\"round\" fill=\"none\">\n<title>{}</title>\n<desc>{}</desc>\n",
        svg_text(about.language),
        svg_text(about.title),
        svg_text(about.description),
        w = number(width),
        h = number(height),
    );
    out.push_str(&svg_items(&scene.items, palette));
    out.push_str("</svg>\n");
    out
}

/// Items as SVG elements, for a document that has more in it; it says what [`svg_document`] does of lines and fonts.
pub fn svg_items(items: &[Item], palette: &Palette) -> String {
    let mut out = String::new();
    for item in items {
        match item {
            Item::Path {
                segments,
                fill,
                stroke,
            } => write_path(&mut out, segments, fill.as_ref(), stroke.as_ref(), palette),
            Item::Text(text) => write_text(&mut out, text, palette),
        }
    }
    out
}

fn write_path(
    out: &mut String,
    segments: &[Segment],
    fill: Option<&Fill>,
    stroke: Option<&Stroke>,
    palette: &Palette,
) {
    if segments.is_empty() {
        return;
    }
    out.push_str("<path d=\"");
    write_segments(out, segments);
    out.push('"');
    if let Some(fill) = fill {
        let _ = write!(
            out,
            " fill=\"{}\" fill-rule=\"evenodd\"",
            svg_text(palette.color(fill.ink))
        );
        write_opacity(out, "fill-opacity", fill.opacity);
    }
    if let Some(stroke) = stroke {
        let color = svg_text(palette.color(stroke.ink));
        let _ = write!(
            out,
            " stroke=\"{color}\" stroke-width=\"{}\"",
            number(stroke.width_px)
        );
        write_opacity(out, "stroke-opacity", stroke.opacity);
        if let Some([dash, gap]) = stroke.dash_px {
            let _ = write!(
                out,
                " stroke-dasharray=\"{} {}\"",
                number(dash),
                number(gap)
            );
        }
    }
    out.push_str("/>\n");
}

fn write_opacity(out: &mut String, name: &str, opacity: f64) {
    if opacity < 1.0 {
        let _ = write!(out, " {name}=\"{opacity}\"");
    }
}

fn write_segments(out: &mut String, segments: &[Segment]) {
    for segment in segments {
        match segment {
            Segment::MoveTo(at) => write_point(out, "M", *at),
            Segment::LineTo(at) => write_point(out, "L", *at),
            Segment::QuadTo(control, at) => {
                write_point(out, "Q", *control);
                write_point(out, " ", *at);
            }
            Segment::Circle(center, radius) => {
                write_point(
                    out,
                    "M",
                    ScreenPoint::new(center.x_px - radius, center.y_px),
                );
                let (r, d) = (number(*radius), number(2.0 * radius));
                let _ = write!(out, "a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0Z");
            }
            Segment::Close => out.push('Z'),
        }
    }
}

fn write_point(out: &mut String, command: &str, at: ScreenPoint) {
    let _ = write!(out, "{command}{} {}", number(at.x_px), number(at.y_px));
}

fn write_text(out: &mut String, item: &TextItem, palette: &Palette) {
    let font = item.style.font();
    let anchor = match item.anchor {
        Anchor::Left => "start",
        Anchor::Middle => "middle",
        Anchor::Right => "end",
    };
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\"",
        number(item.at.x_px),
        number(item.at.y_px),
        number(font.size_px),
        font.weight,
        svg_text(palette.color(item.ink)),
    );
    if font.italic {
        out.push_str(" font-style=\"italic\"");
    }
    if font.letter_spacing_px > 0.0 {
        let _ = write!(
            out,
            " letter-spacing=\"{}\"",
            number(font.letter_spacing_px)
        );
    }
    if let Some(halo) = item.halo {
        let color = svg_text(palette.color(halo));
        let _ = write!(
            out,
            " stroke=\"{color}\" stroke-width=\"3\" paint-order=\"stroke\""
        );
    }
    let _ = writeln!(out, ">{}</text>", svg_text(&item.text));
}

/// A number to a tenth, without a needless zero.
fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // Adding zero turns -0 into 0.
    format!("{}", rounded + 0.0)
}

/// Text for element content and attribute values; characters that XML cannot carry are left out.
pub fn svg_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML 1.0, section 2.2.
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && c != '\t' && c != '\n' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Ink, TextStyle};

    #[test]
    fn text_cannot_become_markup() {
        let item = Item::Text(TextItem {
            text: "<script>&\"\u{1}".into(),
            at: ScreenPoint::new(1.04, -0.01),
            anchor: Anchor::Left,
            style: TextStyle::Note,
            ink: Ink::Text,
            halo: None,
        });
        let palette = Palette::from_properties(|_| "#000".into());
        let about = SvgText {
            title: "a < b",
            description: "",
            language: "en",
        };
        let svg = svg_document(
            &Scene {
                size: None,
                items: vec![item],
            },
            &palette,
            &about,
        );
        assert!(svg.contains("&lt;script&gt;&amp;&quot;</text>"), "{svg}");
        assert!(svg.contains("x=\"1\" y=\"0\""), "{svg}");
        assert!(svg.contains("<title>a &lt; b</title>"));
    }
}
