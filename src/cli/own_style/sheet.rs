//! Reading the few rules that such a style sheet may have.

use super::SHIPPED;
use crate::scene::Theme;

/// The property that no colour is.
const FONT: &str = "--im-font";

/// Values of custom properties for each theme.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sheet {
    light: Vec<(String, String)>,
    dark: Vec<(String, String)>,
}

/// What is wrong in which line, counted from one.
type Problem = (usize, String);

impl Sheet {
    /// Reads rules with the selectors `:root`, `:root[data-theme=light]` and `:root[data-theme=dark]`, of custom properties
    /// that the shipped style sheet has and `--im-font` (CSS Syntax Level 3, so far). Colours become `#rrggbb`.
    ///
    /// Other rules could take away what a page must say, or fetch from elsewhere, and would break with the next version.
    ///
    /// # Errors
    /// The first thing that is none of this, with its line.
    pub fn parse(css: &str) -> Result<Self, Problem> {
        let css = without_comments(css)?;
        let mut sheet = Self::default();
        let mut at = 0;
        loop {
            let rest = css.get(at..).unwrap_or_default();
            let start = at + (rest.len() - rest.trim_start().len());
            let line = line_at(&css, start);
            let rest = rest.trim_start();
            if rest.is_empty() {
                return Ok(sheet);
            }
            let Some((selector, after)) = rest.split_once('{') else {
                return Err((
                    line,
                    format!(
                        "{:?} begins no rule; write :root {{ … }}",
                        first_words(rest)
                    ),
                ));
            };
            let themes = themes_of(selector).ok_or_else(|| (line, unknown_selector(selector)))?;
            let Some((body, _)) = after.split_once('}') else {
                return Err((line, "the rule has no end; write } after it".to_owned()));
            };
            let body_start = start + selector.len() + 1;
            sheet.add_rule(themes, body, |at| line_at(&css, body_start + at))?;
            at = body_start + body.len() + 1;
        }
    }

    fn add_rule(
        &mut self,
        themes: &[Theme],
        body: &str,
        line_of: impl Fn(usize) -> usize,
    ) -> Result<(), Problem> {
        let mut at = 0;
        for declaration in body.split(';') {
            let text = declaration.trim();
            let start = at + (declaration.len() - declaration.trim_start().len());
            at += declaration.len() + 1;
            if text.is_empty() {
                continue;
            }
            let (name, value) = read_declaration(text).map_err(|what| (line_of(start), what))?;
            for theme in themes {
                let values = match theme {
                    Theme::Light => &mut self.light,
                    Theme::Dark => &mut self.dark,
                };
                values.retain(|(other, _)| *other != name);
                values.push((name.clone(), value.clone()));
            }
        }
        Ok(())
    }

    /// The value of a property in a theme, where the sheet has one.
    pub fn value(&self, theme: Theme, property: &str) -> Option<&str> {
        let values = match theme {
            Theme::Light => &self.light,
            Theme::Dark => &self.dark,
        };
        let found = values.iter().find(|(name, _)| name == property);
        found.map(|(_, value)| value.as_str())
    }

    /// The rules to stand after those of the shipped style sheet, which have the same weight; the reader's own colours and
    /// wish for more contrast count for more. Empty where there are none.
    pub fn css(&self) -> String {
        let block = |values: &[(String, String)]| {
            let each = values.iter().map(|(name, value)| format!("{name}:{value}"));
            each.collect::<Vec<_>>().join(";")
        };
        let mut css = String::new();
        if !self.light.is_empty() {
            let block = block(&self.light);
            css.push_str(&format!(
                "[data-theme=light]{{{block}}}@media not (prefers-color-scheme:dark){{:root:where(:not([data-theme=dark])){{{block}}}}}"
            ));
        }
        if !self.dark.is_empty() {
            let block = block(&self.dark);
            css.push_str(&format!(
                "[data-theme=dark]{{{block}}}@media (prefers-color-scheme:dark){{:root:where(:not([data-theme])){{{block}}}}}"
            ));
        }
        css
    }
}

/// Comments become as many lines of nothing.
fn without_comments(css: &str) -> Result<String, Problem> {
    let mut out = String::new();
    let mut rest = css.trim_start_matches('\u{feff}');
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        let Some((comment, after)) = after.split_once("*/") else {
            return Err((
                line_at(&out, out.len()),
                "a comment has no end; write */".to_owned(),
            ));
        };
        out.push(' ');
        out.extend(comment.chars().filter(|letter| *letter == '\n'));
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn line_at(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

fn first_words(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(40)
        .collect()
}

/// The themes that a selector is for.
fn themes_of(selector: &str) -> Option<&'static [Theme]> {
    let selector = selector.trim();
    let plain: String = selector
        .chars()
        .filter(|letter| !matches!(letter, '"' | '\''))
        .collect();
    match plain
        .strip_prefix(":root")
        .or(plain.strip_prefix("html"))
        .unwrap_or(&plain)
    {
        "" if !plain.is_empty() => Some(&[Theme::Light, Theme::Dark]),
        "[data-theme=light]" => Some(&[Theme::Light]),
        "[data-theme=dark]" => Some(&[Theme::Dark]),
        _ => None,
    }
}

fn unknown_selector(selector: &str) -> String {
    format!(
        "{:?} is not one of :root, :root[data-theme=light] and :root[data-theme=dark], the only rules that the file may have",
        first_words(selector.trim())
    )
}

/// The name and the value of a declaration; or what is wrong with it.
fn read_declaration(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').unwrap_or((text, ""));
    let (name, value) = (name.trim(), value.trim());
    if name == FONT {
        return match is_font(value) {
            true => Ok((name.to_owned(), value.to_owned())),
            false => Err(format!(
                "{FONT} is {value:?}; write names of fonts that readers have, such as Georgia, \"Times New Roman\", serif"
            )),
        };
    }
    let is_known = name.starts_with("--im-") && SHIPPED.contains(&format!(" {name}: #"));
    if !is_known {
        return Err(format!(
            "{name:?} is none of the properties that can be set, which are {FONT} and {}",
            known_names().join(", ")
        ));
    }
    let color = full_color(value);
    let color =
        color.ok_or_else(|| format!("{name} is {value:?}; write a colour such as #b03a0b"))?;
    Ok((name.to_owned(), color))
}

/// The colours that the shipped style sheet has.
fn known_names() -> Vec<&'static str> {
    let (_, rest) = SHIPPED.split_once(":root {").unwrap_or_default();
    let (block, _) = rest.split_once('}').unwrap_or_default();
    let names = block.split(';').filter_map(|line| line.split_once(':'));
    names.map(|(name, _)| name.trim()).collect()
}

/// `#rgb` or `#rrggbb` as `#rrggbb`.
fn full_color(value: &str) -> Option<String> {
    let digits = value.strip_prefix('#')?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match digits.len() {
        3 => Some(
            digits
                .chars()
                .fold("#".to_owned(), |all, digit| format!("{all}{digit}{digit}")),
        ),
        6 => Some(value.to_owned()),
        _ => None,
    }
    .map(|color| color.to_ascii_lowercase())
}

/// Whether a value is a list of names of fonts: it ends no rule and no string, and calls no function.
fn is_font(value: &str) -> bool {
    let quotes = |quote| value.matches(quote).count() % 2 == 0;
    let is_part = |letter: char| letter.is_alphanumeric() || " ,-_.'\"".contains(letter);
    !value.is_empty()
        && value.chars().all(is_part)
        && quotes('"')
        && quotes('\'')
        && !(value.contains('"') && value.contains('\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_and_a_font_are_read_for_each_theme() {
        let css = "/* Ours */\n:root {\n  --im-surface: #FFF; --im-font: Georgia, \"PT Serif\", serif;\n}\n
            html[data-theme='dark'] { --im-surface: #101010 }";
        let sheet = Sheet::parse(css).unwrap();
        let value = |theme, property| sheet.value(theme, property);
        assert_eq!(value(Theme::Light, "--im-surface"), Some("#ffffff"));
        assert_eq!(value(Theme::Dark, "--im-surface"), Some("#101010"));
        assert_eq!(
            value(Theme::Dark, FONT),
            Some("Georgia, \"PT Serif\", serif")
        );
        assert_eq!(value(Theme::Dark, "--im-text"), None);
        assert_eq!(Sheet::parse(" \n").unwrap().css(), "");
    }

    #[test]
    fn both_themes_get_their_rules_with_and_without_a_choice_of_the_reader() {
        let css = Sheet::parse(":root { --im-land: #aabbcc }").unwrap().css();
        assert_eq!(css.matches("--im-land:#aabbcc").count(), 4);
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }

    #[test]
    fn anything_else_is_named_with_its_line_and_what_to_write() {
        for (css, line, part) in [
            ("\n.map-credits { display: none }", 2, ".map-credits"),
            ("/*\n\n*/ body { }", 3, "\"body\""),
            ("@import url(https://example.org/a.css);", 1, "@import"),
            (
                "@media print { :root { --im-land: #fff } }",
                1,
                "@media print",
            ),
            (":root {\n\n display: none }", 3, "\"display\""),
            (":root { --im-pink: #fff }", 1, "--im-land"),
            (
                ":root {\n --im-land: url(//example.org/a.png) }",
                2,
                "#b03a0b",
            ),
            (":root { --im-land: #ffff }", 1, "#ffff"),
            (":root { --im-land }", 1, "--im-land is \"\""),
            (":root { --im-font: url(a) }", 1, "Georgia"),
            (":root { --im-font: \"a }", 1, "Georgia"),
            (":root { --im-land: #fff", 1, "has no end"),
            ("/* a", 1, "comment"),
            ("</style><script>", 1, "</style>"),
        ] {
            let (found_line, what) = Sheet::parse(css).unwrap_err();
            assert!(
                found_line == line && what.contains(part),
                "{css:?}: {found_line} {what}"
            );
        }
    }
}
