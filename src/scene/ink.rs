//! Colours by what they are for.

/// The role of a colour; `public/style.css` gives each its value, for light and dark, as `--im-<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Ink {
    /// Behind the page's text.
    Surface,
    /// The page's text.
    Text,
    /// Text of less weight, and what stands for incidents of several kinds.
    Muted,
    /// Lines and edges of controls and axes.
    Line,
    /// A band behind a part of the timeline.
    Band,
    /// Seas, lakes and rivers.
    Water,
    /// Countries around.
    Land,
    /// The country whose regions are shown.
    LandHome,
    /// Regions that incidents lie in.
    LandInvolved,
    /// Coasts and shores.
    Coast,
    /// Borders of countries.
    BorderCountry,
    /// Borders of regions.
    BorderRegion,
    /// Names of countries.
    LabelCountry,
    /// Names of regions.
    LabelRegion,
    /// Names of cities.
    LabelCity,
    /// Names of waters.
    LabelWater,
    /// Names of incidents.
    LabelIncident,
    /// Outlines of texts and marks.
    Halo,
    /// Operations.
    Operation,
    /// Leads and connections.
    Lead,
    /// First category that has a mark of its own.
    Category1,
    /// Second such category.
    Category2,
    /// Third such category.
    Category3,
    /// Fourth such category.
    Category4,
    /// Fifth such category.
    Category5,
    /// Sixth such category.
    Category6,
    /// What is selected.
    Selected,
}

impl Ink {
    /// All roles, in the order of their discriminants.
    pub const ALL: [Self; 27] = [
        Self::Surface,
        Self::Text,
        Self::Muted,
        Self::Line,
        Self::Band,
        Self::Water,
        Self::Land,
        Self::LandHome,
        Self::LandInvolved,
        Self::Coast,
        Self::BorderCountry,
        Self::BorderRegion,
        Self::LabelCountry,
        Self::LabelRegion,
        Self::LabelCity,
        Self::LabelWater,
        Self::LabelIncident,
        Self::Halo,
        Self::Operation,
        Self::Lead,
        Self::Category1,
        Self::Category2,
        Self::Category3,
        Self::Category4,
        Self::Category5,
        Self::Category6,
        Self::Selected,
    ];

    /// The name of its CSS custom property.
    pub fn css_property(self) -> &'static str {
        match self {
            Self::Surface => "--im-surface",
            Self::Text => "--im-text",
            Self::Muted => "--im-muted",
            Self::Line => "--im-line",
            Self::Band => "--im-band",
            Self::Water => "--im-water",
            Self::Land => "--im-land",
            Self::LandHome => "--im-land-home",
            Self::LandInvolved => "--im-land-involved",
            Self::Coast => "--im-coast",
            Self::BorderCountry => "--im-border-country",
            Self::BorderRegion => "--im-border-region",
            Self::LabelCountry => "--im-label-country",
            Self::LabelRegion => "--im-label-region",
            Self::LabelCity => "--im-label-city",
            Self::LabelWater => "--im-label-water",
            Self::LabelIncident => "--im-label-incident",
            Self::Halo => "--im-halo",
            Self::Operation => "--im-operation",
            Self::Lead => "--im-lead",
            Self::Category1 => "--im-category-1",
            Self::Category2 => "--im-category-2",
            Self::Category3 => "--im-category-3",
            Self::Category4 => "--im-category-4",
            Self::Category5 => "--im-category-5",
            Self::Category6 => "--im-category-6",
            Self::Selected => "--im-selected",
        }
    }
}
