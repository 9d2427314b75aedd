//! A JSON text (RFC 8259) taken apart where it stands: what is kept of it keeps its bytes.
//!
//! The text has been read by a parser before. Where it is none all the same, nothing is found in it.

use std::borrow::Cow;
use std::ops::Range;

/// A member of an object.
pub(super) struct Member<'t> {
    /// Its name, without escapes.
    pub name: Cow<'t, str>,
    /// From the brace or comma before it, white space included, to its value.
    pub head: Range<usize>,
    /// Its value.
    pub value: Range<usize>,
    /// White space between its value and what follows.
    pub tail: Range<usize>,
}

/// An item of an array.
pub(super) struct Item {
    /// White space before it.
    pub head: Range<usize>,
    /// Its value.
    pub value: Range<usize>,
    /// White space between its value and what follows.
    pub tail: Range<usize>,
}

/// What a value is, by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    String,
    Null,
    Number,
    /// `true` or `false`.
    Truth,
}

/// A JSON text.
#[derive(Clone, Copy)]
pub(super) struct JsonText<'t>(pub &'t str);

impl<'t> JsonText<'t> {
    /// A part of the text.
    pub fn part(self, range: &Range<usize>) -> &'t str {
        self.0.get(range.clone()).unwrap_or_default()
    }

    /// The value that the whole text is, without white space around it.
    pub fn root(self) -> Range<usize> {
        let start = self.space_end(0);
        start..self.value_end(start)
    }

    /// What a value is.
    pub fn kind(self, value: &Range<usize>) -> Kind {
        match self.0.as_bytes().get(value.start) {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::String,
            Some(b't' | b'f') => Kind::Truth,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            _ => Kind::Null,
        }
    }

    /// What a string says; `None` for any other value.
    pub fn string(self, value: &Range<usize>) -> Option<Cow<'t, str>> {
        let quoted = self.part(value);
        let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
        match inner.contains('\\') {
            false => Some(Cow::Borrowed(inner)),
            true => serde_json::from_str(quoted).ok().map(Cow::Owned),
        }
    }

    /// The members of an object in their order, of several with one name the last: no reader sees the others. Empty for any
    /// other value.
    pub fn members(self, object: &Range<usize>) -> Vec<Member<'t>> {
        let mut members: Vec<Member<'t>> = Vec::new();
        if self.kind(object) != Kind::Object {
            return members;
        }
        let mut start = object.start + 1;
        loop {
            let key_start = self.space_end(start);
            let key = key_start..self.value_end(key_start);
            let Some(name) = self.string(&key) else {
                return members;
            };
            let colon = self.space_end(key.end);
            let value_start = self.space_end(colon + 1);
            let value = value_start..self.value_end(value_start);
            let next = self.space_end(value.end);
            if members.iter().any(|earlier| earlier.name == name) {
                members.retain(|earlier| earlier.name != name);
            }
            members.push(Member {
                name,
                head: start..value_start,
                tail: value.end..next,
                value,
            });
            if self.0.as_bytes().get(next) != Some(&b',') {
                return members;
            }
            start = next + 1;
        }
    }

    /// The items of an array; none for any other value.
    pub fn items(self, array: &Range<usize>) -> Items<'t> {
        Items {
            text: self,
            next: (self.kind(array) == Kind::Array).then_some(array.start + 1),
        }
    }

    /// The place behind white space.
    fn space_end(self, start: usize) -> usize {
        let rest = self.0.as_bytes().get(start..).unwrap_or_default();
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        start + rest.iter().take_while(|byte| is_space(byte)).count()
    }

    /// The place behind the value that begins here, by its brackets and quotation marks.
    fn value_end(self, start: usize) -> usize {
        let bytes = self.0.as_bytes();
        let (mut at, mut depth) = (start, 0_usize);
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    at = self.string_end(at);
                    if depth == 0 {
                        return at;
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth <= 1 => return at + depth,
                b'}' | b']' => depth -= 1,
                b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return at,
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// The place behind the string that begins here.
    fn string_end(self, quote: usize) -> usize {
        let mut at = quote + 1;
        while let Some(rest) = self.0.get(at..) {
            let Some(length) = rest.find('"') else { break };
            let before = rest.as_bytes().get(..length).unwrap_or_default();
            let slashes = before.iter().rev().take_while(|byte| **byte == b'\\');
            at += length + 1;
            // Of two backslashes the first one escapes the second.
            if slashes.count() % 2 == 0 {
                return at;
            }
        }
        self.0.len()
    }
}

/// The items of an array, one after the other.
pub(super) struct Items<'t> {
    text: JsonText<'t>,
    /// Where the next one begins, white space included.
    next: Option<usize>,
}

impl Iterator for Items<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let head_start = self.next.take()?;
        let start = self.text.space_end(head_start);
        let value = start..self.text.value_end(start);
        if value.is_empty() {
            return None;
        }
        let end = self.text.space_end(value.end);
        self.next = (self.text.0.as_bytes().get(end) == Some(&b',')).then_some(end + 1);
        Some(Item {
            head: head_start..start,
            tail: value.end..end,
            value,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_items_stand_as_they_are_in_the_text() {
        let text =
            JsonText(" {\"a\" : [1 ,\"],\\\"\", {\"b\":2}] , \"\\u0061b\":null,\"a\":true }");
        let members = text.members(&text.root());
        let seen: Vec<_> = members
            .iter()
            .map(|member| (member.name.as_ref(), text.part(&member.value)))
            .collect();
        assert_eq!(seen, [("ab", "null"), ("a", "true")]);
        let list = JsonText("[1 ,\"],\\\"\", {\"b\":2}]");
        let items: Vec<_> = list.items(&list.root()).collect();
        let items: Vec<_> = items.iter().map(|item| list.part(&item.value)).collect();
        assert_eq!(items, ["1", "\"],\\\"\"", "{\"b\":2}"]);
        for empty in ["[]", "[ ]", "{}", "{ }", "7", ""] {
            let text = JsonText(empty);
            assert_eq!(text.items(&text.root()).count(), 0, "{empty}");
            assert_eq!(text.members(&text.root()).len(), 0, "{empty}");
        }
    }

    #[test]
    fn what_is_no_json_ends() {
        for broken in [
            "{\"a",
            "{\"a\":",
            "[1,",
            "{\"a\":[",
            "\"\\",
            "{,",
            "[[",
            "}",
            "{\"a\":1,",
        ] {
            let text = JsonText(broken);
            text.members(&text.root());
            assert!(text.items(&text.root()).count() < 3, "{broken}");
        }
    }
}
