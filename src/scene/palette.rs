//! The values of the colours.

use super::Ink;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light ground.
    #[default]
    Light,
    /// Light text on dark ground.
    Dark,
}

impl Theme {
    /// The value of `data-theme` and of the fragment's `theme`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }
}

/// A CSS colour for each role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette(Vec<String>);

impl Palette {
    /// The palette in which `value_of` gives the CSS colour of a custom property such as `--im-land`.
    pub fn from_properties(value_of: impl Fn(&str) -> String) -> Self {
        Self(
            Ink::ALL
                .iter()
                .map(|ink| value_of(ink.css_property()))
                .collect(),
        )
    }

    /// The CSS colour of a role; empty where the style sheet has none.
    pub fn color(&self, ink: Ink) -> &str {
        self.0.get(ink as usize).map_or("", String::as_str)
    }

    /// This palette with other colours for those properties for which `value_of` gives one.
    pub fn replaced<'a>(mut self, value_of: impl Fn(&str) -> Option<&'a str>) -> Self {
        for (color, ink) in self.0.iter_mut().zip(Ink::ALL) {
            if let Some(value) = value_of(ink.css_property()) {
                value.clone_into(color);
            }
        }
        self
    }

    /// The palette of a theme as a style sheet declares it: `--im-*` with `#rrggbb` values in a rule whose
    /// selector ends in `:root` (light) or `[data-theme="dark"]` (dark).
    pub fn from_style_sheet(css: &str, theme: Theme) -> Self {
        let selector = match theme {
            Theme::Light => ":root {",
            Theme::Dark => "[data-theme=\"dark\"] {",
        };
        let body = css.split_once(selector).map_or("", |(_, rest)| rest);
        let body = body.split_once('}').map_or(body, |(body, _)| body);
        Self::from_properties(|property| {
            let value = body.split(';').find_map(|declaration| {
                let (name, value) = declaration.split_once(':')?;
                (name.trim() == property).then(|| value.trim().to_owned())
            });
            value.unwrap_or_default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_its_own_place() {
        for (place, ink) in Ink::ALL.into_iter().enumerate() {
            assert_eq!(ink as usize, place, "{ink:?}");
        }
    }

    #[test]
    fn both_themes_are_read_from_the_style_sheet() {
        let css = ":root { --im-land: #fff; --im-water: #abc }\n[data-theme=\"dark\"] { --im-land: #000; }";
        assert_eq!(
            Palette::from_style_sheet(css, Theme::Light).color(Ink::Water),
            "#abc"
        );
        assert_eq!(
            Palette::from_style_sheet(css, Theme::Dark).color(Ink::Land),
            "#000"
        );
        assert_eq!(
            Palette::from_style_sheet(css, Theme::Dark).color(Ink::Water),
            ""
        );
    }
}
