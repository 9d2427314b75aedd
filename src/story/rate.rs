//! What the counts of regions are divided by.

use crate::locale::LocalizedText;
use crate::order::TextIndex;

/// Figures of regions that counts are divided by, such as how many people live there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rate {
    /// What comes out, such as "per 100,000 inhabitants".
    pub label: LocalizedText,
    /// So many of what the figures count are one unit of it; above zero.
    pub per: f64,
    /// Where the figures come from, http or https.
    pub source: Option<String>,
    /// The figures by the codes of regions, all above zero.
    pub regions: Vec<(String, f64)>,
}

impl Rate {
    /// By what a count is multiplied in the regions with these codes; `None` where the story has no figure for it.
    pub fn factors(&self, codes: &[String]) -> Vec<Option<f64>> {
        let known = self.regions.iter().map(|(code, _)| code.as_str());
        let index = TextIndex::of(known.collect());
        let factor = |code: &String| {
            let (_, figure) = self.regions.get(index.position_of(code)?)?;
            Some(self.per / figure).filter(|factor| factor.is_finite())
        };
        codes.iter().map(factor).collect()
    }
}
