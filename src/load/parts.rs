//! The parts of a JSON text, found without building values: each record is read on its own, and knows its line.

/// The members of an object or the items of an array, as they stand in the text; none for anything else. The text is
/// known to be JSON (RFC 8259).
pub(super) fn parts(text: &str) -> Vec<&str> {
    let text = text.trim();
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 1);
    let (mut in_string, mut is_escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let ends = match depth {
            0 => matches!(byte, b']' | b'}'),
            _ => depth == 1 && byte == b',',
        };
        if ends {
            let part = text.get(start..at).unwrap_or_default().trim();
            if !part.is_empty() {
                parts.push(part);
            }
            start = at + 1;
        }
    }
    parts
}

/// The value of a member of an object, as it stands in the text; of several with the same name the last.
pub(super) fn member<'t>(members: &[&'t str], name: &str) -> Option<&'t str> {
    members.iter().rev().find_map(|member| {
        let rest = member.strip_prefix('"')?.strip_prefix(name)?;
        let value = rest.strip_prefix('"')?.trim_start().strip_prefix(':')?;
        Some(value.trim_start())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[test]
    fn parts_stand_as_they_are_in_the_text() {
        assert_eq!(
            parts(r#" [1, "a,]b\"[", {"c": [2, 3]} ] "#),
            ["1", r#""a,]b\"[""#, r#"{"c": [2, 3]}"#]
        );
        assert_eq!(parts("[]"), [""; 0]);
        assert_eq!(parts("\"text\""), [""; 0]);
        assert_eq!(parts("12"), [""; 0]);
        let members = parts(r#"{"a" : 1, "ab":{"a":2}, "a": [3]}"#);
        assert_eq!(member(&members, "a"), Some("[3]"));
        assert_eq!(member(&members, "ab"), Some(r#"{"a":2}"#));
        assert_eq!(member(&members, "b"), None);
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<i32>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_parts_of_an_array_are_its_items(items in prop::collection::vec(json(), 0..6), pretty: bool) {
            let value = Value::from(items.clone());
            let text = match pretty {
                true => serde_json::to_string_pretty(&value).unwrap(),
                false => value.to_string(),
            };
            let read: Vec<Value> = parts(&text).into_iter().map(|part| serde_json::from_str(part).unwrap()).collect();
            prop_assert_eq!(read, items);
        }
    }
}
