//! What a publisher copies into an article: by the script, as a frame alone, as the address of an oEmbed document.
//!
//! The texts are HTML that content systems keep: attributes and inline styles, no style sheet. How high a frame begins
//! depends on how wide it is, and is in the snippet as a table that CSS reads, so that nothing moves when the story comes.

use std::fmt::Write;

use super::Element;

/// What snippets are made from.
#[derive(Clone, Copy, Debug)]
pub struct Snippet<'a> {
    /// The address of the story's page, with the publisher's flags and start in it.
    pub page: &'a str,
    /// The address of `embed.js`.
    pub script: &'a str,
    /// The address of the picture that stands in for the story.
    pub poster: &'a str,
    /// The story's title.
    pub title: &'a str,
    /// So high, in CSS pixels, from so wide on; in ascending order of widths, the first from 0 on.
    pub heights_px: &'a [(u32, u32)],
}

impl Snippet<'_> {
    /// The element that `embed.js` defines, with a link and the picture where there is no script.
    pub fn by_script(&self) -> String {
        let style = format!("display:block;height:{}", self.height());
        let picture =
            self.picture("display:block;width:100%;height:calc(100% - 2em);object-fit:contain");
        let map = Element::new("incident-map")
            .attribute("src", self.page)
            .attribute("title", self.title)
            .attribute("style", style)
            .child(
                Element::new("a")
                    .attribute("href", self.page)
                    .child(picture)
                    .text(self.title),
            );
        let script = Element::new("script")
            .attribute("async", "")
            .attribute("src", self.script);
        format!("{}\n{}", self.container(map), script.to_html())
    }

    /// A frame alone, with the picture where there is no script.
    pub fn frame(&self) -> String {
        let link = Element::new("a")
            .attribute("href", self.page)
            .child(self.picture("max-width:100%"));
        let without_script = Element::new("noscript").child(link);
        let frame = self.bare_frame().attribute(
            "style",
            format!("border:0;display:block;width:100%;height:{}", self.height()),
        );
        format!("{}\n{}", self.container(frame), without_script.to_html())
    }

    /// The frame with a height that fits at a width, for those who know no other.
    pub fn frame_of(&self, width_px: u32) -> String {
        let height = self.height_at(width_px).to_string();
        let frame = self.bare_frame().attribute("height", height);
        frame
            .attribute("width", width_px.to_string())
            .attribute("style", "border:0;max-width:100%")
            .to_html()
    }

    /// The height at a width.
    pub fn height_at(&self, width_px: u32) -> u32 {
        let rows = self.heights_px.iter();
        let row = rows.take_while(|(from_px, _)| *from_px <= width_px).last();
        row.map_or(USUAL_PX, |(_, height_px)| *height_px)
    }

    fn bare_frame(&self) -> Element {
        Element::new("iframe")
            .attribute("src", self.page)
            .attribute("title", self.title)
            .attribute("loading", "lazy")
            .attribute("allow", "fullscreen; clipboard-write")
    }

    fn picture(&self, style: &'static str) -> Element {
        Element::new("img")
            .attribute("src", self.poster)
            .attribute("alt", self.title)
            .attribute("loading", "lazy")
            .attribute("style", style)
    }

    /// What the table of heights goes by: the width that the article gives.
    fn container(&self, content: Element) -> String {
        let style = "container-type:inline-size";
        Element::new("div")
            .attribute("style", style)
            .child(content)
            .to_html()
    }

    /// The table as a length: each row adds to the one before from its width on, as `clamp` goes from none of it to all
    /// of it within a fraction of a pixel.
    fn height(&self) -> String {
        let mut rows = self.heights_px.iter();
        let Some((_, first_px)) = rows.next() else {
            return format!("{USUAL_PX}px");
        };
        let mut sum = format!("calc({first_px}px");
        let mut before_px = *first_px;
        for (from_px, height_px) in rows {
            let sign = if *height_px < before_px { '-' } else { '+' };
            let step_px = height_px.abs_diff(before_px);
            // Writing to a text does not fail.
            let _ = write!(
                sum,
                " {sign} clamp(0px, (100cqw - {from_px}px + 1px) * 9999, {step_px}px)"
            );
            before_px = *height_px;
        }
        sum.push(')');
        sum
    }
}

/// Reads a table of heights as a page has it, `0:900,400:700`; empty where it makes no sense.
pub fn heights_from(text: &str) -> Vec<(u32, u32)> {
    let row = |row: &str| {
        let (from_px, height_px) = row.split_once(':')?;
        Some((from_px.parse().ok()?, height_px.parse().ok()?))
    };
    let rows: Option<Vec<(u32, u32)>> = text.split(',').map(row).collect();
    rows.unwrap_or_default()
}

/// A table of heights as a page has it.
pub fn heights_text(heights_px: &[(u32, u32)]) -> String {
    let row = |(from_px, height_px): &(u32, u32)| format!("{from_px}:{height_px}");
    let rows: Vec<String> = heights_px.iter().map(row).collect();
    rows.join(",")
}

/// The height where nothing is known of the story.
const USUAL_PX: u32 = 640;

#[cfg(test)]
mod tests {
    use super::*;

    const SNIPPET: Snippet = Snippet {
        page: "https://maps.example/a/?dark",
        script: "https://maps.example/a/embed.js",
        poster: "https://maps.example/a/poster.svg",
        title: "\"A\" <b>",
        heights_px: &[(0, 900), (400, 700), (800, 750)],
    };

    #[test]
    fn the_height_at_a_width_is_that_of_the_last_row_that_begins_before() {
        for (width_px, expected_px) in [(0, 900), (399, 900), (400, 700), (800, 750), (5000, 750)] {
            assert_eq!(SNIPPET.height_at(width_px), expected_px, "{width_px}");
        }
        let without = Snippet {
            heights_px: &[],
            ..SNIPPET
        };
        assert_eq!(without.height_at(300), USUAL_PX);
    }

    #[test]
    fn a_table_comes_back_from_its_text() {
        let rows = SNIPPET.heights_px;
        assert_eq!(heights_from(&heights_text(rows)), rows);
        for text in ["", "0:a", "0:1,", "nonsense"] {
            assert!(heights_from(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_is_copied_is_html_whatever_the_title() {
        for text in [SNIPPET.by_script(), SNIPPET.frame(), SNIPPET.frame_of(640)] {
            assert!(text.contains("&quot;A&quot; &lt;b&gt;"), "{text}");
            assert!(!text.contains("<b>"), "{text}");
        }
    }
}
