//! The frame that shows a story in another page.

use crate::document::Element;

/// A frame with a page of a site in it.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The address of the page.
    pub address: &'a str,
    /// What a screen reader calls the frame.
    pub title: &'a str,
    /// Its width in CSS pixels, for hosts that take away styles; otherwise it is as wide as what it stands in.
    pub width_px: u32,
    /// Its height in CSS pixels.
    pub height_px: u32,
}

impl Frame<'_> {
    /// The frame as HTML, to be put into any page. It needs no script. The page in it may fill the screen and copy an
    /// address, both only when its reader says so.
    pub fn html(&self) -> String {
        Element::new("iframe")
            .attribute("src", self.address)
            .attribute("title", self.title)
            .attribute("width", self.width_px.to_string())
            .attribute("height", self.height_px.to_string())
            .attribute("style", "width:100%;border:0")
            .attribute("loading", "lazy")
            .attribute("allow", "fullscreen; clipboard-write")
            .to_html()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_within_its_attribute() {
        let frame = Frame {
            address: "https://example.org/?a=1&b=2",
            title: "\"><script>alert(1)</script> & 'so'",
            width_px: 640,
            height_px: 600,
        };
        assert_eq!(
            frame.html().replace("&#39;", "'").replace("&gt;", ">"),
            "<iframe src=\"https://example.org/?a=1&amp;b=2\" title=\"&quot;>&lt;script>alert(1)&lt;/script> &amp; 'so'\" \
             width=\"640\" height=\"600\" style=\"width:100%;border:0\" loading=\"lazy\" \
             allow=\"fullscreen; clipboard-write\"></iframe>"
        );
    }
}
