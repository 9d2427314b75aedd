//! A publisher's own colours and font, from a style sheet that is named when a site is made.

mod sheet;

use std::path::{Path, PathBuf};

use clap::Args;

use super::CliError;
use super::shell::Shell;
use crate::scene::{Palette, Theme, WeakContrast, weak_contrasts};
use sheet::Sheet;

/// The style sheet that every page has.
pub(super) const SHIPPED: &str = include_str!("../../../public/style.css");
/// How many colours that are hard to see are named.
const MOST_NAMED: usize = 6;

/// Which colours and font a site has.
#[derive(Args)]
pub(super) struct OwnStyle {
    /// A style sheet with your own colours and font: --im-surface, --im-font and so on, for :root,
    /// :root[data-theme=light] and :root[data-theme=dark], and nothing else.
    #[arg(long, value_name = "FILE")]
    style: Option<PathBuf>,
}

/// The colours and the font that were read.
pub(super) struct ReadStyle {
    sheet: Sheet,
}

impl OwnStyle {
    /// The file that they are read from.
    pub fn path(&self) -> Option<&Path> {
        self.style.as_deref()
    }

    /// Reads the file; says on standard error which colours are hard to see.
    ///
    /// # Errors
    /// [`CliError::Read`] when it cannot be read, [`CliError::Style`] when it has anything else in it, or colours in which
    /// what the pages say cannot be read.
    pub fn read(&self) -> Result<ReadStyle, CliError> {
        let Some(path) = &self.style else {
            let sheet = Sheet::default();
            return Ok(ReadStyle { sheet });
        };
        let error = |line, what| CliError::Style {
            path: path.clone(),
            line,
            what,
        };
        let bytes = std::fs::read(path).map_err(CliError::read(path))?;
        let css = String::from_utf8(bytes)
            .map_err(|_| error(None, "it is not in UTF-8; save it so".to_owned()))?;
        let sheet = Sheet::parse(&css).map_err(|(line, what)| error(Some(line), what))?;
        let style = ReadStyle { sheet };
        for theme in [Theme::Light, Theme::Dark] {
            let weak = weak_contrasts(&style.palette(theme));
            let (of_text, of_map): (Vec<_>, Vec<_>) =
                weak.into_iter().partition(WeakContrast::is_of_text);
            if let Some(pair) = of_text.first() {
                let what = format!("{}; {NEEDED}", described(pair, theme));
                return Err(error(None, what));
            }
            for pair in of_map.iter().take(MOST_NAMED) {
                eprintln!("{}: {}", path.display(), described(pair, theme));
            }
            if let Some(more) = of_map
                .len()
                .checked_sub(MOST_NAMED)
                .filter(|more| *more > 0)
            {
                eprintln!("{}: and {more} more pairs of colours", path.display());
            }
        }
        Ok(style)
    }
}

/// Why text must be seen.
const NEEDED: &str =
    "what is reported, its sources and terms have to be read; choose a darker or lighter one";

/// Says that a colour is hard to see.
fn described(pair: &WeakContrast, theme: Theme) -> String {
    format!(
        "{} on {} has a contrast of {:.1} to 1 in the {} theme and needs {}",
        pair.front.css_property(),
        pair.ground.css_property(),
        pair.ratio,
        theme.as_str(),
        pair.least
    )
}

impl ReadStyle {
    /// The shell with them after its own in its style sheet.
    pub fn put_into(&self, shell: Shell) -> Shell {
        match self.sheet.css() {
            css if css.is_empty() => shell,
            css => shell.with_style(&css),
        }
    }

    /// The colours of a theme.
    pub fn palette(&self, theme: Theme) -> Palette {
        let shipped = Palette::from_style_sheet(SHIPPED, theme);
        shipped.replaced(|property| self.sheet.value(theme, property))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(css: &str) -> Result<ReadStyle, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("style.css");
        std::fs::write(&path, css).unwrap();
        let style = Some(path);
        OwnStyle { style }.read().map_err(|error| error.to_string())
    }

    #[test]
    fn the_colours_of_a_theme_are_the_publishers_where_there_are_any() {
        use crate::scene::Ink;
        let css =
            ":root { --im-operation: #7A1020 } :root[data-theme=dark] { --im-operation: #fa8; }";
        let style = read(css).unwrap();
        let color = |theme, ink| style.palette(theme).color(ink).to_owned();
        assert_eq!(color(Theme::Light, Ink::Operation), "#7a1020");
        assert_eq!(color(Theme::Dark, Ink::Operation), "#ffaa88");
        assert_eq!(color(Theme::Light, Ink::Lead), "#1d5aa0");
    }

    #[test]
    fn text_that_nobody_could_read_is_refused_with_the_theme_and_the_contrast() {
        let error = read(":root { --im-muted: #eeeeee }").err().unwrap();
        for part in [
            "style.css",
            "--im-muted on --im-surface",
            "1.2 to 1",
            "light",
            "4.5",
        ] {
            assert!(error.contains(part), "{part}: {error}");
        }
        assert!(
            read(":root { --im-land: #b03a0b }").is_ok(),
            "a map is the publisher's"
        );
    }
}
