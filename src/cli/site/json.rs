//! Small JSON files as text (RFC 8259). Reading them is for `load`.

/// A string.
pub(in crate::cli) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// An object with these members, whose values are JSON.
pub(in crate::cli) fn object(members: &[(&str, String)]) -> String {
    let members = members
        .iter()
        .map(|(name, value)| format!("{}: {value}", text(name)));
    enclosed('{', members, '}')
}

/// An array of JSON values.
pub(in crate::cli) fn list(values: impl Iterator<Item = String>) -> String {
    enclosed('[', values, ']')
}

fn enclosed(open: char, parts: impl Iterator<Item = String>, close: char) -> String {
    let parts: Vec<String> = parts.map(|part| part.replace('\n', "\n  ")).collect();
    format!("{open}\n  {}\n{close}", parts.join(",\n  "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn what_is_written_is_read_as_meant() {
        for said in [
            "",
            "a \"b\" \\ c",
            "\u{0}\n\t\u{1f}\u{7f}\u{9f}",
            "қ 😀 </script>",
        ] {
            let written = object(&[
                ("a\"b", list([text(said), "7".to_owned()].into_iter())),
                ("c", "true".to_owned()),
            ]);
            let read: Value = serde_json::from_str(&written).unwrap();
            assert_eq!(read, json!({"a\"b": [said, 7], "c": true}), "{written}");
        }
    }
}
