//! What `build` writes beside the pages and what they need: pictures, compressed files, and what others show of a page.

use clap::Args;

use super::CliError;
use super::pictures::SitePictures;
use super::poster::missing_letters;
use super::precompress::compressed;
use super::site::{BaseUrl, Origin, Site, SiteInput};

/// Where a site is going to stand, and what hosts are given.
#[derive(Args, Default)]
pub(super) struct Output {
    /// The address that the site will have, such as `https://example.org/map/`: with it, pages that are shared get a
    /// card, and content systems find out how to embed them.
    #[arg(long, value_name = "URL")]
    base_url: Option<BaseUrl>,
    /// Let only pages of this site, such as `https://example.org`, show the map in a frame; may be repeated.
    #[arg(long, value_name = "ORIGIN")]
    embed_on: Vec<Origin>,
    /// Write no compressed files (.br, .gz) beside the others.
    #[arg(long)]
    no_precompress: bool,
}

impl Output {
    /// The same input for a site that stands where this says.
    pub fn applied<'a>(&'a self, input: SiteInput<'a>) -> SiteInput<'a> {
        SiteInput {
            base_url: self.base_url.as_ref(),
            embed_on: &self.embed_on,
            ..input
        }
    }

    /// Adds to a site what takes long to make; says on standard error what is left out.
    ///
    /// # Errors
    /// [`CliError`] when a picture cannot be drawn.
    pub fn complete(&self, input: &SiteInput, site: &mut Site) -> Result<(), CliError> {
        let pictures = SitePictures::of(input, site)?;
        for (language, letters) in &pictures.missing {
            eprintln!("pictures in {language}: {}", missing_letters(letters));
        }
        site.files.extend(pictures.files);
        if !self.no_precompress {
            let more = compressed(&site.files);
            site.files.extend(more);
        }
        if self.base_url.is_none() {
            eprintln!(
                "note: pages name no card, no address of their own and no oEmbed, because these need the address that the \
                 site will have; give it with --base-url https://example.org/map/"
            );
        }
        Ok(())
    }
}
