//! A tree of HTML elements as plain data.

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text; never markup.
    Text(String),
}

/// An HTML element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub tag: &'static str,
    /// Its attributes, in order.
    pub attributes: Vec<(&'static str, String)>,
    /// What is in it.
    pub children: Vec<Node>,
}

impl Element {
    /// An empty element.
    pub fn new(tag: &'static str) -> Self {
        Self {
            tag,
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// The element with an attribute.
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// The element with a class.
    pub fn class(self, class: impl Into<String>) -> Self {
        self.attribute("class", class)
    }

    /// The element with a text at its end.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// The element with a child at its end.
    pub fn child(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The element with children at its end.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children
            .extend(children.into_iter().map(Node::Element));
        self
    }

    /// Whether it has a class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        let mut attributes = self.attributes.iter();
        let classes = attributes.find(|(name, _)| *name == "class");
        classes.is_some_and(|(_, classes)| classes.split(' ').any(|own| own == class))
    }

    /// Whether a reader acts with it.
    pub(super) fn is_control(&self) -> bool {
        matches!(self.tag, "button" | "select" | "input")
    }

    /// The element as HTML.
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        /// Elements without an end tag (HTML Living Standard, "Void elements"), as far as they are used here.
        const VOID: [&str; 4] = ["br", "img", "link", "meta"];
        /// Elements whose text is not escaped (there, "Raw text elements"). What is in them is ours, never data.
        const RAW: [&str; 2] = ["script", "style"];
        out.push('<');
        out.push_str(self.tag);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            push_escaped(out, value);
            out.push('"');
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                // Nothing but the end tag ends such an element.
                Node::Text(text) if RAW.contains(&self.tag) => {
                    out.push_str(&text.replace("</", "<\\/"));
                }
                Node::Text(text) => push_escaped(out, text),
            }
        }
        if !VOID.contains(&self.tag) {
            out.push_str("</");
            out.push_str(self.tag);
            out.push('>');
        }
    }
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_cannot_become_markup() {
        let element = Element::new("p")
            .attribute("title", "\"><script>")
            .text("<b>&")
            .child(Element::new("br"));
        let expected = "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;<br></p>";
        assert_eq!(element.to_html(), expected);
    }

    #[test]
    fn a_style_sheet_is_written_as_it_is_and_cannot_end_early() {
        let style = Element::new("style").text("a > b { content: \"</style>\" }");
        let expected = "<style>a > b { content: \"<\\/style>\" }</style>";
        assert_eq!(style.to_html(), expected);
    }
}
